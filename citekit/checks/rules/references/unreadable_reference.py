"""The rule CK313."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK313", "unreadable-reference", tells=("csl-json", "ris", "json", "yaml", "key"), severity=Severity.ERROR)
def unreadable_reference(told: Told) -> Iterator[Found]:
    """A reference in CSL-JSON, CSL-YAML or RIS that is not what the format asks for, and is read in part or not at all.

    Wrong::

        -- library.json --
        [{"id": "lee1990", "type": "book", "title": ["Tides"], "issued": {"date-parts": [[1990]]}}]

    Right::

        -- library.json --
        [{"id": "lee1990", "type": "book", "title": "Tides", "author": [{"family": "Lee", "given": "Ann"}],
          "issued": {"date-parts": [[1990]]}, "publisher": "Quay", "publisher-place": "Bristol"}]
    """
    yield told.passed_on()
