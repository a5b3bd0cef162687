"""The rule CK202."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity

_PARENTS = frozenset(("set", "xdata", "collection", "proceedings", "mvbook", "mvcollection"))


@whole_rule("CK202", "uncited-entry", severity=Severity.HINT)
def uncited_entry(whole: Whole) -> Iterator[Found]:
    """A reference that no document cites.

    Told where all documents of a project are checked, and not of works that a document lists uncited ("nocite").

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: So it was.

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if not whole.complete or "*" in whole.named or not whole.cites:
        return
    cited = {whole.aliases.get(cite.key, cite.key) for cites in whole.cites.values() for cite in cites}
    for key, entry in whole.known.items():
        if key not in cited and key not in whole.named and entry.type not in _PARENTS:
            yield Found(f"no document cites {str(key)!r}", entry.where, "take it out, or cite it", key=key)
