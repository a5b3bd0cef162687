"""The rule CK402."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK402", "quotation-not-found", tells=("not-found",), severity=Severity.ERROR)
def quotation_not_found(told: Told) -> Iterator[Found]:
    """A quotation of which the source has nothing.

    Wrong::

        -- text.md --
        She wrote that “seven grey owls sang of forgotten lanterns.”[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter, and that nobody had seen the like before.

    Right::

        -- text.md --
        She wrote that “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter, and that nobody had seen the like before.
    """
    yield told.passed_on()
