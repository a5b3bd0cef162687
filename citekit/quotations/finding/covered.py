"""Quotations with what is cited for them, as plain values: of a passage with its ledger, and of a manuscript.

``covered`` has what a verifier asks for; a *Reading* has all that is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from citekit.documents.manuscript import Manuscript
from citekit.findings import Finding, Source, Span
from citekit.model import Citation, Cite, Ledger, NotePart, Passage
from citekit.notes.ledger.pairing import notes_of_marks
from citekit.quotations.finding.building import CLOSED, HOLE, Running
from citekit.quotations.finding.found import Found, FoundQuotation, How
from citekit.quotations.finding.running import running_texts
from citekit.quotations.finding.searching import search
from citekit.values import NamedTuple, dataclass, replace

_DRAWN = ("“", "”")
Saying: TypeAlias = Literal["out", "both", "kept"]


class Says(NamedTuple):
    """What a mark leads to: a note's *number*, "" for a citation in the text, and the *cites* that are known."""

    number: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The quotations *found* in *text*, which is a passage or the running text of a part; *marks* say what they do.

    *marked* are the places of the marks in the text. *running* leads back to the part, whose text *source* has.
    """

    source: Source
    text: str
    found: Found
    marks: tuple[Says, ...]
    marked: tuple[tuple[int, int], ...]
    running: Running | None = None

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]`` in the file."""
        if self.running is None:
            return self.source.span(start, end)
        first = self.running.place(start)
        return self.source.span(first, max(self.running.place(end - 1) + 1, first + 1) if end > start else first)

    def printed(self, quotation: FoundQuotation, saying: Saying = "out") -> str:
        """Return the words of a quotation as they are printed, without note marks and marks that are repeated at
        paragraphs. Words within it that say who speaks are left *out*, with one comma beside them; or *both* commas go
        with them; or they are *kept*."""  # noqa: D209 - one paragraph
        begin, end = quotation.inner_start, quotation.inner_end
        first = bisect_left(self.marked, (begin, begin))
        last = bisect_left(self.marked, (end, 0))
        left_out = [one for one in self.marked[first:last] if one[1] <= end]
        left_out += [(place, place + 1) for place in quotation.reopened]
        if self._has_signal(quotation) and saying != "kept":
            left_out.append(self._signal_out(quotation, saying))
        pieces = []
        for start, stop in sorted(left_out):
            pieces.append(self.text[begin:start])
            begin = max(begin, stop)
        return "".join((*pieces, self.text[begin:end])).replace(HOLE, "").strip()

    def readings(self, quotation: FoundQuotation) -> tuple[str, ...]:
        """Return the words that may be the source's, the likeliest first: who speaks may be said in it, too."""
        ways: tuple[Saying, ...] = ("out", "kept", "both") if self._has_signal(quotation) else ("out",)
        return tuple(dict.fromkeys(self.printed(quotation, way) for way in ways))

    def _has_signal(self, quotation: FoundQuotation) -> bool:
        said = quotation.signal
        return said is not None and quotation.inner_start <= said.start and said.end <= quotation.inner_end

    def _signal_out(self, quotation: FoundQuotation, saying: Saying) -> tuple[int, int]:
        """Return the place of the words that say who speaks, with the commas beside them that go with them."""
        assert quotation.signal  # noqa: S101 - asked for where there is one
        start, end = quotation.signal.start, quotation.signal.end
        before, behind = self.text[quotation.inner_start : start].rstrip(), self.text[end : end + 1]
        if before.endswith(",") and behind == ",":
            if saying == "both":
                return quotation.inner_start + len(before) - 1, end + 1
            return quotation.inner_start + len(before), end + 1
        return start, end


@dataclass(frozen=True, slots=True)
class CoveredQuotation:
    """A quotation *text* as printed, without its marks, its place, its language (BCP 47, "" unknown), and what is
    cited for it; *how* says which mark that is, "" where none covers it. *note* is its number. *readings* are
    the words that may be the source's, the first of them *text*."""  # noqa: D209

    text: str
    where: Span
    language: str
    cites: tuple[Cite, ...] = ()
    how: How | str = ""
    note: str = ""
    speaker: str = ""
    depth: int = 0
    words: int = 0
    sentence: bool = False
    readings: tuple[str, ...] = ()


def covered(readings: Iterable[Reading]) -> Iterator[CoveredQuotation]:
    """Yield the quotations that are closed, in order of opening, with the cites of their notes, or beside them."""
    for reading in readings:
        for one in reading.found.quotations:
            if not one.closed:
                continue
            says = [reading.marks[covering.mark] for covering in one.notes]
            yield CoveredQuotation(
                reading.printed(one),
                reading.span(one.start, one.end),
                reading.found.language,
                tuple(cite for each in says for cite in each.cites),
                one.notes[0].how if one.notes else "",
                next((each.number for each in says if each.number), ""),
                one.speaker,
                one.depth,
                one.words,
                one.sentence,
                reading.readings(one),
            )


def reading_of_passage(passage: Passage, ledger: Ledger | None = None, language: str = "") -> Reading:
    """Return the quotations of a passage; without a ledger its marks have numbers alone."""
    marked = tuple((mark.start, mark.end) for mark in passage.marks)
    notes = notes_of_marks(passage, ledger) if ledger else (None,) * len(marked)
    says = tuple(
        Says(mark.number, _cites(note.parts) if note else ()) for mark, note in zip(passage.marks, notes, strict=True)
    )
    found = search(passage.text, language, marked, path=passage.path)
    return Reading(Source(passage.path, passage.text), passage.text, found, says, marked)


def quotations_of(manuscript: Manuscript, language: str = "") -> tuple[Reading, ...]:
    """Return the quotations in the running text of each part of a manuscript.

    *language* is the manuscript's own where "". Raises: UsageError for a format whose words have no place in a text
    (PDF, pandoc's JSON).
    """
    language = language or manuscript.asked.language
    return tuple(_reading(manuscript, running, language) for running in running_texts(manuscript))


def _reading(manuscript: Manuscript, running: Running, language: str) -> Reading:
    says = []
    for anchor in running.anchors:
        if anchor.note != -1:
            note = manuscript.notes[anchor.note]
            says.append(Says(note.number, _cites(note.parts)))
        else:
            says.append(Says("", manuscript.cited[anchor.cited].citation.cites))
    marked = tuple((anchor.start, anchor.end) for anchor in running.anchors)
    in_text = frozenset(index for index, anchor in enumerate(running.anchors) if anchor.note == -1)
    source = manuscript.parts[running.part]
    found = search(running.text, language, marked, blocks=running.blocks, in_text=in_text, path=source.path)
    reading = Reading(source, _with_marks(running), found, tuple(says), marked, running)
    drawn = frozenset(running.drawn)
    quotations = tuple(replace(one, marks=_DRAWN) if one.start in drawn else one for one in found.quotations)
    told = tuple(_placed(reading, one) for one in found.findings)
    return replace(reading, found=replace(found, quotations=quotations, findings=told))


def _with_marks(running: Running) -> str:
    """Return the text with common marks for those that are markup."""
    if not running.drawn:
        return running.text
    characters = list(running.text)
    for place in running.drawn:
        characters[place] = _DRAWN[characters[place] == CLOSED]
    return "".join(characters)


def _placed(reading: Reading, finding: Finding) -> Finding:
    """Return a finding with its place in the file instead of that in the running text."""
    start = Source("", reading.text).offset(finding.where)
    return replace(finding, where=reading.span(start, start + 1))


def _cites(parts: Sequence[NotePart]) -> tuple[Cite, ...]:
    return tuple(cite for part in parts if isinstance(part, Citation) for cite in part.cites)
