"""The rule CK208."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity


@whole_rule("CK208", "cited-twice", severity=Severity.WARNING)
def cited_twice(whole: Whole) -> Iterator[Found]:
    """One work with the same locator twice in a note.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3; @lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3; @lee1990, p. 9].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for cites in whole.cites.values():
        for before, cite in pairwise(cites):
            alike = before.key == cite.key and before.locator == cite.locator and before.suffix == cite.suffix
            if alike and cite.note and before.note == cite.note and not cite.suffix:
                message = f"{str(cite.key)!r} is cited twice in note {cite.note}, with the same locator"
                yield Found(message, cite.where, "take one of them out", key=cite.key, note=cite.note)
