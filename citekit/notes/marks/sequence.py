"""The best sequence of note marks through a text's candidates, by dynamic programming.

A text is explained either by "no notes here" (score 0) or by a chain of marks. A chain earns the log-odds of each
mark's surroundings (``grounds.py``), and at each step how much better the chain foretells the number than the prose
does (``numbering.py``).

The chain that ends in a number needs only the best chain for each number before it, so the work grows with the
length of the text, never with its square.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from citekit.notes.marks.candidates import Reading
from citekit.notes.marks.numbering import LONGEST_GAP, Habits, Steps
from citekit.values import dataclass

_NONE = -1
_RIVALS = 8
"""How many candidates on either side of a mark are tried in its place when its margin is measured."""


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
class Chain:
    """Indices into the candidates, in order, with the score of the whole against "no notes here".

    *margins* tell for each mark how much worse the chain were without it, or with its best rival in its place.
    """

    indices: tuple[int, ...] = ()
    score: float = 0.0
    margins: tuple[float, ...] = ()


def best_chain(candidates: Sequence[Candidate], habits: Habits, bonus: Mapping[str, float]) -> Chain:
    """Return the chain that explains *candidates* best; empty where "no notes" does.

    *candidates* are in the order of their places. *bonus* is added to the weight of a style.
    """
    steps = Steps(habits)
    worths = [
        candidate.weight + bonus.get(candidate.style, 0.0) + steps.surprise(candidate.reading)
        for candidate in candidates
    ]
    scores, backs = _scores(candidates, worths, steps)
    end = max(range(len(scores)), key=scores.__getitem__, default=_NONE)
    if end == _NONE or scores[end] <= 0:
        return Chain()
    indices = _trace(end, backs)
    return Chain(indices, scores[end], _Margins(candidates, worths, steps).of(indices))


def _scores(candidates: Sequence[Candidate], worths: Sequence[float], steps: Steps) -> tuple[list[float], list[int]]:
    """Return for each candidate the score of the best chain that ends in it, and the mark before it there.

    Readings of one place exclude each other: a place's scores are settled once the next place begins.
    """
    scores: list[float] = []
    backs: list[int] = []
    by_number: dict[int, int] = {}
    top = settled = _NONE
    for index, candidate in enumerate(candidates):
        if index and candidate.place != candidates[index - 1].place:
            for done in range(settled + 1, index):
                number = candidates[done].last
                if number not in by_number or scores[done] > scores[by_number[number]]:
                    by_number[number] = done
                if top == _NONE or scores[done] > scores[top]:
                    top = done
            settled = index - 1
        back, gain = _best_before(candidate.first, by_number, top, scores, steps)
        scores.append(gain + worths[index])
        backs.append(back)
    return scores, backs


def _best_before(
    number: int, by_number: Mapping[int, int], top: int, scores: Sequence[float], steps: Steps
) -> tuple[int, float]:
    """Return the mark to come from (or none, for the start of a chain) and the score of its chain and the step."""
    back, gain = _NONE, steps.start(number)
    if top == _NONE:
        return back, gain
    for rise in range(min(LONGEST_GAP + 2, number)):
        before = by_number.get(number - rise)
        if before is not None and (score := scores[before] + steps.onward(rise)) > gain:
            back, gain = before, score
    anew = scores[top] + steps.anew(number)
    return (top, anew) if anew > gain else (back, gain)


def _trace(end: int, backs: Sequence[int]) -> tuple[int, ...]:
    indices = []
    while end != _NONE:
        indices.append(end)
        end = backs[end]
    return tuple(reversed(indices))


@dataclass(frozen=True, slots=True)
class _Margins:
    """Compares each mark of a chain with leaving it out and with what could stand in its place."""

    candidates: Sequence[Candidate]
    worths: Sequence[float]
    steps: Steps

    def of(self, indices: Sequence[int]) -> tuple[float, ...]:
        """Return the margin of every mark of the chain at *indices*."""
        ends = [_NONE, *indices, _NONE]
        return tuple(self._margin(*ends[at : at + 3]) for at in range(len(indices)))

    def _margin(self, before: int, index: int, after: int) -> float:
        low = max(before + 1, index - _RIVALS)
        high = min(after if after != _NONE else len(self.candidates), index + _RIVALS)
        rivals = [self._through(before, rival, after) for rival in range(low, high) if rival != index]
        return self._through(before, index, after) - max([self._step(before, after), *rivals])

    def _through(self, before: int, index: int, after: int) -> float:
        """Return the score of the chain from *before* over *index* to *after*."""
        places = [self.candidates[at].place for at in (before, index, after) if at != _NONE]
        if len(set(places)) < len(places):
            return float("-inf")
        return self._step(before, index) + self.worths[index] + self._step(index, after)

    def _step(self, before: int, after: int) -> float:
        if after == _NONE:
            return 0.0
        number = self.candidates[after].first
        return self.steps.start(number) if before == _NONE else self.steps.between(self.candidates[before].last, number)


def likelihood(margin: float) -> float:
    """Return the probability that log-odds *margin* stand for.

    >>> round(likelihood(2.2), 2)
    0.9
    """
    return 1 / (1 + exp(-max(-30.0, min(30.0, margin))))
