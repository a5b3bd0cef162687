"""Notes with other numbers: their keys in the ledger, and the references from note to note ("see n. 9 above").

Comments and order stay; a note keeps its place however it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from citekit.changes import Change, apply
from citekit.errors import UsageError
from citekit.findings import Source
from citekit.model import Citation, Ledger, Note, NotePart
from citekit.notes.ledger.blocks import BY_HAND, checked_ledger
from citekit.notes.ledger.prosespans import note_references
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.yamltree import note_pairs
from citekit.richtext import Inlines, plain
from citekit.values import replace

NoteId = tuple[int, str]
"""A note of a ledger: its run and its number there."""


def in_order(notes: Iterable[Note], start: int = 1, *, through: bool = False) -> dict[NoteId, str]:
    """Return the new number of each note that has a number: *start* and on, in each run or *through* all of them.

    Signs and letters stay as they are.

    >>> in_order([Note("3", ()), Note("*", ()), Note("7", ()), Note("1", (), 1)])
    {(0, '3'): '1', (0, '7'): '2', (1, '1'): '1'}
    """
    numbers: dict[NoteId, str] = {}
    run, number = -1, start
    for note in notes:
        if note.run != run and not through:
            number = start
        run = note.run
        if note.number.isdecimal():
            numbers[run, note.number] = str(number)
            number += 1
    return numbers


def shifted(notes: Iterable[Note], run: int, number: str, by: int) -> dict[NoteId, str]:
    """Return the new numbers of the notes of *run* that *number* and all above it make room for (1), or close up (-1).

    >>> shifted([Note("11", ()), Note("12", ()), Note("13", ())], 0, "12", 1)
    {(0, '12'): '13', (0, '13'): '14'}
    """
    if not number.isdecimal():
        return {}
    numbers = [note.number for note in notes if note.run == run and note.number.isdecimal()]
    if by > 0 and number not in numbers:
        return {}
    first = int(number) + (by < 0)
    return {(run, other): str(int(other) + by) for other in numbers if int(other) >= first}


def renumber(source: Source, numbers: Mapping[NoteId, str], *, references: bool = True) -> str:
    """Return the text of a ledger whose notes have new *numbers*; notes that it does not name keep theirs.

    With *references* the numbers by which notes refer to each other change too.

    Raises: InvalidInputError for a ledger with errors; UsageError for two notes of one number, or where the ledger
    cannot be changed safely.
    """
    before = checked_ledger(source)
    meant = tuple(replace(note, number=numbers.get((note.run, note.number), note.number)) for note in before.notes)
    _check_single(meant, source)
    changes = list(_of_keys(source.text, numbers))
    if references:
        changes += _of_references(source, numbers)
    text = apply(source.text, changes)
    after = read_ledger(Source(source.path, text))
    if after.findings or _shape(after) != _shape(replace(before, notes=meant)):
        raise UsageError("this ledger cannot be renumbered safely", where=source.span(0), hint=BY_HAND)
    return text


def _of_references(source: Source, numbers: Mapping[NoteId, str]) -> Iterator[Change]:
    for one in note_references(source):
        if new := numbers.get((one.run, one.number)):
            written = source.text[one.start : one.end]
            yield Change(one.start, one.end, _as_before(written, one.number, new))


def _as_before(written: str, old: str, new: str) -> str:
    """Return *new* where *old* was *written*: "14" in "nn. 112–14" is written in full when its hundreds change."""
    short = len(old) - len(written)
    return new[short:] if short and len(new) == len(old) and new[:short] == old[:short] else new


def _check_single(notes: Iterable[Note], source: Source) -> None:
    seen: set[NoteId] = set()
    for note in notes:
        if (note.run, note.number) in seen:
            message = f"two notes would have the number {note.number}"
            raise UsageError(message, where=note.where or source.span(0), hint="give each a number of its own")
        seen.add((note.run, note.number))


def _of_keys(text: str, numbers: Mapping[NoteId, str]) -> Iterator[Change]:
    for run, key, _ in note_pairs(text):
        new = numbers.get((run, key.value))
        if new is not None and new != key.value:
            quote = key.style if key.style in ("'", '"') else ""
            yield Change(key.start_mark.index, key.end_mark.index, f"{quote}{new}{quote}" if quote else as_scalar(new))


def _shape(ledger: Ledger) -> tuple[object, ...]:
    """Return all that a ledger says but for the numbers in its prose."""
    notes = tuple((note.number, note.run, note.status, tuple(map(_part_shape, note.parts))) for note in ledger.notes)
    return notes, ledger.chapters, ledger.source, ledger.passage


def _part_shape(part: NotePart) -> object:
    if not isinstance(part, Citation):
        return _words(part)
    cites = tuple((cite.key, cite.locator, cite.form, _words(cite.prefix), _words(cite.suffix)) for cite in part.cites)
    return part.mode, cites


def _words(text: Inlines) -> str:
    return re.sub(r"\d+", "0", plain(text))
