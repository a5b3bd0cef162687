"""The rule CK337."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK337", "empty-field", severity=Severity.HINT)
def empty_field(entry: Entry) -> Iterator[Found]:
    """A field with nothing in it.

    It counts as one that is not there, for BibTeX, biber and citekit alike; it is either forgotten or can go.

    Wrong::

        @book{a, author = {Ann Lee}, title = {Tides}, date = {1990}, location = {London}, note = {}}

    Right::

        @book{a, author = {Ann Lee}, title = {Tides}, date = {1990}, location = {London}}
    """
    for name, field in entry.fields.items():
        if not field.value or field.value.isspace():
            yield entry.found(f"the field {name!r} is empty", name, hint="fill it in, or take it out")
