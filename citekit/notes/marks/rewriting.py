"""Marks with other numbers, or taken out: the figures change where they stand, and nothing else of the text."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from citekit.changes import Change, apply
from citekit.model import Passage
from citekit.notes.marks.brackets import with_brackets

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def rewritten(passage: Passage, numbers: Mapping[int, str], unwanted: Collection[int] = ()) -> str:
    """Return the text of *passage* whose marks have new *numbers*, without those *unwanted*.

    Both name marks by their places among those of the passage.

    Raised figures stay raised, and brackets go with the mark in them.
    """
    changes = []
    for place, mark in enumerate(passage.marks):
        if place in unwanted:
            changes.append(Change(*with_brackets(passage.text, mark), ""))
        elif place in numbers:
            raised = passage.text[mark.start] in "⁰¹²³⁴⁵⁶⁷⁸⁹"
            number = numbers[place]
            changes.append(Change(mark.start, mark.end, number.translate(_RAISED) if raised else number))
    return apply(passage.text, changes)
