"""The rule CK305."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK305", "duplicate-key", tells=("duplicate-key",), severity=Severity.ERROR)
def duplicate_key(told: Told) -> Iterator[Found]:
    """A key that two entries have: the second is not read.

    Entries that are the same throughout are a warning.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1990, author = {Lee, Ann}, title = {Ebbs}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990a, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1990b, author = {Lee, Ann}, title = {Ebbs}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
