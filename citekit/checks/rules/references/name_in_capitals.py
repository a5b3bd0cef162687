"""The rule CK350."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, capitals, name_lists
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK350", "name-in-capitals", fields=NAME_FIELDS, severity=Severity.WARNING)
def name_in_capitals(entry: Entry) -> Iterator[Found]:
    """A name all in capitals: styles print it so, and sort it right, but no style makes "Smith" of "SMITH".

    Families of three letters and fewer, and names of one word, which may be acronyms, are let pass; so are institutions
    in braces.

    Wrong::

        @book{lee1990, author = {LEEWARD, ANN}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Leeward, Ann}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name, names in name_lists(entry):
        for family in capitals(names):
            start = names.index(family)
            hint = f"write {family.title()}"
            fix = entry.replacing(name, family.title(), start, start + len(family), safe=False)
            message = f"the name {family!r} is in capitals"
            yield entry.found(message, name, start, start + len(family), hint=hint, fix=fix)
