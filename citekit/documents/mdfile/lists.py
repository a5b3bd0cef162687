r"""Where bibliographies are to stand in a Markdown manuscript, and what each lists.

A fenced div or an HTML div with the id ``refs`` has the bibliography; ids that begin with ``refs-`` make more of them::

    ::: {#refs-primary keyword=primary title="Sources"}
    :::

Attributes select what is listed: ``keyword``, ``notkeyword``, ``type``, ``nottype`` and ``keys`` have one or several
words, commas between; ``chapter`` is the title of a heading, and lists what is cited below it. ``annotated=true``
prints annotations, ``title`` a heading. An id ``refs-…`` without any of them selects the keyword that it ends with.

Source: Pandoc User's Guide, "Placement of the bibliography", "Divs and Spans"; the attributes are citekit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from citekit.documents.manuscript import ListPlace, Place, Selection
from citekit.documents.mdfile.meta import truth
from citekit.model import Key
from citekit.notes.ledger.forms.markdown_blocks import Block
from citekit.patterns import pattern
from citekit.values import NamedTuple

_ATTRIBUTE = pattern(r"""(?P<name>[\w-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'{}>]+))""")
_ID = pattern(r"\{[^{}]*?#(?P<id>[\w:.-]+)")
_COLONS = pattern(r"\s{0,3}:{3,}(?P<rest>.*)", re.DOTALL)
_DIV = pattern(
    r"""<(?P<closes>/?)div\b(?P<attributes>(?:[^<>"']|"[^"<]{0,1000}"|'[^'<]{0,1000}'){0,2000})>""", re.IGNORECASE
)
_SELECTS = ("keyword", "notkeyword", "type", "nottype", "keys", "chapter")


class FoundList(NamedTuple):
    """A place for a bibliography in a div, ``text[start:end]``; *chapter* is a heading that it lists the cites of."""

    place: ListPlace
    start: int
    end: int
    chapter: str = ""


def list_places(text: str, found: Iterable[Block]) -> list[FoundList]:
    """Return the places of bibliographies, in their order; *found* are the blocks of *text*."""
    blocks = list(found)
    lists = [*_fenced(text, blocks), *_in_html(text, blocks)]
    return sorted(lists, key=lambda one: one.start)


def _fenced(text: str, blocks: list[Block]) -> Iterator[FoundList]:
    """Yield those of ``::: {#refs}``; divs within it are counted, so that what closes it is its own."""
    open_list: tuple[Block, dict[str, str]] | None = None
    depth = 0
    for block in blocks:
        colons = _COLONS.match(text[block.start : block.end]) if block.kind == "div" else None
        if colons is None:
            continue
        rest = colons["rest"].strip()
        if open_list is None:
            attributes = _attributes(rest)
            if _is_list(attributes):
                open_list, depth = (block, attributes), 1
            continue
        depth += 1 if rest.rstrip(":").strip() else -1
        if depth == 0:
            opened, attributes = open_list
            start = min(text.find("\n", opened.end) + 1 or opened.end, block.start)
            yield _list(attributes, Place(start, block.start), opened.start, block.end)
            open_list = None


def _in_html(text: str, blocks: list[Block]) -> Iterator[FoundList]:
    open_list: tuple[int, int, dict[str, str]] | None = None
    depth = 0
    for block in blocks:
        if block.kind != "text" or "div" not in text[block.start : block.end].lower():
            continue
        for tag in _DIV.finditer(text, block.start, block.end):
            if open_list is None:
                attributes = _named(tag["attributes"])
                if not tag["closes"] and _is_list(attributes):
                    open_list, depth = (tag.start(), tag.end(), attributes), 1
                continue
            depth += -1 if tag["closes"] else 1
            if depth == 0:
                start, inner, attributes = open_list
                yield _list(attributes, Place(inner, tag.start()), start, tag.end())
                open_list = None


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of ``{#refs .class key="value"}``."""
    found = _ID.match(text)
    return {**_named(text), **({"id": found["id"]} if found else {})}


def _named(text: str) -> dict[str, str]:
    return {
        found["name"].lower().removeprefix("data-"): found["double"] or found["single"] or found["bare"] or ""
        for found in _ATTRIBUTE.finditer(text)
    }


def _is_list(attributes: dict[str, str]) -> bool:
    return attributes.get("id", "") == "refs" or attributes.get("id", "").startswith("refs-")


def _list(attributes: dict[str, str], place: Place, start: int, end: int) -> FoundList:
    selection = selection_of(attributes)
    return FoundList(ListPlace(place, selection, bool(selection.title)), start, end, attributes.get("chapter", ""))


def selection_of(attributes: dict[str, str]) -> Selection:
    """Return what the attributes of a div select, its ``id`` among them."""
    keywords = _words(attributes.get("keyword", ""))
    if not any(attributes.get(name) for name in _SELECTS):
        keywords = tuple(filter(None, (attributes.get("id", "").removeprefix("refs").removeprefix("-"),)))
    return Selection(
        title=attributes.get("title", ""),
        types=_words(attributes.get("type", "")),
        not_types=_words(attributes.get("nottype", "")),
        keywords=keywords,
        without=_words(attributes.get("notkeyword", "")),
        keys=tuple(map(Key, _words(attributes.get("keys", "")))),
        annotated=truth(attributes.get("annotated")) or False,
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
