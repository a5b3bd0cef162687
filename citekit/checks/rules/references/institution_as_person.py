"""The rule CK353."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, institutions, name_lists
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK353", "institution-as-person", fields=NAME_FIELDS, severity=Severity.WARNING)
def institution_as_person(entry: Entry) -> Iterator[Found]:
    """The name of an institution without braces around it: it is cut into given name and family name.

    Found by words that no person is called by: "Ministry", "University", "Bundesamt". Braces around the whole name
    keep it together.

    Wrong::

        @book{lee1990, author = {World Health Organization}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {{World Health Organization}}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name, names in name_lists(entry):
        for start, end, message, hint, new, _ in institutions(names):
            fix = entry.replacing(name, new, start, end, safe=False) if new else None
            yield entry.found(message, name, start, end, hint=hint, fix=fix)
