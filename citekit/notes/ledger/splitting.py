"""The part of a ledger that an excerpt has: its notes with their comments, and everything around them as it is."""

from __future__ import annotations

from collections.abc import Collection

from citekit.findings import Source
from citekit.notes.ledger.blocks import checked_ledger, layout, put, same, set_field
from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.yamltree import CHAPTER
from citekit.values import replace


def split(source: Source, wanted: Collection[tuple[int, str]], passage: str = "") -> str:
    """Return the text of a ledger with the notes *wanted* alone, each named by its run and its number.

    Runs without notes go with their chapters' titles. *passage* is the text whose notes these are, "" as it was.

    Raises: InvalidInputError for a ledger with errors; UsageError for one that cannot be cut safely.
    """
    ledger = checked_ledger(source)
    notes = [note for note in ledger.notes if (note.run, note.number) in wanted]
    runs = sorted({note.run for note in notes})
    before = layout(source)
    named = [
        [block for block in run if block.name != CHAPTER and (block.run, block.name) in wanted] for run in before.runs
    ]
    titled = [[block for block in run if block.name == CHAPTER] for run in before.runs]
    kept = [title + own for title, own in zip(titled, named, strict=True) if own]
    text = put(before, kept)
    if passage:
        text = set_field(text, "passage", as_scalar(passage))
    meant = replace(
        ledger,
        notes=tuple(replace(note, run=runs.index(note.run)) for note in notes),
        chapters=tuple(ledger.chapters[run] for run in runs) or ("",),
        passage=passage or ledger.passage,
    )
    return same(source, text, meant)
