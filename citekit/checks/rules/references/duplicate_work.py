"""The rule CK321."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.library import Entries
from citekit.checks.likeness import SURE, pairs
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity


@entries_rule("CK321", "duplicate-work", severity=Severity.WARNING)
def duplicate_work(entries: Entries) -> Iterator[Found]:
    """Two entries for one publication.

    Told are pairs of which there is no doubt: the same author and year, and a title of three words and more, a DOI or
    another identifier, and nothing (an edition, a volume) that tells them apart. ``citekit duplicates`` proposes how
    to make one of them.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North}, date = {1990}, publisher = {Quay},
          location = {Bristol}, isbn = {978-0-19-502697-9}}
        @book{lee90, author = {Lee, A.}, title = {Tides of the North}, date = {1990}, publisher = {Quay},
          location = {Bristol}, isbn = {0-19-502697-7}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North}, date = {1990}, publisher = {Quay},
          location = {Bristol}, isbn = {978-0-19-502697-9}, ids = {lee90}}
    """
    for first, second in pairs(entries, least=SURE):
        entry = entries.by_key[second]
        where = entries.by_key[first].where
        hint = f"keep one; citekit duplicates says how. The other is in {where}"
        yield entry.found(f"{second!r} is the same work as {first!r}", hint=hint)
