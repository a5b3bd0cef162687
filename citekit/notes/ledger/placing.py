"""Notes put into a ledger's text and taken out of it, each at the place that its number has among the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from citekit.changes import Change, apply
from citekit.errors import UsageError
from citekit.findings import Source
from citekit.notes.ledger.blocks import Block, checked_ledger, content_end, in_lines, layout, new_block, put, same
from citekit.notes.ledger.order import NUMBERED, is_number, place_in_order
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.yamltree import CHAPTER, note_pairs
from citekit.values import NamedTuple, replace


class NewNote(NamedTuple):
    """A note to be put into a ledger: *value* is YAML on one line, "" for one that is still to be filled in.

    *comment* is what stands above it, without its signs, on one line or more.
    """

    run: int
    number: str
    value: str = ""
    comment: str = ""


def add_notes(source: Source, notes: Sequence[NewNote]) -> str:
    """Return the text of a ledger with *notes*, each behind the last of its run that has a lower number.

    Raises: InvalidInputError for a ledger with errors; UsageError for a number that is there, or a run that is not.
    """
    before = checked_ledger(source)
    laid_out = layout(source)
    runs = [list(run) for run in laid_out.runs] or [[]]
    for note in notes:
        if not is_number(note.number):
            raise UsageError(f"not a note number: {note.number!r}", hint=NUMBERED)
        if not 0 <= note.run < len(runs):
            raise UsageError(f"the ledger has no chapter {note.run + 1}", where=source.span(0))
        own = runs[note.run]
        numbers = [block.name for block in own if block.name != CHAPTER]
        if note.number in numbers:
            places = {(one.run, one.number): one.where for one in before.notes}
            where = places.get((note.run, note.number), source.span(0))  # or it is among the new ones twice
            raise UsageError(f"note {note.number} is there already", where=where, hint="change it there")
        own.insert(place_in_order(note.number, numbers) + len(own) - len(numbers), _block(note, laid_out.newline))
    text = put(laid_out, runs)
    added = {(note.run, note.number) for note in notes}
    after = read_ledger(Source(source.path, text))
    meant = iter(before.notes)
    told = tuple(note if (note.run, note.number) in added else next(meant, note) for note in after.notes)
    return same(source, text, replace(before, notes=(*told, *meant)))  # and none is lost


def _block(note: NewNote, newline: str) -> Block:
    block = new_block(as_scalar(note.number), note.value, newline, note.run)
    above = "".join(f"{line}{newline}" for line in _comment_lines(note.comment, block.column))
    return block._replace(text=above + block.text, start=block.start + len(above), end=block.end + len(above))


def _comment_lines(comment: str, column: int) -> list[str]:
    return [f"{' ' * column}# {' '.join(line.split())}" for line in comment.split("\n") if line.strip()]


def fill_notes(source: Source, notes: Iterable[NewNote]) -> str:
    """Return the text of a ledger whose notes, which are there, say what *notes* say; comments are added to theirs.

    Raises: InvalidInputError for a ledger with errors; UsageError where it would say anything else.
    """
    before = checked_ledger(source)
    text = in_lines(source)
    newline = "\r\n" if "\r\n" in text else "\n"
    new = {(note.run, note.number): note for note in notes}
    changes: list[Change] = []
    for run, key, value in note_pairs(text):
        if note := new.get((run, key.value)):
            colon = text.index(":", key.end_mark.index) + 1
            changes.append(Change(colon, max(content_end(text, key, value), colon), f" {note.value}"))
            line = text.rfind("\n", 0, key.start_mark.index) + 1
            above = text[:line].splitlines()[-8:]
            added = [one for one in _comment_lines(note.comment, key.start_mark.index - line) if one not in above]
            changes.append(Change(line, line, "".join(f"{one}{newline}" for one in added)))
    text = apply(text, changes)
    after = read_ledger(Source(source.path, text))
    filled = tuple(
        told if (told.run, told.number) in new else note for note, told in zip(before.notes, after.notes, strict=False)
    )
    return same(source, text, replace(before, notes=filled))


def remove_notes(source: Source, unwanted: Collection[tuple[int, str]]) -> str:
    """Return the text of a ledger without the notes *unwanted*, each named by run and number, and their comments.

    Raises: InvalidInputError for a ledger with errors; UsageError where it cannot be cut safely.
    """
    before = checked_ledger(source)
    laid_out = layout(source)
    runs = [[block for block in run if (block.run, block.name) not in unwanted] for run in laid_out.runs]
    meant = replace(before, notes=tuple(note for note in before.notes if (note.run, note.number) not in unwanted))
    return same(source, put(laid_out, runs), meant)
