"""The rule CK355."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TITLE = pattern(r"(?:^|\sand\s+|,\s*)\s*((?:Prof|Dr|Dott|PD|Dipl)\.(?:[\s~-]*(?:Dr|Ing|phil|med|jur|h)\.)*)(?=[\s~])")


@entry_rule("CK355", "title-before-name", fields=NAME_FIELDS, severity=Severity.HINT)
def title_before_name(entry: Entry) -> Iterator[Found]:
    """A title before a name: "Dr.", "Prof.".

    Source: CMOS 17, 14.73 (academic titles are left out); "Sir" and "Lady", which manuals differ about, are not told.

    Wrong::

        @book{lee1990, author = {Prof. Ann Lee}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for name in entry.fields:
        if name in NAME_FIELDS and "." in entry.value(name) and (found := _TITLE.search(entry.value(name))):
            yield entry.found(f"the title {found[1]!r} stands in a name", name, *found.span(1), hint="take it out")
