"""The order of a bibliography and of the cites in a citation.

Source: CSL 1.0.2, Sorting. A key is worked out once for each item, and only where those before it are equal; texts
compare by ``collation``, items without a value come last whatever the direction, and equal items keep their order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from citekit.csl import nodes
from citekit.csl.collation import collator
from citekit.csl.compile import Program
from citekit.csl.conditions import Facts
from citekit.csl.context import Context
from citekit.csl.date import sort_text
from citekit.csl.item import Item
from citekit.csl.locales import Locale
from citekit.csl.number import is_numeric
from citekit.csl.numbering import padded
from citekit.csl.output import text_of
from citekit.csl.person import sort_name
from citekit.model import NUMBER_VARIABLES
from citekit.values import NamedTuple

T = TypeVar("T")


class Key(NamedTuple):
    """One ``cs:key``, compiled: what it reads of a cite, and the direction. *lasting* values are the item's own."""

    read: Callable[[Context], Any]
    descending: bool
    lasting: bool


class Sorting:
    """The keys of one section, compiled."""

    def __init__(self, style: nodes.StyleNode, section: nodes.Section, facts: Facts, locale: Locale) -> None:
        self._collate = collator(locale.language).loose  # "Sorting is case-insensitive": the next key decides
        self._style = style
        self._section = section
        self._facts = facts
        self._locale = locale
        self._demotion: Any = style.options.get("demote-non-dropping-particle", "display-and-sort")
        self.keys = tuple(Key(self._reader(key), key.descending, self._lasts(key)) for key in section.sort)

    def __bool__(self) -> bool:
        """Tell if there is any key."""
        return bool(self.keys)

    def _lasts(self, key: nodes.SortKey) -> bool:
        numbered = self._facts.known("variable", "citation-number")
        return key.variable != "citation-number" and not self._facts.of_macro(key.macro) & numbered

    def order_items(self, items: Sequence[Item], context: Callable[[Item], Context]) -> list[Item]:
        """Return *items* sorted for a bibliography; what a key reads of an item is kept with it."""

        def column(number: int, places: list[int]) -> list[Any]:
            key = self.keys[number]
            chosen = [items[place] for place in places]
            for item in chosen:
                if number not in item.sort_values or not key.lasting:
                    item.sort_values[number] = key.read(context(item))
            return [item.sort_values[number] for item in chosen]

        return [items[place] for place in self._order(list(range(len(items))), column)]

    def order(self, cites: Sequence[T], context: Callable[[T], Context]) -> list[T]:
        """Return *cites* sorted; *context* makes what a key may read."""
        if not self.keys or len(cites) < 2:
            return list(cites)
        contexts = [context(cite) for cite in cites]

        def column(number: int, places: list[int]) -> list[Any]:
            return [self.keys[number].read(contexts[place]) for place in places]

        return [cites[place] for place in self._order(list(range(len(cites))), column)]

    def _order(self, places: list[int], column: Callable[[int, list[int]], list[Any]], number: int = 0) -> list[int]:
        """Return *places* sorted by the key *number*, and those that it does not tell apart by the keys after it.

        *column* reads a key at places.
        """
        if number == len(self.keys) or len(places) < 2:
            return places
        values = dict(zip(places, column(number, places), strict=True))
        full = [place for place in places if values[place] != ""]
        full.sort(key=values.__getitem__, reverse=self.keys[number].descending)
        order: list[int] = []
        start = 0
        for end in range(1, len(full) + 1):
            if end == len(full) or values[full[end]] != values[full[start]]:
                alike = full[start:end]
                order += alike if len(alike) == 1 else self._order(alike, column, number + 1)
                start = end
        empty = [place for place in places if values[place] == ""] if len(full) < len(places) else []
        return order + self._order(empty, column, number + 1)

    def _reader(self, key: nodes.SortKey) -> Callable[[Context], Any]:
        if key.macro:
            return self._macro(key)
        name = key.variable
        if name == "citation-number":
            return lambda ctx: ctx.citation_number or ""

        def read(ctx: Context) -> Any:
            item = ctx.item
            if name in item.dates:
                return self._text(sort_text(item.dates[name]))
            if name in item.names:
                people = [" ".join(sort_name(person.name, self._demotion)) for person in item.names[name]]
                return self._text("  ".join(people))
            text = item.plain(name)
            if text and name in NUMBER_VARIABLES and is_numeric(text):
                return self._text(padded(text))
            return self._text(text)

        return read

    def _macro(self, key: nodes.SortKey) -> Callable[[Context], Any]:
        overrides = {"name-as-sort-order": "all", "sort-separator": " ", **key.names}
        program = Program(self._style, self._section, self._facts, self._locale, overrides, sorting=True)

        def read(ctx: Context) -> Any:
            fresh = Context(ctx.item, ctx.facts)
            fresh.citation_number = ctx.citation_number
            fresh.locator, fresh.label, fresh.hints = ctx.locator, ctx.label, None
            out: list[Any] = []
            program.macro(key.macro, ctx.facts)(fresh, out)
            return self._text(text_of(out))

        return read

    def _text(self, text: str) -> Any:
        text = text.strip()
        return self._collate(text) if text else ""
