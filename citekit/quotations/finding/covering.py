"""Which note marks, or citations in the text, cover a quotation.

The mark directly behind it; where none is, the first behind it in its sentence, else in its paragraph. Note marks stand
for all that precedes them; so a quotation that ends long before one may still be its. Time is linear, but for a search
among the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from citekit.quotations.finding.found import Covering, How
from citekit.quotations.finding.sentences import Sentences

_BETWEEN = " \t\u00a0\u202f.,;:!?…”’»«›‹\"'“‘)([]^*。，」』"
_BETWEEN_MARKS = " \t\u00a0\u202f,;–—-[]()"
_MOST = 8
"""Marks that stand one behind the other."""
_FARTHEST = 12
"""Characters between a quotation and a mark that stands directly behind it: stops, brackets, marks of those around."""


class Coverer:
    """The marks of a text, asked which of them covers what. *in_text* are those that are citations, and no notes."""

    def __init__(
        self, text: str, marks: Sequence[tuple[int, int]], sentences: Sentences, in_text: Collection[int] = ()
    ) -> None:
        self._text = text
        self._marks = marks
        self._starts = [start for start, _ in marks]
        self._ends = [end for _, end in marks]
        self._sentences = sentences
        self._in_text = in_text
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def covering(self, inner_end: int, end: int, start: int, behind: int) -> tuple[Covering, ...]:
        """Return what covers the quotation from *start* to *end*; *behind* is where words that name its speaker end."""
        first = self._inside(inner_end)
        if first is None:
            first = self._directly(inner_end, end)
        if first is not None:
            return tuple(Covering(index, "direct") for index in self._run(first))
        return self._farther(start, max(end, behind))

    def of_block(self, start: int, end: int, inner_end: int) -> tuple[Covering, ...]:
        """Return what covers the block quotation from *start* to *end*: at its end, below it, or before it."""
        first = self._inside(inner_end)
        if first is None:
            first = self._directly(inner_end, end)
        if first is not None:
            return tuple(Covering(index, "direct") for index in self._run(first))
        before = bisect_right(self._ends, start) - 1
        near = before >= 0 and start - self._ends[before] <= 2 * _FARTHEST
        if near and self._leads(before, start):
            return (Covering(before, "lead-in"),)
        return ()

    def _leads(self, index: int, start: int) -> bool:
        """Tell whether a mark ends the words that lead to what begins at *start*: no sentence ends there."""
        between = self._text[self._ends[index] : start]
        before = self._text[max(self._starts[index] - 3, 0) : self._starts[index]].rstrip(" ([\u00a0\u202f")[-1:]
        return not between.strip(f"{_BETWEEN}\r\n>") and not any(sign in ".!?…" for sign in f"{between}{before}")

    def _inside(self, inner_end: int) -> int | None:
        """Return the mark that stands last within the quotation, before its closing mark."""
        index = bisect_right(self._ends, inner_end) - 1
        if index < 0 or inner_end - self._ends[index] > _FARTHEST:
            return None
        if self._text[self._ends[index] : inner_end].strip(_BETWEEN):
            return None
        for _ in range(_MOST):
            if not index or self._parted(index):
                break
            index -= 1
        return index

    def _directly(self, inner_end: int, end: int) -> int | None:
        index = bisect_left(self._starts, inner_end)
        if index == len(self._starts) or self._starts[index] - end > _FARTHEST:
            return None
        return None if self._text[inner_end : self._starts[index]].strip(_BETWEEN) else index

    def _run(self, first: int) -> range:
        """Return the marks that stand one behind the other from *first* on."""
        last = first
        while last + 1 < min(len(self._marks), first + _MOST) and not self._parted(last + 1):
            last += 1
        return range(first, last + 1)

    def _parted(self, index: int) -> bool:
        before, start = self._ends[index - 1], self._starts[index]
        return start - before > _FARTHEST or bool(self._text[before:start].strip(_BETWEEN_MARKS))

    def _farther(self, start: int, end: int) -> tuple[Covering, ...]:
        index = bisect_left(self._starts, end)
        sentence = self._sentences.end_after(end)
        if index < len(self._starts) and self._starts[index] <= sentence:
            return (Covering(index, "sentence"),)
        if (before := self._before(start)) is not None:
            return (Covering(before, "before"),)
        how: How = "paragraph"
        if index < len(self._starts) and index not in self._in_text and self._is_in_paragraph(end, index):
            return (Covering(index, how),)
        return ()

    def _before(self, start: int) -> int | None:
        """Return the last citation before a quotation in its sentence."""
        index = bisect_right(self._ends, start) - 1
        if index >= 0 and index in self._in_text and self._starts[index] >= self._sentences.start_before(start):
            return index
        return None

    def _is_in_paragraph(self, end: int, index: int) -> bool:
        stop = bisect_left(self._breaks, end)
        return stop == len(self._breaks) or self._starts[index] <= self._breaks[stop]
