"""The rule CK405."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK405", "unproved-quotation", tells=("no-source",), severity=Severity.HINT)
def unproved_quotation(told: Told) -> Iterator[Found]:
    """A quotation of a file of quotations whose source is not there, so that nothing is proved.

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
