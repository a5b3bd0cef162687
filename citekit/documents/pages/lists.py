"""Places of bibliographies on a page.

They are what pandoc writes them into (``<div id="refs">``, a class ``references`` or ``csl-bib-body``), and elements
with ``role="doc-bibliography"`` or ``epub:type="bibliography"``; of nested ones the innermost. What a list is to have
is said in ``data-title``, ``data-types``, ``data-not-types``, ``data-keywords``, ``data-without``, ``data-keys`` and
``data-chapter`` (white space parts words, "|" chapters' titles no further) and ``data-annotated``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from citekit.documents.manuscript import ListPlace, Place, Selection
from citekit.documents.pages.tree import Node
from citekit.model import Key

_CLASSES = frozenset(("references", "csl-bib-body"))
_TYPES = frozenset(("doc-bibliography", "bibliography"))
_TAGS = ("div", "section", "ul", "ol", "aside", "dl")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "header")


def list_places(page: Node, part: str, notes: Collection[Node]) -> Iterator[ListPlace]:
    """Yield the places of bibliographies on *page*; lists of *notes* are none."""
    with_notes = {around for note in notes for around in note.iterancestors()}
    found = [one for one in page.iter(*_TAGS) if _is_list(one) and one not in with_notes and one not in notes]
    outer = {around for one in found for around in one.iterancestors()}
    for one in found:
        if one not in outer:
            inner = _inner(one)
            start = max((child.end for child in inner.iterchildren(*_HEADINGS)), default=inner.inner_start)
            yield ListPlace(Place(start, inner.inner_end, part), _selection(one))


def _is_list(element: Node) -> bool:
    kinds = f"{element.get('role')} {element.get('epub:type')}".casefold().split()
    return (
        element.get("id") == "refs"
        or not _TYPES.isdisjoint(kinds)
        or not _CLASSES.isdisjoint(element.get("class").casefold().split())
    )


def _inner(element: Node) -> Node:
    """Return the list in a section that has one and nothing else beside its heading."""
    children = [one for one in element.iterchildren() if one.tag not in _HEADINGS]
    if len(children) == 1 and children[0].tag in ("ul", "ol") and element.tag in ("section", "div", "aside"):
        return children[0]
    return element


def _selection(element: Node) -> Selection:
    def words(name: str) -> tuple[str, ...]:
        return tuple(element.get(f"data-{name}").split())

    return Selection(
        title=element.get("data-title"),
        types=words("types"),
        not_types=words("not-types"),
        keywords=words("keywords"),
        without=words("without"),
        keys=tuple(map(Key, words("keys"))),
        chapter=element.get("data-chapter"),
        annotated=element.get("data-annotated", "false").casefold() not in ("false", "no"),
    )
