"""The text of an OpenDocument text as it is shown: paragraphs of pieces, with notes and the marks of citations.

Sources: ODF 1.3 Part 3, 5.1 (paragraphs), 5.4 (sections), 5.5 (changes: what is deleted stands apart), 6.1 (text,
blanks, spans), 6.2 (bookmarks and reference marks), 6.3 (notes); LibreOffice's field marks, which hold the fields of
Word files (``field:fieldmark-start`` with the code as a parameter).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citekit.documents.wordtext.shown import Paragraph, Piece, walk
from citekit.documents.xmltree import Element, Text
from citekit.output.layout import UNDERLINE
from citekit.output.odf import NAMESPACES
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format

TEXT, STYLE, OFFICE, FO = (f"{{{NAMESPACES[name]}}}" for name in ("text", "style", "office", "fo"))
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_CODE = f"{FIELD}param"
_NAME = f"{TEXT}name"
_LEFT_OUT = frozenset(
    (
        f"{TEXT}tracked-changes",
        f"{TEXT}ruby-text",
        f"{TEXT}note-citation",
        f"{OFFICE}annotation",
        f"{OFFICE}binary-data",
        f"{OFFICE}forms",
        f"{FIELD}param",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
    )
)
_BLANKS = str.maketrans("\t\r\n", "   ")
_MOST_BLANKS = 1_000

Looks = Mapping[str, tuple[Format, ...]]


class Mark:
    """What is marked from *first* to *last*: the elements of a reference mark, bookmark, field mark, or a section.

    It reaches from the paragraph *begins* at *start* to *ends* at *end*; ``None`` where it stands around paragraphs.
    """

    __slots__ = ("begins", "code", "end", "ends", "first", "last", "opens", "start")

    def __init__(self, first: Element, code: str) -> None:
        self.first = self.opens = first
        self.last: Element | None = None
        self.code = code
        self.begins: Paragraph | None = None
        self.ends: Paragraph | None = None
        self.start = self.end = 0


class Note:
    """A note: its *element*, where it stands, the chapter, and what is in it."""

    __slots__ = ("chapter", "element", "offset", "paragraph", "story")

    def __init__(self, element: Element, paragraph: Paragraph | None, chapter: str) -> None:
        self.element, self.paragraph, self.chapter = element, paragraph, chapter
        self.offset = paragraph.length if paragraph else 0
        self.story = Flow()


class Flow:
    """What is shown of a text or a note."""

    __slots__ = ("marks", "notes", "paragraphs")

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.marks: list[Mark] = []
        self.notes: list[Note] = []


def looks_of(*roots: Element | None) -> dict[str, tuple[Format, ...]]:
    """Return what the text styles defined in *roots* look like, by their names (16.29.7, 20.2 ff.)."""
    own: dict[str, dict[str, Format]] = {}
    based: dict[str, str] = {}
    for root in roots:
        for one in root.all(f"{STYLE}style") if root is not None else ():
            if one.get(f"{STYLE}family") == "text":
                name = one.get(f"{STYLE}name")
                based[name] = one.get(f"{STYLE}parent-style-name")
                properties = one.child(f"{STYLE}text-properties")
                own[name] = _formats(properties) if properties is not None else {}
    found: dict[str, tuple[Format, ...]] = {}
    for name in own:
        look: dict[str, Format] = {}
        chain = [name]
        while chain[-1] in own and len(chain) < 50 and based[chain[-1]] not in chain:
            look = own[chain[-1]] | look
            chain.append(based[chain[-1]])
        found[name] = tuple(look[kind] for kind in _KINDS if look.get(kind, _PLAIN) is not _PLAIN)
    return found


_PLAIN = Format()
_KINDS = ("style", "weight", "variant", "position", "line")


def _formats(properties: Element) -> dict[str, Format]:
    found: dict[str, Format] = {}
    said = {
        "style": (properties.get(f"{FO}font-style"), {"italic": ITALIC, "oblique": ITALIC}),
        "weight": (properties.get(f"{FO}font-weight"), {"bold": BOLD, "700": BOLD}),
        "variant": (properties.get(f"{FO}font-variant"), {"small-caps": SMALL_CAPS}),
        "line": (properties.get(f"{STYLE}text-underline-style"), {"solid": UNDERLINE}),
    }
    for kind, (value, meant) in said.items():
        if value:
            found[kind] = meant.get(value, _PLAIN)
    position = properties.get(f"{STYLE}text-position").split()
    if position:
        raised = position[0] == "super" or (position[0].rstrip("%").isdecimal() and position[0] not in ("0%", "0"))
        lowered = position[0] == "sub" or position[0].startswith("-")
        found["position"] = SUPERSCRIPT if raised else SUBSCRIPT if lowered else _PLAIN
    return found


def flow(root: Element, looks: Looks, bookmarks: Mapping[str, str]) -> Flow:
    """Return what is shown below *root*; *bookmarks* have the codes of bookmarks that are fields."""
    walk = _Walk(looks, bookmarks)
    walk.walk(root)
    return walk.story


class _Walk:
    """Goes through a text once; notes are stories of their own within it."""

    def __init__(self, looks: Looks, bookmarks: Mapping[str, str]) -> None:
        self._looks, self._bookmarks = looks, bookmarks
        self.story = Flow()
        self._stories: list[Flow] = []
        self._around: list[Paragraph | None] = []
        self._spans: list[tuple[Format, ...]] = [()]
        self._named: dict[tuple[str, str], Mark] = {}
        self._fields: list[Mark] = []
        self._chapter = ""
        self._enter: dict[str, Callable[[Element], None]] = {
            f"{TEXT}p": self._paragraph,
            f"{TEXT}h": self._paragraph,
            f"{TEXT}span": self._span,
            f"{TEXT}section": self._section,
            f"{TEXT}note": self._note,
            f"{TEXT}s": self._blanks,
            f"{TEXT}tab": self._blank,
            f"{TEXT}line-break": self._blank,
            f"{TEXT}reference-mark-start": self._marked,
            f"{TEXT}reference-mark-end": self._marked_end,
            f"{TEXT}bookmark-start": self._bookmark,
            f"{TEXT}bookmark-end": self._marked_end,
            f"{FIELD}fieldmark-start": self._field,
            f"{FIELD}fieldmark-separator": self._separator,
            f"{FIELD}fieldmark-end": self._field_end,
        }
        self._leave: dict[str, Callable[[Element], None]] = {
            f"{TEXT}p": self._paragraph_end,
            f"{TEXT}h": self._paragraph_end,
            f"{TEXT}span": self._span_end,
            f"{TEXT}note": self._note_end,
        }

    def walk(self, root: Element) -> None:
        walk(root, self._enter, self._leave, _LEFT_OUT, lambda text: self._add(text.text.translate(_BLANKS), text))

    def _paragraph(self, element: Element) -> None:
        paragraph = Paragraph(element, element.get(f"{TEXT}style-name"))
        self._around.append(paragraph)
        self.story.paragraphs.append(paragraph)
        self._spans.append(())

    def _paragraph_end(self, element: Element) -> None:
        paragraph = self._around.pop()
        self._spans.pop()
        first_level = element.name == "h" and element.get(f"{TEXT}outline-level", "1") == "1"
        if paragraph is not None and first_level and not self._stories:
            self._chapter = " ".join(paragraph.text.split()) or self._chapter
            for one in reversed(self.story.notes):
                if one.paragraph is not paragraph:
                    break
                one.chapter = self._chapter

    def _span(self, element: Element) -> None:
        around = self._spans[-1]
        own = self._looks.get(element.get(f"{TEXT}style-name"), ())
        self._spans.append((*around, *(one for one in own if one not in around)))

    def _span_end(self, _: Element) -> None:
        self._spans.pop()

    def _add(self, text: str, node: Text | Element) -> None:
        paragraph = self._around[-1] if self._around else None
        if paragraph is None or not text:
            return
        parent = node.parent if node.parent is not None else paragraph.element
        piece = Piece(text, node, parent, self._spans[-1])
        piece.offset = paragraph.length
        paragraph.length += len(text)
        paragraph.pieces.append(piece)

    def _blanks(self, element: Element) -> None:
        count = element.get(f"{TEXT}c", "1")
        self._add(" " * min(int(count) if count.isdecimal() and len(count) < 5 else 1, _MOST_BLANKS), element)

    def _blank(self, element: Element) -> None:
        self._add(" ", element)

    # --- notes ---

    def _note(self, element: Element) -> None:
        note = Note(element, self._around[-1] if self._around else None, self._chapter)
        self.story.notes.append(note)
        self._stories.append(self.story)
        self.story = note.story
        self._around.append(None)
        self._spans.append(())

    def _note_end(self, _: Element) -> None:
        self.story = self._stories.pop()
        self._around.pop()
        self._spans.pop()

    # --- marks ---

    def _begin(self, mark: Mark) -> Mark:
        self.story.marks.append(mark)
        if self._around and (paragraph := self._around[-1]) is not None:
            mark.begins, mark.start = paragraph, paragraph.length
        return mark

    def _end(self, mark: Mark, element: Element) -> None:
        mark.last = element
        if self._around and (paragraph := self._around[-1]) is not None:
            mark.ends, mark.end = paragraph, paragraph.length

    def _section(self, element: Element) -> None:
        name = element.get(_NAME)
        self._begin(Mark(element, self._bookmarks.get(name, name))).last = element

    def _marked(self, element: Element) -> None:
        name = element.get(_NAME)
        self._named["mark", name] = self._begin(Mark(element, name))

    def _bookmark(self, element: Element) -> None:
        name = element.get(_NAME)
        if (code := self._bookmarks.get(name)) is not None:
            self._named["book", name] = self._begin(Mark(element, code))

    def _marked_end(self, element: Element) -> None:
        kind = "mark" if element.name.startswith("reference") else "book"
        mark = self._named.pop((kind, element.get(_NAME)), None)
        if mark is not None:
            self._end(mark, element)

    def _field(self, element: Element) -> None:
        codes = [one.get(f"{FIELD}value") for one in element if one.tag == _CODE]
        self._fields.append(self._begin(Mark(element, next((one for one in codes if one), ""))))

    def _separator(self, element: Element) -> None:
        if self._fields:
            mark = self._fields[-1]
            mark.opens = element
            if mark.begins is not None:
                mark.start = mark.begins.length

    def _field_end(self, element: Element) -> None:
        if self._fields:
            self._end(self._fields.pop(), element)
