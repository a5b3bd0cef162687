"""The rule CK352."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, name_lists, not_parted
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK352", "names-not-parted", fields=NAME_FIELDS, severity=Severity.WARNING)
def names_not_parted(entry: Entry) -> Iterator[Found]:
    """Names that no "and" parts: with commas, semicolons or "&" between them they are one person.

    Source: biblatex manual, 2.2.1. A comma alone may also stand between a family name and a given name ("García
    Márquez, Gabriel José"): told is only what cannot be read so.

    Wrong::

        @book{lee1990, author = {Lee, Ann; Kay, Bo}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
        @book{lee1991, author = {A. Lee, B. Kay and C. Day}, title = {Winds}, date = {1991}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann and Kay, Bo}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
        @book{lee1991, author = {A. Lee and B. Kay and C. Day}, title = {Winds}, date = {1991}, publisher = {Quay},
          location = {Bristol}}
    """
    for name, names in name_lists(entry):
        for flaw in not_parted(names):
            start, end, message, hint, new, safe = flaw
            fix = entry.replacing(name, new, start, end, safe=safe) if new else None
            yield entry.found(message, name, start, end, hint=hint, fix=fix)
