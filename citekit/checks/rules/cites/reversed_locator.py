"""The rule CK205."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.patterns import pattern

_RANGE = pattern(r"(?<![\w.:§-])(\d{1,6})\s*[-–—]+\s*(\d{1,6})(?![\w.:-])")


@cite_rule("CK205", "reversed-locator")
def reversed_locator(cited: Cited) -> Iterator[Found]:
    """A range in a locator that goes back: "pp. 45–32".

    An end that is written short is understood: "321–5" is 321 to 325.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, pp. 45–32].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, pp. 321–5].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite = cited.cite
    if cite.locator is not None:
        for found in _RANGE.finditer(cite.locator.value):
            first, last = found[1], found[2]
            if len(last) >= len(first) and int(last) < int(first):
                message = f"the range {found[0]!r} goes back"
                yield Found(message, cite.where, f"{last}–{first}?", key=cite.key, note=cite.note)
