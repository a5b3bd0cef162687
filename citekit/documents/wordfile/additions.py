"""What a Word file gets that it does not have: a part for notes, styles, and where the package says so.

Sources: ECMA-376 Part 1, 11.3.7 (footnotes part), 17.7 (styles; Word knows its built-in ones by their names, whatever
their ids); Part 2, 9.3 (relationships) and 10.1.2 (content types).
"""

from __future__ import annotations

import posixpath

from citekit.changes import Change, apply
from citekit.documents import xmltree
from citekit.documents.splicing import encoded
from citekit.documents.wordfile.edits import binding
from citekit.documents.wordfile.flow import W
from citekit.documents.wordfile.parts import CONTENT_TYPES, WordFile, prefix_of
from citekit.errors import UnreadableError
from citekit.findings import Source
from citekit.output import wordstyles
from citekit.output.entries import EntryLook
from citekit.output.wordml import NAMESPACE

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_IDS = {
    ("paragraph", "footnote text"): wordstyles.NOTE_TEXT,
    ("character", "footnote reference"): wordstyles.NOTE_MARK,
    ("paragraph", "endnote text"): "EndnoteText",
    ("character", "endnote reference"): "EndnoteReference",
    ("paragraph", "bibliography"): "Bibliography",
    ("paragraph", "annotation"): "Annotation",
    ("paragraph", "heading 1"): wordstyles.HEADING,
}
_LINES = (("separator", -1), ("continuationSeparator", 0))


class Additions:
    """What is added to a file: styles, and parts with what belongs to them."""

    def __init__(self, file: WordFile, language: str, entries: EntryLook) -> None:
        self._file, self._language, self._entries = file, language, entries
        self._ids = dict(file.styles().ids)
        self._styles: list[str] = []
        self._parts: dict[str, str] = {}

    def style(self, kind: str, name: str) -> str:
        """Return the id of the style *name*, which is added where the file has none of that name."""
        known = self._ids.get((kind, name))
        if known is None:
            known = self._ids[kind, name] = self._new_id(_IDS[kind, name])
            self._styles.append(self._definition(_IDS[kind, name], known))
        return known

    def has_style(self, kind: str, name: str) -> bool:
        """Does the file define a style of that name?"""
        return (kind, name) in self._ids

    def notes(self, kind: str, notes: str) -> None:
        """Add the part for notes of a *kind*, with *notes*; Word wants the lines above them there, too."""
        lines = "".join(
            f'<w:{kind} w:type="{one}" w:id="{identity}"><w:p><w:r><w:{one}/></w:r></w:p></w:{kind}>'
            for one, identity in _LINES
        )
        self._parts[f"{kind}s"] = f'{_DECLARATION}<w:{kind}s xmlns:w="{NAMESPACE}">{lines}{notes}</w:{kind}s>'

    def members(self) -> dict[str, bytes]:
        """Return the members of the archive that are new or changed by what is added."""
        changed: dict[str, bytes] = {}
        if self._styles:
            changed |= self._with_styles()
        if not self._parts:
            return changed
        folder = posixpath.dirname(self._file.document)
        names = {kind: self._free(folder, kind) for kind in self._parts}
        changed |= {names[kind]: text.encode() for kind, text in self._parts.items()}
        types = "".join(
            f'<Override PartName="/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for kind, name in names.items()
        )
        changed |= self._inserted(CONTENT_TYPES, types, f"{_PACKAGE}/content-types", "Types")
        relations = "".join(
            f'<Relationship Id="citekit-{kind}" Type="{_RELATIONS}/{kind}" Target="/{name}"/>'
            for kind, name in names.items()
        )
        member = self._file.relationships(self._file.document)
        return changed | self._inserted(member, relations, f"{_PACKAGE}/relationships", "Relationships")

    def _with_styles(self) -> dict[str, bytes]:
        added = "".join(self._styles)
        part = self._file.part("styles")
        if part is None:
            self._parts["styles"] = f'{_DECLARATION}<w:styles xmlns:w="{NAMESPACE}">{added}</w:styles>'
            return {}
        end = part.root.inner_end
        return {
            self._file.name("styles"): encoded(
                part.source, apply(part.source.text, [*binding(part), Change(end, end, added)])
            )
        }

    def _inserted(self, name: str, xml: str, namespace: str, tag: str) -> dict[str, bytes]:
        """Return a member of the package with *xml* at its end; a new one where there is none."""
        if name not in self._file.archive:
            if name == CONTENT_TYPES:
                message = f"a damaged Word file: it has no {CONTENT_TYPES}"
                raise UnreadableError(message, where=self._file.archive.where, hint="open it and save it again")
            return {name: f'{_DECLARATION}<{tag} xmlns="{namespace}">{xml}</{tag}>'.encode()}
        part = self._file.parsed(name)
        prefix = prefix_of(part.source, part.root)
        if prefix:
            xml = xml.replace("<", f"<{prefix}:")
        root = part.root
        if root.empty:
            opened = part.source.text[root.start : root.end]
            whole = f"{opened[:-2]}>{xml}</{opened[1:].split()[0].rstrip('/>')}>"
            return {name: encoded(part.source, apply(part.source.text, [Change(root.start, root.end, whole)]))}
        change = Change(root.inner_end, root.inner_end, xml)
        return {name: encoded(part.source, apply(part.source.text, [change]))}

    def _free(self, folder: str, kind: str) -> str:
        name, count = posixpath.join(folder, f"{kind}.xml"), 1
        while name in self._file.archive:
            count += 1
            name = posixpath.join(folder, f"{kind}{count}.xml")
        return name

    def _new_id(self, wanted: str) -> str:
        taken = set(self._ids.values())
        return next(one for one in (wanted, *(f"{wanted}{count}" for count in range(2, 10_000))) if one not in taken)

    def _definition(self, style: str, identity: str) -> str:
        """Return the style that citekit's own Word files have, under the id that it gets here."""
        own = style.replace("Endnote", "Footnote")
        text = wordstyles.styles(self._language, self._entries)
        root = xmltree.parse(Source("styles", text))
        found = next(one for one in root if one.get(f"{W}styleId") == own)
        written = text[found.start : found.end].replace(f'w:styleId="{own}"', f'w:styleId="{identity}"', 1)
        if own != style:
            written = written.replace('<w:name w:val="footnote ', '<w:name w:val="endnote ', 1)
        for kind, usual in (("paragraph", "normal"), ("character", "default paragraph font")):
            basis = self._ids.get((kind, usual), "")
            name = {"paragraph": "Normal", "character": "DefaultParagraphFont"}[kind]
            said = f'<w:basedOn w:val="{basis}"/>' if basis else ""
            written = written.replace(f'<w:basedOn w:val="{name}"/>', said)
            if kind == "paragraph":
                following = f'<w:next w:val="{basis}"/>' if basis else ""
                written = written.replace(f'<w:next w:val="{name}"/>', following)
        return written
