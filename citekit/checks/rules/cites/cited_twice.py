"""The rule CK208."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity
from citekit.model import Key, Locator


@whole_rule("CK208", "cited-twice", severity=Severity.WARNING)
def cited_twice(whole: Whole) -> Iterator[Found]:
    """One place of one work that is cited twice in one citation.

    Wrong::

        -- text.md --
        Tides turn twice a day [@lee1990, 12; @lee1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        Tides turn twice a day [@lee1990, 12; @lee1990, 14].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for cites in whole.cites.values():
        seen: set[tuple[int, Key, Locator | None, str]] = set()
        for cite in cites:
            same = (cite.citation, whole.aliases.get(cite.key, cite.key), cite.locator, cite.suffix)
            if same in seen:
                place = f", {cite.locator.value}," if cite.locator else ""
                message = f"{cite.key}{place} is cited twice in one citation"
                yield Found(message, cite.where, "take one of them out", key=cite.key, note=cite.note)
            seen.add(same)
