"""An OpenDocument text written back with other citations, notes and bibliographies, and all else as it was.

Only ``content.xml`` changes; looks that the file does not have are automatic styles there. What a mark is around is set
anew and the mark stays, so that Zotero goes on knowing it; a citation that becomes a note takes its mark along.
Source: ODF 1.3 Part 3, 6.3 (notes), 16.2 (automatic styles).
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.changes import Change
from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.documents.odffile.flow import OFFICE, STYLE, TEXT, Mark, Note
from citekit.documents.odffile.reading import (
    CONTENT,
    KIND,
    Reading,
    Spot,
    body_of,
    place_of_list,
    place_of_spot,
    result_of,
)
from citekit.documents.splicing import apply_apart, encoded
from citekit.documents.wordtext.shown import Paragraph, pieces_in, place_of
from citekit.documents.xmltree import Element, Text
from citekit.model import Bibliography
from citekit.output import odf, odfpackage
from citekit.output.entries import EntryParagraph, entry_look, entry_paragraphs
from citekit.output.layout import list_title
from citekit.richtext import Inlines
from citekit.values import replace

_PLAIN = frozenset(f"{TEXT}{name}" for name in ("span", "s", "tab", "line-break", "a", "soft-page-break"))
_PREFIXES = ("text", "style", "fo", "xlink", "office")


def rewritten(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it."""
    reading = Reading(manuscript.path, manuscript.data)
    reading.spots = [
        replace(spot, stop=cited.stop) for spot, cited in zip(reading.spots, manuscript.cited, strict=True)
    ]
    writing = _Writing(reading, setting)
    text = writing.text()
    if text == reading.source.text:
        return manuscript.data
    return reading.archive.rewritten({CONTENT: encoded(reading.source, text)})


class _Writing:
    def __init__(self, reading: Reading, setting: Setting) -> None:
        self._reading, self._setting = reading, setting
        self._raw = reading.source.text
        self._changes: list[Change] = []
        self._new = 0
        self._shapes: dict[EntryParagraph, str] = {}
        self._taken = {one.get(f"{STYLE}name") for one in reading.root.all(f"{STYLE}style")}
        self._ids = {one.element.get(f"{TEXT}id") for one in reading.flow.notes}
        notes = reading.flow.notes
        endnotes = bool(notes) and all(one.element.get(f"{TEXT}note-class") == "endnote" for one in notes)
        self._kind = "endnote" if endnotes else "footnote"

    def text(self) -> str:
        """Return the content, changed."""
        setting, reading = self._setting, self._reading
        for note in reading.flow.notes:
            if reading.identity(note) in setting.notes:
                self._note_body(note, setting.notes[reading.identity(note)])
        for spot, made in zip(reading.spots, setting.cited, strict=False):
            if spot.note is None or reading.identity(spot.note) not in setting.notes:
                self._cited(spot, made)
        for place, bibliography in zip(reading.lists, setting.lists, strict=False):
            self._list(place, bibliography)
        if setting.lists and not reading.lists:
            self._at_end(setting.lists)
        if not self._changes:
            return self._raw
        return apply_apart(self._reading.source, [*self._changes, *self._styles(), *self._bindings()], KIND)

    def _change(self, start: int, end: int, xml: str) -> None:
        self._changes.append(Change(start, end, xml))

    # --- citations ---

    def _cited(self, spot: Spot, made: SetCited) -> None:
        if made.note is not None and spot.note is None:
            self._as_note(spot, made)
        elif made.text is not None:
            self._replace(spot, self._spans(spot, made.text))

    def _spans(self, spot: Spot, content: Inlines) -> str:
        """Return *content* with its blanks kept beside what stands around the citation."""
        text = spot.paragraph.text
        return odf.spans(
            content, text[max(spot.start - 1, 0) : spot.start] or " ", text[spot.end : spot.end + 1] or " "
        )

    def _replace(self, spot: Spot, xml: str) -> None:
        mark = spot.mark
        if mark is not None and _is_simple(mark):
            self._change(*result_of(mark), xml)
        elif mark is not None:
            self._change(mark.opens.end, mark.opens.end, xml)
            self._remove(spot.paragraph, spot.start, spot.end)
        else:
            start, _ = place_of(spot.paragraph, spot.start, spot.end)
            self._change(start, start, xml)
            self._remove(spot.paragraph, spot.start, spot.end)

    def _remove(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Take out characters of a paragraph; elements between them stay."""
        for piece, begin, stop in pieces_in(paragraph, start, end):
            if isinstance(piece.node, Text):
                self._change(piece.node.place(begin), piece.node.place(stop), "")
            else:
                left = len(piece.text) - (stop - begin)
                self._change(piece.node.start, piece.node.end, f'<text:s text:c="{left}"/>' if left else "")

    def _as_note(self, spot: Spot, made: SetCited) -> None:
        """Put a citation of the running text into a note of its own, behind the stop."""
        content = odf.spans(made.note or ())
        mark, behind = spot.mark, spot.end + len(spot.stop)
        moved = mark is not None and made.text == () and _is_movable(mark)
        if moved and mark is not None and mark.last is not None:
            start, end = result_of(mark)
            content = f"{self._raw[mark.first.start : start]}{content}{self._raw[end : mark.last.end]}"
        note = self._note(spot, content)
        if made.text == () and spot.blank:
            self._remove(spot.paragraph, spot.start - spot.blank, spot.start)
        if moved and mark is not None and mark.last is not None:
            self._change(mark.first.start, mark.last.end, "" if spot.stop else note)
        elif made.text is not None:
            self._replace(spot, self._spans(spot, made.text))
        if spot.stop:
            _, at = place_of(spot.paragraph, spot.end, behind)
            self._change(at, at, note)
        elif not moved:
            at = mark.last.end if mark is not None and mark.last is not None else place_of_spot(spot)[1]
            self._change(at, at, note)

    def _note(self, spot: Spot, content: str) -> str:
        self._new += 1
        place = place_of_spot(spot)[0]
        before = sum(one.element.start < place for one in self._reading.flow.notes)
        identity = f"citekit{self._new}"
        while identity in self._ids:
            self._new += 1
            identity = f"citekit{self._new}"
        style = self._note_style()
        return (
            f'<text:note text:id="{identity}" text:note-class="{self._kind}"><text:note-citation>{before + self._new}'
            f'</text:note-citation><text:note-body><text:p text:style-name="{odf.attribute(style)}">{content}</text:p>'
            "</text:note-body></text:note>"
        )

    def _note_style(self) -> str:
        """Return the style of the notes that are there, or the usual one."""
        own = (one.story.paragraphs[0].style for one in self._reading.flow.notes if one.story.paragraphs)
        return next(own, "") or ("Endnote" if self._kind == "endnote" else odfpackage.NOTE_TEXT)

    def _note_body(self, note: Note, content: Inlines) -> None:
        """Set what a note says anew, in its first paragraph; others go."""
        found = body_of(note)
        if found is None:
            return
        first, start = found
        element, blank = first.element, first.text[:start]
        inner = f"{odf.characters(blank)}{odf.spans(content, blank[-1:] or ' ')}"
        if element.empty:
            opened = self._raw[element.start : element.end]
            name = opened[1:].split()[0].rstrip("/>")
            self._change(element.start, element.end, f"{opened[:-2]}>{inner}</{name}>")
        else:
            self._change(element.inner_start, element.inner_end, inner)
        around = element.parent
        if around is not None and around.inner_end > element.end and around.name == "note-body":
            self._change(element.end, around.inner_end, "")

    # --- bibliographies ---

    def _list(self, place: Mark | Paragraph, bibliography: Bibliography) -> None:
        start, end = place_of_list(place)
        if isinstance(place, Paragraph) or place.first.name == "section" or place.begins is None:
            self._change(start, end, self._entries(bibliography))
        elif place.ends is not None:
            opens, closes = result_of(place)
            head = self._raw[place.begins.element.inner_start : opens]
            tail = self._raw[closes : place.ends.element.inner_end]
            self._change(start, end, self._entries(bibliography, head, tail))

    def _at_end(self, lists: Sequence[Bibliography]) -> None:
        end = self._reading.text.inner_end
        for one in lists:
            if one.entries:
                title = odf.characters(list_title(one, self._setting.headings))
                heading = f'<text:h text:style-name="{odfpackage.HEADING}" text:outline-level="1">{title}</text:h>'
                self._change(end, end, heading + self._entries(one))

    def _entries(self, bibliography: Bibliography, head: str = "", tail: str = "") -> str:
        """Return the paragraphs of a bibliography; *head* and *tail* are put around all that they say."""
        look = entry_look(bibliography)
        shown = [one for entry in bibliography.entries for one in entry_paragraphs(entry, look)]
        written = []
        for index, one in enumerate(shown or [EntryParagraph((), look)]):
            label = f"{odf.spans(one.label)}<text:tab/>" if one.first and one.look.labelled else ""
            inner = f"{head if index == 0 else ''}{label}{odf.spans(one.content)}"
            inner += tail if index >= len(shown) - 1 else ""
            written.append(f'<text:p text:style-name="{self._style(one)}">{inner}</text:p>')
        return "".join(written)

    def _style(self, one: EntryParagraph) -> str:
        shape = EntryParagraph((), one.look, kept=one.kept, annotation=one.annotation)
        if shape not in self._shapes:
            count = len(self._shapes) + 1
            while f"citekit-entry{count}" in self._taken:
                count += 1
            self._shapes[shape] = f"citekit-entry{count}"
            self._taken.add(f"citekit-entry{count}")
        return self._shapes[shape]

    # --- styles ---

    def _styles(self) -> list[Change]:
        """Return the change that adds the automatic styles of what is new."""
        written = "".join(one.new for one in self._changes)
        looks = odf.text_styles(written).split("</style:style>")[:-1]
        new = [f"{one}</style:style>" for one in looks if one.split('"')[1] not in self._taken]
        new += [_entry_style(name, shape) for shape, name in self._shapes.items()]
        if not new:
            return []
        root = self._reading.root
        found = root.child(f"{OFFICE}automatic-styles")
        if found is None:
            body = root.child(f"{OFFICE}body")
            at = body.start if body is not None else root.inner_end
            return [Change(at, at, f"<office:automatic-styles>{''.join(new)}</office:automatic-styles>")]
        if found.empty:
            opened = self._raw[found.start : found.end]
            name = opened[1:].split()[0].rstrip("/>")
            return [Change(found.start, found.end, f"{opened[:-2]}>{''.join(new)}</{name}>")]
        return [Change(found.inner_end, found.inner_end, "".join(new))]

    def _bindings(self) -> list[Change]:
        """Return the change that binds the prefixes of what is new, where the root does not."""
        root = self._reading.root
        opened = self._raw[root.start : root.inner_start]
        missing = [one for one in _PREFIXES if f"xmlns:{one}=" not in opened]
        at = root.start + 1 + len(opened[1:].split(None, 1)[0].rstrip("/>"))
        return [Change(at, at, "".join(f' xmlns:{one}="{odf.NAMESPACES[one]}"' for one in missing))] if missing else []


def _entry_style(name: str, shape: EntryParagraph) -> str:
    kept = ' fo:keep-with-next="always"' if shape.kept else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" '
        f'style:parent-style-name="{odfpackage.BIBLIOGRAPHY}"><style:paragraph-properties '
        f"{odfpackage.whitespace(shape.look)}{kept}>{odfpackage.tab_stops(shape.look)}</style:paragraph-properties>"
        "</style:style>"
    )


def _is_simple(mark: Mark) -> bool:
    """Tell whether nothing but text and its formats stands between the ends of a mark."""
    around, last = mark.opens.parent, mark.last
    if around is None or last is None or last.parent is not around:
        return False
    start, end = mark.opens.end, last.start
    between = [one for one in around if start <= one.start and one.end <= end]
    return all(not isinstance(own, Element) or own.tag in _PLAIN for one in between for own in one.walk())


def _is_movable(mark: Mark) -> bool:
    """Tell whether a mark can stand elsewhere with what is in it."""
    return mark.last is not None and mark.first.parent is mark.last.parent and _is_simple(mark)
