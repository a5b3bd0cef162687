"""An OpenDocument text read as a manuscript: which of its paragraphs and marks are citations, notes, bibliographies.

Whoever writes it back reads it again: what is read of the same bytes is the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.archives import SIGNATURE, Archive
from citekit.documents import xmltree
from citekit.documents.manuscript import Cited, ListPlace, Manuscript, ManuscriptNote, Place
from citekit.documents.odffile.flow import OFFICE, TEXT, Flow, Mark, Note, flow, looks_of
from citekit.documents.wordfile.parts import decoded
from citekit.documents.wordfile.reading import MOST_LISTS
from citekit.documents.wordtext import typed, zotero
from citekit.documents.wordtext.shown import Paragraph, parts_of, place_of
from citekit.documents.xmltree import Element
from citekit.errors import UnreadableError
from citekit.findings import Finding, Span
from citekit.model import Citation
from citekit.values import dataclass, replace

KIND = "OpenDocument text"
CONTENT = "content.xml"
_TYPES = tuple(f"application/vnd.oasis.opendocument.text{more}" for more in ("", "-template"))
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A citation: characters *start* to *end* of a paragraph of the text or of a *note*, or all of a *mark*."""

    citation: Citation
    note: Note | None
    paragraph: Paragraph
    start: int
    end: int
    mark: Mark | None = None
    blank: int = 0
    stop: str = ""


def is_opendocument(data: bytes) -> bool:
    """Tell whether *data* is an OpenDocument text, by what the archive says of itself."""
    if not data.startswith(SIGNATURE):
        return False
    try:
        archive = Archive("", data, KIND)
        return "mimetype" in archive and _mimetype(archive) in _TYPES
    except UnreadableError:
        return False


def _mimetype(archive: Archive) -> str:
    return archive.read("mimetype")[:100].decode("ascii", "replace").strip()


class Reading:
    """An OpenDocument text, read: its citations in the order of the manuscript's, its notes, its places for lists."""

    def __init__(self, path: str, data: bytes) -> None:
        """Read *data*.

        Raises: UnreadableError.
        """
        self.path, self.data = path, data
        self.archive = _opened(path, data)
        self.source = decoded(self.archive, f"{path}:{CONTENT}", CONTENT)
        self.root = xmltree.parse(self.source)
        body = self.root.child(f"{OFFICE}body")
        text = body.child(f"{OFFICE}text") if body is not None else None
        if text is None:
            raise _not_text(path)
        self.text: Element = text
        properties = self._properties()
        self.asked = zotero.asked(properties)
        self.findings: list[Finding] = []
        self.lists: list[Mark | Paragraph] = []
        self._works = zotero.Works(path)
        self.flow = flow(text, looks_of(self._root("styles.xml"), self.root), zotero.bookmarks(properties))
        within = self._spots(self.flow, None)
        self.spots = list(self._in_order(within))

    def _root(self, name: str) -> Element | None:
        if name not in self.archive:
            return None
        return xmltree.parse(decoded(self.archive, f"{self.path}:{name}", name))

    def _properties(self) -> dict[str, str]:
        """Return the properties that programs keep with the text (ODF 1.3 Part 3, 4.3.4)."""
        root = self._root("meta.xml")
        own = root.all(f"{_META}user-defined") if root is not None else ()
        return {one.get(f"{_META}name"): one.texts() for one in own}

    # --- citations and lists ---

    def _spots(self, story: Flow, note: Note | None) -> list[Spot]:
        """Return the citations of a story in their order."""
        order = {id(one): index for index, one in enumerate(story.paragraphs)}
        found: list[list[Spot]] = [[] for _ in story.paragraphs]
        hidden: set[int] = set()
        for mark in story.marks:
            read = self._works.field(mark.code, self.source.span(mark.first.start))
            if read.oddity:
                self._odd(read.oddity, mark)
            if read.is_list and note is None and len(self.lists) < MOST_LISTS and _is_whole_list(mark):
                start, end = mark.first.start, _end(mark)
                inside = [one for one in story.paragraphs if start < one.element.end and one.element.start < end]
                if mark.code == zotero.REFS and not all(map(_is_entry, inside)):
                    continue
                if hidden.isdisjoint(map(id, inside)):
                    hidden.update(map(id, inside))
                    self.lists.append(mark)
            elif read.citation and (mark.begins is None or mark.begins is not mark.ends):
                self._odd("a citation that does not end in its paragraph", mark)
            elif read.citation and mark.begins is not None and id(mark.begins) not in hidden:
                own = found[order[id(mark.begins)]]
                if not own or own[-1].end <= mark.start:
                    own.append(Spot(read.citation, note, mark.begins, mark.start, mark.end, mark))
        for paragraph, own in zip(story.paragraphs, found, strict=True):
            if id(paragraph) in hidden:
                own.clear()
            else:
                self._typed(paragraph, own, note)
        return [spot for own in found for spot in own]

    def _typed(self, paragraph: Paragraph, own: list[Spot], note: Note | None) -> None:
        """Add the citations that are typed into a paragraph to its *own*, and what stands around each."""
        text = paragraph.text
        if note is None and typed.is_list_place(text):
            self.lists.append(paragraph)
            return
        code = "preformatted" in paragraph.style.lower() or "source_20_code" in paragraph.style.lower()
        if "@" in text and not code:
            for one in typed.typed(_masked(text, own)):
                where = self.source.span(place_of(paragraph, one.start, one.end)[0])
                cites = tuple(replace(cite, where=where) for cite in one.citation.cites)
                own.append(Spot(replace(one.citation, cites=cites), note, paragraph, one.start, one.end))
        masked = _masked(text, own)
        own.sort(key=lambda one: one.start)
        own[:] = [
            replace(one, blank=typed.blank_before(masked, one.start), stop=typed.stop_after(masked, one.end))
            for one in own
        ]

    def _odd(self, message: str, mark: Mark) -> None:
        self.findings.append(zotero.oddity(message, self.source.span(mark.first.start)))

    def _in_order(self, own: list[Spot]) -> Iterator[Spot]:
        """Yield all citations, those of a note where it stands."""
        events: list[tuple[int, list[Spot]]] = [(place_of_spot(one)[0], [one]) for one in own]
        events += [(one.element.start, self._spots(one.story, one)) for one in self.flow.notes]
        for _, spots in sorted(events, key=lambda event: event[0]):
            yield from spots

    # --- the manuscript ---

    def manuscript(self) -> Manuscript:
        """Return all as a manuscript."""
        return Manuscript(
            self.path,
            "odt",
            {CONTENT: self.source},
            tuple(self._notes()),
            tuple(map(self._cited, self.spots)),
            tuple(ListPlace(Place(*place_of_list(one), CONTENT)) for one in self.lists),
            self.asked,
            self._works.library(),
            tuple(self.findings),
            self.data,
        )

    def identity(self, note: Note) -> str:
        """Return what the manuscript calls a note: its id, which is unique in its file, or where it stands."""
        return note.element.get(f"{TEXT}id") or f"note at {note.element.start}"

    def _cited(self, spot: Spot) -> Cited:
        text = spot.paragraph.text
        note = self.identity(spot.note) if spot.note else ""
        before, after = typed.words_before(text, spot.start), typed.words_after(text, spot.end)
        place = Place(*place_of_spot(spot), CONTENT)
        return Cited(spot.citation, place, note, False, before, after, spot.blank, spot.stop)

    def _notes(self) -> Iterator[ManuscriptNote]:
        by_note: dict[int, list[Spot]] = {}
        for spot in self.spots:
            if spot.note is not None:
                by_note.setdefault(id(spot.note), []).append(spot)
        numbers = list(_runs(self.flow.notes))
        several = len({run for _, run in numbers}) > 1
        for note, (number, run) in zip(self.flow.notes, numbers, strict=True):
            yield ManuscriptNote(
                self.identity(note),
                number,
                (Place(note.element.start, note.element.end, CONTENT),),
                Place(*place_of_body(note), CONTENT),
                tuple(parts_of(note.story.paragraphs, by_note.get(id(note), []), body_of(note))),
                "endnote" if _is_endnote(note) else "footnote",
                run,
                note.chapter if several else "",
            )


def _opened(path: str, data: bytes) -> Archive:
    if not data.startswith(SIGNATURE):
        raise _not_text(path)
    archive = Archive(path, data, KIND)
    if "mimetype" in archive and _mimetype(archive) not in _TYPES:
        raise _not_text(path)
    if CONTENT not in archive:
        raise _not_text(path)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise UnreadableError(f"an encrypted {KIND}", where=Span(path), hint="save it without a password")
    return archive


def _not_text(path: str) -> UnreadableError:
    return UnreadableError(f"not an {KIND}", where=Span(path), hint="save it as .odt")


def _is_endnote(note: Note) -> bool:
    return note.element.get(f"{TEXT}note-class") == "endnote"


def _runs(notes: list[Note]) -> Iterator[tuple[str, int]]:
    """Yield the number of each note, as the file has it, and how often numbers have begun again before."""
    last: dict[str, int] = {}
    runs: dict[str, int] = {}
    for note in notes:
        kind = "endnote" if _is_endnote(note) else "footnote"
        label = note.element.child(f"{TEXT}note-citation")
        number = label.texts().strip() if label is not None else ""
        count = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 0
        if kind not in runs or 0 < count <= last[kind]:
            runs[kind] = max(runs.values(), default=-1) + 1
        last[kind] = count or last.get(kind, 0)
        yield number or "*", runs[kind]


def _is_whole_list(mark: Mark) -> bool:
    """Tell whether what a list's mark is around can be replaced: paragraphs side by side."""
    if mark.last is None:
        return False
    if mark.first.name == "section":
        return not mark.first.empty
    if mark.begins is None or mark.ends is None:
        return mark.begins is mark.ends and mark.first.parent is mark.last.parent
    begins, ends = mark.begins.element, mark.ends.element
    return begins.parent is ends.parent and mark.opens.parent is begins and mark.last.parent is ends


def _is_entry(paragraph: Paragraph) -> bool:
    return paragraph.style.lower().startswith("bibliography")


def _end(mark: Mark) -> int:
    return mark.last.end if mark.last is not None else mark.first.end


def _masked(text: str, spots: list[Spot]) -> str:
    signs = list(text)
    for one in spots:
        signs[one.start : one.end] = typed.HIDDEN * (one.end - one.start)
    return "".join(signs)


# --- places ----------------------------------------------------------------------------------------------


def result_of(mark: Mark) -> tuple[int, int]:
    """Return where what a mark is around stands."""
    if mark.first.name == "section":
        return mark.first.inner_start, mark.first.inner_end
    return mark.opens.end, mark.last.start if mark.last is not None else mark.opens.end


def place_of_spot(spot: Spot) -> tuple[int, int]:
    """Return where a citation stands; of a mark, what it is around."""
    return place_of(spot.paragraph, spot.start, spot.end) if spot.mark is None else result_of(spot.mark)


def place_of_list(one: Mark | Paragraph) -> tuple[int, int]:
    """Return where a bibliography stands: whole paragraphs, or all of a section."""
    if isinstance(one, Paragraph):
        return one.element.start, one.element.end
    if one.begins is None or one.ends is None or one.first.name == "section":
        return result_of(one)
    return one.begins.element.start, one.ends.element.end


def body_of(note: Note) -> tuple[Paragraph, int] | None:
    """Return where what a note says begins: the paragraph, and the character behind its blanks."""
    if not note.story.paragraphs:
        return None
    first = note.story.paragraphs[0]
    return first, first.length - len(first.text.lstrip())


def place_of_body(note: Note) -> tuple[int, int]:
    """Return where what a note says stands."""
    found = body_of(note)
    if found is None:
        return note.element.inner_end, note.element.inner_end
    first, start = found
    end = note.story.paragraphs[-1].element.inner_end
    begin = place_of(first, start, first.length)[0] if start < first.length else first.element.inner_end
    return begin, max(begin, end)
