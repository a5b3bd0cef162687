"""The rule CK335."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.mapping.pages import page_count
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK335", "count-in-pages", fields=("pages",), severity=Severity.HINT)
def count_in_pages(entry: Entry) -> Iterator[Found]:
    """How many pages a work has, in the field that says on which pages it stands.

    "340 pp." is a length, and belongs in ``pagetotal`` (biblatex manual, 2.2.2); in ``pages`` it is printed as a place.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          pages = {xii+340 pp.}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          pagetotal = {xii+340}}
    """
    value = entry.value("pages").strip()
    if value and not value[-1].isdecimal() and (count := page_count(entry.text("pages"))):
        fix = entry.renaming("pages", "pagetotal", safe=False)
        yield entry.found(f"{value!r} counts pages", "pages", hint=f"write pagetotal = {{{count}}}", fix=fix)
