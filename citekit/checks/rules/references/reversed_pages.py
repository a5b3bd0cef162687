"""The rule CK330."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

_RANGE = pattern(r"(?<![\w.:-])(\d{1,6})\s*(?:--?|–|—)\s*((?!0\d)\d{1,6})(?![\w.:-])")


@entry_rule("CK330", "reversed-pages", fields=("pages",))
def reversed_pages(entry: Entry) -> Iterator[Found]:
    """Pages that go back: "45--32".

    An end that is written short is understood: "321--5" is 321 to 325. So are numbers of other shapes than figures.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {145--132}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {132--45}}
    """
    value = entry.value("pages")
    for found in _RANGE.finditer(value):
        first, last = found[1], found[2]
        if len(last) >= len(first) and int(last) < int(first):
            hint = f"{last}--{first}?"
            yield entry.found(f"the pages {found[0]!r} go back", "pages", found.start(), found.end(), hint=hint)
