"""The rule CK376."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Edit, Fix, Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_PLACE = pattern(r"\s*([A-ZÀ-ÞА-Я][^\W\d_]+(?:[ -][^\W\d_]+){0,2}(?:, [A-Z]{2})?)\s*:\s+(\S.*)")


@entry_rule("CK376", "place-in-publisher", fields=("publisher",), severity=Severity.WARNING)
def place_in_publisher(entry: Entry) -> Iterator[Found]:
    """A publisher with its place before it: styles print the place apart, or leave it out.

    A colon is told where there is no place, or the same one: in other names of publishers it may stand.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {New York: Knopf}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Knopf}, location = {New York}}
    """
    value = entry.value("publisher")
    if ":" not in value or (found := _PLACE.match(value)) is None:
        return
    known = entry.text("location") or entry.text("address")
    if known in ("", found[1]):
        hint = f"write location = {{{found[1]}}}, publisher = {{{found[2].strip()}}}"
        message = f"the publisher has the place {found[1]!r} before it"
        yield entry.found(message, "publisher", *found.span(1), hint=hint, fix=_apart(entry, found, known))


def _apart(entry: Entry, found: re.Match[str], known: str) -> Fix | None:
    """Return the fix that gives the place a field of its own."""
    place = entry.place("publisher")
    if place == -1:
        return None
    edits = [Edit(entry.source.path, place, place + found.start(2), "")]
    if not known:
        start = entry.fields["publisher"].start
        edits.insert(0, Edit(entry.source.path, start, start, f"location = {{{found[1]}}}, "))
    return Fix("write the place in location", tuple(edits), safe=False)
