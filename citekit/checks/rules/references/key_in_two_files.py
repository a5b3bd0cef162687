"""The rule CK339."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity
from citekit.folding import title_key


@entries_rule("CK339", "key-in-two-files", severity=Severity.WARNING)
def key_in_two_files(entries: Entries) -> Iterator[Found]:
    """A key that stands for one work in one file and for another in the next.

    Where both files are read, a cite of it finds the work of the first. Copies of one entry in two files are not
    reported.

    Wrong::

        -- first.bib --
        @book{lee, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990}}
        -- second.bib --
        @book{lee, author = {Lee, Bo}, title = {Hills}, publisher = {Quay}, location = {Bristol}, date = {1975}}

    Right::

        -- first.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990}}
        -- second.bib --
        @book{lee1975, author = {Lee, Bo}, title = {Hills}, publisher = {Quay}, location = {Bristol}, date = {1975}}
    """
    if len(entries.sources) > 1:
        for entry in entries.entries:
            first = entries.by_key[entry.key]
            if first is not entry and _title(first) and _title(entry) and _title(first) != _title(entry):
                message = f"the key {entry.key!r} stands for another work in {first.where.path}"
                yield entry.found(message, hint=f"rename one of them; the other is in {first.where}")


def _title(entry: Entry) -> str:
    return title_key(entry.text("title"))
