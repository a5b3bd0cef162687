"""The rule CK414."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK414",
    "broken-quotation-file",
    tells=("quotation-form", "quotation-marks", "no-quotation", "empty-quotation"),
    severity=Severity.ERROR,
)
def broken_quotation_file(told: Told) -> Iterator[Found]:
    """A file of quotations that is not what docs/quotations.md asks for, or with markup that is not closed.

    Wrong::

        -- quotations.yaml --
        citekit-quotations: 1
        quotations:
          - txt: the harbour froze
            key: lee1990

    Right::

        -- quotations.yaml --
        citekit-quotations: 1
        quotations:
          - text: the harbour froze
            key: lee1990
    """
    yield told.passed_on()
