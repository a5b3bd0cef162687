"""The rule CK353."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS, institutions
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
    for name in entry.fields:
        if name in NAME_FIELDS:
            value = entry.value(name)
            for member in institutions(value):
                start = value.find(member)
                if start != -1:
                    fix = entry.replacing(name, f"{{{member}}}", start, start + len(member), safe=False)
                    message = f"{member!r} is read as a person"
                    yield entry.found(message, name, start, start + len(member), hint="put it in braces", fix=fix)
