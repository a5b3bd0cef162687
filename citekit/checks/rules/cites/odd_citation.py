"""The rule CK211."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK211",
    "odd-citation",
    tells="odd-citation citation-markup near-cite unknown-locator-label".split(),
    severity=Severity.WARNING,
)
def odd_citation(told: Told) -> Iterator[Found]:
    """A citation that is written otherwise than its format asks for, and so perhaps not read as it is meant.

    Wrong::

        -- notes.yaml --
        citekit-ledger: 1
        notes:
          1:
            cites:
              - key: lee1990
                locator: {pgae: "3"}

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- notes.yaml --
        citekit-ledger: 1
        notes:
          1:
            cites:
              - key: lee1990
                locator: {page: "3"}

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
