"""Notes of a ledger named by their numbers, or by the text whose marks lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.errors import UsageError
from citekit.findings import Span
from citekit.model import Ledger, Passage
from citekit.nearest import did_you_mean
from citekit.notes.ledger.order import abridged
from citekit.notes.ledger.pairing import find_run, notes_of_marks
from citekit.patterns import pattern

_PIECE = pattern(r"(?P<first>\d+)\s*[-–]\s*(?P<last>\d+)|(?P<one>[\w*†‡§‖¶#]+)")


def named(numbers: str, ledger: Ledger, chapter: str = "") -> set[tuple[int, str]]:
    """Return run and number of the notes that *numbers* names: ``"11-14"``, ``"3, 5-7"``, ``"*"``.

    A range takes the notes there are. *chapter* says which run they are of, where numbers begin again.

    Raises: UsageError for what is no number, for one that no note has, and for one that several have.
    """
    run = find_run(ledger, chapter) if chapter else None
    wanted: set[tuple[int, str]] = set()
    for piece in numbers.split(","):
        wanted.update(_found(piece.strip(), ledger, run))
    return wanted


def _found(piece: str, ledger: Ledger, run: int | None) -> Iterator[tuple[int, str]]:
    match = _PIECE.fullmatch(piece)
    if match is None:
        raise UsageError(f"not a note, nor a range of notes: {piece!r}", hint="write 11, or 11-14, or 3,5-7")
    notes = [note for note in ledger.notes if run in (None, note.run)]
    if match["one"]:
        found = [note for note in notes if note.number == match["one"]]
    else:
        first, last = int(match["first"]), int(match["last"])
        found = [note for note in notes if note.number.isdecimal() and first <= int(note.number) <= last]
    if not found:
        numbers = [note.number for note in notes]
        hint = did_you_mean(piece, numbers) or f"it has notes {abridged(numbers)}"
        raise UsageError(f"no note {piece} in the ledger", where=Span(ledger.path), hint=hint)
    if len({note.run for note in found}) > 1:
        message = f"note {piece} is of {len({note.run for note in found})} chapters"
        raise UsageError(message, where=Span(ledger.path), hint="say which with --chapter")
    return ((note.run, note.number) for note in found)


def marked(passage: Passage, ledger: Ledger, chapter: str = "") -> set[tuple[int, str]]:
    """Return run and number of the notes that the marks of *passage* lead to.

    Raises: UsageError where there are none.
    """
    run = find_run(ledger, chapter) if chapter else None
    found = notes_of_marks(passage, ledger, run)
    wanted = {(note.run, note.number) for note in found if note is not None}
    if not wanted:
        hint = "citekit notes shows the marks that were found"
        raise UsageError("no mark of the passage leads to a note of the ledger", where=Span(passage.path), hint=hint)
    return wanted
