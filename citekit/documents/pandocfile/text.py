"""Inlines and metadata of pandoc's document as citekit's: formatted text, citations, works.

Source: pandoc-types (Text.Pandoc.Definition); Pandoc User's Guide, "Citations" (locators stand at the beginning of a
suffix, or in braces), "Specifying bibliographic data".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from citekit.documents.pandocfile.walk import Node, cited_keys, name_of
from citekit.findings import Span
from citekit.model import Citation, Cite, Key
from citekit.notes.citesyntax import split_tail
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    Styled,
    concat,
    part,
    plain,
)

_FORMATS = {
    "Emph": ITALIC,
    "Strong": BOLD,
    "Superscript": SUPERSCRIPT,
    "Subscript": SUBSCRIPT,
    "SmallCaps": SMALL_CAPS,
    "Underline": Format(decoration="underline"),
}
_CLASSES = {"nocase": PROTECTED, "smallcaps": SMALL_CAPS, "underline": Format(decoration="underline")}
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def inlines_of(nodes: Any) -> Inlines:
    """Return a list of inline elements as formatted text; what is none of them is left out."""
    return concat(tuple(_inlines(nodes))) if isinstance(nodes, list) else ()


def _inlines(nodes: list[Any]) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, dict):
            yield from _inline(name_of(node), node.get("c"))


def _inline(name: str, content: Any) -> Inlines:  # noqa: PLR0911 - a table of pandoc's inlines
    match name, content:
        case "Str", str():
            return (content,)
        case (("Space" | "SoftBreak" | "LineBreak"), _):
            return (" ",)
        case (("Code" | "Math"), [_, str(text)]):
            return (text,)
        case "Quoted", [kind, list(inner)]:
            opened, closed = _QUOTES.get(name_of(kind), ("“", "”"))
            return (opened, *_inlines(inner), closed)
        case "Cite", [_, list(inner)]:
            return tuple(_inlines(inner))
        case "Link", [_, list(inner), [str(target), *_]]:
            return (Link(tuple(_inlines(inner)), target),)
        case "Image", [_, list(inner), *_]:
            return tuple(_inlines(inner))
        case "Span", [[_, list(classes), *_], list(inner)]:
            made = tuple(_inlines(inner))
            for one in classes:
                made = (Styled(made, _CLASSES[one]),) if isinstance(one, str) and one in _CLASSES else made
            return made
        case "Strikeout", list():
            return tuple(_inlines(content))
        case str(), list() if name in _FORMATS:
            return (Styled(tuple(_inlines(content)), _FORMATS[name]),)
    return ()


def citation_of(node: Node, where: Span) -> Citation:
    """Return the citation that a Cite is; *where* is the document."""
    cites = tuple(_cite(one, where) for one in node["c"][0])
    return Citation(cites, mode="composite" if _mode(node["c"][0][0]) == "AuthorInText" else "")


def _cite(citation: Node, where: Span) -> Cite:
    prefix = inlines_of(citation.get("citationPrefix"))
    suffix = inlines_of(citation.get("citationSuffix"))
    text = plain(suffix).replace("\N{NO-BREAK SPACE}", " ")
    tail = split_tail(text)
    form: Literal["full", "suppress-author"] = "suppress-author" if _mode(citation) == "SuppressAuthor" else "full"
    rest = part(suffix, len(text) - len(tail.suffix), len(text))
    if tail.is_text and not text.startswith((",", ";", ":", " ")):
        rest = concat((", " if _mode(citation) == "AuthorInText" else " ",), rest)
    elif tail.is_text:
        rest = suffix
    if prefix and not plain(prefix)[-1:].isspace():
        prefix = concat(prefix, (" ",))
    return Cite(Key(citation["citationId"]), tail.locator, prefix, rest, form, where)


def _mode(citation: Node) -> str:
    return name_of(citation.get("citationMode"))


# --- metadata --------------------------------------------------------------------------------------------


def fields_of(meta: Node) -> dict[str, Any]:
    """Return metadata as texts, truths, lists and mappings of them; ``nocite`` as its keys, ``@{key}``."""
    fields = {name: _value(value, plain) for name, value in meta.items() if name not in ("nocite", "references")}
    keys = ["@*" if key == "*" else f"@{{{key}}}" for key in cited_keys(meta.get("nocite"))]
    return {**fields, "nocite": " ".join(keys)}


def items_of(meta: Node) -> list[dict[str, Any]]:
    """Return the works that ``references`` describes, their texts in Markdown; what has no id is left out."""
    from citekit.bib.cslfile.markdown import to_markdown  # noqa: PLC0415 - few documents describe works

    items = _value(meta.get("references"), to_markdown)
    if not isinstance(items, list):
        return []
    return [one for one in items if isinstance(one, dict) and isinstance(one.get("id"), str) and one["id"]]


def _value(value: Any, written: Callable[[Inlines], str]) -> Any:  # noqa: PLR0911 - a table of pandoc's metadata
    match value:
        case {"t": "MetaMap", "c": dict(members)}:
            return {name: _value(one, written) for name, one in members.items()}
        case {"t": "MetaList", "c": list(members)}:
            return [_value(one, written) for one in members]
        case {"t": "MetaBool", "c": bool(truth)}:
            return truth
        case {"t": "MetaString", "c": str(text)}:
            return text
        case {"t": "MetaInlines", "c": list(nodes)}:
            return written(inlines_of(nodes))
        case {"t": "MetaBlocks", "c": list(blocks)}:
            found = [inlines_of(one.get("c")) for one in blocks if isinstance(one, dict)]
            return written(concat(*(each for one in found for each in (one, (" ",)))))
    return None
