"""The rule CK320."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity
from citekit.nearest import did_you_mean

_LINKS = ("related", "xref", "entryset")


@entries_rule("CK320", "unresolved-link", severity=Severity.WARNING)
def unresolved_link(entries: Entries) -> Iterator[Found]:
    """An entry that names another one which is not there, by ``related``, ``xref`` or ``entryset``.

    What is taken over by ``crossref`` and ``xdata`` is the business of CK311.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          related = {lee1980}, relatedtype = {reprintof}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          related = {lee1980}, relatedtype = {reprintof}}
        @book{lee1980, author = {Lee, Ann}, title = {Ebb}, date = {1980}, publisher = {Quay}, location = {Bristol}}
    """
    known = {*entries.by_key, *(alias for alias, _ in entries.aliases())}
    for entry in entries.entries:
        for name in _LINKS:
            if name in entry.fields:
                value = entry.value(name)
                for key in value.split(","):
                    if key.strip() and key.strip() not in known:
                        start = value.index(key.strip())
                        message = f"the {name} {key.strip()!r} is not there"
                        hint = did_you_mean(key.strip(), known) or "give the file that has it, too"
                        yield entry.found(message, name, start, start + len(key.strip()), hint=hint)
