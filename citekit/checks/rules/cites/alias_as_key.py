"""The rule CK210."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity


@whole_rule("CK210", "alias-as-key", severity=Severity.HINT)
def alias_as_key(whole: Whole) -> Iterator[Found]:
    """A work that is cited by another key than its own.

    An entry may have other keys (``ids``, biblatex manual, 2.2.3), such as the one that it had before two were merged.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee90, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, ids = {lee90}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for cites in whole.cites.values():
        for cite in cites:
            if cite.key in whole.aliases:
                own = whole.aliases[cite.key]
                message = f"{str(cite.key)!r} is another key of {str(own)!r}"
                yield Found(message, cite.where, f"write {own}", key=cite.key, note=cite.note)
