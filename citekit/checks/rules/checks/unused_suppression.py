"""CK001."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.checks.suppressions import UNUSED


@told_rule("CK001", UNUSED, tells=(UNUSED,))
def unused_suppression(told: Told) -> Iterator[Found]:
    """A comment that keeps nothing quiet.

    What it was for has been mended, or stands elsewhere. Rules that are not run are not counted: a comment for a hint
    stays, and is needed, when hints are run again.

    Wrong::

        % citekit: ignore[CK340] the publisher says so
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        % citekit: ignore[CK340] the publisher says so
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          doi = {10:1000}}
    """
    yield told.passed_on()
