"""How notes are numbered, in log-odds: what a mark foretells of the next one, against the numbers of ordinary prose.

All probabilities are set by hand from how books are printed: nearly every note is one more than the last, a gap is
the likelier the fewer notes it swallows, a new chapter or page starts again at 1. In prose small numbers are common,
numbers beyond a hundred rare, years apart. ``marks.py`` adapts the habits to what a first reading of a text shows.
"""

from __future__ import annotations

from math import log

from citekit.notes.marks.candidates import YEARS, Reading
from citekit.values import dataclass

LONGEST_GAP = 40
"""How many notes may be lost between two marks that still count as one sequence."""

_OPENS_WITH_ONE = 0.4
_OPENS_IN_MID_BOOK = 0.12
"""A text's first mark is 1, or n with this chance divided by n + 8: log-uniform, leaned to the small."""

_SIDE_BY_SIDE = 0.004
_SIDE_BY_SIDE_WITH_GAP = 0.0003
"""How often two consecutive marks share one place, and how often with one lost between them."""

_SIGN_IN_PROSE = 0.2


@dataclass(frozen=True, slots=True)
class Habits:
    """Probabilities of a step from one mark to the next, and of a text having notes at all.

    *onward* is one more, *gap* more than one more, *restart* at or near 1, *repeat* the same number, *jump* any.
    """

    onward: float = 0.88
    gap: float = 0.06
    restart: float = 0.02
    repeat: float = 0.002
    jump: float = 0.002
    start: float = 0.25
    signs: bool = False


class Steps:
    """The log probabilities of numbers under some *habits*."""

    def __init__(self, habits: Habits) -> None:
        self._onward = log(habits.onward)
        self._gaps = [0.0] + [log(habits.gap / (lost * (lost + 1))) for lost in range(1, LONGEST_GAP + 1)]
        self._restart = log(habits.restart)
        self._repeat = log(habits.repeat)
        self._jump = log(habits.jump)
        self._start = log(habits.start)
        self._signs = habits.signs
        self._openings: dict[int, float] = {}

    def start(self, number: int) -> float:
        """Return the log probability of notes that begin with *number*: with 1, or anywhere in mid-book."""
        return self._start + self._opening(number)

    def onward(self, rise: int) -> float:
        """Return the log probability of a number *rise* above the one before, from 0 to one over the longest gap."""
        if rise == 1:
            return self._onward
        return self._gaps[rise - 1] if rise else self._repeat

    def anew(self, number: int) -> float:
        """Return the log probability of *number* after whatever number: a restart, or a jump."""
        restart = self._restart + (self._gaps[number - 1] if number <= LONGEST_GAP else self._gaps[-1])
        return max(restart, self._jump + self._opening(number))

    def between(self, before: int, number: int) -> float:
        """Return the log probability of *number* after *before*, by the likeliest way."""
        rise = number - before
        return max(self.onward(rise), self.anew(number)) if 0 <= rise <= LONGEST_GAP + 1 else self.anew(number)

    def surprise(self, reading: Reading) -> float:
        """Return how unlikely ordinary prose was to have the numbers of *reading*, and a note to have them so close."""
        first, last = reading.values[0], reading.values[-1]
        if reading.split in {"after-year", "after-thousands", "after-number", "after-known-number"}:
            # The last digits of a longer number are any digits.
            return len(reading.numbers[0]) * log(10)
        surprise = -log(in_prose(first, signs=self._signs))
        if reading.split == "pair":
            chance = _SIDE_BY_SIDE if last == first + 1 else _SIDE_BY_SIDE_WITH_GAP
            surprise += log(chance) - log(in_prose(last))
        return surprise

    def _opening(self, number: int) -> float:
        if number not in self._openings:
            self._openings[number] = log(_OPENS_WITH_ONE if number == 1 else _OPENS_IN_MID_BOOK / (number + 8))
        return self._openings[number]


def in_prose(number: int, *, signs: bool = False) -> float:
    """Return how often a number of ordinary prose is this one: small ones and years are common."""
    if signs:
        return _SIGN_IN_PROSE
    if number < 32:
        return {1: 0.1, 2: 0.06}.get(number, 0.03 if number < 11 else 0.012)
    if number < 100:
        return 0.004
    if number in YEARS and number >= 1400:
        return 0.002
    return 0.0006 if number < 1000 else 0.0001
