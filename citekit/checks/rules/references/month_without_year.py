"""The rule CK329."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_DATES = ("year", "date", "issued", "publicationdate", "pubdate", "eventdate", "pubstate")


@entry_rule("CK329", "month-without-year", fields=("month", "day"), severity=Severity.WARNING)
def month_without_year(entry: Entry) -> Iterator[Found]:
    """A month or day of no year: nothing of it is printed.

    Source: biblatex manual, 2.3.8 (``month`` goes with ``year``). A year that is taken over by ``crossref`` counts.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, month = may,
          pages = {3--9}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, month = may,
          year = {1990}, pages = {3--9}}
    """
    name = entry.first("month", "day")
    if name and not entry.has(*_DATES):
        yield entry.found(f"a {name} without a year", name, hint="add year = {…}")
