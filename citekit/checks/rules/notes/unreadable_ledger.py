"""The rule CK123."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK123",
    "unreadable-ledger",
    tells="yaml json ledger-shape ledger-version note-number unknown-field duplicate-field".split(),
    severity=Severity.ERROR,
)
def unreadable_ledger(told: Told) -> Iterator[Found]:
    """A ledger that is not what docs/ledger.md asks for: what is wrong in it is not read.

    Wrong::

        -- notes.yaml --
        citekit-ledger: 1
        notes:
          eleven: "@lee1990"

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- notes.yaml --
        citekit-ledger: 1
        notes:
          11: "@lee1990"

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
