"""The rule CK205."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_RANGE = pattern(r"(?<![\w.:/–-])(\d{1,6})\s*(?:-{1,2}|[‐‑–—])\s*(\d{1,6})(?![\w.:/–-])")
_COUNTED = frozenset("column figure folio line note page table timestamp verse".split())


@cite_rule("CK205", "reversed-locator", severity=Severity.ERROR)
def reversed_locator(cited: Cited) -> Iterator[Found]:
    """A range in a locator that goes back: “45–23”.

    An end that is written short is understood: “321–5” is 321 to 325. Sections, chapters and paragraphs have numbers
    of other shapes, “3-1”, and are let pass.

    Wrong::

        -- text.md --
        Tides turn twice a day [@lee1990, 45–23].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        Tides turn twice a day [@lee1990, 321–5].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    locator = cited.cite.locator
    if locator is None or locator.label not in _COUNTED:
        return
    for found in _RANGE.finditer(locator.value):
        first, last = found[1], found[2]
        if len(last) >= len(first) and int(last) < int(first):
            message = f"the range {found[0]!r} goes back"
            hint = f"{last}–{first}?"
            where = cited.cite.at_locator
            yield Found(message, where, hint, key=cited.cite.key, note=cited.cite.note)
