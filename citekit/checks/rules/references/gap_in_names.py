"""The rule CK359."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, gaps, name_lists
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK359", "gap-in-names", fields=NAME_FIELDS, severity=Severity.WARNING)
def gap_in_names(entry: Entry) -> Iterator[Found]:
    """An "and" or a comma in a list of names with no name beside it: a name is lost, or biber stops there.

    citekit reads the names that are there. The fix takes out what stands alone; look whether a name is missing.

    Wrong::

        @book{lee1990, author = {Lee, Ann and and Kay, Bo}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
        @book{lee1991, author = {Lee, Ann,}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann and Kay, Bo}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name, names in name_lists(entry):
        for start, end, message, hint, new, safe in gaps(names):
            fix = entry.replacing(name, new or "", start, end, safe=safe)
            yield entry.found(message, name, start, end, hint=hint, fix=fix)
