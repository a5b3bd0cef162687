"""The rule CK377."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_FIRST = 1900


@entry_rule("CK377", "publisher-without-place", severity=Severity.HINT)
def publisher_without_place(entry: Entry) -> Iterator[Found]:
    """A book from before 1900 with a publisher and no place: the place says more of old books, and manuals ask for it.

    Source: CMOS 17, 14.128 (for books before 1900 the place may stand alone).

    Wrong::

        @book{lee1850, author = {Lee, Ann}, title = {Tides}, date = {1850}, publisher = {Quay}}

    Right::

        @book{lee1850, author = {Lee, Ann}, title = {Tides}, date = {1850}, publisher = {Quay}, location = {Bristol}}
    """
    if entry.has("publisher") and not entry.has("location", "address"):
        issued = entry.dates.dates.get("issued")
        if issued and issued.start and issued.start[0] < _FIRST:
            yield entry.found("an old book without its place", "publisher", hint="add location")
