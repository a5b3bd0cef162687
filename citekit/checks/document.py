"""A manuscript, or a passage with its ledger, as rules see it: marks, notes, cites and quotations with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

from citekit.checks.facts import CiteFact
from citekit.checks.prose import Prose, prose_of_manuscript, prose_of_passage
from citekit.documents.ledgers.as_ledger import as_ledger, span_of
from citekit.documents.manuscript import Manuscript
from citekit.findings import Finding, Source, Span
from citekit.model import Citation, Cite, Ledger, Note, Passage
from citekit.notes import audit
from citekit.notes.audit import Audited, Broken
from citekit.notes.ledger.pairing import notes_of_marks
from citekit.quotations.rules import Rules
from citekit.richtext import plain
from citekit.values import NamedTuple

_LONGEST_NOTE = 4000


class Mark(NamedTuple):
    """A note mark at *where*, characters *start* to *end* of *source*; *note* is the note it leads to, if there is one.

    *confidence* is below 1 where it was recognised in a plain text.
    """

    number: str
    where: Span
    source: Source
    start: int
    end: int
    note: Note | None = None
    confidence: float = 1.0


class Document:
    """What was read of the file *path*: a *manuscript*, or a *passage* and its *ledger*, or a ledger alone.

    *sources* are its texts; *language* is BCP 47 and may be "": its own, or else the project's. *readers* are the
    findings of whoever read it, *rules* the project's rule set for quotations.
    """

    def __init__(
        self,
        path: str,
        *,
        language: str = "",
        manuscript: Manuscript | None = None,
        passage: Passage | None = None,
        ledger: Ledger | None = None,
        ledger_source: Source | None = None,
        rules: Rules | None = None,
        findings: Iterable[Finding] = (),
    ) -> None:
        self.path = path
        self.manuscript = manuscript
        self.passage = passage
        self.ledger = ledger
        self.ledger_source = ledger_source
        self.rules = rules
        self.language = (manuscript.asked.language if manuscript else "") or language
        self.readers = tuple(findings)

    @cached_property
    def told(self) -> tuple[Finding, ...]:
        """What its readers have found, each thing once: a gap in the text explains the notes that have no mark."""
        missing = {one.where.path for one in self.readers if one.rule == "missing-note"}
        gaps = self._gaps() if missing else set()
        again = {one.where for one in self.readers if one.rule in ("repeated-note", "unclosed-argument")}
        return tuple(
            one
            for one in self.readers
            if not (one.rule == "unmarked-note" and self._is_in(one, gaps))
            and not (one.rule in ("unmapped-mark", "unbalanced-brace") and one.where in again)
        )

    def _gaps(self) -> set[str]:
        """Return the numbers that are missing between two marks."""
        numbers = [int(mark.number) for mark in self.marks if mark.number.isdecimal()]
        return {str(one) for first, last in pairwise(numbers) for one in range(first + 1, last)}

    def _is_in(self, finding: Finding, gaps: set[str]) -> bool:
        return any(note.where == finding.where and note.number in gaps for note in self.notes)

    @property
    def kind(self) -> Literal["manuscript", "passage", "ledger"]:
        """What it is."""
        return "manuscript" if self.manuscript else "passage" if self.passage else "ledger"

    @cached_property
    def sources(self) -> Sequence[Source]:
        """Its texts: the parts of a manuscript, the passage, the ledger."""
        texts = list(self.manuscript.parts.values()) if self.manuscript else []
        if self.passage:
            texts.append(Source(self.passage.path, self.passage.text))
        return [*texts, self.ledger_source] if self.ledger_source else texts

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Its notes with their places: those of the ledger, else those of the manuscript."""
        if self.ledger is not None:
            return self.ledger.notes
        return as_ledger(self.manuscript).notes if self.manuscript else ()

    @cached_property
    def audited(self) -> tuple[Audited, ...]:
        """Its notes, each as one text with cites as ``@{key}``."""
        if self.ledger is not None:
            return audit.of_ledger(self.ledger)
        return audit.of_ledger(as_ledger(self.manuscript)) if self.manuscript else ()

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Its note marks in reading order."""
        if self.passage is not None:
            return tuple(self._marks_of(self.passage))
        return tuple(self._marks_in(self.manuscript)) if self.manuscript else ()

    def _marks_of(self, passage: Passage) -> Iterator[Mark]:
        source = Source(passage.path, passage.text)
        notes: Sequence[Note | None] = [None] * len(passage.marks)
        if self.ledger is not None:
            notes = notes_of_marks(passage, self.ledger)
        for mark, note in zip(passage.marks, notes, strict=True):
            where = source.span(mark.start, mark.end)
            yield Mark(mark.number, where, source, mark.start, mark.end, note, mark.confidence)

    def _marks_in(self, manuscript: Manuscript) -> Iterator[Mark]:
        for note in manuscript.notes:
            said = Note(note.number, note.parts, note.run, where=span_of(manuscript, note.body))
            for place in note.marks:
                source = manuscript.parts[place.part]
                yield Mark(note.number, source.span(place.start, place.end), source, place.start, place.end, said)

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Its running text, part by part."""
        if self.passage is not None:
            return (prose_of_passage(self.passage, self.language),)
        return tuple(prose_of_manuscript(self.manuscript, self.language)) if self.manuscript else ()

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """What its notes say of each other that cannot be right (``audit.wrong``)."""
        return audit.wrong(self.audited)

    def word_at(self, note: Audited, words: str) -> Span:
        """Return the place of *words* in a note, as near as it is known: else of the note."""
        where = note.where or Span(self.path)
        source = next((one for one in self.sources if one.path == where.path), None)
        if source is None or not where.line:
            return where
        start = source.offset(where)
        found = source.text.find(words, start, start + _LONGEST_NOTE)
        return where if found == -1 else source.span(found, found + len(words))

    @cached_property
    def cites(self) -> tuple[CiteFact, ...]:
        """Its cites in reading order, each with its own place."""
        if self.ledger is not None:
            found = list(_of_notes(self.ledger))
        else:
            found = list(_of_manuscript(self.manuscript)) if self.manuscript else []
        return tuple(self._with_quotations(found))

    def _with_quotations(self, cites: Sequence[CiteFact]) -> Iterator[CiteFact]:
        """Say of the one cite of a note how long the quotation is that its mark stands behind."""
        count = Counter(cite.note for cite in cites)
        quoted = self._quoted
        for cite in cites:
            words = quoted.get(cite.note, 0) if cite.note and count[cite.note] == 1 else 0
            yield cite._replace(quoted=words) if words else cite

    @property
    def _quoted(self) -> dict[str, int]:
        """Return the words of the longest quotation that the mark of a note stands directly behind, by its number."""
        found: dict[str, int] = {}
        for prose in self.prose:
            for quote in prose.quotes.closed:
                index = prose.mark_behind(quote.end)
                if index != -1:
                    number = prose.marks[index].number
                    found[number] = max(found.get(number, 0), prose.words(quote))
        return found


def _of_notes(ledger: Ledger) -> Iterator[CiteFact]:
    for note in ledger.notes:
        where = note.where or Span(ledger.path)
        for part in note.parts:
            if isinstance(part, Citation):
                yield from (_fact(cite, cite.where or where, note.number) for cite in part.cites)
    if ledger.source:
        yield from (_fact(cite, cite.where or Span(ledger.path)) for cite in ledger.source.cites)


def _of_manuscript(manuscript: Manuscript) -> Iterator[CiteFact]:
    numbers: Mapping[str, str] = {note.identity: note.number for note in manuscript.notes}
    for cited in manuscript.cited:
        place = cited.place
        source = manuscript.parts[place.part]
        at = place.start
        for cite in cited.citation.cites:
            where = cite.where
            if where is None:
                found = source.text.find(str(cite.key), at, place.end)
                at = found + len(cite.key) if found != -1 else at
                where = source.span(found, at) if found != -1 else source.span(place.start, place.end)
            yield _fact(cite, where, numbers.get(cited.note, ""), cited.citation.mode)


def _fact(cite: Cite, where: Span, note: str = "", mode: str = "") -> CiteFact:
    return CiteFact(cite.key, cite.locator, where, note, 0, mode, plain(cite.suffix))
