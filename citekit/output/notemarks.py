"""Where each mark of a passage leads, for formats that print notes at their marks and can count them.

A word processor counts notes by itself; it is told a number only where it would count another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias, TypeGuard

from citekit.model import Excerpt, NoteReference, SetNote
from citekit.output.characters import clean
from citekit.output.layout import linked_anchors, unmarked_notes
from citekit.values import dataclass

_NUMBER = re.compile("[1-9][0-9]{0,4}")
_HIGHEST = 16383  # that Word lets notes begin at


@dataclass(frozen=True, slots=True)
class NoteHere:
    """The mark that a *note* is printed for, at its *place* among the notes, from 0.

    *counted* is one whose number comes from counting; *comes_back* one that has marks after this.
    """

    note: SetNote
    place: int
    counted: bool
    comes_back: bool


@dataclass(frozen=True, slots=True)
class MarkAlone:
    """A mark that is printed only. *again* is the place of the note whose number it repeats, ``None`` for no note."""

    number: str
    again: int | None = None


Part: TypeAlias = "str | NoteHere | MarkAlone"


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage whose marks know their notes: texts are clean. Counting begins at *start*.

    *unmarked* notes have no mark.
    """

    paragraphs: tuple[tuple[Part, ...], ...]
    start: int
    unmarked: tuple[SetNote, ...]


def marked(excerpt: Excerpt) -> Marked:
    """Return the passage of *excerpt*; the first mark of a note has it, whatever it says of itself."""
    linked = linked_anchors(excerpt)
    notes = {note.anchor: note for note in excerpt.notes}
    often = Counter(one.anchor for words in excerpt.paragraphs for one in words if _leads(one, linked))
    places = {anchor: place for place, anchor in enumerate(often)}
    start, counted = counting([clean(notes[anchor].number) for anchor in places])
    left = set(places)

    def part(one: str | NoteReference) -> Part:
        if isinstance(one, str):
            return clean(one)
        number = clean(one.number)
        if not _leads(one, linked):
            return MarkAlone(number)
        note, place = notes[one.anchor], places[one.anchor]
        if one.anchor in left:
            left.remove(one.anchor)
            return NoteHere(note, place, place in counted, often[one.anchor] > 1)
        return MarkAlone(number, place if number == clean(note.number) else None)

    paragraphs = tuple(tuple(part(one) for one in words) for words in excerpt.paragraphs)
    return Marked(paragraphs, start, unmarked_notes(excerpt))


def counting(numbers: Sequence[str]) -> tuple[int, frozenset[int]]:
    """Return where to begin counting, and the places of the numbers that come out right so: as many as can be.

    A number that is told does not count, as word processors have it.

    >>> counting(["11", "12", "14", "*", "13"])
    (11, frozenset({0, 1, 4}))
    """
    figures = {place: int(one) for place, one in enumerate(numbers) if _NUMBER.fullmatch(one) and int(one) <= _HIGHEST}
    lengths: dict[int, int] = {}  # of the longest run that ends with a number
    for number in figures.values():
        lengths[number] = max(lengths.get(number, 0), lengths.get(number - 1, 0) + 1)
    last = max(lengths, key=lambda number: lengths[number], default=0)
    start = following = last - lengths.get(last, 0) + 1
    places = []
    for place, number in figures.items():
        if number == following <= last:
            places.append(place)
            following += 1
    return start, frozenset(places)


def _leads(one: str | NoteReference, linked: frozenset[str]) -> TypeGuard[NoteReference]:
    return isinstance(one, NoteReference) and one.linked and one.anchor in linked
