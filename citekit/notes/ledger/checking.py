"""What is wrong with a ledger whose YAML is right: notes without marks, marks without notes, numbers out of order.

Keys are looked up in the library by ``excerpt.unknown_keys``; what is wrong in the file itself is in its findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Ledger, Passage
from citekit.notes.audit import of_ledger
from citekit.notes.crossrefs import references_to_notes
from citekit.notes.ledger.forms import YAML, form_of
from citekit.notes.ledger.matched import unconfirmed, unmapped, unmarked, warning
from citekit.notes.ledger.order import counted, missing_between
from citekit.notes.ledger.pairing import notes_of_marks
from citekit.notes.ledger.prosespans import note_references

_MOST = 100
"""Of so many numbers it need not be seen whether each is there."""


def check(source: Source, ledger: Ledger, passage: Passage | None = None) -> tuple[Finding, ...]:
    """Return what is odd about *ledger*, the one in *source*, which has no errors, in the order of the file.

    *passage* is the text whose notes these are, where it is known.
    """
    is_yaml = form_of(source.path) == YAML
    dangling = _dangling(source, ledger) if is_yaml else _dangling_in_notes(ledger)
    found = [*_unfinished(ledger), *_out_of_order(ledger), *dangling]
    found += _unmatched(passage, ledger) if passage else _missing(ledger)
    found.sort(key=lambda one: (one.where.path != ledger.path, one.where.line, one.where.column))
    return tuple(found)


def _unfinished(ledger: Ledger) -> Iterator[Finding]:
    for note in ledger.notes:
        if not note.parts:
            yield warning("unfilled-note", f"note {note.number} says nothing yet", note, ledger, "write what it cites")
        elif note.status:
            yield unconfirmed(note, ledger)


def _out_of_order(ledger: Ledger) -> Iterator[Finding]:
    for first, second in pairwise(ledger.notes):
        (kind, value), (other, follows) = counted(first.number), counted(second.number)
        if first.run == second.run and kind == other and follows < value:
            message = f"note {second.number} stands behind note {first.number}"
            yield warning("note-order", message, second, ledger, "put it before, or number the notes anew")


def _missing(ledger: Ledger) -> Iterator[Finding]:
    """Find gaps in the numbers; notes before the first are those of the pages before."""
    there = {(note.run, note.number) for note in ledger.notes}
    for first, second in pairwise(note for note in ledger.notes if note.number.isdecimal()):
        between = range(int(first.number) + 1, min(int(second.number), int(first.number) + _MOST))
        if between and all((first.run, str(number)) in there for number in between):
            continue  # they are out of order, and not missing
        if first.run == second.run and (message := missing_between(first.number, second.number)):
            hint = "add it; or, if the text has lost its mark, leave it so"
            yield warning("missing-note", message, second, ledger, hint)


def _dangling(source: Source, ledger: Ledger) -> Iterator[Finding]:
    there = {(note.run, note.number) for note in ledger.notes}
    for one in note_references(source):
        if (one.run, one.number) not in there:
            yield _refers_nowhere(one.note, one.number, source.span(one.start, one.end))


def _dangling_in_notes(ledger: Ledger) -> Iterator[Finding]:
    """Find what ``_dangling`` does in a form whose prose has no places: at the note."""
    there = {(note.run, note.number) for note in ledger.notes}
    for note in of_ledger(ledger):
        for one in references_to_notes(note.text):
            if (note.run, one.number) not in there:
                yield _refers_nowhere(note.number, one.number, note.where or Span(ledger.path))


def _refers_nowhere(note: str, number: str, where: Span) -> Finding:
    message = f"note {note} refers to note {number}, which the ledger does not have"
    hint = "say what is there, or refer to a note that is here"
    return Finding("dangling-reference", message, where, Severity.WARNING, hint)


def _unmatched(passage: Passage, ledger: Ledger) -> Iterator[Finding]:
    text = Source(passage.path, passage.text)
    paired = notes_of_marks(passage, ledger)
    seen: set[str] = set()
    for mark, note in zip(passage.marks, paired, strict=True):
        if note is None:
            yield unmapped(mark.number, text.span(mark.start, mark.end), ledger, again=mark.number in seen)
        seen.add(mark.number)
    marked = {(note.run, note.number) for note in paired if note is not None}
    for note in ledger.notes:
        if (note.run, note.number) not in marked:
            yield unmarked(note, passage, ledger)
