"""A document that is being edited: its citations, set, and what an edit changes in them.

Every edit runs the passes of ``processor`` again over plain values, but renders only citations whose inputs
changed: a citation's text is kept under all that it depends on.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from citekit.csl import bibliography as listing
from citekit.csl.position import positions
from citekit.csl.processor import (
    CitationInput,
    CompiledStyle,
    Registry,
    order_cites,
    register,
    render_citation,
    repeats,
    tell_apart,
)
from citekit.model import Bibliography, Key, Reference
from citekit.richtext import Inlines


class Placed(NamedTuple):
    """A citation of a document: its identifier and what it cites."""

    name: str
    citation: CitationInput


class Document:
    """An editing session: citations in order, and their current texts."""

    def __init__(self, style: CompiledStyle, references: Mapping[Key, Reference], uncited: Sequence[str] = ()) -> None:
        """Begin an empty document; *references* may grow while it is edited."""
        self._style = style
        self._references = references
        self._uncited = tuple(uncited)
        self._placed: tuple[Placed, ...] = ()
        self._registry = Registry()
        self._texts: dict[str, Inlines] = {}
        self._states: dict[str, Hashable] = {}
        self.affected: frozenset[str] = frozenset()

    @property
    def texts(self) -> Mapping[str, Inlines]:
        """Return the citations' texts by name, in the document's order."""
        return {placed.name: self._texts[placed.name] for placed in self._placed}

    def arrange(self, placed: Sequence[Placed]) -> dict[str, Inlines]:
        """Make *placed* the document's citations; return the texts of those that changed or are new."""
        self._placed = tuple(placed)
        self._renew()
        before, self._texts = self._texts, {}
        states, self._states = self._states, {}
        self._set()
        self.affected = frozenset(name for name, state in self._states.items() if states.get(name) != state)
        return {name: text for name, text in self._texts.items() if before.get(name) != text}

    def bibliography(self) -> Bibliography:
        """Return the bibliography of what is cited now, and of what is listed uncited."""
        items = register(self._style, self._registry)
        return listing.bibliography(self._style, self._registry.given_levels, items)

    def _renew(self) -> None:
        style, registry = self._style, self._registry
        cited = [cite.key for placed in self._placed for cite in placed.citation.cites]
        wanted = dict.fromkeys([*cited, *self._uncited])
        known = registry.items
        registry.items = {key: known[key] for key in wanted if key in known}
        registry.add(wanted, self._references, style)
        registry.items = {key: registry.items[key] for key in wanted}
        again = repeats(placed.citation for placed in self._placed)
        tell_apart(style, registry, register(style, registry), repeats=again)

    def _set(self) -> None:
        style, registry = self._style, self._registry
        ordered = [order_cites(style, registry, placed.citation) for placed in self._placed]
        places = positions([(citation.note, citation.cites) for citation in ordered], style.near_note_distance)
        for placed, citation, found in zip(self._placed, ordered, places, strict=True):
            self._texts[placed.name] = render_citation(style, registry, citation, found)
            self._states[placed.name] = (citation, found, *(self._state(cite.key) for cite in citation.cites))

    def _state(self, key: str) -> Hashable:
        """Return what a cite's text depends on beside the cite and its position."""
        item = self._registry.items[key]
        return (item.citation_number, repr(item.hints))
