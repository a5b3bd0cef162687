"""The rule CK128."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.breaking import broken_lines
from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK128", "line-without-stop", severity=Severity.HINT)
def line_without_stop(document: Document) -> Iterator[Found]:
    """A line or paragraph that ends without a stop: it may be a heading, or break off.

    In a text recognised on printed pages a mark that went to the next line has the same effect. Where the last word
    leaves no doubt CK109 tells it.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay in the outer basin

        They lay there until May.3

    Right::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay in the outer basin.

        They lay there until May.3
    """
    for finding in broken_lines(document, surely=False):
        yield Found(finding.message, finding.where, finding.hint)
