"""The rule CK376."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_PLACE = pattern(r"\s*([A-ZÀ-ÞА-Я][^\W\d_]+(?:[ -][^\W\d_]+){0,2}(?:, [A-Z]{2})?)\s*:\s+(\S.*)")


@entry_rule("CK376", "place-in-publisher", fields=("publisher",), severity=Severity.WARNING)
def place_in_publisher(entry: Entry) -> Iterator[Found]:
    """A publisher with its place before it: styles print the place apart, or leave it out.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {New York: Knopf}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Knopf}, location = {New York}}
    """
    value = entry.value("publisher")
    if ":" in value and not entry.has("location", "address") and (found := _PLACE.match(value)):
        hint = f"write location = {{{found[1]}}}, publisher = {{{found[2].strip()}}}"
        yield entry.found(f"the publisher has the place {found[1]!r} before it", "publisher", *found.span(1), hint=hint)
