"""The rule CK358."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.checks.naming import NAME_FIELDS, people
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity
from citekit.folding import folded


@entries_rule("CK358", "accents-left-out", severity=Severity.HINT)
def accents_left_out(entries: Entries) -> Iterator[Found]:
    """A person whose name has its accents in other entries and none here: styles take the two for two people.

    Told where the given names are the same, too. Which of the two is right, the title pages say.

    Wrong::

        @book{a90, author = {Dvorak, Jan}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{a91, author = {Dvořák, Jan}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{a90, author = {Dvořák, Jan}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{a91, author = {Dvořák, Jan}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bristol}}
    """
    accented: defaultdict[str, set[str]] = defaultdict(set)
    plain: list[tuple[Entry, str, str]] = []
    for entry in entries.entries:
        for name, field in entry.fields.items():
            if name in NAME_FIELDS:
                for person in people(field.value):
                    if person.given:
                        full = f"{person.family}, {person.given}"
                        if full.isascii():
                            plain.append((entry, name, full))
                        else:
                            accented[folded(full)].add(full)
    for entry, name, full in plain if accented else ():
        known = accented.get(folded(full), set())
        if len(known) == 1:
            start = max(entry.value(name).find(full.partition(",")[0]), 0)
            end = start + len(full.partition(",")[0])
            other = next(iter(known))
            yield entry.found(f"{full!r} is {other!r} elsewhere", name, start, end, hint="write the name in one way")
