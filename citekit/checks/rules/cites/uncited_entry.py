"""The rule CK202."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity

_PARENTS = frozenset(
    "book bookinbook collection mvbook mvcollection mvproceedings mvreference periodical proceedings reference "
    "set".split()
)
"""Types of works that others are parts of: these take their fields over, and are cited."""


@whole_rule("CK202", "uncited-entry", severity=Severity.HINT)
def uncited_entry(whole: Whole) -> Iterator[Found]:
    """An entry that no document cites.

    It is told only where all documents of the project are checked. Works that others are parts of, and those that a
    document lists uncited, are not meant.

    Wrong::

        -- text.md --
        Tides turn twice a day [@lee1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{roe1991, author = {Roe, Tom}, title = {Currents}, date = {1991}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        Tides turn twice a day [@lee1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if not whole.complete or not whole.cites or "*" in whole.named:
        return
    cited = {whole.aliases.get(cite.key, cite.key) for cites in whole.cites.values() for cite in cites}
    has_parts = any("crossref" in entry.fields or "xref" in entry.fields for entry in whole.known.values())
    for key, entry in whole.known.items():
        if key in cited or key in whole.named or (has_parts and entry.type in _PARENTS):
            continue
        yield Found(f"nothing cites {key}", entry.where, "take it out, or list it with nocite", key=key)
