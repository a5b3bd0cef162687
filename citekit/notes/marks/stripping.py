"""Marks taken out of a text so that nothing is lost: the text without them, and what stood where.

What is taken out is put back to the letter, whatever the text is and wherever the marks are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citekit.findings import Source
from citekit.model import NoteMark
from citekit.notes.marks.brackets import with_brackets
from citekit.notes.records import of_another_text, record_of, rows_of
from citekit.values import NamedTuple, dataclass


class Taken(NamedTuple):
    """*text* stood at *place* of the stripped text, in code points, and marks the note *number*."""

    place: int
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without its marks, and the marks in order; several may be taken from one place."""

    text: str
    taken: tuple[Taken, ...] = ()


def stripped(text: str, marks: Iterable[NoteMark]) -> Stripped:
    """Return *text* without *marks*, which do not overlap, and without brackets that hold a mark alone.

    >>> stripped("So.[12] It was.13", [NoteMark(4, 6, "12"), NoteMark(15, 17, "13")]).text
    'So. It was.'
    """
    pieces: list[str] = []
    taken: list[Taken] = []
    position = length = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = with_brackets(text, mark)
        if start < position:  # the bracket was taken with the mark before
            start, end = mark.start, mark.end
        pieces.append(text[position:start])
        length += start - position
        taken.append(Taken(length, text[start:end], mark.number))
        position = end
    return Stripped("".join((*pieces, text[position:])), tuple(taken))


def restored(without: Stripped) -> str:
    """Return the text that *without* was stripped from."""
    pieces: list[str] = []
    position = 0
    for place, text, _ in without.taken:
        pieces += [without.text[position:place], text]
        position = place
    return "".join((*pieces, without.text[position:]))


def as_json(without: Stripped) -> dict[str, Any]:
    """Return what was taken as JSON; it knows the text that it belongs to."""
    rows = ({"place": one.place, "text": one.text, "number": one.number} for one in without.taken)
    return record_of("marks", without.text, rows)


def from_json(source: Source, text: str) -> Stripped:
    """Return *text* with the marks that *source*, written by ``as_json``, has taken from it.

    Raises: InvalidInputError for a file of another form; UsageError where the text is another, or was changed.
    """
    taken = rows_of(source, "marks", _taken, text, "--strip")
    if any(not 0 <= one.place <= len(text) for one in taken):
        raise of_another_text(source, "marks")
    return Stripped(text, tuple(sorted(taken, key=lambda one: one.place)))


def _taken(row: Any) -> Taken:
    return Taken(int(row["place"]), str(row["text"]), str(row["number"]))
