"""The rule CK304."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK304", "repeated-field", tells=("duplicate-field",), severity=Severity.ERROR)
def repeated_field(told: Told) -> Iterator[Found]:
    """A field that stands twice in an entry: one of the two is not read.

    With the same value both times it is a warning.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, title = {Tide Tables}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, subtitle = {Tables}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    yield told.passed_on()
