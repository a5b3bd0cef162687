"""The shapes in which programs exchange citations, all as one: a list of citations in reading order.

Read are an object with ``citations`` (a ledger, or a request to ``citekit process``), a list of citations, one citation
alone (a field of a Word document), lists of items, and citeproc-js's ``[citation, before, after]``, each of which puts
one citation into the document. Source: citeproc-js, "processCitationCluster()"; the CSL test suite, ``CITATIONS`` and
``CITATION-ITEMS``.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.notes.ledger.forms.jsontree import Node
from citekit.values import NamedTuple


class Exchanged(NamedTuple):
    """A citation of the file, and the note that its place in the document gives it, ``None`` where none does."""

    node: Node
    note: int | None = None


def exchanged(root: Node) -> list[Exchanged] | None:
    """Return the citations in *root*, ``None`` for what holds none."""
    if isinstance(root.value, dict):
        if listed := root.get("citations"):
            return exchanged(listed) if listed.items or listed.value == [] else None
        return [Exchanged(root)] if "citationItems" in root.value else None
    return _listed_citations(root) if isinstance(root.value, list) else None


def _listed_citations(root: Node) -> list[Exchanged]:
    if _is_triple(root):
        return [Exchanged(root.items[0])]
    if root.items and all(map(_is_triple, root.items)):
        return list(_inserted(root.items))
    if root.items and all(map(_is_item, root.items)):
        return [Exchanged(Node({"citationItems": root}, root.start, root.end))]
    return list(_each(root.items))


def is_references(root: Node) -> bool:
    """Tell whether *root* is a library: items of CSL-JSON with a type."""
    listed = root.items or (found.items if (found := root.get("references") or root.get("items")) else [])
    return bool(listed) and all(one.get("type") and not one.get("citationItems") for one in listed)


def _each(elements: list[Node]) -> Iterator[Exchanged]:
    for element in elements:
        if element.items and all(map(_is_item, element.items)):
            yield Exchanged(Node({"citationItems": element}, element.start, element.end))
        else:
            yield Exchanged(element)


def _is_item(node: Node) -> bool:
    return node.get("id") is not None and node.get("citationItems") is None and node.get("type") is None


def _is_triple(node: Node) -> bool:
    first, *others = node.items or [node]
    return (
        first.get("citationItems") is not None and len(others) == 2 and all(isinstance(o.value, list) for o in others)
    )


def _inserted(triples: list[Node]) -> Iterator[Exchanged]:
    """Yield citations in the order, and with the notes, that the last insertion leaves them with."""
    by_id: dict[object, Node] = {}
    for place, triple in enumerate(triples):
        name = triple.items[0].get("citationID")
        by_id[str(name.value) if name else place] = triple.items[0]
    own = triples[-1].items[0]
    _, before, after = triples[-1].items
    listed = [*map(_listed, before.items), (own, None), *map(_listed, after.items)]
    seen: set[int] = set()
    for named, note in listed:
        node = named if isinstance(named, Node) else by_id.get(named)
        if node is not None and node.start not in seen:
            seen.add(node.start)
            yield Exchanged(node, note)
    yield from (Exchanged(node) for node in by_id.values() if node.start not in seen)


def _listed(pair: Node) -> tuple[object, int | None]:
    """Return id and note of an entry of *before* or *after*: ``["id", 3]``."""
    if not pair.items:
        return str(pair.value), None
    note = pair.items[1].value if len(pair.items) > 1 else None
    return str(pair.items[0].value), note if isinstance(note, int) and not isinstance(note, bool) else None
