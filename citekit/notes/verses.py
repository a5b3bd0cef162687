"""Numbered verses and sections, which count up like notes: "… unto me. 10 Thou shalt not plow … 11 Thou shalt …".

A rival explanation for a chain of marks that all stand apart from the text: each number *opens* a verse instead of
closing a clause. Verses begin with a capital whatever stands before them, are short, and the first of a paragraph has
its number at the start. The odds of the two explanations are added up mark by mark.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from citekit.notes.sequence import Candidate

_OPENS = {"before-capital", "before-opening"}
_MID_SENTENCE = {"spaced-after-comma", "spaced-after-word", "spaced-after-name", "line-after-text"}

_NEARBY = 6

# Log-odds for verses against notes; hand-set from how verse Bibles and books with OCR spaces are printed.
_PRIOR = -3.0
_NUMBERS_A_PARAGRAPH = 4.0
_CAPITAL_IN_MID_SENTENCE = 2.0
_CAPITAL_AFTER_STOP = 0.3
_GOES_ON = -2.5
_CLOSED_UP = -4.0
_CLOSE_TOGETHER, _NEAR = 0.4, 250
_FAR_APART, _FAR = -0.8, 450


def numbers_verses(chain: Sequence[Candidate], candidates: Sequence[Candidate]) -> bool:
    """Tell whether *chain*, chosen from *candidates*, is better explained as verse or section numbers."""
    if not chain:
        return False
    odds = _PRIOR + sum(map(_opens_verse, chain)) + sum(_distance(*pair) for pair in pairwise(chain))
    return odds + _NUMBERS_A_PARAGRAPH * _heads_paragraph(chain[0], candidates) > 0


def _opens_verse(mark: Candidate) -> float:
    if mark.style != "apart":
        return _CLOSED_UP
    if "paragraph-start" in mark.grounds:
        return _NUMBERS_A_PARAGRAPH / 2
    if _OPENS.isdisjoint(mark.grounds):
        return _GOES_ON
    return _CAPITAL_AFTER_STOP if _MID_SENTENCE.isdisjoint(mark.grounds) else _CAPITAL_IN_MID_SENTENCE


def _distance(before: Candidate, after: Candidate) -> float:
    distance = after.reading.spans[0][0] - before.reading.spans[0][0]
    return _CLOSE_TOGETHER if distance < _NEAR else _FAR_APART if distance > _FAR else 0.0


def _heads_paragraph(first: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell whether the number before the *first* mark opens a paragraph in front of it."""
    return any(
        "paragraph-start" in rival.grounds and rival.last == first.first - 1
        for rival in candidates[: bisect_left(candidates, first.place, key=attrgetter("place"))][-_NEARBY:]
    )
