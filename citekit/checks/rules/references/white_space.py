"""The rule CK372."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_BLANKS = pattern(r"^ +(?=\S)|(?<=\S) +$|(?<=[^\s.!?:;])  +(?=\S)")


@entry_rule("CK372", "white-space", severity=Severity.HINT)
def white_space(entry: Entry) -> Iterator[Found]:
    """A blank too many at the beginning or end of a field, or two in a row.

    No program prints it. Line breaks in a value, and two blanks behind a sentence, are no fault.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides  of the North}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    if entry.bib:
        for name, field in entry.fields.items():
            if "  " in field.value or field.value[:1] == " " or field.value[-1:] == " ":
                if entry.place(name) == -1:
                    continue  # it stands in a @string
                for found in _BLANKS.finditer(field.value):
                    new = "" if found.start() == 0 or found.end() == len(field.value) else " "
                    fix = entry.replacing(name, new, *found.span())
                    yield entry.found("a blank too many", name, *found.span(), hint="take it out", fix=fix)
