"""The rule CK403."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK403", "wrong-page", tells=("wrong-page",), severity=Severity.ERROR)
def wrong_page(told: Told) -> Iterator[Found]:
    """A quotation that stands in its source in these words, and on another page than is cited.

    Wrong::

        -- text.md --
        She wrote that “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990, p. 4].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter, and that nobody had seen the like before.
        [p. 4]
        The ships lay there until May, and the captains went home.

    Right::

        -- text.md --
        She wrote that “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter, and that nobody had seen the like before.
        [p. 4]
        The ships lay there until May, and the captains went home.
    """
    yield told.passed_on()
