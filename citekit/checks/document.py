"""A manuscript, or a passage with its ledger, as rules see it: marks, notes, cites and quotations with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

from citekit.checks.citing import cites_of
from citekit.checks.facts import CiteFact
from citekit.checks.prose import Prose, prose_of_manuscript, prose_of_passage
from citekit.documents.ledgers.as_ledger import ledger_places, span_of
from citekit.documents.manuscript import Manuscript
from citekit.findings import Finding, Source, Span
from citekit.folding import folded
from citekit.model import Ledger, Note, Passage
from citekit.notes import audit
from citekit.notes.audit import Audited, Broken
from citekit.notes.ledger.pairing import notes_of_marks
from citekit.patterns import pattern
from citekit.quotations.rules import Rules
from citekit.values import NamedTuple

_BETTER = ("repeated-note", "unsure-mark", "unclosed-argument")
"""Findings that say better what is wrong with a mark without a note, or with a brace, at the same place."""
_LETTERS = pattern(r"[^\W\d_]{3}")


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


class Body(NamedTuple):
    """What a note says: characters *start* to *end* of *source*."""

    source: Source
    start: int
    end: int

    def span(self, words: str, times: int = 0) -> Span:
        """Return the place of *words* in it, which stand there *times* times before; its beginning where they do not.

        Its text may say them otherwise, with markup or entities in them.
        """
        text = self.source.text
        start = self.start - 1
        for _ in range(times + 1):
            found = text.find(words, start + 1, self.end) if words else -1
            if found == -1:
                break
            start = found
        if start < self.start:
            return self.source.span(self.start, self.end)
        return self.source.span(start, start + len(words))


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
        self._named: dict[str, int] = {}  # the place of the first note that has a name

    @cached_property
    def told(self) -> tuple[Finding, ...]:
        """What its readers have found, each thing once: a gap in the text explains the notes that have no mark.

        A mark that may be none, and that the ledger does not have, is a number of the text.
        """
        missing = {one.where.path for one in self.readers if one.rule == "missing-note"}
        gaps = self._gaps() if missing else set()
        number_at = {note.where: note.number for note in self.notes} if gaps else {}
        told = {one.where for one in self.readers if one.rule in _BETTER}
        return tuple(
            one
            for one in self.readers
            if not (gaps and one.rule == "unmarked-note" and number_at.get(one.where) in gaps)
            and not (one.rule in ("unmapped-mark", "unbalanced-brace") and one.where in told)
        )

    def _gaps(self) -> set[str]:
        """Return the numbers that are missing between two marks."""
        numbers = [int(mark.number) for mark in self.marks if mark.number.isdecimal()]
        return {str(one) for first, last in pairwise(numbers) for one in range(first + 1, last)}

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
        """Its notes with their places: those of the ledger, else those of the manuscript, as a ledger counts them."""
        if self.ledger is not None:
            return self.ledger.notes
        return tuple(note for note, _ in self._own_notes)

    @cached_property
    def _own_notes(self) -> tuple[tuple[Note, Body], ...]:
        return tuple(_notes_of(self.manuscript)) if self.manuscript else ()

    @cached_property
    def audited(self) -> tuple[Audited, ...]:
        """Its notes, in the same order, each as one text with cites as ``@{key}``."""
        return audit.of_ledger(Ledger(self.notes))

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

    @cached_property
    def _words_of_notes(self) -> tuple[str, ...]:
        return tuple(folded(note.text) for note in self.audited)

    @cached_property
    def _vague(self) -> int:
        """The place of the first note that cites a work by a key that says nothing of its author."""
        works = enumerate(note.works for note in self.audited)
        return next((place for place, keys in works if not all(map(_LETTERS.search, keys))), len(self.audited))

    def may_name(self, place: int, name: str) -> bool:
        """Tell whether a note before that at *place* names somebody, or cites a work by a key that may be of his."""
        name = folded(name)
        if name not in self._named:
            found = (index for index, text in enumerate(self._words_of_notes) if name in text)
            self._named[name] = next(found, len(self.audited))
        return min(self._named[name], self._vague) < place

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Where its notes stand, in their order."""
        if self.ledger is not None:
            return tuple(_bodies_of_ledger(self.notes, self.ledger_source)) if self.ledger_source else ()
        return tuple(body for _, body in self._own_notes)

    @cached_property
    def _body_of(self) -> dict[str, Body]:
        return {note.identity: body for note, body in zip(self.audited, self.bodies, strict=False)}

    def word_at(self, note: Audited, words: str, start: int = -1) -> Span:
        """Return the place of *words*, which a note has at *start* of its text, as near as it is known."""
        body = self._body_of.get(note.identity)
        if body is None:
            return note.where or Span(self.path)
        return body.span(words, note.text.count(words, 0, max(start, 0)))

    def is_text(self, source: Source) -> bool:
        """Tell whether a text is the file itself, which can be edited, and no part of an archive."""
        return self.manuscript is None or self.manuscript.parts.get("") is source

    @cached_property
    def cites(self) -> tuple[CiteFact, ...]:
        """Its cites in reading order, each with its own place."""
        return tuple(cites_of(self))


def _notes_of(manuscript: Manuscript) -> Iterator[tuple[Note, Body]]:
    own = {note.identity: note for note in manuscript.notes}
    for identity, place in ledger_places(manuscript).items():
        note = own[identity]
        source = manuscript.parts[note.body.part]
        where = source.span(note.body.start, note.body.end)
        yield Note(place.number, note.parts, place.run, where=where), Body(source, note.body.start, note.body.end)


def _bodies_of_ledger(notes: Sequence[Note], source: Source) -> Iterator[Body]:
    starts = [source.offset(note.where) if note.where and note.where.line else 0 for note in notes]
    following = dict(pairwise((*sorted(starts), len(source.text))))
    for note, start in zip(notes, starts, strict=True):
        label = note.where.end_column - note.where.column if note.where else 0
        yield Body(source, start + label, following[start])
