"""Marks that stand in one spot, and a text without its marks.

Marks are in one spot when nothing or only the joint of a list is between them ("12 13", "¹²,¹³", "12–14"). The brackets
around a mark and the space before it go with it, and so does the joint; what is left is the bare text.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import NoteMark
from citekit.notes.placement.clusters import SPACES
from citekit.patterns import pattern
from citekit.values import NamedTuple

_JOINT = pattern(rf"[{SPACES}]*(?:[,;–—⁻-][{SPACES}]?)?")
_LONGEST_JOINT = 4
_BRACKETS = frozenset(("[]", "()"))


class Spot(NamedTuple):
    """Marks ``marks[first:last]`` as they stand in the text: ``text[start:end]`` with the brackets and space of theirs.

    *place* is where they stand in the bare text.
    """

    first: int
    last: int
    start: int
    end: int
    place: int


class Bare(NamedTuple):
    """A text without its marks, and the spots where they stood, in order."""

    text: str
    spots: tuple[Spot, ...]


def bare(text: str, marks: Sequence[NoteMark]) -> Bare:
    """Return *text* without *marks*.

    Raises: ValueError for marks that are empty, out of the text, out of order or overlap.
    """
    spots: list[Spot] = []
    pieces: list[str] = []
    taken = position = 0
    for first, last, start, end in _together(text, marks):
        lead = _lead(text, start, position)
        pieces.append(text[position:lead])
        taken += lead - position
        spots.append(Spot(first, last, lead, end, taken))
        position = end
    return Bare("".join((*pieces, text[position:])), tuple(spots))


def is_joint(between: str) -> bool:
    """Tell whether marks with *between* between them would be read as standing in one spot."""
    return len(between) <= _LONGEST_JOINT and _JOINT.fullmatch(between) is not None


def _together(text: str, marks: Sequence[NoteMark]) -> list[tuple[int, int, int, int]]:
    """Return the marks that are in one spot, as *first*, *last*, and the span with brackets."""
    _check(text, marks)
    groups: list[tuple[int, int, int, int]] = []
    for index, mark in enumerate(marks):
        before = groups[-1][3] if groups else 0
        following = marks[index + 1].start if index + 1 < len(marks) else len(text)
        start, end = _bracketed(text, mark.start, mark.end, before, following)
        if groups and is_joint(text[before : min(start, before + _LONGEST_JOINT + 1)]):
            first, _, group_start, _ = groups.pop()
            start, end = _bracketed(text, group_start, end, groups[-1][3] if groups else 0, following)
            groups.append((first, index + 1, start, end))
        else:
            groups.append((index, index + 1, start, end))
    return groups


def _check(text: str, marks: Sequence[NoteMark]) -> None:
    position = 0
    for mark in marks:
        if not position <= mark.start < mark.end <= len(text):
            raise ValueError(f"mark {mark.number!r} at {mark.start} is out of order, empty or not in the text")
        position = mark.end


def _bracketed(text: str, start: int, end: int, least: int, most: int) -> tuple[int, int]:
    """Return the span of what stands at *start* to *end* with brackets around it, a blank within them too."""
    opening = start - 1 - (text[start - 1 : start] == " " and start - 1 > least)
    closing = end + (text[end : end + 1] == " ")
    if opening < least or closing >= most or text[opening] + text[closing] not in _BRACKETS:
        return start, end
    return opening, closing + 1


def _lead(text: str, start: int, least: int) -> int:
    """Return where the space before a mark begins; the space that begins a line is the line's."""
    lead = start
    while lead > least and text[lead - 1] in SPACES:
        lead -= 1
    if lead == start:
        return start
    at_line_start = lead == least == 0 or (lead > 0 and text[lead - 1] in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
    return start if at_line_start else lead
