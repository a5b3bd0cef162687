"""The rule CK368."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.draft import VERBATIM
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_NO_TEXT = VERBATIM | {"abstract", "annotation", "annote", "keywords"}
# A backslash as a letter, before a sign that has one of its own or begins an accent.
_TWICE = pattern(
    r"(?:\\\\+|\{\\textbackslash(?: |\{\})?\}|\\textbackslash\{\}|\\textbackslash\s)\\?([&%$#_\"'^`])(?!\w+;)"
)


@entry_rule("CK368", "escaped-twice", severity=Severity.WARNING)
def escaped_twice(entry: Entry) -> Iterator[Found]:
    r"""Signs that were escaped twice on their way from one program to another, and are printed with a backslash.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides \\& Winds}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides \& Winds}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    if not entry.bib or not ("\\\\" in entry.values or "\\textbackslash" in entry.values):
        return
    for name, field in entry.fields.items():
        if "\\" in field.value and name not in _NO_TEXT:
            for found in _TWICE.finditer(field.value):
                if found[1] not in "&%$#_" and found[0].startswith("\\\\"):
                    continue  # a line break before a quotation
                new = "\\" + found[1]
                fix = entry.replacing(name, new, *found.span(), safe=False)
                yield entry.found(f"{found[0]!r} is escaped twice", name, *found.span(), hint=f"write {new}", fix=fix)
