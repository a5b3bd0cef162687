"""The best sequence of note marks through a text's candidates, by dynamic programming.

A text is explained either by "no notes here" (score 0) or by a chain of marks. A chain earns the log-odds of each
mark's surroundings (``grounds.py``), and at each step how much better the chain foretells the number than the prose
does: P(number | mark before) / P(number | an ordinary number of the prose). Numbers rise by one; they skip where text
is lost, start again with a chapter or page, repeat, or jump, each at the cost of its rarity.

The chain that ends in a number needs only the best chain for each number before it, so the work grows with the
length of the text, never with its square.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from citekit.notes.candidates import YEARS, Reading

_NONE = -1
_LONGEST_GAP = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading of run number *place*, with what speaks for it; *style* is how it is printed.

    *list_start* is where the list it stands in begins, the same for its fellows.
    """

    place: int
    list_start: int
    reading: Reading
    grounds: tuple[str, ...]
    weight: float
    style: str

    @property
    def first(self) -> int:
        """The number the chain must come to."""
        return self.reading.values[0]

    @property
    def last(self) -> int:
        """The number the chain goes on from."""
        return self.reading.values[-1]


@dataclass(frozen=True, slots=True)
class Habits:
    """How the notes of a text are numbered, as probabilities of a step; the rest is spread over rarities."""

    onward: float = 0.88
    gap: float = 0.06
    restart: float = 0.02
    repeat: float = 0.002
    jump: float = 0.002
    start: float = 0.25
    signs: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Indices into the candidates, in order, with the score of the whole against "no notes here"."""

    indices: tuple[int, ...] = ()
    score: float = 0.0
    margins: tuple[float, ...] = ()


def best_chain(candidates: Sequence[Candidate], habits: Habits, bonus: Mapping[str, float]) -> Chain:
    """Return the chain that explains *candidates* best; empty where "no notes" does.

    *candidates* are in the order of their places. *bonus* is added to the weight of a style.
    """
    steps = _Steps(habits)
    scores: list[float] = []
    backs: list[int] = []
    by_number: dict[int, int] = {}
    top = committed = _NONE
    for index, candidate in enumerate(candidates):
        if index and candidate.place != candidates[index - 1].place:
            for done in range(committed + 1, index):
                number = candidates[done].last
                if number not in by_number or scores[done] > scores[by_number[number]]:
                    by_number[number] = done
                if top == _NONE or scores[done] > scores[top]:
                    top = done
            committed = index - 1
        back, gain = steps.best_into(candidate, by_number, top, scores)
        scores.append(gain + candidate.weight + bonus.get(candidate.style, 0.0))
        backs.append(back)
    end = max(range(len(scores)), key=scores.__getitem__, default=_NONE)
    if end == _NONE or scores[end] <= 0:
        return Chain()
    indices = _trace(end, backs)
    return Chain(indices, scores[end], _margins(candidates, indices, steps, bonus))


class _Steps:
    """Log-odds of a number after another, against an ordinary number of the prose."""

    def __init__(self, habits: Habits) -> None:
        self._onward = log(habits.onward)
        self._gaps = [0.0] + [log(habits.gap / (k * (k + 1))) for k in range(1, _LONGEST_GAP + 1)]
        self._restart = log(habits.restart)
        self._repeat = log(habits.repeat)
        self._jump = log(habits.jump)
        self._start = log(habits.start)
        self._signs = habits.signs
        self._first: dict[int, float] = {}

    def best_into(
        self, candidate: Candidate, by_number: Mapping[int, int], top: int, scores: Sequence[float]
    ) -> tuple[int, float]:
        """Return the mark to come from (or none, for the start of a chain) and the score of chain and step."""
        number = candidate.first
        back, gain = _NONE, self._start + self.opening(number)
        if top != _NONE:
            for behind in range(min(_LONGEST_GAP + 2, number)):
                before = by_number.get(number - behind)
                if before is not None and scores[before] + self._step(behind) > gain:
                    back, gain = before, scores[before] + self._step(behind)
            anew = scores[top] + self._anew(number)
            if anew > gain:
                back, gain = top, anew
        return back, gain + self._inner(candidate)

    def between(self, before: int, number: int) -> float:
        """Return the log-odds of *number* directly after *before*."""
        behind = number - before
        anew = self._anew(number)
        surprise = -log(in_prose(number, signs=self._signs))
        return surprise + (max(self._step(behind), anew) if 0 <= behind <= _LONGEST_GAP + 1 else anew)

    def opening(self, number: int) -> float:
        """Return the log probability of *number* as the first of a text: 1, or anything in mid-book."""
        if number not in self._first:
            self._first[number] = log(0.4 if number == 1 else 0.12 / (number + 8))
        return self._first[number]

    def start(self, number: int) -> float:
        """Return the log-odds of a chain that begins with *number*."""
        return self._start + self.opening(number) - log(in_prose(number, signs=self._signs))

    def _step(self, behind: int) -> float:
        if behind == 1:
            return self._onward
        return self._gaps[behind - 1] if behind else self._repeat

    def _anew(self, number: int) -> float:
        restart = self._restart + (self._gaps[number - 1] if number <= 5 else self._gaps[-1])
        return max(restart, self._jump + self.opening(number))

    def _inner(self, candidate: Candidate) -> float:
        """The numbers within a reading: a pair foretells its second."""
        surprise = -log(in_prose(candidate.first, signs=self._signs))
        if candidate.reading.split in {"after-year", "after-thousands", "after-number"}:
            surprise = len(candidate.reading.numbers[0]) * log(10) + log(0.9)
        if len(candidate.reading.values) > 1:
            surprise += log(0.004 if candidate.last == candidate.first + 1 else 0.0003) - log(
                in_prose(candidate.last, signs=self._signs)
            )
        return surprise


def in_prose(number: int, *, signs: bool = False) -> float:
    """Return how often a number of ordinary prose is this one: small ones and years are common."""
    if signs:
        return 0.2
    if number < 3:
        return 0.1 if number == 1 else 0.06
    if number < 32:
        return 0.03 if number < 11 else 0.012
    if number < 100:
        return 0.004
    if number in YEARS and number >= 1400:
        return 0.002
    return 0.0006 if number < 1000 else 0.0001


def _trace(end: int, backs: Sequence[int]) -> tuple[int, ...]:
    indices = []
    while end != _NONE:
        indices.append(end)
        end = backs[end]
    return tuple(reversed(indices))


def _margins(
    candidates: Sequence[Candidate], indices: Sequence[int], steps: _Steps, bonus: Mapping[str, float]
) -> tuple[float, ...]:
    """Return for each mark how much worse the chain is without it, or with its best rival in its place."""
    margins = []
    for at, index in enumerate(indices):
        before = candidates[indices[at - 1]] if at else None
        after = candidates[indices[at + 1]] if at + 1 < len(indices) else None
        kept = _through(before, candidates[index], after, steps, bonus)
        dropped = _over(before, after, steps)
        low = indices[at - 1] + 1 if at else max(0, index - 8)
        high = indices[at + 1] if after else min(len(candidates), index + 8)
        rivals = [
            _through(before, candidates[rival], after, steps, bonus)
            for rival in range(max(low, index - 8), min(high, index + 8))
            if rival != index and _apart(candidates[rival], before, after)
        ]
        margins.append(kept - max([dropped, *rivals]))
    return tuple(margins)


def _apart(rival: Candidate, before: Candidate | None, after: Candidate | None) -> bool:
    return (before is None or rival.place > before.place) and (after is None or rival.place < after.place)


def _through(
    before: Candidate | None,
    candidate: Candidate,
    after: Candidate | None,
    steps: _Steps,
    bonus: Mapping[str, float],
) -> float:
    score = steps.between(before.last, candidate.first) if before else steps.start(candidate.first)
    score += candidate.weight + bonus.get(candidate.style, 0.0)
    return score + (steps.between(candidate.last, after.first) if after else 0.0)


def _over(before: Candidate | None, after: Candidate | None, steps: _Steps) -> float:
    if after is None:
        return 0.0
    return steps.between(before.last, after.first) if before else steps.start(after.first)


def likelihood(margin: float) -> float:
    """Return the probability that log-odds *margin* stand for.

    >>> round(likelihood(2.2), 2)
    0.9
    """
    return 1 / (1 + exp(-max(-30.0, min(30.0, margin))))
