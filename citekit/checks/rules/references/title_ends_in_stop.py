"""The rule CK362."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_LAST = pattern(r"(?<![.\w])[^\W\d_]{7,}(\.)\s*$")  # a long word is no abbreviation


@entry_rule("CK362", "title-ends-in-stop", fields=("title", "booktitle", "subtitle"), severity=Severity.HINT)
def title_ends_in_stop(entry: Entry) -> Iterator[Found]:
    """A full stop at the end of a title: styles put their own there.

    citekit prints one of the two; other programs print both. Abbreviations and initials at the end are let pass.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the Harbour.}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the Harbour}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name in ("title", "booktitle", "subtitle"):
        value = entry.value(name)
        if value.rstrip().endswith(".") and (found := _LAST.search(value)):
            fix = entry.replacing(name, "", *found.span(1), safe=False)
            yield entry.found("a full stop at the end of a title", name, *found.span(1), hint="take it out", fix=fix)
