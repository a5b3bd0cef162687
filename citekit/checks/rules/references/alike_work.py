"""The rule CK322."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.library import Entries
from citekit.checks.likeness import SURE, pairs
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity


@entries_rule("CK322", "alike-work", severity=Severity.HINT)
def alike_work(entries: Entries) -> Iterator[Found]:
    """Two entries that may be one publication.

    Told are pairs that ``citekit duplicates`` proposes, but for those of which there is no doubt (CK321).

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North Sea}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
        @book{lee90, author = {Lee, A.}, title = {Tides of the North Sea}, date = {1990}, publisher = {Quay Press},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the North Sea}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
        @book{lee1991, author = {Lee, Ann}, title = {Winds of the South Sea}, date = {1991}, publisher = {Quay},
          location = {Bristol}}
    """
    sure = set(pairs(entries, least=SURE))
    for first, second in pairs(entries, least=0.0):
        if (first, second) not in sure:
            hint = f"compare it with {first!r} in {entries.by_key[first].where}"
            yield entries.by_key[second].found(f"{second!r} may be the same work as {first!r}", hint=hint)
