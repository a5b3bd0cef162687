"""The rule CK104."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK104", "repeated-mark", tells=("repeated-note",))
def repeated_mark(told: Told) -> Iterator[Found]:
    """A note that is marked a second time: one of the two numbers is misread or mistyped.

    Citation numbers of science, which come back, are no repetitions.

    Wrong::

        -- passage.txt --
        The harbour froze.1 Nobody had seen the like.2 The sea was still.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."

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
