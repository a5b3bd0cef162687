"""The rule CK206."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_LETTER = pattern(r"(?<![\w.])(?:\d{1,5}[oOlI]\d{0,4}|[lO]\d{2,4})(?!\w)")
_TWICE = pattern(r"\s*,?\s*(pp?\.|S\.|pages?)\s*(?:pp?\.|S\.|pages?)\s*\d", re.IGNORECASE)
_DASHES = "-‐‑–—"
_OPEN = pattern(r"\s*[-‐‑–—](?!\w)")
_TWO_DASHES = pattern(r"\d\s*[-–—]+\s*\d+\s*[-–—]+\s*\d")


@cite_rule("CK206", "malformed-locator", severity=Severity.WARNING)
def malformed_locator(cited: Cited) -> Iterator[Found]:
    """Pages in a locator that cannot be right: “29o”, “290–”, “290-95-99”, “p. p. 3”.

    A letter was typed for a figure, the end of a range was lost, or the label stands there twice, which is printed as
    words. Archives, sections and whatever is not counted in pages have numbers of their own shapes.

    Wrong::

        -- text.md --
        Tides turn twice a day [@lee1990, 29o].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Wrong::

        -- text.md --
        Tides turn twice a day [@lee1990, p. 290-].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        Tides turn twice a day [@lee1990, 290–91].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite = cited.cite
    where = cite.at_locator
    if cite.locator is None or cite.locator.label != "page":
        found = _TWICE.match(cite.suffix)
        if found:
            hint = "write the label once"
            yield Found(f"the label {found[1]!r} stands there twice", cite.where, hint, key=cite.key, note=cite.note)
        return
    value = cite.locator.value
    if letter := _LETTER.search(value):
        right = letter[0].replace("o", "0").replace("O", "0").replace("l", "1").replace("I", "1")
        yield Found(f"a letter stands in the number {letter[0]!r}", where, f"{right}?", key=cite.key, note=cite.note)
    elif value[-1:] in _DASHES or _OPEN.match(cite.suffix):
        hint = "write the last page, or “ff.”"
        yield Found(f"the range {value.rstrip(_DASHES)!r} has no end", where, hint, key=cite.key, note=cite.note)
    elif _TWO_DASHES.search(value):
        yield Found(f"{value!r} is no range", where, "part pages with commas", key=cite.key, note=cite.note)
