"""The rule CK324."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.dates.date_fields import FIELDS
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule


@entry_rule("CK324", "reversed-dates", fields=sorted(FIELDS))
def reversed_dates(entry: Entry) -> Iterator[Found]:
    """A range of dates that ends before it begins.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol},
          date = {1992/1990}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol},
          date = {1990/1992}}
    """
    for problem in entry.dates.problems:
        if problem.field in entry.fields and entry.is_reversed(problem.field):
            yield entry.found(problem.message, problem.field, hint="write the earlier date first")
