"""Citation numbers of scientific prose: they rise when a work is first cited, go back when it is cited again, and
come in lists and ranges ("3,5–7").

A sequence says less here than in a history, so a list stands or falls as a whole by its surroundings, by the way
this text prints its citations, and by whether the number is the next new one, an old one, or out of the blue. One
pass learns the manner of the text from the plain cases, a second decides. Linear in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import log

from citekit.notes.marks.grounds import weigh
from citekit.notes.marks.numbering import in_prose
from citekit.notes.marks.sequence import Candidate
from citekit.values import dataclass, field, replace

_USUAL = {"next": 0.55, "ahead": 0.15, "back": 0.28}
"""How often a list begins with the next new number, a new one further on, or one already met; the rest comes out of
the blue. Estimates, replaced in the second pass by what the text shows."""

_TRUST = 10
_BLUE = 0.02
_MEMBER, _MEMBERS = 0.7, 3
"""What a further member of a list adds, and how many do."""
_APART = -2.0
"""What speaks against a number apart from the text, where quantities and lists of them abound."""

_START = log(0.1)
_IN_LIST = {"listed", "range"}
_SPLITS = {"whole", "after-year", "after-thousands", "after-known-number"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The candidates taken for citations, the log-odds of each, and of all against "no notes here".

    *typical* where they go back or come in lists, as notes numbered through do not. *steps* counts the lists that
    began with the next number, one ahead, or one met before.
    """

    chosen: tuple[Candidate, ...] = ()
    odds: tuple[float, ...] = ()
    score: float = 0.0
    typical: bool = False
    steps: Mapping[str, int] = field(default_factory=dict)


def cited(
    candidates: Sequence[Candidate],
    learn: Callable[[Iterable[str]], Mapping[str, float]],
    manners: Iterable[tuple[float, Mapping[str, float]]] = ((0.0, {}),),
) -> Verdict:
    """Return the citation numbers among *candidates*; *learn* turns seen styles into a bonus for each.

    *manners* are ways a whole text may print them: the log-odds of each, and what it adds to every style.
    """
    lists = list(_lists(candidates))
    best, manner = Verdict(), 0.0
    given: Mapping[str, float] = {}
    for prior, bonus in manners:
        plain = _decide(lists, bonus, _USUAL)
        if plain.score + prior > best.score + manner:
            best, manner, given = plain, prior, bonus
    if not best.chosen:
        return Verdict()
    total = sum(best.steps.values()) + _TRUST
    chances = {step: (best.steps.get(step, 0) + _TRUST * usual) / total for step, usual in _USUAL.items()}
    learned = learn(candidate.style for candidate in best.chosen)
    together = {style: learned.get(style, 0.0) + given.get(style, 0.0) for style in {*learned, *given}}
    verdict = _decide(lists, together, chances)
    return replace(verdict, score=verdict.score + manner)


def _lists(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Yield the members of each list, one reading of each."""
    readable = (candidate for candidate in candidates if candidate.reading.split in _SPLITS)
    single = (
        max(rivals, key=lambda candidate: candidate.weight)
        for _, rivals in groupby(readable, key=lambda candidate: candidate.place)
    )
    for _, members in groupby(single, key=lambda candidate: candidate.list_start):
        yield list(members)


def _decide(lists: Sequence[Sequence[Candidate]], bonus: Mapping[str, float], chances: Mapping[str, float]) -> Verdict:
    chosen: list[Candidate] = []
    odds: list[float] = []
    steps: Counter[str] = Counter()
    highest = 0
    typical = False
    for members in lists:
        head = members[0]
        step = _step(head.first, highest)
        score = _worth(members) + bonus.get(head.style, 0.0) + _foretold(head.first, highest, step, chances)
        if score <= 0:
            continue
        typical = typical or len(members) > 1 or step == "back"
        chosen += members
        odds += [score] * len(members)
        steps[step] += 1
        highest = max(highest, members[-1].last)
    total = sum(odds) + _START
    return Verdict(tuple(chosen), tuple(odds), total, typical, steps) if total > 0 else Verdict()


def _worth(members: Sequence[Candidate]) -> float:
    """Return what the surroundings of a list say; numbers apart from the text are lists in any prose."""
    head = members[0]
    own = weigh(name for name in head.grounds if name not in _IN_LIST)
    return own + (_APART if head.style == "apart" else _MEMBER * min(len(members) - 1, _MEMBERS))


def _step(number: int, highest: int) -> str:
    if not highest:
        return "first"
    return "next" if number == highest + 1 else "ahead" if number > highest else "back"


def _foretold(number: int, highest: int, step: str, chances: Mapping[str, float]) -> float:
    """Return the log-odds of *number* where *highest* is the highest met, against an ordinary number."""
    ahead = number - highest
    if step == "first":
        chance = 0.3 if number == 1 else 0.5 / (number + 20)
    elif step == "next":
        chance = chances[step]
    elif step == "ahead":
        chance = chances[step] / (ahead * (ahead - 1)) + _BLUE / (number + 20)
    else:
        chance = chances[step] / max(highest, 15)
    return log(chance) - log(in_prose(number))
