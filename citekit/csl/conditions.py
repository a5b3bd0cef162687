"""The facts a style can ask of a cite, as bits of one number.

Source: CSL 1.0.2, Choose. Every test in a style is a fact about the reference (its type, which variables it has)
or about the cite (position, locator). All of them are known before rendering, so the branches of ``cs:choose``
are taken, and empty variables left out, once for all cites with the same facts; ``compile`` does that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from citekit.csl import nodes
from citekit.csl.item import Item
from citekit.csl.locator import own_numbers
from citekit.csl.nodes import Node
from citekit.csl.number import is_numeric
from citekit.csl.output import Tokens, text_of

Fact = tuple[str, str]
Choice = tuple[int, int, Literal["all", "any", "none"], tuple[Node, ...]]


class Facts:
    """Numbers the facts of one style; a set of facts is an ``int``."""

    def __init__(self, style: nodes.StyleNode) -> None:
        """Collect what *style* asks for."""
        self.style = style
        self.person_styles: dict[object, int] = {}
        self.disambiguating: list[int] = []
        self._bits: dict[Fact, int] = {}
        self.places_year_suffix = _places_year_suffix(style)
        self._by_macro: dict[str, int] = {}
        self._choices: dict[int, tuple[nodes.Choose, list[Choice]]] = {}
        sections = [style.citation, *([style.bibliography] if style.bibliography else [])]
        for section in sections:
            self.mask(section.children)
        for name in style.macros:
            self.of_macro(name)
        self._numeric = [(name, bit) for (kind, name), bit in self._bits.items() if kind == "is-numeric"]
        self._uncertain = [(name, bit) for (kind, name), bit in self._bits.items() if kind == "is-uncertain-date"]
        self._variables = {name: bit for (kind, name), bit in self._bits.items() if kind == "variable"}

    def bit(self, kind: str, value: str) -> int:
        """Return the bit of a fact, a new one the first time."""
        return self._bits.setdefault((kind, value), 1 << len(self._bits))

    def of_test(self, test: Fact) -> int:
        """Return the bit of a test in the style.

        Every ``disambiguate`` is a fact of its own: they come true one after the other, in the order in which the
        citation's layout reaches them, until the cite is told apart.
        """
        if test[0] == "disambiguate" and test not in self._bits:
            self.disambiguating.append(self.bit(*test))
        return self.bit(*test)

    def choices(self, node: nodes.Choose) -> list[Choice]:
        """Return the branches of *node*, their tests as bits, those of types apart.

        An item has one type: "all" of several types means any of them (citeproc-js and pandoc; styles rely on it).
        """
        known = self._choices.get(id(node))
        if known is None:
            choices: list[Choice] = [
                (
                    _sum(self.of_test(test) for test in branch.tests if test[0] != "type"),
                    _sum(self.of_test(test) for test in branch.tests if test[0] == "type"),
                    branch.match,
                    branch.children,
                )
                for branch in node.branches
            ]
            known = self._choices[id(node)] = (node, choices)  # kept alive, so that its id stays its own
        return known[1]

    def known(self, kind: str, value: str) -> int:
        """Return the bit of a fact, 0 when the style never asks for it."""
        return self._bits.get((kind, value), 0)

    def of_macro(self, name: str) -> int:
        """Return the facts that the macro called *name* depends on."""
        if name not in self._by_macro:
            self._by_macro[name] = 0  # a macro that calls itself asks nothing new
            self._by_macro[name] = self.mask(self.style.macros.get(name, ()))
        return self._by_macro[name]

    def mask(self, children: Iterable[Node]) -> int:
        """Return the facts that *children* depend on."""
        result = 0
        for node in children:
            result |= self._of_node(node)
        return result

    def _of_node(self, node: Node) -> int:  # noqa: PLR0911 - one for each element
        if isinstance(node, nodes.Group):
            return self.mask(node.children)
        if isinstance(node, nodes.Choose):
            result = 0
            for branch in node.branches:
                for test in branch.tests:
                    result |= self.of_test(test)
                result |= self.mask(branch.children)
            return result
        if isinstance(node, nodes.MacroCall):
            return self.of_macro(node.name)
        if isinstance(node, nodes.Variable):
            short = self.bit("variable", short_form(node.name)) if node.form == "short" else 0
            return self.bit("variable", node.name) | short
        if isinstance(node, nodes.Number | nodes.Label | nodes.DateNode):
            return self.bit("variable", node.variable)
        if isinstance(node, nodes.Names):
            result = self.mask(node.substitute)
            for variable in node.variables:
                result |= self.bit("variable", variable)
            return result
        return 0

    def of_item(self, item: Item) -> int:
        """Return the facts that hold for *item* wherever it is cited."""
        result = self._bits.get(("type", item.type), 0)
        variables = self._variables
        for have in (item.texts, item.names, item.dates):
            for name in have:
                result |= variables.get(name, 0)
        for name, bit in self._numeric:
            if name in item.texts and is_numeric(own_numbers(item.plain(name))):
                result |= bit
        for name, bit in self._uncertain:
            date = item.dates.get(name)
            if date is not None and date.circa:
                result |= bit
        return result

    def of_conditions(self, count: int) -> int:
        """Return the first *count* ``disambiguate`` tests, which come true together."""
        result = 0
        for bit in self.disambiguating[:count]:
            result |= bit
        return result

    def of_locator(self, label: str, value: str | Tokens) -> int:
        """Return the facts that hold for a cite with a locator."""
        text = value if isinstance(value, str) else text_of(value)
        result = self.known("variable", "locator") | self.known("locator", label)
        if is_numeric(own_numbers(text)):
            result |= self.known("is-numeric", "locator")
        return result


def _sum(bits: Iterable[int]) -> int:
    result = 0
    for bit in bits:
        result |= bit
    return result


def short_form(variable: str) -> str:
    """Return the variable that holds another's short form (CSL 1.0.2, Text): ``container-title-short``."""
    return f"{variable}-short"


def _places_year_suffix(style: nodes.StyleNode) -> bool:
    """Tell if a style says where year suffixes stand; else they follow the first year printed."""
    return any(isinstance(node, nodes.Variable) and node.name == "year-suffix" for node in nodes.every_element(style))
