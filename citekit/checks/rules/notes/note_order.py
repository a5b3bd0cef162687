"""The rule CK105."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK105", "note-order", tells=("order", "note-order", "number-out-of-order"))
def note_order(told: Told) -> Iterator[Found]:
    """Notes out of order, in the text or in the ledger: text may have been moved, or lost.

    Wrong::

        -- notes.yaml --
        citekit-ledger: 1
        notes:
          1: "@lee1990 [p. 3]."
          3: "@lee1990 [p. 5]."
          2: "@lee1990 [p. 4]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- notes.yaml --
        citekit-ledger: 1
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
