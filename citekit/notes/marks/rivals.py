"""Other numberings that count up like notes: verses ("… unto me. 10 Thou shalt not plow …") and pages.

Rival explanations for a chain of marks that all stand apart from the text. A verse number *opens* a sentence instead
of closing a clause: verses begin with a capital whatever stands before them, are short, and the number of the first
may head the paragraph. A page number has a line for itself, or shares it with a running head, falls in mid-sentence as
often as not, and comes every few thousand characters. The odds against notes are added up mark by mark.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from citekit.notes.marks.sequence import Candidate

_PRIOR = -3.0
_CLOSED_UP = -4.0
"""A mark closed up to the text is neither."""

_OPENS = {"before-capital", "before-title", "before-opening"}
_MID_SENTENCE = {
    "spaced-after-comma",
    "spaced-after-word",
    "spaced-after-name",
    "spaced-after-capitals",
    "line-after-text",
}
_NEARBY = 6

# Log-odds for verses against notes; hand-set from how verse Bibles and books with OCR spaces are printed.
_HEADS_PARAGRAPH = 4.0
_CAPITAL_IN_MID_SENTENCE = 2.0
_CAPITAL_AFTER_STOP = 0.3
_GOES_ON = -2.5
_SHORT_VERSE, _NEAR = 0.4, 250
_LONG_VERSE, _FAR = -0.8, 450

# Log-odds for pages against notes; hand-set from scanned books.
_ALONE_IN_MID_SENTENCE = 3.0
_ALONE = 0.5
_BESIDE_RUNNING_HEAD = 3.0
_AFTER_RUNNING_HEAD = 1.5
_IN_THE_TEXT = -3.0
_SHORT_PAGE, _PAGE = -1.5, 800
_WHOLE_PAGE = 0.4


def other_numbering(chain: Sequence[Candidate], candidates: Sequence[Candidate]) -> bool:
    """Tell whether *chain*, chosen from *candidates*, is better explained as verses or pages than as notes."""
    if not chain:
        return False
    distances = [after.reading.spans[0][0] - before.reading.spans[0][0] for before, after in pairwise(chain)]
    verses = _PRIOR + sum(map(_opens_verse, chain)) + sum(map(_verse_length, distances))
    verses += _HEADS_PARAGRAPH * _heads_paragraph(chain[0], candidates)
    pages = _PRIOR + sum(map(_stands_on_page, chain)) + sum(map(_page_length, distances))
    return max(verses, pages) > 0


def _opens_verse(mark: Candidate) -> float:
    if mark.style != "apart":
        return _CLOSED_UP
    if "paragraph-start" in mark.grounds:
        return _HEADS_PARAGRAPH / 2
    if _OPENS.isdisjoint(mark.grounds):
        return _GOES_ON
    return _CAPITAL_AFTER_STOP if _MID_SENTENCE.isdisjoint(mark.grounds) else _CAPITAL_IN_MID_SENTENCE


def _verse_length(distance: int) -> float:
    return _SHORT_VERSE if distance < _NEAR else _LONG_VERSE if distance > _FAR else 0.0


def _heads_paragraph(first: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell whether the number before the *first* mark opens a paragraph in front of it, or ends "John 3:16"."""
    here = bisect_left(candidates, first.place, key=attrgetter("place"))
    near = candidates[max(0, here - _NEARBY) : here]
    heading = {"paragraph-start", "after-symbol"}
    return any(not heading.isdisjoint(rival.grounds) and rival.last == first.first - 1 for rival in near)


def _stands_on_page(mark: Candidate) -> float:
    if mark.style != "apart":
        return _CLOSED_UP
    grounds = set(mark.grounds)
    if "alone-in-mid-sentence" in grounds:
        return _ALONE_IN_MID_SENTENCE
    if "heading-number" in grounds:
        return _BESIDE_RUNNING_HEAD
    if {"spaced-after-name", "before-line"} <= grounds or {"spaced-after-capitals", "before-line"} <= grounds:
        return _AFTER_RUNNING_HEAD
    return _ALONE if {"line-after-sentence", "before-line"} <= grounds else _IN_THE_TEXT


def _page_length(distance: int) -> float:
    return _SHORT_PAGE if distance < _PAGE else _WHOLE_PAGE
