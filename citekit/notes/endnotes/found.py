"""What a reader of endnotes gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from citekit.findings import Finding, Severity, Span
from citekit.notes.ledger.order import missing_between
from citekit.notes.notetext import NoteText
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Endnotes:
    """The notes in the order of the file, and what is odd about them."""

    notes: tuple[NoteText, ...] = ()
    findings: tuple[Finding, ...] = ()


def odd_numbers(notes: Iterable[NoteText], path: str) -> Iterator[Finding]:
    """Find numbers that are doubled or missing in a run of notes, and notes without text; before the first none is."""
    notes = tuple(notes)
    numbered = [note for note in notes if note.number.isdecimal()]
    seen: set[tuple[int, str]] = set()
    for note in notes:
        if (note.run, note.number) in seen:
            hint = "a note has another's number; count on from the note before"
            message = f"note {note.number} is there twice"
            yield Finding("doubled-note", message, note.where or Span(path), Severity.WARNING, hint)
        seen.add((note.run, note.number))
    for first, second in pairwise(numbered):
        if first.run == second.run and (message := missing_between(first.number, second.number)):
            hint = "it may be lost, or printed so that it was not recognised"
            yield Finding("missing-note", message, second.where or Span(path), Severity.WARNING, hint)
    for note in notes:
        if not note.text:
            message = f"note {note.number} has no text"
            yield Finding("empty-note", message, note.where or Span(path), Severity.WARNING, "see what stands there")
