"""The rule CK352."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, oddities
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK352", "names-not-parted", fields=NAME_FIELDS, severity=Severity.WARNING)
def names_not_parted(entry: Entry) -> Iterator[Found]:
    """Names that no "and" parts: with commas, semicolons or "&" between them they are one person.

    Wrong::

        @book{lee1990, author = {Lee, Ann; Kay, Bo}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann and Kay, Bo}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name in entry.fields:
        if name in NAME_FIELDS:
            for message, hint in oddities(entry.value(name)):
                yield entry.found(message, name, hint=hint)
