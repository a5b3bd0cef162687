"""The rule CK323."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.dates.date_fields import FIELDS
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK323", "unreadable-date", fields=sorted(FIELDS), severity=Severity.WARNING)
def unreadable_date(entry: Entry) -> Iterator[Found]:
    """A date that cannot be read as one, or that no calendar has: it is printed as it stands.

    Dates are EDTF (biblatex manual, 2.3.8), or written in words in any of many languages; "n.d." and "forthcoming" are
    no dates and no faults.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol},
          date = {1990-02-31}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol},
          date = {1990-02-28}}
    """
    if entry.dates.problems:
        for problem in entry.dates.problems:
            if problem.field not in entry.fields or entry.is_reversed(problem.field):
                continue
            if problem.field != "year" or "date" not in entry.fields:  # else they disagree, which is CK328
                yield entry.found(problem.message, problem.field, hint=problem.hint)
