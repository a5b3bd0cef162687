"""Which note of a ledger a mark of the text leads to.

A ledger with one run of notes has each number once, and a mark leads to the note of its number. Where the numbers
begin again, with each chapter or page, marks and notes are both cut into runs; the runs are laid beside each other in
order, so that the most marks find their notes: a text that has lost a page still finds the notes of the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citekit.errors import UsageError
from citekit.findings import Span
from citekit.model import Ledger, Note, Passage
from citekit.nearest import did_you_mean
from citekit.notes.ledger.order import counted


def pair(numbers: Sequence[str], ledger: Ledger, run: int | None = None) -> tuple[Note | None, ...]:
    """Return for each of the marks' *numbers*, in the order of the text, its note; a note has one mark at most.

    *run* says that all marks are of that run of notes.
    """
    if len(ledger.chapters) == 1 or run is not None:
        unused = {note.number: note for note in ledger.notes if run in (None, note.run)}
        return tuple(unused.pop(number, None) for number in numbers)
    noted: list[dict[str, Note]] = [{} for _ in ledger.chapters]
    for note in ledger.notes:
        noted[note.run][note.number] = note
    found: list[Note | None] = []
    marked = list(runs(numbers))
    aligned = _beside([set(own) for own in marked], [set(own) for own in noted])
    for own, beside in zip(marked, aligned, strict=True):
        found += [noted[beside].get(number) if beside is not None else None for number in own]
    return tuple(found)


def notes_of_marks(passage: Passage, ledger: Ledger, run: int | None = None) -> tuple[Note | None, ...]:
    """Return for each mark of *passage* its note; marks that come back lead to the note of their number each time."""
    numbers = [mark.number for mark in passage.marks]
    if not passage.recurring:
        return pair(numbers, ledger, run)
    notes = {note.number: note for note in reversed(ledger.notes) if run in (None, note.run)}
    return tuple(notes.get(number) for number in numbers)


def runs_that_fit(numbers: Sequence[str], ledger: Ledger) -> tuple[int, ...]:
    """Return the runs of notes that marks which begin nowhere again could be of, alike well; () for other marks.

    >>> notes = tuple(Note(number, (), run) for run in (0, 1) for number in "123"[: 3 - run])
    >>> runs_that_fit(["1", "2"], Ledger(notes, ("", ""))), runs_that_fit(["2", "3"], Ledger(notes, ("", "")))
    ((0, 1), (0,))
    """
    if len(list(runs(numbers))) != 1:
        return ()
    found = [0] * len(ledger.chapters)
    for note in ledger.notes:
        found[note.run] += note.number in numbers
    return tuple(run for run, count in enumerate(found) if count and count == max(found))


def find_run(ledger: Ledger, chapter: str) -> int:
    """Return the run of notes whose chapter has this title, or this place among the runs, counted from 1.

    Raises: UsageError for one that the ledger does not have.
    """
    titles = [title.casefold() for title in ledger.chapters]
    if titles.count(chapter.casefold()) == 1:
        return titles.index(chapter.casefold())
    if chapter.isdecimal() and 0 < int(chapter) <= len(titles):
        return int(chapter) - 1
    named = [title for title in ledger.chapters if title]
    hint = did_you_mean(chapter, named) or f"say it by its title, or by its place, 1 to {len(titles)}"
    raise UsageError(f"no chapter {chapter!r} in the ledger", where=Span(ledger.path), hint=hint)


def runs(numbers: Iterable[str]) -> Iterator[list[str]]:
    """Cut *numbers* where they begin again: where one comes a second time, or one of its kind goes back.

    >>> list(runs(["1", "2", "*", "3", "1", "2", "*"]))
    [['1', '2', '*', '3'], ['1', '2', '*']]
    """
    run: list[str] = []
    last: dict[str, int] = {}
    for number in numbers:
        kind, value = counted(number)
        if value <= last.get(kind, -1):
            yield run
            run, last = [], {}
        run.append(number)
        last[kind] = value
    if run:
        yield run


def _beside(first: Sequence[set[str]], second: Sequence[set[str]]) -> tuple[int | None, ...]:
    """Return for each run of *first* the one of *second* beside it, in order, so that most numbers are in both.

    Equal ends are laid beside each other outright, as nearly all runs of a book are.
    """
    start = _equal(first, second)
    end = _equal(first[start:][::-1], second[start:][::-1])
    middle = _aligned(first[start : len(first) - end], second[start : len(second) - end])
    tail = range(len(second) - end, len(second))
    return (*range(start), *(None if at is None else start + at for at in middle), *tail)


def _equal(first: Sequence[set[str]], second: Sequence[set[str]]) -> int:
    """Return how many of *first* and *second* are equal before one differs."""
    for count, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return count
    return min(len(first), len(second))


def _aligned(first: Sequence[set[str]], second: Sequence[set[str]]) -> list[int | None]:
    """Return the alignment with the most numbers in common (Needleman and Wunsch, without cost for gaps)."""
    best = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for row in range(len(first) - 1, -1, -1):
        for column in range(len(second) - 1, -1, -1):
            both = best[row + 1][column + 1] + len(first[row] & second[column])
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    found: list[int | None] = []
    row = column = 0
    while row < len(first):
        while column < len(second) and best[row][column] == best[row][column + 1]:
            column += 1
        if column == len(second) or best[row][column] == best[row + 1][column]:
            found.append(None)
        else:
            found.append(column)
            column += 1
        row += 1
    return found
