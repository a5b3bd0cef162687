"""A running text being made of stretches of a part, with its holes: marks of notes, and citations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from citekit.documents.xmltree import Text
from citekit.values import NamedTuple

HOLE = "\u2060"
"""Stands for a mark of a note, or a citation."""


OPENED, CLOSED = "「」"
"""Stand for markup of quotations, since they nest within their own kind and within all others."""


class Hole(NamedTuple):
    """``part[start:end]`` is no running text; what stands there is note *note*, or citation *cited*, or neither."""

    start: int
    end: int
    note: int = -1
    cited: int = -1


class Anchor(NamedTuple):
    """``text[start:end]`` stands for a note or citation of the manuscript, by its index; -1 for none."""

    start: int
    end: int
    note: int
    cited: int


class Running(NamedTuple):
    """The running *text* of the part *part*; *plain* and *source* say where stretches of it begin, here and there.

    *drawn* are the places of ``OPENED`` and ``CLOSED``, which stand for markup, and for no characters of the part.
    """

    part: str
    text: str
    anchors: tuple[Anchor, ...]
    blocks: tuple[tuple[int, int], ...]
    plain: tuple[int, ...]
    source: tuple[int, ...]
    drawn: tuple[int, ...] = ()

    def place(self, index: int) -> int:
        """Return where the character *index* of the text stands in the part."""
        at = bisect_right(self.plain, index) - 1
        return self.source[at] + index - self.plain[at] if at >= 0 else 0


def merged(holes: Sequence[Hole]) -> list[Hole]:
    """Return holes in order; what begins within another is part of it, and says what it is where that does not."""
    result: list[Hole] = []
    for hole in sorted(holes):
        if result and hole.start < result[-1].end:
            last = result[-1]
            note, cited = max(last.note, hole.note), max(last.cited, hole.cited)
            known = last.note != -1 or last.cited != -1
            kept = (last.note, last.cited) if known else (note, cited)
            result[-1] = Hole(last.start, max(last.end, hole.end), *kept)
        else:
            result.append(hole)
    return result


class Builder:
    """A running text being made; stretches come in the order of the part."""

    def __init__(self, text: str, holes: Sequence[Hole]) -> None:
        self._text, self._holes = text, holes
        self._next = 0
        self._past = 0
        self._pieces: list[str] = []
        self._length = 0
        self._plain: list[int] = []
        self._source: list[int] = []
        self._anchors: list[Anchor] = []
        self._blocks: list[tuple[int, int]] = []
        self._opened: list[int] = []
        self._drawn: list[int] = []

    def leave_out(self, holes: Sequence[Hole]) -> None:
        """Leave out more, before anything is added."""
        self._holes = merged([*self._holes, *holes])

    def stretch(self, start: int, end: int) -> None:
        """Add ``text[start:end]`` of the part, without its holes."""
        while start < end:
            start = max(start, self.pass_to(start))
            stop = min(end, self._holes[self._next].start) if self._next < len(self._holes) else end
            if stop > start:
                self._add(self._text[start:stop], start)
            start = max(stop, start)
            if start < end and stop == start:
                start = max(start, self.pass_to(start))

    def decoded(self, text: Text) -> None:
        """Add character data, its references decoded."""
        if not text.breaks:
            if text.end - text.start == len(text.text):
                self.stretch(text.start, text.end)
            elif self.pass_to(text.start) <= text.start:
                self._add(text.text, text.start)
            return
        bounds = [*text.breaks, len(text.text)]
        first = bounds[0]
        if first:
            self.stretch(text.start, text.start + first)
        for index, begin in enumerate(text.breaks):
            if self.pass_to(text.starts[index]) <= text.starts[index]:
                self._add(text.text[begin : bounds[index + 1]], text.starts[index])

    def put(self, sign: str, place: int) -> None:
        """Add *sign*, which stands for markup at *place*."""
        if self.pass_to(place) <= place:
            if sign in (OPENED, CLOSED):
                self._drawn.append(self._length)
            self._add(sign, place)

    def line(self, place: int) -> None:
        """End the line, if there is one."""
        if self._length and not self._pieces[-1].endswith("\n"):
            self.pass_to(place)
            self._add("\n", place)

    def open_block(self, place: int) -> None:
        """Begin a block quotation."""
        self.line(place)
        self._opened.append(self._length)

    def close_block(self, place: int) -> None:
        """End a block quotation; only the outermost count."""
        self.pass_to(place)
        start = self._opened.pop()
        if not self._opened:
            self._blocks.append((start, self._length))
        self.line(place)

    def pass_to(self, place: int) -> int:
        """Take in the holes that begin at *place* or before; return where text goes on that is in none."""
        while self._next < len(self._holes) and self._holes[self._next].start <= place:
            hole = self._holes[self._next]
            if hole.note != -1 or hole.cited != -1:
                self._anchors.append(Anchor(self._length, self._length + 1, hole.note, hole.cited))
                self._add(HOLE, hole.start)
            self._past = hole.end
            self._next += 1
        return max(place, self._past)

    def _add(self, text: str, place: int) -> None:
        if not text:
            return
        self._plain.append(self._length)
        self._source.append(place)
        self._pieces.append(text)
        self._length += len(text)

    def running(self, part: str) -> Running | None:
        """Return what was made, ``None`` for a part without text."""
        self.pass_to(len(self._text))
        text = "".join(self._pieces)
        if not text.strip():
            return None
        blocks = tuple(_trimmed(text, start, end) for start, end in self._blocks if text[start:end].strip())
        return Running(
            part, text, tuple(self._anchors), blocks, tuple(self._plain), tuple(self._source), tuple(self._drawn)
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end
