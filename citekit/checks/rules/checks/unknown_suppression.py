"""CK002."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.checks.suppressions import UNKNOWN


@told_rule("CK002", UNKNOWN, tells=(UNKNOWN,))
def unknown_suppression(told: Told) -> Iterator[Found]:
    """A comment that names a rule which is not there: it keeps nothing quiet.

    Wrong::

        % citekit: ignore[CK9340]
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        % citekit: ignore[CK340]
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          doi = {10:1000}}
    """
    yield told.passed_on()
