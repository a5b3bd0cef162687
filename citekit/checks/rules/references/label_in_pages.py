"""The rule CK332."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_LABEL = pattern(r"\s*((?:pp?|pages?|S|Seiten?|págs?|стр|с)(?:\.[\s~]*|[\s~]+))(?=\d)", re.IGNORECASE)


@entry_rule("CK332", "label-in-pages", fields=("pages",), severity=Severity.WARNING)
def label_in_pages(entry: Entry) -> Iterator[Found]:
    """A label typed before the pages ("pp."): styles print it themselves, and it stands twice.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {pp. 132--145}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {132--145}}
    """
    value = entry.value("pages")
    if found := _LABEL.match(value):
        fix = entry.replacing("pages", "", *found.span(1))
        message = f"{found[1].strip()!r} stands before the pages"
        yield entry.found(message, "pages", *found.span(1), hint="take it out: styles print it", fix=fix)
