"""A document that is being edited: its citations, set, and what an edit changes in them.

Every edit runs the passes of ``processor`` again over plain values, but renders only citations whose inputs
changed: a citation's text is kept under all that it depends on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from citekit.csl import bibliography as listing
from citekit.csl.item import Item, Person
from citekit.csl.position import Position, beginnings, positions
from citekit.csl.processor import (
    CitationInput,
    CompiledStyle,
    Registry,
    author_in_text,
    citation_input,
    order_cites,
    register,
    render_citation,
    tell_apart,
)
from citekit.model import Bibliography, Citation, Key, Reference
from citekit.richtext import Inlines
from citekit.values import NamedTuple


class Placed(NamedTuple):
    """A citation of a document: its identifier and what it cites."""

    name: str
    citation: CitationInput


class Document:
    """An editing session: citations in order, and their current texts.

    ``arrange`` takes the whole order at once, as word processors report it; ``insert``, ``change``, ``remove`` and
    ``move`` are single edits. All of them return the texts that changed or are new, by citation. A citation of what
    no reference is there for raises KeyError, and the document stays as it was.
    """

    def __init__(self, style: CompiledStyle, references: Mapping[Key, Reference], uncited: Sequence[str] = ()) -> None:
        """Begin an empty document; *references* may grow while it is edited."""
        self._style = style
        self._references = references
        self._uncited = tuple(uncited)
        self._cited_again: set[str] = set()
        self._placed: tuple[Placed, ...] = ()
        self._registry = Registry()
        self._kept: dict[str, _Made] = {}
        self._items: list[Item] = []
        self._item_states: dict[str, object] = {}
        self._numbers_notes = False
        self.affected: frozenset[str] = frozenset()
        self._renew(())  # what is listed uncited is there before the first citation

    @property
    def texts(self) -> Mapping[str, Inlines]:
        """Return the citations' texts by name, in the document's order."""
        return {name: made.text for name, made in self._kept.items()}

    @property
    def authors(self) -> Mapping[str, Inlines]:
        """Return, in a note style, the authors that composite citations name in the running text."""
        return {name: made.author for name, made in self._kept.items() if made.author}

    def arrange(self, placed: Sequence[Placed]) -> dict[str, Inlines]:
        """Make *placed* the document's citations, with the note numbers they bring.

        *affected* then names every citation that something changed for, even if it reads as before.
        """
        self._numbers_notes = False
        return self._update(tuple(placed))

    def insert(self, name: str, citation: Citation | CitationInput, before: str = "") -> dict[str, Inlines]:
        """Put a citation in front of the one called *before*, or at the end.

        In a note style each citation is a note of its own and is numbered by its place; use ``arrange`` for notes
        that hold several citations, or none.

        Raises: KeyError for an unknown *before*; ValueError for a *name* that is taken.
        """
        if name in self._kept:
            raise ValueError(f"the document has a citation {name!r} already")
        index = self._index(before) if before else len(self._placed)
        return self._edit([*self._placed[:index], Placed(name, _input(citation)), *self._placed[index:]])

    def change(self, name: str, citation: Citation | CitationInput) -> dict[str, Inlines]:
        """Replace a citation. Raises: KeyError for an unknown *name*."""
        index = self._index(name)
        return self._edit([*self._placed[:index], Placed(name, _input(citation)), *self._placed[index + 1 :]])

    def remove(self, name: str) -> dict[str, Inlines]:
        """Take a citation out. Raises: KeyError for an unknown *name*."""
        index = self._index(name)
        return self._edit([*self._placed[:index], *self._placed[index + 1 :]])

    def move(self, name: str, before: str = "") -> dict[str, Inlines]:
        """Put a citation in front of another, or at the end. Raises: KeyError for an unknown name."""
        moved = self._placed[self._index(name)]
        rest = [placed for placed in self._placed if placed.name != name]
        index = [placed.name for placed in rest].index(before) if before else len(rest)
        return self._edit([*rest[:index], moved, *rest[index:]])

    def bibliography(self) -> Bibliography:
        """Return the bibliography of what is cited now, and of what is listed uncited."""
        return listing.bibliography(self._style, self._registry.given_levels, self._items)

    def _index(self, name: str) -> int:
        for index, placed in enumerate(self._placed):
            if placed.name == name:
                return index
        raise KeyError(name)

    def _edit(self, placed: Sequence[Placed]) -> dict[str, Inlines]:
        self._numbers_notes = self._style.style.note
        return self._update(tuple(placed))

    def _update(self, placed: tuple[Placed, ...]) -> dict[str, Inlines]:
        self._renew(placed)
        before, self._kept = self._kept, {}
        new = self._set(before)
        self.affected = frozenset(new)
        return {name: made.text for name, made in new.items() if name not in before or before[name].text != made.text}

    def _renew(self, placed: tuple[Placed, ...]) -> None:
        style, registry = self._style, self._registry
        cited = [cite.key for one in placed for cite in one.citation.cites]
        wanted = dict.fromkeys([*cited, *self._uncited])
        if list(registry.items) != list(wanted):
            registry.add(wanted, self._references, style)
            registry.keep(wanted)
            self._items = register(style, registry)
        self._placed = placed  # only now: an edit that cites what is not there changes nothing
        self._cited_again = {key for key, times in Counter(cited).items() if times > 1}
        tell_apart(style, registry, self._items, self._noted())
        states, self._item_states = self._item_states, self._states()
        self._items_changed = any(states[key] is not self._item_states.get(key) for key in states)

    def _noted(self) -> list[CitationInput]:
        """Return the citations with the notes that they stand in, where cites are told apart by those."""
        citations = [placed.citation for placed in self._placed]
        if not (self._numbers_notes and self._style.tells_by_notes):
            return citations
        return [citation._replace(note=number) for number, citation in enumerate(citations, start=1)]

    def _set(self, before: Mapping[str, _Made]) -> dict[str, _Made]:
        """Set every citation: as *before* has it, where nothing that it depends on changed. Return those set anew."""
        exact = self._style.prints_first_note
        orders = [self._order(placed, before) for placed in self._placed]
        numbers = range(1, len(orders) + 1) if self._numbers_notes else [ordered.note for ordered in orders]
        cites = [ordered.cites for ordered in orders]
        begins = beginnings(ordered.chapter for ordered in orders)
        cuts = {index for index, ordered in enumerate(orders) if ordered.after_cut}
        places = positions(zip(numbers, cites, strict=True), self._style.near_note_distance, begins, cuts)
        new: dict[str, _Made] = {}
        for (name, given), ordered, found in zip(self._placed, orders, places, strict=True):
            old = before.get(name)
            if (
                old is not None
                and (old.ordered is ordered or _read_alike(old.ordered, ordered))
                and (old.found == found or (not exact and _hold_alike(old.found, found)))
                and self._items_are_as(old)
            ):
                self._kept[name] = old
                continue
            text = render_citation(self._style, self._registry, ordered, found)
            states = tuple([self._item_states[cite.key] for cite in ordered.cites])
            self._kept[name] = new[name] = _Made(given, ordered, found, states, text, self._author(ordered, found))
        return new

    def _author(self, citation: CitationInput, found: Sequence[Position]) -> Inlines:
        """Return the author that a composite citation of a note style names in the running text, () for none."""
        if citation.mode != "composite" or not self._style.style.note:
            return ()
        return author_in_text(self._style, self._registry, citation, found)

    def _order(self, placed: Placed, before: Mapping[str, _Made]) -> CitationInput:
        """Return a citation with its cites sorted."""
        citation = placed.citation
        if len(citation.cites) < 2:
            return citation
        old = before.get(placed.name)
        if old is not None and old.given is citation and self._items_are_as(old):
            return old.ordered
        return order_cites(self._style, self._registry, citation)

    def _items_are_as(self, old: _Made) -> bool:
        """Tell if the items of a citation are as they were when it was set."""
        if not self._items_changed:
            return True
        return old.states == tuple([self._item_states[cite.key] for cite in old.ordered.cites])

    def _states(self) -> dict[str, object]:
        """Return for every item what a cite's text depends on beside the cite and its position.

        One that is as it was stays the same object. In a style that tells cites apart, a work that is cited again
        is compared in another form than before.
        """
        style, registry, before = self._style, self._registry, self._item_states
        numbered = style.prints_number or not all(key.lasting for key in style.citation_sort.keys)
        compared = style.tracks_positions and style.methods.any()
        levels: dict[Person, list[tuple[int, int]]] = {}
        for (number, person), level in registry.given_levels.items():
            levels.setdefault(person, []).append((number, level))
        states: dict[str, object] = {}
        for key, item in registry.items.items():
            people = [levels.get(person) for people in item.names.values() for person in people] if levels else []
            state = (
                item.citation_number if numbered else 0,
                item.hints.key() if item.hints else None,
                [tuple(found) for found in people if found],
                compared and key in self._cited_again,
            )
            states[key] = before[key] if before.get(key) == state else state
        return states


class _Made(NamedTuple):
    """A citation that is set, and what its text was made of: see ``Document._set``."""

    given: CitationInput
    ordered: CitationInput
    found: tuple[Position, ...]
    states: tuple[object, ...]
    text: Inlines
    author: Inlines


def _read_alike(before: CitationInput, now: CitationInput) -> bool:
    """Tell if two citations say the same, wherever they stand."""
    return before.cites == now.cites and before.mode == now.mode and before.infix == now.infix


def _hold_alike(before: tuple[Position, ...], now: tuple[Position, ...]) -> bool:
    """Tell if the same positions hold; the number of the first note may differ."""
    if len(before) != len(now):
        return False
    for one, other in zip(before, now, strict=True):  # noqa: SIM110 - a third of the time of all() with a generator
        if one.holds != other.holds:
            return False
    return True


def _input(citation: Citation | CitationInput) -> CitationInput:
    return citation if isinstance(citation, CitationInput) else citation_input(citation)
