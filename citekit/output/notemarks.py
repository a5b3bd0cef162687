"""Where each mark of a passage leads, for formats that print notes at their marks and can count them.

A word processor counts notes by itself; it is told a number only where it would count another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from citekit.model import BlockQuotation, Excerpt, NoteReference, Paragraph, SetNote
from citekit.output import blocks
from citekit.output.characters import clean
from citekit.output.layout import attribution, linked_anchors, marks, stretches, unmarked_notes
from citekit.richtext import Inlines
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


Part: TypeAlias = "Inlines | NoteHere | MarkAlone"
Words: TypeAlias = "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph whose marks know their notes: its *lines*, of which prose has one.

    *role* "text" is one of the passage itself, the others are of a quotation set apart within it; there *language* is
    that of the quotation, "" for that of the text around. *indents* has the steps that each line is set in.
    """

    lines: tuple[Words, ...]
    role: Literal["text", "block", "verse", "attribution"] = "text"
    indents: tuple[int, ...] = (0,)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage whose marks know their notes. Counting begins at *start*; *unmarked* notes have no mark."""

    paragraphs: tuple[MarkedParagraph, ...]
    start: int
    unmarked: tuple[SetNote, ...]

    @property
    def notes(self) -> list[NoteHere]:
        """The notes that are printed at their marks, in the order of these."""
        words = (one for paragraph in self.paragraphs for line in paragraph.lines for one in line)
        return [one for one in words if isinstance(one, NoteHere)]


def marked(excerpt: Excerpt) -> Marked:
    """Return the passage of *excerpt*; the first mark of a note has it, whatever it says of itself."""
    marker = _Marker(excerpt)
    paragraphs = tuple(each for one in excerpt.paragraphs for each in _paragraphs(one, marker))
    return Marked(paragraphs, marker.start, unmarked_notes(excerpt))


def _paragraphs(one: Paragraph | BlockQuotation, marker: _Marker) -> Iterator[MarkedParagraph]:
    if not isinstance(one, BlockQuotation):
        yield MarkedParagraph((marker.words(one),))
        return
    for each in one.paragraphs:
        if lines := blocks.lines(each):
            words, indents = tuple(marker.words(line.words) for line in lines), tuple(line.indent for line in lines)
            yield MarkedParagraph(words, "verse" if len(lines) > 1 or any(indents) else "block", indents, one.language)
    if source := attribution(one):
        yield MarkedParagraph(((("— ", *source),),), "attribution")


class _Marker:
    """Finds the notes of marks in reading order, and where counting begins."""

    def __init__(self, excerpt: Excerpt) -> None:
        self._linked = linked_anchors(excerpt)
        self._notes = {note.anchor: note for note in excerpt.notes}
        self._often = Counter(mark.anchor for mark in marks(excerpt) if self._leads(mark))
        self._places = {anchor: place for place, anchor in enumerate(self._often)}
        self.start, self._counted = counting([clean(self._notes[anchor].number) for anchor in self._places])
        self._left = set(self._places)

    def words(self, paragraph: Paragraph) -> Words:
        return tuple(self._mark(one) if isinstance(one, NoteReference) else one for one in stretches(paragraph))

    def _mark(self, mark: NoteReference) -> Part:
        number = clean(mark.number)
        if not self._leads(mark):
            return MarkAlone(number)
        note, place = self._notes[mark.anchor], self._places[mark.anchor]
        if mark.anchor in self._left:
            self._left.remove(mark.anchor)
            return NoteHere(note, place, place in self._counted, self._often[mark.anchor] > 1)
        return MarkAlone(number, place if number == clean(note.number) else None)

    def _leads(self, mark: NoteReference) -> bool:
        return mark.linked and mark.anchor in self._linked


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
