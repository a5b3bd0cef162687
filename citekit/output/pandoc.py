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

from citekit.model import Bibliography, Excerpt, Headings, NoteReference, Paragraph
from citekit.output.characters import clean, identifiers
from citekit.output.layout import attribution, linked_anchors, list_title, unmarked_notes
from citekit.output.pandocast import Node, attributes, element, inline_list, refs_div, words
from citekit.richtext import Inlines

NAME = "pandoc"
SUFFIX = ".ast"
SUFFIXES: tuple[str, ...] = (".ast",)

_VERSIONS: Mapping[str, list[int]] = {"1.22": [1, 22, 2, 1], "1.23": [1, 23, 1]}
_USUAL = "1.23"


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a document: the passage as a quotation with its notes, and the bibliographies."""
    linked = linked_anchors(excerpt)
    notes = {note.anchor: inline_list(note.content) for note in excerpt.notes if note.anchor in linked}
    quotation = [element("Para", _marked(paragraph, notes)) for paragraph in excerpt.paragraphs]
    if source := inline_list(attribution(excerpt)):
        quotation.append(element("Para", [element("Str", "—"), element("Space"), *source]))
    blocks = [element("BlockQuote", quotation)] if quotation else []
    if unmarked := unmarked_notes(excerpt):
        blocks.append(_heading(excerpt.headings.notes))
        blocks += [
            element("Para", [*words(f"{clean(note.number)}. "), *inline_list(note.content)]) for note in unmarked
        ]
    blocks += _concordance(excerpt)
    blocks += _lists(excerpt.bibliographies, excerpt.headings)
    return _document(blocks, excerpt.language, excerpt.title)


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a document, each under its heading."""
    return _document(_lists(lists, headings), language)


def inlines(content: Inlines) -> str:
    """Return *content* as the JSON of a list of inline elements.

    >>> inlines(("A b",))
    '[{"t":"Str","c":"A"},{"t":"Space"},{"t":"Str","c":"b"}]'
    """
    return _json(inline_list(content))


def _document(blocks: list[Node], language: str, title: str = "") -> bytes:
    meta = {"lang": element("MetaInlines", [element("Str", clean(language))])} if language else {}
    if shown := words(clean(title).strip()):
        meta["title"] = element("MetaInlines", shown)
    version = _VERSIONS.get(os.environ.get("CITEKIT_PANDOC_API", ""), _VERSIONS[_USUAL])
    return f"{_json({'pandoc-api-version': version, 'meta': meta, 'blocks': blocks})}\n".encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _marked(paragraph: Paragraph, notes: Mapping[str, list[Node]]) -> list[Node]:
    nodes: list[Node] = []
    for part in paragraph:
        if not isinstance(part, NoteReference):
            nodes += words(clean(part))
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
    blocks: list[Node] = []
    for place, each in enumerate(shown):
        own = [next(ids) for _ in each.entries]
        blocks += [_heading(list_title(each, headings)), refs_div(each, own, f"refs-{place + 1}" if place else "refs")]
    return blocks
