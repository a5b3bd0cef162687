"""The rule CK388."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK388", "unknown-doi", tells=("unknown-doi",), severity=Severity.ERROR, online=True)
def unknown_doi(told: Told) -> Iterator[Found]:
    """A DOI that is not registered: it leads nowhere.

    Asked with ``--online`` alone, of the resolver of all DOIs (docs/check-online.md). Where that gives no clear answer,
    nothing is told.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/gone}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182}}
    """
    yield told.passed_on()
