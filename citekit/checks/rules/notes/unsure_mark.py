"""The rule CK108."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK108", "unsure-mark", tells=("unsure-mark",), severity=Severity.HINT)
def unsure_mark(told: Told) -> Iterator[Found]:
    """A number of which it is not sure that it is a note mark.

    It is taken for one, and may be a number of the text.

    Wrong::

        -- passage.txt --
        The writer being a Swiss, I translate from the French original. 8
        “I was in perfect health.”

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          8: "@lee1990 [p. 3]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
