"""The rule CK326."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule


@entry_rule("CK326", "date-before-original", fields=("origdate", "origyear"))
def date_before_original(entry: Entry) -> Iterator[Found]:
    """A work that appeared before its original: ``date`` is earlier than ``origdate``.

    ``origdate`` is the date of the first edition of a reprint, or of what was translated (biblatex manual, 2.2.2).

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1960},
          origdate = {1990}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          origdate = {1960}}
    """
    issued, original = (entry.dates.dates.get(one) for one in ("issued", "original-date"))
    field = entry.first("origdate", "origyear")
    if field and issued and original and issued.start and original.start:
        last = issued.end or issued.start  # "199X" goes on to 1999, and "1990/.." is not over
        if issued.end == () or last[0] >= original.start[0]:
            return
        message = f"the original, of {original.start[0]}, is later than the work, of {last[0]}"
        yield entry.found(message, field, hint="origdate is the earlier one; were the two exchanged?")
