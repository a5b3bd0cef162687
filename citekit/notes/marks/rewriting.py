"""Marks with other numbers: the figures change where they stand, and nothing else of the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from citekit.changes import Change, apply
from citekit.model import Passage

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def with_numbers(passage: Passage, numbers: Mapping[int, str]) -> str:
    """Return the text of *passage* whose marks have new *numbers*, by their places among its marks.

    Raised figures stay raised.
    """
    changes = []
    for place, number in numbers.items():
        mark = passage.marks[place]
        raised = passage.text[mark.start] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
        changes.append(Change(mark.start, mark.end, number.translate(_RAISED) if raised else number))
    return apply(passage.text, changes)


def without_marks(passage: Passage, places: Collection[int]) -> str:
    """Return the text of *passage* without the marks at *places* among its marks, and without brackets around them."""
    changes = []
    for place in places:
        mark = passage.marks[place]
        around = passage.text[mark.start - 1 : mark.start] + passage.text[mark.end : mark.end + 1]
        bracketed = around in ("[]", "()")
        changes.append(Change(mark.start - bracketed, mark.end + bracketed, ""))
    return apply(passage.text, changes)
