"""The notes of a Markdown manuscript: definitions and notes in the text, with their marks and numbers.

Source: Pandoc User's Guide, "Footnotes": notes are counted as they are first referred to. Where all labels are numbers
they are the notes' own; one that comes again begins a new run, as in a ledger (``ledger/forms/documents.py``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from citekit.findings import Finding, Severity, Source
from citekit.notes.ledger.forms.documents import numbered_runs
from citekit.notes.ledger.forms.markdown_blocks import Block
from citekit.values import NamedTuple


class Mark(NamedTuple):
    """A reference to the note *label*."""

    label: str
    start: int
    end: int


class FoundNote(NamedTuple):
    """A note: *paragraphs* and *marks* are places in the text."""

    identity: str
    number: str
    paragraphs: tuple[tuple[int, int], ...]
    marks: tuple[tuple[int, int], ...]
    run: int = 0
    chapter: str = ""


def found_notes(
    source: Source, found: Sequence[Block], marks: Sequence[Mark], inline: Sequence[tuple[int, int]]
) -> tuple[list[FoundNote], list[Finding]]:
    """Return the notes in the order of their first marks, those without one last, and what is odd about them.

    *inline* is what notes in the text say; the mark of such a note is all of it.
    """
    runs, chapters = numbered_runs(source.text, found)
    defined = [block for block, _ in runs]
    labels = [source.text[block.start : block.end] for block in defined]
    own_numbers = not inline and all(label.isdecimal() for label in labels)
    identities = _identities(labels)
    by_definition = _marked(marks, labels, defined)
    notes = [
        FoundNote(
            identities[index],
            labels[index],
            block.paragraphs,
            tuple(by_definition.get(index, ())),
            run if own_numbers else 0,
            chapters[run] if own_numbers else "",
        )
        for index, (block, run) in enumerate(runs)
    ]
    notes += [
        FoundNote(f"^{count}", "", ((start, end),), ((start - 2, end + 1),))
        for count, (start, end) in enumerate(inline, 1)
    ]
    notes.sort(key=lambda note: note.marks[0] if note.marks else (len(source.text), 0))
    if not own_numbers:
        notes = [note._replace(number=str(count)) for count, note in enumerate(notes, 1)]
    return notes, [*_undefined(source, marks, labels), *_twice(source, defined, labels, own_numbers=own_numbers)]


def _identities(labels: Sequence[str]) -> list[str]:
    """Return what notes are called: their labels; no label has the blank that those have which come again."""
    counts: dict[str, int] = {}
    result = []
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
        result.append(label if counts[label] == 1 else f"{label} {counts[label]}")
    return result


def _marked(marks: Iterable[Mark], labels: Sequence[str], defined: Sequence[Block]) -> dict[int, list[tuple[int, int]]]:
    """Return the places of each definition's marks, by its index.

    Where a label is defined more than once, as in each chapter, a mark is of the next definition below it; if as many
    marks are there as definitions, they go together in order.
    """
    where: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        where.setdefault(label, []).append(index)
    by_label: dict[str, list[Mark]] = {}
    for mark in marks:
        by_label.setdefault(mark.label, []).append(mark)
    result: dict[int, list[tuple[int, int]]] = {}
    for label, own in by_label.items():
        indices = where.get(label, [])
        for place, mark in enumerate(own):
            if not indices:
                break
            below = bisect_left(indices, mark.start, key=lambda index: defined[index].start)
            chosen = indices[place] if len(own) == len(indices) else indices[min(below, len(indices) - 1)]
            result.setdefault(chosen, []).append((mark.start, mark.end))
    return result


def _undefined(source: Source, marks: Iterable[Mark], labels: Sequence[str]) -> Iterator[Finding]:
    known = set(labels)
    for mark in marks:
        if mark.label not in known:
            where = source.span(mark.start, mark.end)
            hint = f"write '[^{mark.label}]: …'"
            yield Finding("undefined-note", f"no note '{mark.label}' is defined", where, Severity.WARNING, hint)


def _twice(source: Source, defined: Sequence[Block], labels: Sequence[str], *, own_numbers: bool) -> Iterator[Finding]:
    seen: set[str] = set()
    for block, label in zip(defined, labels, strict=True):
        if label in seen and not own_numbers:
            where = source.span(block.start, block.end)
            message = f"the note '{label}' is defined twice"
            yield Finding("duplicate-note", message, where, Severity.WARNING, "rename one of them")
        seen.add(label)
