"""The rule CK328."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_YEAR = pattern(r"(?<!\d)\d{4}(?!\d)")


@entry_rule("CK328", "year-against-date", fields=("year",), severity=Severity.WARNING)
def year_against_date(entry: Entry) -> Iterator[Found]:
    """A ``year`` that says otherwise than the ``date`` beside it: the date is printed.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          year = {1991}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          year = {1990}}
    """
    if "date" in entry.fields and "year" in entry.fields:
        years = [set(_YEAR.findall(entry.value(name))) for name in ("date", "year")]
        if all(years) and not years[0] & years[1]:
            message = f"the year {entry.value('year')!r} is not that of the date"
            yield entry.found(message, "year", hint="keep the date alone")
