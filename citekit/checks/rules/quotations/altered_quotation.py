"""The rule CK401."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity

_HINT = "citekit verify shows the difference word by word"


@told_rule("CK401", "altered-quotation", tells=("altered",), severity=Severity.ERROR)
def altered_quotation(told: Told) -> Iterator[Found]:
    """A quotation that stands otherwise in its source: a word, number, negation or clause is changed and not marked.

    The source is a file that the settings, the entry or the folder name (docs/verify.md); what a rule set lets change
    silently is no alteration, nor is what stands in brackets or behind an ellipsis.

    Wrong::

        -- text.md --
        She wrote that “the harbour thawed in that winter.”[^1]

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
    one = told.finding
    yield Found(one.message, one.where, one.hint or _HINT, key=one.key, severity=one.severity)
