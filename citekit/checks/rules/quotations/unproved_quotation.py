"""The rule CK405."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK405", "unproved-quotation", tells=("no-source", "unread-source"), severity=Severity.HINT)
def unproved_quotation(told: Told) -> Iterator[Found]:
    """A quotation of which nothing is proved: its file of quotations names a work without a source, or that is damaged.

    Sources that cannot be read, such as pictures of pages in a PDF file, are told of documents, too; works without a
    source are not.

    Wrong::

        -- quotations.yaml --
        citekit-quotations: 1
        quotations:
          - text: the harbour froze in that winter
            key: lee1990
            locator: p. 3

    Right::

        -- quotations.yaml --
        citekit-quotations: 1
        quotations:
          - text: the harbour froze in that winter
            key: lee1990
            locator: p. 3

        -- lee1990.txt --
        [p. 3]
        It was said that the harbour froze in that winter.
    """
    yield told.passed_on()
