"""The rule CK325."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from citekit.bib.dates.date_fields import FIELDS
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_DATES = {"issued": ("date", "year"), "accessed": ("urldate",), "original-date": ("origdate",)}


def _parts(day: date) -> tuple[int, ...]:
    return day.year, day.month, day.day


@entry_rule("CK325", "future-date", fields=sorted(FIELDS), severity=Severity.WARNING)
def future_date(entry: Entry) -> Iterator[Found]:
    """A date that is still to come.

    The year after this one is let pass: books are dated ahead. So are works that say that they are forthcoming or in
    press (``pubstate``), and dates in words.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {2990}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990}}
    """
    for variable, told in entry.dates.dates.items():
        start = told.start
        if start and start[0] >= entry.today.year and variable in _DATES and not entry.has("pubstate"):
            ahead = 1 if variable == "issued" else 0
            field = entry.first(*_DATES[variable])
            if field and (
                start[0] > entry.today.year + ahead or (not ahead and start > _parts(entry.today)[: len(start)])
            ):
                yield entry.found(f"{entry.text(field)!r} is still to come", field, hint="check the year")
