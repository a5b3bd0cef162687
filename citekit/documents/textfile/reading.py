"""A plain text read as a manuscript; see ``documents/text.py``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citekit.documents.manuscript import Cited, Manuscript, ManuscriptNote, Place
from citekit.documents.mdfile.text import Surroundings
from citekit.files import text_source
from citekit.findings import Finding, Severity, Source
from citekit.model import NoteMark, NotePart, Passage
from citekit.notes.citesyntax import PlacedCitation, citations
from citekit.notes.endnotes import section
from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.fences import blanked
from citekit.notes.marks.recognise import read_marks
from citekit.notes.notetext import NoteText
from citekit.notes.paragraphs import paragraph_spans
from citekit.notes.prose import parse_prose
from citekit.patterns import pattern
from citekit.values import replace

_WORDS = 200
_GAP = pattern(r"\n[ \t\r]*\n")


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*, UTF-8 or UTF-16.

    Raises: UnreadableError for what is no text.
    """
    return _Document(text_source(path, data), data).manuscript()


class _Document:
    """A text, taken apart: its citations, its notes, and the words that have the marks."""

    def __init__(self, source: Source, data: bytes) -> None:
        self._source, self._data = source, data
        self._text = source.text
        self._findings: list[Finding] = []

    def manuscript(self) -> Manuscript:
        found = section.read(self._source)
        notes = [note for note in found.notes if note.body is not None]
        placed = self._citations(notes)
        passage = self._passage(notes, placed)
        if notes and not (_is_headed(self._source, notes) or _leads_to(notes, passage.marks)):
            notes, placed = [], self._citations([])
            passage = self._passage([], placed)
        paired, lost = paired_marks(passage, notes)
        findings = [*(found.findings if notes else ()), *passage.findings, *self._unmarked(notes, paired)]
        if notes:
            findings += [self._lost(mark) for mark in lost]
            lost = []
        made = [
            *(self._note(one, note, paired.get(place, []), placed) for place, (one, note) in enumerate(_named(notes))),
            *_empty_notes(lost, len(self._text), recurring=passage.recurring),
        ]
        made.sort(key=lambda one: one[0].marks[0].start if one[0].marks else len(self._text))
        return Manuscript(
            self._source.path,
            "text",
            {"": self._source},
            tuple(note for note, _ in made),
            tuple(_in_reading_order(list(self._in_text(notes, placed)), made)),
            findings=tuple(dict.fromkeys([*findings, *self._findings])),
            data=self._data,
        )

    def _citations(self, notes: Sequence[NoteText]) -> list[PlacedCitation]:
        """Return the citations; none goes on over a blank line, or out of its note."""
        self._findings.clear()
        text = self._text
        if "@" not in text:
            return []
        bodies = [place for note in notes for place in note.body or ()]
        cuts = sorted({0, len(text), *bodies, *(gap.start() for gap in _GAP.finditer(text))})
        placed: list[PlacedCitation] = []
        for start, end in pairwise(cuts):
            if text.find("@", start, end) == -1:
                continue
            found, problems = citations(text, start, end, seen=text, prose=_one_line)
            placed += found
            for problem in problems:
                where = self._source.span(problem.start, problem.end)
                self._findings.append(Finding(problem.rule, problem.message, where, Severity.WARNING, problem.hint))
        return placed

    def _passage(self, notes: Sequence[NoteText], placed: Sequence[PlacedCitation]) -> Passage:
        """Return the words with their marks: what is of notes and of citations is blank."""
        blank = [*_stretches(self._source, notes), *((one.start, one.end) for one in placed)]
        return read_marks(Source(self._source.path, blanked(self._text, _merged(blank), " ")))

    # --- notes ---

    def _note(
        self, identity: str, note: NoteText, marks: Sequence[NoteMark], placed: Sequence[PlacedCitation]
    ) -> tuple[ManuscriptNote, list[Cited]]:
        assert note.body is not None  # noqa: S101 - others are left out
        start, end = note.body
        first = bisect_left(placed, start, key=lambda one: one.start)
        own = placed[first : bisect_right(placed, end, key=lambda one: one.end)]
        cited = [
            Cited(
                self._with_places(one).citation,
                Place(one.start, one.end),
                identity,
                before=_seen(self._text[max(start, one.start - _WORDS) : one.start]),
                after=_seen(self._text[one.end : min(end, one.end + _WORDS)]),
            )
            for one in own
        ]
        parts = tuple(self._parts(note, own))
        places = tuple(Place(mark.start, mark.end) for mark in marks)
        body = Place(start, end)
        made = ManuscriptNote(identity, note.number, places, body, parts, "endnote", note.run, note.chapter)
        return made, cited

    def _parts(self, note: NoteText, own: Sequence[PlacedCitation]) -> Iterator[NotePart]:
        if not own:
            yield from (prose for prose in (parse_prose(note.text),) if prose)
            return
        done, end = note.body or (0, 0)
        for one in own:
            if prose := parse_prose(_one_line(self._text[done : one.start])):
                yield prose
            yield self._with_places(one).citation
            done = one.end
        if prose := parse_prose(_one_line(self._text[done:end])):
            yield prose

    def _with_places(self, one: PlacedCitation) -> PlacedCitation:
        places = (self._source.span(*place) for place in one.keys)
        cites = tuple(replace(cite, where=where) for cite, where in zip(one.citation.cites, places, strict=True))
        return replace(one, citation=replace(one.citation, cites=cites))

    def _in_text(self, notes: Sequence[NoteText], placed: Sequence[PlacedCitation]) -> Iterator[Cited]:
        bodies = sorted(note.body for note in notes if note.body)
        outside = [one for one in placed if not _is_within(bodies, one.start)]
        if not outside:
            return
        spans = list(paragraph_spans(self._text))
        around = Surroundings(self._text)
        at = 0
        for one in outside:
            while at + 1 < len(spans) and spans[at][1] <= one.start:
                at += 1
            start, end = spans[at]
            yield Cited(
                self._with_places(one).citation,
                Place(one.start, one.end),
                before=around.before(start, one.start),
                after=_seen(self._text[one.end : min(end, one.end + _WORDS)]),
                blank=around.blank(start, one.start),
                stop=around.stop(one.end, end),
            )

    # --- what is odd ---

    def _lost(self, mark: NoteMark) -> Finding:
        where = self._source.span(mark.start, mark.end)
        hint = "it may be a number of the text, or its note is lost"
        return Finding("missing-note", f"note {mark.number} is not there", where, Severity.WARNING, hint)

    def _unmarked(self, notes: Sequence[NoteText], paired: dict[int, list[NoteMark]]) -> Iterator[Finding]:
        for place, note in enumerate(notes):
            if place not in paired and note.where is not None:
                message = f"no mark leads to note {note.number}"
                yield Finding("unmarked-note", message, note.where, Severity.WARNING, "see where it belongs")


def paired_marks(passage: Passage, notes: Sequence[NoteText]) -> tuple[dict[int, list[NoteMark]], list[NoteMark]]:
    """Return the marks of each note, by its place among *notes*, and those that lead to none.

    Numbers that begin again go on with the next run of notes; the citation numbers of science come back to their note.
    """
    by_number = {(note.run, note.number): place for place, note in reversed(list(enumerate(notes)))}
    runs = sorted({note.run for note in notes})
    paired: dict[int, list[NoteMark]] = {}
    lost: list[NoteMark] = []
    run, before = 0, 0
    for mark in passage.marks:
        value = int(mark.number) if mark.number.isdecimal() else before
        if value <= before and mark.number.isdecimal() and not passage.recurring:
            run += 1
        before = value
        place = by_number.get((runs[min(run, len(runs) - 1)], mark.number)) if runs else None
        if place is None or (place in paired and not passage.recurring):
            lost.append(mark)
        else:
            paired.setdefault(place, []).append(mark)
    return paired, lost


def _named(notes: Sequence[NoteText]) -> Iterator[tuple[str, NoteText]]:
    """Yield the identity of each note, its run and number; a number that comes twice is counted."""
    seen: Counter[str] = Counter()
    for note in notes:
        name = f"{note.run}:{note.number}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}:{seen[name]}", note


def _leads_to(notes: Sequence[NoteText], marks: Sequence[NoteMark]) -> bool:
    """Tell whether marks that stand before *notes* lead to most of them: numbered paragraphs alone are no notes."""
    first = min(note.body[0] for note in notes if note.body)
    numbers = {mark.number for mark in marks if mark.start < first}
    return sum(note.number in numbers for note in notes) * 2 > len(notes)


def _is_headed(source: Source, notes: Sequence[NoteText]) -> bool:
    first = notes[0].where
    return first is not None and any(is_notes_heading(source.line(number)) for number in range(1, first.line))


def _stretches(source: Source, notes: Sequence[NoteText]) -> Iterator[tuple[int, int]]:
    """Yield where notes stand, with their numbers; what is between two of a run is of them."""
    for place, own in enumerate(notes):
        if own.body is None or own.where is None:
            continue
        following = notes[place + 1] if place + 1 < len(notes) else None
        joined = following is not None and following.run == own.run
        end = following.body[0] if joined and following and following.body else own.body[1]
        yield max(0, source.offset(own.where) - own.where.column + 1), end


def _empty_notes(
    marks: Sequence[NoteMark], end: int, *, recurring: bool
) -> Iterator[tuple[ManuscriptNote, list[Cited]]]:
    """Yield notes for marks of a file without notes: all at its end, where nothing is yet."""
    run, before = 0, 0
    places: dict[tuple[int, str], list[Place]] = {}
    for mark in marks:
        value = int(mark.number) if mark.number.isdecimal() else before
        if value <= before and mark.number.isdecimal() and not recurring:
            run += 1
        before = value
        places.setdefault((run, mark.number), []).append(Place(mark.start, mark.end))
    for (own, number), found in places.items():
        note = ManuscriptNote(f"{own}:{number}", number, tuple(found), Place(end, end), (), "endnote", own)
        yield note, []


def _is_within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    before = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return before >= 0 and place < spans[before][1]


def _in_reading_order(in_text: list[Cited], notes: list[tuple[ManuscriptNote, list[Cited]]]) -> list[Cited]:
    placed = [(one.place.start, [one]) for one in in_text]
    placed += [(note.marks[0].start, cited) for note, cited in notes if note.marks]
    ordered = [one for _, each in sorted(placed, key=lambda pair: pair[0]) for one in each]
    return ordered + [one for note, cited in notes if not note.marks for one in cited]


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = 0
    for start, stop in sorted(spans):
        if stop > max(start, end):
            yield max(start, end), stop
            end = stop


def _one_line(text: str) -> str:
    """Return words that may stand on several lines on one; blanks at the ends are kept."""
    return " ".join(text.split("\n")).replace("\r", "") if "\n" in text else text


def _seen(words: str) -> str:
    return words if words.strip() else ""
