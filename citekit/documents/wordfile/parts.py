"""The parts of a Word file that have to do with notes and citations, found as the package says which is which.

Source: ECMA-376 Part 2 (packages: relationships name the parts, [Content_Types].xml says what they are) and Part 1,
11.3 (parts of a document), 22.3 (custom properties); strict files have other names for the same things.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from citekit.archives import SIGNATURE, Archive
from citekit.documents import xmltree
from citekit.documents.wordfile.flow import STRICT, Styles, W, styles_of
from citekit.documents.xmltree import Element
from citekit.errors import UnreadableError
from citekit.findings import Source, Span
from citekit.values import NamedTuple

KIND = "Word file"
CONTENT_TYPES = "[Content_Types].xml"
_LARGEST_TYPES = 5_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK = b"\xef\xbb\xbf"


class Part(NamedTuple):
    """A part: its text, and the tree of it in the usual namespace."""

    source: Source
    root: Element


def is_word(data: bytes) -> bool:
    """Tell whether *data* is a Word file, by what the archive says of itself."""
    if not data.startswith(SIGNATURE):
        return False
    try:
        archive = Archive("", data, KIND)
        if CONTENT_TYPES not in archive:
            return False
        types = archive.read(CONTENT_TYPES)
    except UnreadableError:
        return False
    return len(types) < _LARGEST_TYPES and (b"wordprocessingml" in types or b"ms-word.document" in types)


class WordFile:
    """A Word file, opened: its archive, and the parts by their kinds, parsed when asked for."""

    def __init__(self, path: str, data: bytes) -> None:
        """Open *data*.

        Raises: UnreadableError.
        """
        self.path = path
        if not data.startswith(SIGNATURE):
            raise _not_word(path)
        self.archive = Archive(path, data, KIND)
        self._parsed: dict[str, Part] = {}
        package = self._related("")
        self.document = package.get("officeDocument", "word/document.xml")
        if self.document not in self.archive:
            raise _not_word(path)
        self._related_parts = self._related(self.document)
        self._custom = package.get("custom-properties", "docProps/custom.xml")

    def name(self, kind: str) -> str:
        """Return the name of a part ("footnotes", "styles"), "" where there is none."""
        if kind == "document":
            return self.document
        usual = posixpath.join(posixpath.dirname(self.document), f"{kind}.xml")
        found = self._related_parts.get(kind, usual)
        return found if found in self.archive else ""

    def part(self, kind: str) -> Part | None:
        """Return a part, ``None`` where there is none.

        Raises: UnreadableError for one that is damaged.
        """
        name = self.name(kind)
        return self.parsed(name) if name else None

    def root(self, kind: str) -> Element | None:
        """Return the tree of a part, ``None`` where there is none."""
        part = self.part(kind)
        return part.root if part else None

    def parsed(self, name: str) -> Part:
        """Return the member *name*, parsed once."""
        if name not in self._parsed:
            source = decoded(self.archive, f"{self.path}:{name}", name)
            root = xmltree.parse(source)
            if root.tag.startswith(STRICT):
                _as_usual(root)
            self._parsed[name] = Part(source, root)
        return self._parsed[name]

    def styles(self) -> Styles:
        """Return the styles that the file defines."""
        return styles_of(self.root("styles"))

    def properties(self) -> dict[str, str]:
        """Return the custom properties, where programs keep what they want to know of a document."""
        if self._custom not in self.archive:
            return {}
        root = self.parsed(self._custom).root
        return {one.get("name"): one.texts() for one in root if one.name == "property"}

    def relationships(self, part: str) -> str:
        """Return the name of the member with the relationships of *part*, "" being the package."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def _related(self, part: str) -> dict[str, str]:
        """Return the names of the parts that *part* leads to, by the last word of their relationship's type."""
        member = self.relationships(part)
        if member not in self.archive:
            return {}
        found: dict[str, str] = {}
        for kind, target in _targets(self.parsed(member).root):
            name = target[1:] if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
            found.setdefault(kind, posixpath.normpath(name) if name else "")
        return found


def _targets(root: Element) -> Iterator[tuple[str, str]]:
    for one in root:
        if one.name == "Relationship" and one.get("TargetMode") != "External":
            yield one.get("Type").rpartition("/")[2].replace("customProperties", "custom-properties"), one.get("Target")


def decoded(archive: Archive, path: str, name: str) -> Source:
    """Return a member that is XML as a text.

    Raises: UnreadableError for one that is neither UTF-8 nor UTF-16.
    """
    data = archive.read(name)
    mark, encoding = b"", "utf-8"
    if data.startswith(_UTF8_MARK):
        mark = _UTF8_MARK
    elif data.startswith(_UTF16):
        mark, encoding = data[:2], "utf-16-le" if data.startswith(_UTF16[0]) else "utf-16-be"
    try:
        return Source(path, data[len(mark) :].decode(encoding), encoding, mark)
    except UnicodeDecodeError as error:
        message = f"a damaged {archive.kind}: {name} is not {encoding.upper()} at byte {error.start + len(mark)}"
        hint = "open it where it was made, and save it again"
        raise UnreadableError(message, where=archive.where, hint=hint) from None


def _as_usual(root: Element) -> None:
    """Give the names of a strict file's elements and attributes the namespace of the usual ones."""
    for element in root.walk():
        if isinstance(element, Element):
            element.tag = element.tag.replace(STRICT, W)
            element.attributes = {name.replace(STRICT, W): text for name, text in element.attributes.items()}


def prefix_of(source: Source, root: Element) -> str:
    """Return the prefix that a part's own elements have, "" for none."""
    tag = source.text[root.start + 1 : root.inner_start].split(None, 1)[0]
    return tag.rpartition(":")[0]


def _not_word(path: str) -> UnreadableError:
    hint = "it only has the name of one: say with --from what it is, or save it as .docx"
    return UnreadableError("not a Word file", where=Span(path), hint=hint)
