"""The rule CK394."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TITLES = ("title", "subtitle", "booktitle")
_ALONE = pattern(r"(?<=\w)\s+(-)\s+(?=\w)")


@entry_rule("CK394", "hyphen-as-dash", fields=_TITLES, severity=Severity.HINT)
def hyphen_as_dash(entry: Entry) -> Iterator[Found]:
    """A hyphen between blanks, where a dash is meant, or a colon before a subtitle.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides - A History}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides – A History}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name in _TITLES:
        if " - " in entry.value(name):
            for found in _ALONE.finditer(entry.value(name)):
                fix = entry.replacing(name, "–", *found.span(1), safe=False)
                yield entry.found("a hyphen as a dash", name, *found.span(1), hint="write –, or a colon", fix=fix)
