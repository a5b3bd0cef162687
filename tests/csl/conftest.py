"""Small styles for the engine's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from citekit.bib.cslfile.items import references_of
from citekit.csl.locales import merged
from citekit.csl.parse import parse_style
from citekit.csl.processor import CitationInput, CompiledStyle, set_document
from citekit.output.fragment_html import fragment
from citekit.process import cite_input

Set = Callable[..., list[str]]


def compiled(
    citation: str, *, note: bool = False, head: str = "", bibliography: str = "", **options: str
) -> CompiledStyle:
    """Return a style whose citation layout has *citation* in it; *options* are attributes of ``cs:citation``."""
    attributes = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in options.items())
    listing = f"<bibliography><layout>{bibliography}</layout></bibliography>" if bibliography else ""
    layout = citation if "<layout" in citation else f'<layout delimiter="; ">{citation}</layout>'
    xml = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{"note" if note else "in-text"}">'
        f"<info><title/><id/><updated/></info>{head}<citation{attributes}>{layout}</citation>{listing}</style>"
    )
    node, _ = parse_style(xml)
    return CompiledStyle(node, merged("en-US", node.locales))


def styled(bibliography: str, options: str = "", *, head: str = "", own: str = "") -> CompiledStyle:
    """Return a style whose bibliography's layout has *bibliography* in it.

    *options* are attributes of ``cs:bibliography`` as written, *own* those of the style.
    """
    layout = bibliography if "<layout" in bibliography else f"<layout>{bibliography}</layout>"
    xml = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" '
        f'class="in-text" {own}><info><title/><id/><updated/></info>{head}'
        '<citation><layout><text variable="title"/></layout></citation>'
        f"<bibliography {options}>{layout}</bibliography></style>"
    )
    node, _ = parse_style(xml)
    return CompiledStyle(node, merged("en-US", node.locales))


def set_in(
    style: CompiledStyle, items: Sequence[Mapping[str, Any]], citations: Sequence[Sequence[Mapping[str, Any]]] = ()
) -> list[str]:
    """Return the texts of *citations* (lists of cites), or one citation of all *items*."""
    references = references_of([{"type": "book", **item} for item in items])
    given = citations or [[{"id": item["id"]} for item in items]]
    inputs = [CitationInput(tuple(cite_input(cite) for cite in cites), note) for note, cites in enumerate(given, 1)]
    return [fragment(text) for text in set_document(style, references, inputs, list(references)).citations]


@pytest.fixture
def style() -> Callable[..., CompiledStyle]:
    """Return what makes small styles."""
    return compiled


@pytest.fixture
def set_() -> Set:
    """Return what sets citations in them."""
    return set_in
