"""The rule CK404."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK404", "ambiguous-quotation", tells=("ambiguous",), severity=Severity.HINT)
def ambiguous_quotation(told: Told) -> Iterator[Found]:
    """A quotation that stands at several places of its source, and the note does not say which is meant.

    Wrong::

        -- text.md --
        She wrote that “the harbour froze.”[^1]

        [^1]: [@lee1990].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        That year the harbour froze. It rained.
        [p. 9]
        And again the harbour froze. It snowed.

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
