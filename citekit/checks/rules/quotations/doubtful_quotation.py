"""The rule CK415."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK415", "doubtful-quotation", tells=("doubtful-quotation",), severity=Severity.HINT)
def doubtful_quotation(told: Told) -> Iterator[Found]:
    """Words in quotation marks that the source does not have so, and that may be no quotation of it.

    A few words whose note stands at the end of the sentence may be an expression or a title; a longer one whose note
    stands at the end of the paragraph may be of another work. So may one whose note cites works without a source, or
    pages that the source does not have; one in another language may be a translation; a PDF file without numbers of its
    pages counts them otherwise than the book. What is surer is told by CK401, CK402 and CK403.

    Wrong::

        -- text.md --
        The so-called “great frost” did not last; she wrote that “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter, and that nobody had seen the like before.

    Right::

        -- text.md --
        The frost did not last; she wrote that “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter, and that nobody had seen the like before.
    """
    yield told.passed_on()
