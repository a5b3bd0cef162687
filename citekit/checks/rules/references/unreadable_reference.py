"""The rule CK313."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity
from citekit.values import replace


@told_rule(
    "CK313",
    "unreadable-reference",
    tells=("csl-json", "csl-yaml", "yaml", "ris", "date", "unknown-field"),
    severity=Severity.ERROR,
)
def unreadable_reference(told: Told) -> Iterator[Found]:
    """A reference in CSL-JSON, CSL-YAML or RIS that is not what the format asks for, and is read in part or not at all.

    A value of the wrong shape is a warning, a tag that RIS does not have a hint: it is kept, and printed nowhere.
    Sources: the CSL-JSON schema of CSL 1.0.2; YAML 1.2.2; RIS Format Specifications (2011).

    Wrong::

        -- library.json --
        [{"id": "lee1990", "type": "book", "title": ["Tides"], "issued": {"date-parts": [[1990]]}}]

    Right::

        -- library.json --
        [{"id": "lee1990", "type": "book", "title": "Tides", "author": [{"family": "Lee", "given": "Ann"}],
          "issued": {"date-parts": [[1990]]}, "publisher": "Quay", "publisher-place": "Bristol"}]
    """
    found = told.passed_on()
    yield replace(found, severity=Severity.HINT) if told.finding.rule == "unknown-field" else found
