"""CK301."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK301",
    "broken-entry",
    tells=(
        "unclosed-entry unclosed-brace unclosed-quote brace-in-quotes stray-text missing-key text-like-data lost-entry"
    ).split(),
    severity=Severity.ERROR,
)
def broken_entry(told: Told) -> Iterator[Found]:
    """An entry that is not closed, or not read as a whole: what it says may be lost.

    Wrong::

        @book{a, author = {Ann Lee}, title = {Tides, date = {1990}}

    Right::

        @book{a, author = {Ann Lee}, title = {Tides}, date = {1990}}
    """
    yield told.passed_on()
