"""The rule CK357."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.checks.naming import NAME_FIELDS, people
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity


@entries_rule("CK357", "swapped-name", severity=Severity.HINT)
def swapped_name(entries: Entries) -> Iterator[Found]:
    """A name whose parts are the other way round in other entries: "Ann, Lee" beside "Lee, Ann".

    Wrong::

        @book{lee1990, author = {Ann, Lee}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1991, author = {Lee, Ann}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bath}}
        @book{lee1992, author = {Lee, Ann}, title = {Rains}, date = {1992}, publisher = {Quay}, location = {Bath}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1991, author = {Lee, Ann}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bath}}
    """
    count: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], tuple[Entry, str]] = {}
    for entry in entries.entries:
        for name in NAME_FIELDS:
            if name in entry.fields:
                for person in people(entry.value(name)):
                    if person.given and not person.institution:
                        count[person.family, person.given] += 1
                        places.setdefault((person.family, person.given), (entry, name))
    for (family, given), (entry, name) in places.items():
        if count[given, family] > count[family, given]:
            start = max(entry.value(name).find(family), 0)
            message = f"'{family}, {given}' is '{given}, {family}' elsewhere"
            yield entry.found(message, name, start, start + len(family), hint="the family name stands before the comma")
