"""A Word file read as a manuscript: which of its paragraphs and fields are citations, notes and bibliographies.

Whoever writes it back reads it again: what is read of the same bytes is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citekit.documents.manuscript import Cited, ListPlace, Manuscript, ManuscriptNote, Place
from citekit.documents.wordfile.flow import Field, Flow, Reference, W, code_pieces, flow, value
from citekit.documents.wordfile.parts import Part, WordFile
from citekit.documents.wordtext import typed, zotero
from citekit.documents.wordtext.shown import Paragraph, Piece, by_paragraph, parts_of, pieces_in, place_of
from citekit.documents.xmltree import Element, Text
from citekit.findings import Finding, Severity, Span
from citekit.model import Citation
from citekit.notes.endnotes.wordnumbers import NoteReference, Numbered, Numbering, basis, numbered
from citekit.values import NamedTuple, dataclass, replace

_KINDS = ("footnote", "endnote")
MOST_LISTS = 1_000
"""Places for bibliographies in a file; no manuscript has more."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A citation: characters *start* to *end* of a paragraph of a story; of a *field*, where it is one."""

    citation: Citation
    story: Story
    paragraph: Paragraph
    start: int
    end: int
    field: Field | None = None
    blank: int = 0
    stop: str = ""


class Story:
    """The text of a document, or of one of its notes: what is shown, and what of it is a citation or a list."""

    __slots__ = ("element", "flow", "kind", "lists", "part", "reference", "spots")

    def __init__(self, part: str, element: Element, shown: Flow, kind: str = "") -> None:
        self.part, self.element, self.flow, self.kind = part, element, shown, kind
        self.spots: list[Spot] = []
        self.lists: list[Field | Paragraph] = []
        self.reference: list[Reference] = []

    @property
    def identity(self) -> str:
        """What the manuscript calls the note, "" for the document itself."""
        return f"{self.kind}{self.element.get(f'{W}id')}" if self.kind else ""


class Body(NamedTuple):
    """What a note says: from the paragraph *first*, character *start*, on."""

    first: Paragraph
    start: int


class Reading:
    """A Word file, read: its stories, its citations in the order of the manuscript's, its places for bibliographies."""

    def __init__(self, path: str, data: bytes) -> None:
        """Read *data*.

        Raises: UnreadableError.
        """
        self.path, self.data = path, data
        self.file = WordFile(path, data)
        self.styles = self.file.styles()
        properties = self.file.properties()
        self.asked = zotero.asked(properties)
        self.findings: list[Finding] = []
        self._works = zotero.Works(path)
        self._codes = zotero.bookmarks(properties)
        self.document = self._story("document", self.file.parsed(self.file.document).root)
        self.notes = self._notes()
        self._find_all()
        self.spots = list(self._in_order())

    def part(self, story: Story) -> Part:
        """Return the part that a story stands in."""
        return self.file.parsed(story.part)

    # --- stories ---

    def _story(self, kind: str, root: Element, note: str = "") -> Story:
        return Story(self.file.name(kind), root, flow(root, self.styles, self._codes), note)

    def _notes(self) -> list[Story]:
        """Return the notes that the text refers to, in the order of their first references."""
        texts: dict[tuple[str, str], Element] = {}
        for kind in _KINDS:
            for one in self.file.root(f"{kind}s") or ():
                if one.tag == f"{W}{kind}" and one.get(f"{W}type") in ("", "normal"):
                    texts.setdefault((kind, one.get(f"{W}id")), one)
        found: dict[tuple[str, str], Story] = {}
        for mark in self.document.flow.references:
            key = (mark.kind, mark.identity)
            if key in texts:
                if key not in found:
                    found[key] = self._story(f"{mark.kind}s", texts[key], mark.kind)
                found[key].reference.append(mark)
        return list(found.values())

    # --- citations and lists ---

    def _find_all(self) -> None:
        for story in (self.document, *self.notes):
            of_lists = self._fields(story)
            fields = by_paragraph(story.spots)
            for paragraph in story.flow.paragraphs:
                if id(paragraph) not in of_lists:
                    self._typed(story, paragraph, fields.get(id(paragraph), []))
            story.spots = self._settled(story)

    def _fields(self, story: Story) -> set[int]:
        """Find the fields that are citations or lists; return the paragraphs of the lists."""
        order = {id(one): index for index, one in enumerate(story.flow.paragraphs)}
        within: set[int] = set()
        for field in story.flow.fields:
            where = self.where(story, field.first.start)
            read = (
                self._works.tag(field.code, where) if field.form == "control" else self._works.field(field.code, where)
            )
            if read.oddity:
                self.findings.append(zotero.oddity(read.oddity, where))
            if read.is_list and len(story.lists) < MOST_LISTS and self._is_whole_list(field, story):
                first, last = (order.get(id(one), -1) for one in (field.begins, field.ends))
                own = set(map(id, story.flow.paragraphs[first : last + 1])) if first >= 0 else set()
                if own and any(id(one.paragraph) in own for one in story.flow.references):
                    self.findings.append(zotero.oddity("a bibliography with notes in it, which is left", where))
                elif own and within.isdisjoint(own):
                    within |= own
                    story.lists.append(field)
                elif field.begins is None:
                    story.lists.append(field)
            elif read.citation and id(field.begins) not in within:
                self._add_field(story, field, read.citation, where)
        return within

    def _add_field(self, story: Story, field: Field, citation: Citation, where: Span) -> None:
        if field.form == "control" and field.first.child(f"{W}sdtContent") is None:
            return
        if field.begins is None or field.begins is not field.ends or not field.separated:
            message = "a citation field that does not end in its paragraph"
            self.findings.append(zotero.oddity(message, where))
            return
        last = story.spots[-1] if story.spots else None
        if last and last.paragraph is field.begins and field.start < last.end:
            return  # within the one before
        story.spots.append(Spot(citation, story, field.begins, field.start, field.end, field))

    def _is_whole_list(self, field: Field, story: Story) -> bool:
        """Tell whether what a list's field shows can be replaced: all in paragraphs side by side."""
        if story is not self.document:
            return False
        if field.code == zotero.REFS:
            start, end = field.first.start, field.last.end
            own = [one for one in story.flow.paragraphs if start < one.element.end and one.element.start < end]
            if not all(one.style.lower().startswith("bibliography") for one in own):
                return False
        if field.form == "control":
            return field.first.child(f"{W}sdtContent") is not None
        if field.begins is None:
            return (
                field.form == "bookmark" and field.first.parent is field.last.parent and field.last is not field.first
            )
        return field.ends is not None and _stands_apart(field, field.begins, field.ends)

    def _typed(self, story: Story, paragraph: Paragraph, own: list[Spot]) -> None:
        text = paragraph.text
        if story is self.document and typed.is_list_place(text):
            story.lists.append(paragraph)
        elif "@" in text:
            for found in typed.typed(_masked(paragraph, own)):
                where = self.where(story, place_of(paragraph, found.start, found.end)[0])
                cites = tuple(replace(one, where=where) for one in found.citation.cites)
                citation = replace(found.citation, cites=cites)
                story.spots.append(Spot(citation, story, paragraph, found.start, found.end))

    def _settled(self, story: Story) -> list[Spot]:
        """Return the citations of a story in their order, with what stands beside them."""
        order = {id(one): index for index, one in enumerate(story.flow.paragraphs)}
        by_paragraph: dict[int, list[Spot]] = {}
        for one in story.spots:
            by_paragraph.setdefault(order[id(one.paragraph)], []).append(one)
        found = []
        for _, spots in sorted(by_paragraph.items()):
            masked = _masked(spots[0].paragraph, spots)
            for one in sorted(spots, key=lambda spot: spot.start):
                blank, stop = typed.blank_before(masked, one.start), typed.stop_after(masked, one.end)
                found.append(replace(one, blank=blank, stop=stop))
        return found

    def _in_order(self) -> Iterator[Spot]:
        """Yield all citations, those of a note where its first reference stands."""
        events: list[tuple[int, list[Spot]]] = [(place_of_spot(one)[0], [one]) for one in self.document.spots]
        events += [(one.reference[0].element.start, one.spots) for one in self.notes]
        for _, spots in sorted(events, key=lambda event: event[0]):
            yield from spots

    # --- the manuscript ---

    def manuscript(self) -> Manuscript:
        """Return all as a manuscript."""
        stories = [self.document, *self.notes]
        parts = {one.part: self.part(one).source for one in stories}
        return Manuscript(
            self.path,
            "docx",
            parts,
            tuple(self._manuscript_notes()),
            tuple(map(self._cited, self.spots)),
            tuple(ListPlace(Place(*_place_of_list(one), self.document.part)) for one in self.document.lists),
            self.asked,
            self._works.library(),
            tuple(self.findings),
            self.data,
        )

    def where(self, story: Story, offset: int) -> Span:
        """Return a place of a story's part."""
        return self.part(story).source.span(offset)

    def _cited(self, spot: Spot) -> Cited:
        text = spot.paragraph.text
        begins = self.body_of(spot.story) if spot.story.kind else None
        low = begins.start if begins and begins.first is spot.paragraph else 0
        before = typed.words_before(text, spot.start, low)
        after = typed.words_after(text, spot.end)
        place = Place(*place_of_spot(spot), spot.story.part)
        return Cited(spot.citation, place, spot.story.identity, False, before, after, spot.blank, spot.stop)

    def _manuscript_notes(self) -> Iterator[ManuscriptNote]:
        numbers = self._numbers()
        for story in self.notes:
            number = numbers[id(story.reference[0])]
            marks = tuple(Place(one.element.start, one.element.end, self.file.document) for one in story.reference)
            body = self.body_of(story)
            place = Place(*place_of_body(story, body), story.part)
            first = (body.first, body.start) if body else None
            parts = tuple(parts_of(story.flow.paragraphs, story.spots, first))
            kind = story.reference[0].kind
            yield ManuscriptNote(story.identity, number.number, marks, place, parts, kind, number.run, number.chapter)

    def body_of(self, story: Story) -> Body | None:
        """Return where what a note says begins: behind its number or sign, and the blank there."""
        paragraphs = story.flow.paragraphs
        if not paragraphs:
            return None
        mark, sign = story.flow.mark, story.reference[0].sign
        first = paragraphs[0]
        start = 0
        if mark is not None:
            first = next((one for one in paragraphs if one.element.start < mark.start < one.element.end), first)
            start = next((one.offset for one in first.pieces if _start_of(one) > mark.start), first.length)
        elif sign and first.text.lstrip().startswith(sign):
            start = first.text.index(sign) + len(sign)
        text = first.text
        return Body(first, start + len(text[start:]) - len(text[start:].lstrip()))

    def _numbers(self) -> dict[int, Numbered]:
        """Return the number of each note by its first reference."""
        found: dict[int, Numbered] = {}
        run = 0
        settings = self.file.root("settings")
        for kind in _KINDS:
            own = [one.reference[0] for one in self.notes if one.kind == kind]
            told = settings.child(f"{W}{kind}Pr") if settings is not None else None
            usual = _said(told, basis(kind, told=told is not None))
            numberings = [_said(one.child(f"{W}{kind}Pr"), usual) for one in self.document.flow.ends]
            counted = list(numbered([_reference(one) for one in own], [*numberings, usual], run))
            found |= {id(one): number for one, number in zip(own, counted, strict=True)}
            run = counted[-1].run + 1 if counted else run
            if own and any(one.restart == "eachPage" for one in numberings) and not any(one.page for one in own):
                self.findings.append(_pages_unknown(self.path))
        return found


def _stands_apart(field: Field, begins: Paragraph, ends: Paragraph) -> bool:
    """Tell whether a field's marks stand in elements of their own, directly in paragraphs side by side."""
    first, last = field.first, field.last
    if field.form == "marks":
        opens, closes = field.opens.parent, field.closes.parent
        if not field.separated or opens is None or closes is None or opens is closes:
            return False
        content = [one for one in closes if one.tag != f"{W}rPr"]
        if opens.children[-1] is not field.opens or content[0] is not field.closes:
            return False
        first, last = opens, closes
    elif field.form == "bookmark" and last is first:
        return False
    beside = begins.element.parent is ends.element.parent
    if field.form == "bookmark" and first.parent is last.parent is begins.element.parent:
        return beside  # around the paragraphs
    return beside and first.parent is begins.element and last.parent is ends.element


def _pages_unknown(path: str) -> Finding:
    message = "notes are numbered page by page, and the file does not say where pages end"
    hint = "their numbers are counted through; open the file in Word and save it to have its pages"
    return Finding("pages-unknown", message, Span(path), Severity.WARNING, hint)


def _reference(one: Reference) -> NoteReference:
    return NoteReference(one.kind, one.identity, one.sign, one.section, one.page, one.chapter)


def _said(properties: Element | None, otherwise: Numbering) -> Numbering:
    if properties is None:
        return otherwise
    return otherwise.said(*(value(properties.child(f"{W}{name}")) for name in ("numRestart", "numFmt", "numStart")))


def _masked(paragraph: Paragraph, spots: Iterable[Spot]) -> str:
    """Return a paragraph's text with another sign for what citations and code are."""
    text = paragraph.text
    hidden = [(one.start, one.end) for one in spots] + [(one.offset, one.end) for one in code_pieces(paragraph)]
    if not hidden:
        return text
    signs = list(text)
    for start, end in hidden:
        signs[start:end] = typed.HIDDEN * (end - start)
    return "".join(signs)


# --- places ----------------------------------------------------------------------------------------------


def place_of_spot(spot: Spot) -> tuple[int, int]:
    """Return where a citation stands in its part: of a field, what it shows."""
    field = spot.field
    return place_of(spot.paragraph, spot.start, spot.end) if field is None else result_of(field)


def result_of(field: Field) -> tuple[int, int]:
    """Return where what a field shows stands: all between its marks or tags."""
    if field.form == "marks":
        opens, closes = field.opens.parent, field.closes.parent
        if opens is not None and closes is not None and opens is not closes:
            return opens.end, closes.start
        return field.opens.end, field.closes.start
    if field.form == "bookmark":
        return field.first.end, field.last.start
    inner = field.first.child(f"{W}sdtContent") if field.form == "control" else field.first
    inner = inner or field.first
    return inner.inner_start, inner.inner_end


def _place_of_list(one: Field | Paragraph) -> tuple[int, int]:
    if isinstance(one, Paragraph):
        return one.element.start, one.element.end
    if one.form in ("control", "bookmark") or one.begins is None or one.ends is None:
        return result_of(one)
    return one.begins.element.start, one.ends.element.end


def _start_of(piece: Piece) -> int:
    return piece.node.start


def place_of_body(story: Story, body: Body | None) -> tuple[int, int]:
    """Return where what a note says stands."""
    if body is None:
        return story.element.inner_start, story.element.inner_end
    last = story.flow.paragraphs[-1].element.inner_end
    own = list(pieces_in(body.first, body.start, body.first.length))
    if not own:
        return body.first.element.inner_end, max(last, body.first.element.inner_end)
    piece, begin, _ = own[0]
    start = piece.node.place(begin) if isinstance(piece.node, Text) else piece.node.start
    return start, max(last, start)
