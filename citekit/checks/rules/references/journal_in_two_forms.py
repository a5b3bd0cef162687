"""The rule CK375."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.checks.titling import abbreviated
from citekit.findings import Severity


@entries_rule("CK375", "journal-in-two-forms", severity=Severity.HINT)
def journal_in_two_forms(entries: Entries) -> Iterator[Found]:
    """A journal that is abbreviated in one entry and in full in another.

    Told where every word of the short form begins a word of the long one, in order.

    Wrong::

        @article{a1, author = {Lee, Ann}, title = {Tides}, journaltitle = {American Historical Review}, volume = {3},
          pages = {3--9}, date = {1990}}
        @article{a2, author = {Kay, Bo}, title = {Winds}, journaltitle = {Amer. Hist. Rev.}, volume = {4},
          pages = {3--9}, date = {1991}}

    Right::

        @article{a1, author = {Lee, Ann}, title = {Tides}, journaltitle = {American Historical Review}, volume = {3},
          pages = {3--9}, date = {1990}}
    """
    first: dict[str, tuple[Entry, str]] = {}
    for entry in entries.entries:
        name = entry.first("journaltitle", "journal")
        if name:
            first.setdefault(entry.text(name), (entry, name))
    full = [title for title in first if "." not in title and " " in title]
    for title, (entry, name) in first.items():
        if "." in title and (meant := abbreviated(title, full)):
            yield entry.found(f"{title!r} is {meant!r} elsewhere", name, hint="write it in one way")
