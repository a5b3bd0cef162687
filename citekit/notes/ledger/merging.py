"""Two ledgers as one: the notes of both, in the order of their numbers, with their comments.

A note that both have and that says the same, or that one of them has not filled in or confirmed, is no conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from citekit.errors import InvalidInputError
from citekit.findings import Finding, Source, Span
from citekit.model import Ledger, Note
from citekit.notes.ledger.blocks import Block, Layout, checked_ledger, layout, put, same
from citekit.notes.ledger.order import place_in_order
from citekit.notes.ledger.yamltree import CHAPTER
from citekit.values import NamedTuple, replace

Preferred: TypeAlias = Literal["", "first", "second"]
_RANK = {"": 2, "proposed": 1, "unsure": 0}


def merge(first: Source, second: Source, *, prefer: Preferred = "", append: bool = False) -> str:
    """Return the text of *first* with the notes of *second*: those it does not have, and those that say more there.

    Chapters of one title are one; a chapter that only *second* has goes behind the one that is before it there. With
    *append* all of the second's are chapters of their own, behind those of the first. What *first* says of its passage
    and source stays.

    Raises: InvalidInputError with a finding for each note that says one thing here and another there, unless *prefer*
    says which is right; and for a ledger with errors.
    """
    one, other = checked_ledger(first), checked_ledger(second)
    laid_out, more = layout(first), layout(second)
    merged = [_Run(title, [], []) for title in one.chapters]
    for run, blocks in enumerate(laid_out.runs):
        merged[run].blocks.extend(blocks)
    for note in one.notes:
        merged[note.run].notes.append(note)
    conflicts: list[Finding] = []
    beside: list[_Run | None] = [None] * len(other.chapters)
    if not append:
        beside = [None if place is None else merged[place] for place in _beside(one.chapters, other.chapters)]
    for run, own in enumerate(beside):
        theirs = _Run(
            other.chapters[run],
            [_in_newlines(block, laid_out, more) for block in more.blocks if block.run == run],
            [note for note in other.notes if note.run == run],
        )
        if own is not None:
            conflicts += _into(own, theirs, prefer)
            continue
        merged.insert(_place(merged, beside, run), theirs)
        beside[run] = theirs
    if conflicts:
        raise InvalidInputError(conflicts)
    return same(first, put(laid_out, [run.blocks for run in merged]), _meant(one, merged))


class _Run(NamedTuple):
    """A chapter that is being put together."""

    title: str
    blocks: list[Block]
    notes: list[Note]


def _meant(one: Ledger, merged: Sequence[_Run]) -> Ledger:
    """Return the ledger that is meant; a run without notes or title is none."""
    kept = [run for run in merged if run.title or run.notes]
    notes = tuple(replace(note, run=place) for place, run in enumerate(kept) for note in run.notes)
    return replace(one, notes=notes, chapters=tuple(run.title for run in kept) or ("",))


def _place(merged: Sequence[_Run], beside: Sequence[_Run | None], run: int) -> int:
    """Return where a chapter that only the second ledger has goes: behind the one before it there, else to the end."""
    places = {id(own): place for place, own in enumerate(merged)}
    if run and (before := beside[run - 1]) is not None:
        return places[id(before)] + 1
    following = next((own for own in beside[run + 1 :] if own is not None), None)
    return len(merged) if following is None else places[id(following)]


def _beside(first: Sequence[str], second: Sequence[str]) -> list[int | None]:
    """Return for each chapter of *second* the one of *first* that it is: by its title, else by its place."""
    found: list[int | None] = []
    for place, title in enumerate(second):
        if title:
            found.append(first.index(title) if title in first else None)
        else:
            found.append(place if place < len(first) and (not first[place] or len(first) == 1) else None)
    return found


def _into(own: _Run, theirs: _Run, prefer: Preferred) -> Iterator[Finding]:
    """Put the notes of a run into those of another, which is changed; yield the conflicts."""
    blocks, notes = own.blocks, own.notes
    by_number = {block.name: block for block in theirs.blocks if block.name != CHAPTER}
    for note in theirs.notes:
        numbers = [one.number for one in notes]
        titled = len(blocks) - len(notes)
        if note.number not in numbers:
            place = place_in_order(note.number, numbers)
            notes.insert(place, note)
            blocks.insert(place + titled, by_number[note.number])
            continue
        place = numbers.index(note.number)
        side = _fuller(notes[place], note) or prefer
        if not side:
            yield _conflict(notes[place], note)
        elif side == "second":
            notes[place] = note
            blocks[place + titled] = by_number[note.number]


def _fuller(first: Note, second: Note) -> Literal["", "first", "second"]:
    """Return which of two notes says more, or that they are in conflict; of two that say the same the first."""
    if first.parts == second.parts:
        return "second" if _RANK[second.status] > _RANK[first.status] else "first"
    if not first.parts or not second.parts:
        return "second" if second.parts else "first"
    if first.status != second.status:
        return "second" if _RANK[second.status] > _RANK[first.status] else "first"
    return ""


def _conflict(first: Note, second: Note) -> Finding:
    message = f"note {first.number} says something else in {second.where}"
    hint = "make them equal, or say which is right with --prefer; notes of another chapter are added with --append"
    return Finding("conflicting-note", message, first.where or Span(""), hint=hint)


def _in_newlines(block: Block, layout_: Layout, other: Layout) -> Block:
    """Return a block of *other* with the line ends of *layout_*."""
    if layout_.newline == other.newline:
        return block
    lines = block.text.count("\n", 0, block.start)
    text = block.text.replace("\r\n", "\n").replace("\n", layout_.newline)
    by = lines * (len(layout_.newline) - len(other.newline))
    return block._replace(text=text, start=block.start + by, end=block.end + by)
