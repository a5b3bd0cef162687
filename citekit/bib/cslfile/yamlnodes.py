"""YAML as nodes with places, and what a node says in texts, lists and mappings: never numbers, dates or truth values.

A scalar stays as it is written, so that ``no`` is a language and ``04`` a number of two digits. Aliases and merge keys
(``<<``) are followed; where they would make much of little, or a node holds itself, that is a finding.

Source: YAML 1.2.2; merge keys from YAML 1.1's type repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from citekit.findings import Finding, Severity, Source, Span
from citekit.yamlerrors import LOOK, place_and_problem

__all__ = ["MappingNode", "Node", "Nodes"]

_MOST = 100_000  # values that aliases may add
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_HINTS = (
    ("unexpected end of stream", "close what is opened here: a quotation mark or a bracket"),
    ("'\\t'", "indent with blanks, not with tabs"),
    ("mapping values are not allowed", "put a text with ': ' in it in quotes"),
    ("block mapping", "look at the indentation; put a text with ': ' or ' #' in quotes"),
    ("found character", "put the text in quotes"),
    ("alias", "put a text that starts with '*' or '&' in quotes"),
)


class Nodes:
    """The documents of a YAML text, which is a part of *source* from *start* on; *findings* gathers what is wrong."""

    def __init__(self, source: Source, findings: list[Finding]) -> None:
        self._source = source
        self._start = 0
        self._findings = findings
        self._values: dict[int, tuple[Any, int]] = {}
        self._open: set[int] = set()
        self._added = 0
        self._kept: list[Node] = []  # so that no other node gets the id of one that has been read

    def documents(self, start: int, end: int) -> Iterator[Node]:
        """Yield the root of each document between two offsets; what is no YAML is reported, and ends them."""
        self._start = start
        loader = YAML(typ="safe", pure=True)
        loader.composer.warn_double_anchors = False  # YAML 1.2.2, 3.2.2.2: an anchor may be set anew
        try:
            for root in loader.compose_all(self._source.text[start:end]):
                self._kept.append(root)
                yield root
        except MarkedYAMLError as error:
            place, problem = place_and_problem(error)
            hint = next((hint for sign, hint in _HINTS if sign in problem), LOOK)
            self.report("yaml", f"not valid YAML: {problem or 'it cannot be read'}", self._span(place or 0), hint)
        except RecursionError:
            self.report("yaml", "not usable YAML: nested too deeply", self._span(0))
        except (YAMLError, ValueError) as error:
            position = getattr(error, "position", None)  # of a character that YAML forbids
            where = self._span(position) if isinstance(position, int) else Span(self._source.path)
            self.report("yaml", f"not valid YAML: {str(error).splitlines()[0]}", where)

    def _span(self, start: int, end: int | None = None) -> Span:
        return self._source.span(min(self._start + start, len(self._source.text)), end and self._start + end)

    def place(self, node: Node) -> Span:
        """Return where *node* stands; of one that runs over lines the part in its first."""
        start, end = node.start_mark.index, node.end_mark.index
        return self._span(start, max(end, start + 1))

    def report(
        self,
        rule: str,
        message: str,
        where: Span,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
        key: str = "",
    ) -> None:
        """Add a finding; *key* names the reference that it is about."""
        self._findings.append(Finding(rule, message, where, severity, hint, key))

    def members(self, mapping: MappingNode) -> dict[str, tuple[Node, Node]]:
        """Return (key, value) nodes by key, those of merged mappings last; a key that stands twice is reported."""
        found: dict[str, tuple[Node, Node]] = {}
        merged: list[Node] = []
        for key, value in mapping.value:
            if not isinstance(key, ScalarNode):
                self.report("yaml", "a key that is no text", self.place(key))
            elif key.value == "<<" and key.style is None:
                merged += value.value if isinstance(value, SequenceNode) else [value]
            elif key.value in found:
                self.report("duplicate-field", f"{key.value!r} stands here twice", self.place(key), "keep one of them")
            else:
                found[str(key.value)] = (key, value)
        for one in merged:
            if isinstance(one, MappingNode) and all(key.value != "<<" for key, _ in one.value):  # one level of them
                for name, pair in self.members(one).items():
                    found.setdefault(name, pair)
        return found

    def items(self, root: Node, name: str) -> Iterator[Node]:
        """Yield the items of a document: of a list, of the one under *name*, or a mapping that has an ``id``."""
        if isinstance(root, MappingNode):
            members = self.members(root)
            if name in members:
                root = members[name][1]
            elif "id" not in members:
                return
        if isinstance(root, SequenceNode):
            yield from root.value
        elif not isinstance(root, ScalarNode) or root.value not in _NULLS:
            yield root

    def value(self, node: Node) -> Any:
        """Return what *node* says: a text, ``None``, or a list or dict of them. Nothing of what holds itself."""
        return self._sized(node)[0]

    def _sized(self, node: Node) -> tuple[Any, int]:
        """Return a node's value, and of how many values it is made."""
        if isinstance(node, ScalarNode):
            return (None if node.style is None and node.value in _NULLS else str(node.value)), 1
        if id(node) in self._values:
            value, size = self._values[id(node)]
            if self._added <= _MOST < self._added + size:
                self.report("yaml", "aliases make this text too large", self.place(node), "write the values out")
            self._added += size
            return (value, size) if self._added <= _MOST else (None, 1)
        if id(node) in self._open:
            self.report("yaml", "a value that holds itself", self.place(node), "take the alias out")
            return None, 1
        self._open.add(id(node))
        made: Any
        if isinstance(node, MappingNode):
            named = {name: self._sized(value) for name, (_, value) in self.members(node).items()}
            parts = list(named.values())
            made = {name: value for name, (value, _) in named.items()}
        else:
            parts = [self._sized(one) for one in node.value]
            made = [value for value, _ in parts]
        self._open.discard(id(node))
        self._values[id(node)] = made, 1 + sum(size for _, size in parts)
        return self._values[id(node)]
