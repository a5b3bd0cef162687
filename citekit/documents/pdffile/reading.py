"""The pages of a PDF file as a manuscript; see ``documents/pdf.py``."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from citekit.documents.manuscript import Manuscript, ManuscriptNote, Place
from citekit.documents.pdffile.pages import Footnote, Page
from citekit.documents.pdffile.pages import read as read_pages
from citekit.documents.textfile.reading import paired_marks
from citekit.errors import UnreadableError, UsageError
from citekit.findings import Finding, Severity, Source, Span
from citekit.model import NoteMark, NotePart, Passage
from citekit.notes.endnotes import section
from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.richtext import Inlines

_SIGNATURE = b"%PDF-"
_BEFORE = 1024  # bytes that may stand before the signature (ISO 32000-1, Annex H.3, note 13)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for a file that is none, encrypted, damaged or without text; UsageError where what reads it
    is not installed.
    """
    if _SIGNATURE not in data[:_BEFORE]:
        raise UnreadableError("no PDF file", where=Span(path), hint="see what it is, and give it the suffix of that")
    try:
        from citekit.documents.pdffile import glyphs  # noqa: PLC0415 - pdfminer is an extra, and takes long to load
    except ImportError:
        hint = "run: pip install 'citekit[pdf]'"
        raise UsageError("PDF files are read with pdfminer.six, which is not installed", hint=hint) from None
    from citekit.documents.pdffile.lines import lines_of  # noqa: PLC0415 - as above

    found = [lines_of(page) for page in glyphs.pages(path, data)]
    if not any(found):
        message = f"no text in {len(found)} page{'' if len(found) == 1 else 's'}: they are pictures"
        raise UnreadableError(message, where=Span(path), hint="recognise its text first, with OCRmyPDF for one")
    return _Document(path, data, read_pages(found)).manuscript()


class _Document:
    """Pages, each made one text; places are counted in all of them, one behind the other, until the end."""

    def __init__(self, path: str, data: bytes, pages: Sequence[Page]) -> None:
        self._path, self._data = path, data
        self._starts: list[int] = []
        self._marks: list[tuple[int, int]] = []
        self._notes: list[tuple[Footnote, int, int]] = []
        self._taken: list[tuple[int, int]] = []  # where endnotes stand, with their numbers
        texts: list[str] = []
        length = 0
        for page in pages:
            self._starts.append(length)
            texts.append(self._text_of(page, length))
            length += len(texts[-1])
        self._text = "".join(texts)
        self._parts = {f"page {number}": Source(f"{path}, page {number}", text) for number, text in enumerate(texts, 1)}

    def manuscript(self) -> Manuscript:
        notes = list(self._footnotes()) if self._notes else list(self._endnotes())
        notes.sort(key=lambda note: _order(note.marks[0] if note.marks else note.body, late=not note.marks))
        findings = [*self._unmarked(notes), *self._lost(notes)] if notes else []
        return Manuscript(self._path, "pdf", self._parts, tuple(notes), findings=tuple(findings), data=self._data)

    def _text_of(self, page: Page, start: int) -> str:
        """Return the text of a page that begins at *start*, and take down where its marks and notes are."""
        text = ""
        for paragraph in page.paragraphs:
            place = start + len(text)
            self._marks += [(begin + place, end + place) for begin, end in paragraph.marks]
            text += f"{paragraph.text}\n\n"
        for note in page.notes:
            begin = len(text) + len(note.number) + 1
            self._notes.append((note, start + begin, start + begin + len(note.here.text)))
            text += f"{note.number} {note.here.text}\n\n"
        return text

    # --- notes ---

    def _footnotes(self) -> Iterator[ManuscriptNote]:
        """Yield the footnotes; a mark of a note stands on its page, or on the one before."""
        by_page: dict[tuple[int, str], list[tuple[int, int]]] = {}
        for start, end in self._marks:
            number = self._text[start:end].translate(SUPERSCRIPTS)
            by_page.setdefault((bisect_right(self._starts, start), number), []).append((start, end))
        run, before, last = 0, 0, (0, 0)
        seen: Counter[str] = Counter()
        for note, start, end in self._notes:
            places = by_page.get((note.page, note.number)) or by_page.get((note.page - 1, note.number)) or []
            own = next((place for place, mark in enumerate(places) if mark > last), 0)
            last = places[own] if places else last
            mark = [self._place(*places.pop(own))] if places else []
            if note.number.isdecimal():
                run += int(note.number) <= before
                before = int(note.number)
            name = f"{note.page}:{note.number}"
            seen[name] += 1
            identity = name if seen[name] == 1 else f"{name}:{seen[name]}"
            parts = _said(note.whole.text)
            yield ManuscriptNote(identity, note.number, tuple(mark), self._place(start, end), parts, "footnote", run)

    def _endnotes(self) -> Iterator[ManuscriptNote]:
        """Yield the notes below headings of notes."""
        source = Source(self._path, self._text)
        if not any(is_notes_heading(line) for line in self._text.splitlines()):
            return
        found = [note for note in section.read(source).notes if note.body]
        self._taken = [(source.offset(note.where), note.body[1]) for note in found if note.body and note.where]
        marks = [
            NoteMark(start, end, self._text[start:end].translate(SUPERSCRIPTS))
            for start, end in self._marks
            if not _is_within(self._taken, start)
        ]
        paired, _ = paired_marks(Passage(self._path, self._text, tuple(marks)), found)
        for place, note in enumerate(found):
            start, end = note.body or (0, 0)
            own = tuple(self._place(mark.start, mark.end) for mark in paired.get(place, []))
            yield ManuscriptNote(
                f"{place}:{note.number}", note.number, own, self._place(start, end), _said(note.text), "endnote",
                note.run, note.chapter,
            )  # fmt: skip

    def _place(self, start: int, end: int) -> Place:
        """Return a place in its page; what goes on over the page ends with it."""
        page = bisect_right(self._starts, start)
        begin = self._starts[page - 1]
        part = f"page {page}"
        return Place(start - begin, min(end - begin, len(self._parts[part].text)), part)

    # --- what is odd ---

    def _unmarked(self, notes: Sequence[ManuscriptNote]) -> Iterator[Finding]:
        for note in notes:
            if not note.marks:
                where = self._parts[note.body.part].span(note.body.start)
                message = f"no mark leads to note {note.number}"
                yield Finding("unmarked-note", message, where, Severity.WARNING, "see where it belongs")

    def _lost(self, notes: Sequence[ManuscriptNote]) -> Iterator[Finding]:
        used = {(mark.part, mark.start) for note in notes for mark in note.marks}
        for start, end in self._marks:
            place = self._place(start, end)
            if (place.part, place.start) not in used and not _is_within(self._taken, start):
                number = self._text[start:end].translate(SUPERSCRIPTS)
                where = self._parts[place.part].span(place.start, place.end)
                hint = "it may be a power or an ordinal, or its note is lost"
                yield Finding("missing-note", f"note {number} is not there", where, Severity.WARNING, hint)


def _said(text: str) -> tuple[NotePart, ...]:
    prose: Inlines = (text,)
    return (prose,) if text else ()


def _order(place: Place, *, late: bool = False) -> tuple[bool, int, int]:
    return late, int(place.part.rpartition(" ")[2]), place.start


def _is_within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    before = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return before >= 0 and place < spans[before][1]
