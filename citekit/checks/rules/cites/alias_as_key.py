"""The rule CK210."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Edit, Fix, Found, whole_rule
from citekit.findings import Severity


@whole_rule("CK210", "alias-as-key", severity=Severity.HINT)
def alias_as_key(whole: Whole) -> Iterator[Found]:
    """A work that is cited by one of its other keys.

    It is found by it all the same (biblatex manual, 3.14.3, the field “ids”); other programs may not know it.

    Wrong::

        -- text.md --
        Tides turn twice a day [@lee, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          ids = {lee}}

    Right::

        -- text.md --
        Tides turn twice a day [@lee1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          ids = {lee}}
    """
    for cites in whole.cites.values():
        for cite in cites:
            own = whole.aliases.get(cite.key)
            if own is None or cite.key in whole.known:
                continue
            fix = None
            if cite.key_at != -1:
                edit = Edit(cite.where.path, cite.key_at, cite.key_at + len(cite.key), own)
                fix = Fix(f"write {own}", (edit,))
            yield Found(f"{cite.key} is another key of {own}", cite.where, f"write {own}", fix, own, cite.note)
