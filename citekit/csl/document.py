"""A document that is being edited: its citations, set, and what an edit changes in them.

Every edit runs the passes of ``processor`` again over plain values, but renders only citations whose inputs
changed: a citation's text is kept under all that it depends on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from citekit.csl import bibliography as listing
from citekit.csl.item import Item
from citekit.csl.position import beginnings, positions
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
    ``move`` are single edits. All of them return the texts that changed or are new, by citation.
    """

    def __init__(self, style: CompiledStyle, references: Mapping[Key, Reference], uncited: Sequence[str] = ()) -> None:
        """Begin an empty document; *references* may grow while it is edited."""
        self._style = style
        self._references = references
        self._uncited = tuple(uncited)
        self._cited_again: set[str] = set()
        self._placed: tuple[Placed, ...] = ()
        self._registry = Registry()
        self._texts: dict[str, Inlines] = {}
        self._states: dict[str, Hashable] = {}
        self._authors: dict[str, Inlines] = {}
        self._numbers_notes = False
        self.affected: frozenset[str] = frozenset()
        self._renew()  # what is listed uncited is there before the first citation

    @property
    def texts(self) -> Mapping[str, Inlines]:
        """Return the citations' texts by name, in the document's order."""
        return self._texts

    @property
    def authors(self) -> Mapping[str, Inlines]:
        """Return, in a note style, the authors that composite citations name in the running text."""
        return self._authors

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
        if any(placed.name == name for placed in self._placed):
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
        self._placed = placed
        self._renew()
        before, self._texts = self._texts, {}
        states, self._states = self._states, {}
        self._authors = {}
        self._set(before, states)
        self.affected = frozenset(name for name, state in self._states.items() if states.get(name) != state)
        return {name: self._texts[name] for name in self._texts if before.get(name) != self._texts[name]}

    def _renew(self) -> None:
        style, registry = self._style, self._registry
        cited = [cite.key for placed in self._placed for cite in placed.citation.cites]
        self._cited_again = {key for key, times in Counter(cited).items() if times > 1}
        wanted = dict.fromkeys([*cited, *self._uncited])
        known = registry.items
        if list(known) != list(wanted):
            registry.add(wanted, self._references, style)
            registry.items = {key: registry.items[key] for key in wanted}
        self._items = register(style, registry)
        tell_apart(style, registry, self._items, [placed.citation for placed in self._placed])

    def _set(self, texts: Mapping[str, Inlines], states: Mapping[str, Hashable]) -> None:
        style, registry = self._style, self._registry
        items = {key: self._state(item) for key, item in registry.items.items()}
        ordered = [order_cites(style, registry, placed.citation) for placed in self._placed]
        numbered = [
            (number if self._numbers_notes else citation.note, citation.cites)
            for number, citation in enumerate(ordered, start=1)
        ]
        begins = beginnings(citation.chapter for citation in ordered)
        places = positions(numbered, style.near_note_distance, begins)
        for placed, citation, found in zip(self._placed, ordered, places, strict=True):
            name = placed.name
            shown = found if style.prints_first_note else tuple(position.holds for position in found)
            composed = (citation.mode, citation.infix)
            state = (citation.cites, composed, shown, *(items[cite.key] for cite in citation.cites))
            kept = texts.get(name) if states.get(name) == state else None
            self._texts[name] = kept if kept is not None else render_citation(style, registry, citation, found)
            self._states[name] = state
            if citation.mode == "composite" and style.style.note:
                self._authors[name] = author_in_text(style, registry, citation, found)

    def _state(self, item: Item) -> Hashable:
        """Return what a cite's text depends on beside the cite and its position.

        In a style that tells cites apart, a work that is cited again is compared in another form than before.
        """
        style = self._style
        number = item.citation_number if style.prints_number else 0
        again = style.tracks_positions and style.methods.any() and item.key in self._cited_again
        return (number, item.hints.key() if item.hints else None, again)


def _input(citation: Citation | CitationInput) -> CitationInput:
    return citation if isinstance(citation, CitationInput) else citation_input(citation)
