"""Formatted text and bibliographies in pandoc's document model, as the JSON that pandoc reads has them.

Source: pandoc-types 1.22 and 1.23 (Text.Pandoc.Definition); Pandoc User's Guide, "Placement of the bibliography", and
what pandoc's own citeproc makes of an entry: a div ``ref-key`` of class ``csl-entry``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from citekit.model import Bibliography, BibliographyEntry
from citekit.output.layout import LIGHT, UNDERLINE, settled
from citekit.patterns import pattern
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Inlines, Link, Styled

Node: TypeAlias = "dict[str, Any]"

NAMES = {
    ITALIC: "Emph",
    BOLD: "Strong",
    SMALL_CAPS: "SmallCaps",
    UNDERLINE: "Underline",
    SUPERSCRIPT: "Superscript",
    SUBSCRIPT: "Subscript",
}
_WORD = pattern(r"[ \t\r\n]+|[^ \t\r\n]+")  # a blank that does not break stays in its word
_DISPLAYS = {
    "left-margin": "csl-left-margin",
    "right-inline": "csl-right-inline",
    "block": "csl-block",
    "indent": "csl-indent",
}


def element(name: str, *content: Any) -> Node:
    """Return an element: without content, with one, or with a list of several."""
    if not content:
        return {"t": name}
    return {"t": name, "c": content[0] if len(content) == 1 else list(content)}


def attributes(identity: str = "", classes: Sequence[str] = (), values: Iterable[tuple[str, str]] = ()) -> list[Any]:
    """Return pandoc's Attr."""
    return [identity, list(classes), [list(pair) for pair in values]]


def words(text: str) -> list[Node]:
    """Return plain text as words and the spaces between them."""
    return [
        element("Space") if run[0].isspace() and run[0] in " \t\r\n" else element("Str", run)
        for run in _WORD.findall(text)
    ]


def inline_list(content: Inlines) -> list[Node]:
    """Return formatted text as a list of inline elements."""
    return list(_nodes(settled(content)))


def _nodes(content: Inlines) -> Iterator[Node]:
    for run in content:
        if isinstance(run, str):
            yield from words(run)
        elif isinstance(run, Link):
            yield element("Link", attributes(), list(_nodes(run.children)), [run.target, ""])
        elif run.format == LIGHT:
            yield element("Span", attributes(values=[("style", "font-weight: lighter")]), list(_nodes(run.children)))
        else:
            yield element(NAMES[run.format], list(_nodes(run.children)))


def entry_div(entry: BibliographyEntry, identity: str) -> Node:
    """Return an entry as a div; what its style displays apart is in spans that pandoc's writers know."""
    blocks = [element("Para", list(_displayed(entry.content)))]
    if annotation := inline_list(entry.annotation):
        blocks.append(element("Para", annotation))
    return element("Div", attributes(identity, ["csl-entry"]), blocks)


def _displayed(content: Inlines) -> Iterator[Node]:
    """Yield an entry's inlines; formats and links that enclose a display are carried inside."""
    plain: list[Any] = []
    for run in content:
        display = _display_of(run)
        if display is None:
            plain.append(run)
            continue
        yield from inline_list(tuple(plain))
        plain = []
        inside = inline_list((run,))
        if display == "left-margin" and inside[-1:] != [element("Space")]:
            inside.append(element("Space"))  # for formats that have no margin
        yield element("Span", attributes(classes=[_DISPLAYS[display]]), inside)
    yield from inline_list(tuple(plain))


def _display_of(run: object) -> str | None:
    return run.format.display if isinstance(run, Styled) else None


def refs_classes(bibliography: Bibliography) -> list[str]:
    """Return the classes of a bibliography's div."""
    return ["references", "csl-bib-body", *(["hanging-indent"] if bibliography.hanging_indent else [])]


def refs_values(bibliography: Bibliography) -> list[tuple[str, str]]:
    """Return the attributes of a bibliography's div; a spacing that is usual says nothing."""
    values = [] if bibliography.entry_spacing == 1 else [("entry-spacing", str(bibliography.entry_spacing))]
    return values if bibliography.line_spacing == 1 else [*values, ("line-spacing", str(bibliography.line_spacing))]


def refs_div(bibliography: Bibliography, identities: Sequence[str], identity: str = "refs") -> Node:
    """Return a bibliography as a div; *identities* are of its entries."""
    entries = [entry_div(entry, own) for entry, own in zip(bibliography.entries, identities, strict=True)]
    attr = attributes(identity, refs_classes(bibliography), refs_values(bibliography))
    return element("Div", attr, entries)
