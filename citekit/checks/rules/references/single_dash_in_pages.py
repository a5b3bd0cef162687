"""The rule CK331."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_HYPHEN = pattern(r"(?<![\w.:-])\d{1,6}\s?(-)\s?(?=(?!0\d)\d{1,6}(?![\w.:-]))")


@entry_rule("CK331", "single-dash-in-pages", fields=("pages",), severity=Severity.HINT)
def single_dash_in_pages(entry: Entry) -> Iterator[Found]:
    """A hyphen between pages where BibTeX has two.

    citekit and biber print a dash either way; BibTeX's own styles print a hyphen.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {132-145}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {132--145}}
    """
    value = entry.value("pages")
    if entry.bib:
        for found in _HYPHEN.finditer(value):
            fix = entry.replacing("pages", "--", *found.span(1))
            yield entry.found("a hyphen between two pages", "pages", *found.span(1), hint="write --", fix=fix)
