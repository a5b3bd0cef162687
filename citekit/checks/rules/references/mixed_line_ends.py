"""The rule CK310."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK310", "mixed-line-ends", tells=("mixed-line-ends",), severity=Severity.HINT)
def mixed_line_ends(told: Told) -> Iterator[Found]:
    """A file whose lines do not all end alike.

    Programs read it; comparing two versions of it shows changes that are none.

    Wrong::

        % one␍
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        % one
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
