"""An excerpt as a document of pandoc's, in JSON: ``citekit render --to pandoc | pandoc -f json -o excerpt.docx``.

Source: pandoc-types (Text.Pandoc.Definition), "Pandoc Filters" (the JSON). Pandoc reads a document of its own version
of the model alone: 1.23 is that of pandoc 3, ``CITEKIT_PANDOC_API=1.22`` makes that of pandoc 2.11 to 2.19. It numbers
notes anew; a mark that comes again, and one without a note, is a raised number.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from typing import Any

from citekit.model import (
    Bibliography,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    Paragraph,
    QuotedParagraph,
)
from citekit.output import blocks
from citekit.output.characters import clean, identifiers
from citekit.output.layout import attribution, linked_anchors, list_title, stretches, unmarked_notes
from citekit.output.pandocast import Node, attributes, element, inline_list, refs_div, words
from citekit.richtext import Inlines

NAME = "pandoc"
SUFFIX = ".ast"
SUFFIXES: tuple[str, ...] = (".ast",)

_VERSIONS: Mapping[str, list[int]] = {"1.22": [1, 22, 2, 1], "1.23": [1, 23, 1]}
_USUAL = "1.23"
_STEP = "\u00a0" * 3


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a document: the passage as a quotation with its notes, and the bibliographies."""
    quotation = [*_passage(excerpt), *_attributed(excerpt)]
    written = [element("BlockQuote", quotation)] if quotation else []
    if unmarked := _unmarked(excerpt):
        written += [_heading(excerpt.headings.notes), *unmarked]
    written += _concordance(excerpt)
    written += _lists(excerpt.bibliographies, excerpt.headings)
    return _document(written, excerpt.language, excerpt.title)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* as a list of blocks, as filters have them; notes are at their marks."""
    return f"{_json([*_passage(excerpt), *_unmarked(excerpt)])}\n".encode()


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a document, each under its heading."""
    return _document(_lists(lists, headings), language)


def inlines(content: Inlines) -> str:
    """Return *content* as the JSON of a list of inline elements.

    >>> inlines(("A b",))
    '[{"t":"Str","c":"A"},{"t":"Space"},{"t":"Str","c":"b"}]'
    """
    return _json(inline_list(content))


def _document(content: list[Node], language: str, title: str = "") -> bytes:
    meta = {"lang": element("MetaInlines", [element("Str", clean(language))])} if language else {}
    if shown := words(clean(title).strip()):
        meta["title"] = element("MetaInlines", shown)
    version = _VERSIONS.get(os.environ.get("CITEKIT_PANDOC_API", ""), _VERSIONS[_USUAL])
    return f"{_json({'pandoc-api-version': version, 'meta': meta, 'blocks': content})}\n".encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _passage(excerpt: Excerpt) -> list[Node]:
    linked = linked_anchors(excerpt)
    notes = {note.anchor: inline_list(note.content) for note in excerpt.notes if note.anchor in linked}
    written: list[Node] = []
    for one in excerpt.paragraphs:
        written += _block(one, notes) if isinstance(one, BlockQuotation) else [element("Para", _marked(one, notes))]
    return written


def _attributed(of: Excerpt | BlockQuotation) -> list[Node]:
    source = inline_list(attribution(of))
    return [element("Para", [element("Str", "—"), element("Space"), *source])] if source else []


def _unmarked(excerpt: Excerpt) -> list[Node]:
    """Return the notes that no mark leads to."""
    return [
        element("Para", [*words(f"{clean(note.number)}. "), *inline_list(note.content)])
        for note in unmarked_notes(excerpt)
    ]


def _block(block: BlockQuotation, notes: Mapping[str, list[Node]]) -> list[Node]:
    """Return a quotation set apart, in a div where it has a kind or a language of its own."""
    quoted = [_quoted(one, notes, block.kind) for one in block.paragraphs] + _attributed(block)
    if not quoted:
        return []
    language = clean(block.language)
    named = attributes(classes=blocks.kinds(block), values=[("lang", language)] if language else [])
    written = element("BlockQuote", quoted)
    return [written if named == attributes() else element("Div", named, [written])]


def _quoted(paragraph: QuotedParagraph, notes: Mapping[str, list[Node]], kind: str) -> Node:
    """Return a paragraph of a block; lines begin with blanks that do not break, as pandoc itself reads an indent."""
    lines = [
        ([element("Str", _STEP * line.indent)] if line.indent else []) + _marked(line.words, notes)
        for line in blocks.lines(paragraph)
    ]
    if kind != "verse" and len(lines) < 2:
        return element("Para", [node for line in lines for node in line])
    return element("LineBlock", lines)


def _marked(paragraph: Paragraph, notes: Mapping[str, list[Node]]) -> list[Node]:
    nodes: list[Node] = []
    for part in stretches(paragraph):
        if not isinstance(part, NoteReference):
            nodes += inline_list(part)
        elif part.linked and not part.again and part.anchor in notes:
            nodes.append(element("Note", [element("Para", notes[part.anchor])]))
        else:
            nodes.append(element("Superscript", words(clean(part.number))))
    return nodes


def _heading(text: str) -> Node:
    return element("Header", 2, attributes(), words(clean(text).strip()))


def _concordance(excerpt: Excerpt) -> list[Node]:
    """Return the note numbers in the book and here as a table."""
    if not excerpt.concordance:
        return []
    head = [[_cell(excerpt.headings.in_book), _cell(excerpt.headings.here)]]
    rows = [[_cell(old), _cell(new)] for old, new in excerpt.concordance]
    table = element(
        "Table",
        attributes(),
        [None, []],
        [[element("AlignRight"), element("ColWidthDefault")], [element("AlignLeft"), element("ColWidthDefault")]],
        [attributes(), [[attributes(), row] for row in head]],
        [[attributes(), 0, [], [[attributes(), row] for row in rows]]],
        [attributes(), []],
    )
    return [_heading(excerpt.headings.concordance), table]


def _cell(text: str) -> list[Any]:
    return [attributes(), element("AlignDefault"), 1, 1, [element("Plain", words(clean(text)))]]


def _lists(lists: Sequence[Bibliography], headings: Headings) -> list[Node]:
    """Return bibliographies; ids are unique though a work is in several of them."""
    shown = [each for each in lists if each.entries]
    keys = [f"ref-{entry.key}" if place == 0 else f"ref-{entry.key}-{place + 1}"
            for place, each in enumerate(shown) for entry in each.entries]  # fmt: skip
    known = identifiers(keys)
    ids = iter([known[key] for key in keys])
    written: list[Node] = []
    for place, each in enumerate(shown):
        own = [next(ids) for _ in each.entries]
        written += [_heading(list_title(each, headings)), refs_div(each, own, f"refs-{place + 1}" if place else "refs")]
    return written
