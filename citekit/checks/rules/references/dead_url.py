"""The rule CK389."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK389", "dead-url", tells=("dead-url",), severity=Severity.WARNING, online=True)
def dead_url(told: Told) -> Iterator[Found]:
    """An address at which there is nothing any longer.

    Asked with ``--online`` alone (docs/check-online.md). Told where a server says that there is no such page (404), or
    no longer (410). One that refuses, is busy or gives no answer may have it. A host whose name nobody knows is a hint.

    Wrong::

        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010-05-01}, url = {https://www.example.org/gone}}

    Right::

        @online{lee2010, author = {Lee, Ann}, title = {Tides}, date = {2010-05-01}, url = {https://www.example.org/tides}}
    """
    yield told.passed_on()
