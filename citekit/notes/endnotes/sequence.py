"""The sequence of notes through the places where one may begin: it counts up, and begins again with a chapter or page.

A number may be missing, or doubled; each costs more than a step to the next number. Takes time in proportion to the
places.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citekit.folding import roman_value
from citekit.notes.endnotes.starts import Start
from citekit.notes.ledger.order import counted
from citekit.values import NamedTuple

_FURTHEST_GAP = 25
_WORST = -1.2
"""Weight below which no place begins a note, whatever is missing without it."""
_LEAST = 0.5
_NEXT = -0.2
"""What the step to the next number costs: a year or a page is seldom just that."""


class Value(NamedTuple):
    """What a number counts: 12, and "a" in "12a"."""

    ordinal: int
    suffix: str = ""


class _State(NamedTuple):
    score: float
    place: int


def best_chain(starts: Sequence[Start], cost_of_restart: Callable[[Start], float]) -> list[Start]:
    """Return the places where notes begin: numbered ones, with those that a sign marks among them; else other kinds."""
    by_kind: dict[str, list[Start]] = {"number": [], "sign": [], "letter": [], "roman": []}
    for own in starts:
        if own.weight > _WORST:
            by_kind[own.kind].append(own)
        if own.kind == "letter" and own.number in "ivxl":
            by_kind["roman"].append(own)
    numbered = _best(by_kind["number"], cost_of_restart)
    if not numbered:
        found = (_best(by_kind[kind], cost_of_restart) for kind in ("sign", "letter", "roman"))
        return max(found, key=len)
    bullets = sum(own.number == "*" for own in by_kind["sign"])
    signs = [own for own in by_kind["sign"] if own.weight >= 0.3 and (own.number != "*" or bullets <= len(numbered))]
    return sorted(numbered + signs, key=lambda own: own.start)


def begins_again(own: Start, following: Start) -> bool:
    """Tell whether the number of *following* does not go on from that of *own*."""
    if own.kind != following.kind:
        return False
    first, second = (_value(one, doubled=False) for one in (own, following))
    return second.ordinal < first.ordinal or (second == first and second.ordinal == 1)


def _value(own: Start, *, doubled: bool) -> Value:
    """Return what a number counts; signs are doubled alone ("*", "**") or in their printed order ("*", "†")."""
    if own.kind == "number":
        digits = own.number.rstrip("abcdefghijklmnopqrstuvwxyz")
        return Value(int(digits), own.number[len(digits) :])
    if own.kind == "sign":
        return Value(len(own.number) if doubled else counted(own.number)[1] + 1)
    if own.kind == "roman" or own.number not in "abcdefghijklmnopqrstuvwxyz":
        return Value(roman_value(own.number))
    return Value(ord(own.number) - ord("a") + 1)


def _best(starts: Sequence[Start], cost_of_restart: Callable[[Start], float]) -> list[Start]:
    """Return the sequence of *starts* that counts up best, () where none is worth it."""
    doubled = all(set(own.number) == {"*"} for own in starts)
    roman = any(own.kind == "roman" for own in starts)
    scores: list[float] = []
    before: list[int] = []
    last: dict[Value, _State] = {}
    by_ordinal: dict[int, _State] = {}
    top = _State(float("-inf"), -1)
    for place, own in enumerate(starts):
        value = Value(roman_value(own.number)) if roman else _value(own, doubled=doubled)
        reached = _reached(value, own, last, by_ordinal, top.score)
        if value.ordinal == 1 and not value.suffix:
            reached = max(reached, _State(top.score - cost_of_restart(own), top.place))
        scores.append(reached.score + own.weight)
        before.append(reached.place)
        state = _State(scores[-1], place)
        last[value] = max(last.get(value, state), state)
        by_ordinal[value.ordinal] = max(by_ordinal.get(value.ordinal, state), state)
        top = max(top, state)
    place = max(range(len(scores)), key=scores.__getitem__, default=-1)
    if place == -1 or scores[place] < _LEAST:
        return []
    chain = []
    while place != -1:
        chain.append(starts[place])
        place = before[place]
    return chain[::-1]


def _reached(
    value: Value, own: Start, last: dict[Value, _State], by_ordinal: dict[int, _State], highest: float
) -> _State:
    """Return the best that a number can follow: the one before it, one before a gap, the same once more, or nothing.

    No state has a score above *highest*.
    """
    best = _State(0.0 if value.ordinal == 1 else -0.4, -1)
    if value.suffix:
        for suffix in (chr(ord(value.suffix) - 1), "") if value.suffix != "a" else ("",):
            if (state := last.get(Value(value.ordinal, suffix))) is not None:
                best = max(best, state)
    for gap in range(1, _FURTHEST_GAP + 1):
        cost = _NEXT if gap == 1 and value.suffix in ("", "a") else 0.7 + 0.05 * gap
        if highest - cost <= best.score:
            break
        if (state := by_ordinal.get(value.ordinal - gap)) is not None:
            best = max(best, _State(state.score - cost, state.place))
    if own.weight >= 1.0 and value.ordinal != 1 and (state := last.get(value)) is not None:
        best = max(best, _State(state.score - 1.0, state.place))
    return best
