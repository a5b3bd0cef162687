"""A document of pandoc's read as a manuscript; see ``documents/pandoc.py`` for what places are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citekit.documents.manuscript import Asked, Cited, ListPlace, Manuscript, ManuscriptNote, Place
from citekit.documents.mdfile.lists import selection_of
from citekit.documents.mdfile.meta import asked_of
from citekit.documents.mdfile.text import is_cross_reference
from citekit.documents.pandocfile.text import citation_of, fields_of, inlines_of, items_of
from citekit.documents.pandocfile.walk import DEEPEST, Found, Node, Walk, depth, name_of, refs_id
from citekit.errors import UnreadableError
from citekit.files import json_of, text_source
from citekit.findings import Source, Span
from citekit.model import Citation, Library, NotePart, Reference
from citekit.richtext import Inlines, concat

_SIGN = b'"pandoc-api-version"'
_VERSIONS = ([1, 22], [1, 23])
_WORDS = 200  # characters around a citation that tell all of its punctuation


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for what is no JSON, no document of pandoc's, or one of another version.
    """
    source = text_source(path, data)
    document = document_of(source)
    walk = Walk(document)
    where = Span(path)
    cited = tuple(_cited(one, where) for one in walk.found if is_cited(one))
    by_note: dict[str, list[Citation]] = {}
    for each in cited:
        by_note.setdefault(each.note, []).append(each.citation)
    notes = tuple(
        ManuscriptNote(
            str(one.place),
            str(count),
            (Place(one.place, one.place + 1),),
            Place(one.place + 1, max(one.end, one.place + 1)),
            tuple(_parts(one.node.get("c"), iter(by_note.get(str(one.place), ())))),
        )
        for count, one in enumerate((one for one in walk.found if one.kind == "note"), 1)
    )
    lists = tuple(_list_place(one) for one in walk.found if one.kind == "list")
    meta = document["meta"]
    return Manuscript(
        path, "pandoc", {"": source}, notes, cited, lists, _asked(meta), _references(meta, where), (), data
    )


def document_of(source: Source) -> Node:
    """Return the JSON of *source*, checked so far that it can be walked through.

    Raises: UnreadableError.
    """
    document = json_of(source)
    where = Span(source.path)
    hint = "write one with: pandoc --to json"
    if not isinstance(document, dict) or "pandoc-api-version" not in document:
        raise UnreadableError("not a document of pandoc's: it has no 'pandoc-api-version'", where=where, hint=hint)
    version = document["pandoc-api-version"]
    if not isinstance(version, list) or version[:2] not in _VERSIONS:
        said = ".".join(map(str, version)) if isinstance(version, list) else str(version)
        message = f"a document of pandoc's, in a version that is not read: {said[:40]}"
        raise UnreadableError(message, where=where, hint="read are 1.22 and 1.23, of pandoc 2.11 to 3")
    if not isinstance(document.get("meta"), dict) or not isinstance(document.get("blocks"), list):
        raise UnreadableError("not a document of pandoc's: it has no 'meta' or no 'blocks'", where=where, hint=hint)
    if depth(document) > DEEPEST:
        raise UnreadableError("not usable: nested too deeply", where=where)
    return document


def is_cited(one: Found) -> bool:
    """Tell whether this is a citation that is set; one that leads to a figure or section is not."""
    return one.kind == "cite" and not any(is_cross_reference(each["citationId"]) for each in one.node["c"][0])


def _cited(one: Found, where: Span) -> Cited:
    text = one.paragraph.text
    before, after = text[max(one.start - _WORDS, 0) : one.start], text[one.stop : one.stop + _WORDS]
    return Cited(
        citation_of(one.node, where),
        Place(one.place, one.place + 1),
        str(one.note) if one.note != -1 else "",
        before=before if before.strip() else "",
        after=after if after.strip() else "",
    )


def _parts(blocks: Any, cited: Iterator[Citation]) -> list[NotePart]:
    """Return what a note says: the paragraphs of its top level, and its citations, which *cited* has in their order."""
    parts: list[NotePart] = []
    prose: Inlines = ()
    for block in blocks if isinstance(blocks, list) else ():
        nodes = block.get("c") if isinstance(block, dict) else None
        for node in nodes if isinstance(nodes, list) else ():
            citation: Citation | None = None
            if name_of(node) == "Cite":
                citation = next(cited, None)
            if citation is None:
                prose = concat(prose, inlines_of([node]))
                continue
            parts += [prose, citation] if prose else [citation]
            prose = ()
        prose = concat(prose, (" ",)) if prose or parts else ()
    text = concat(prose)
    if text and text != (" ",):
        last = text[-1]
        parts.append((*text[:-1], last.rstrip()) if isinstance(last, str) else text)
    return parts


def _list_place(one: Found) -> ListPlace:
    values = {str(pair[0]): str(pair[1]) for pair in one.node["c"][0][2] if isinstance(pair, list) and len(pair) == 2}
    selection = selection_of({**values, "id": refs_id(one.node)})
    return ListPlace(Place(one.place, one.place + 1), selection, bool(selection.title))


def _asked(meta: Node) -> Asked:
    return asked_of(fields_of(meta))


def _references(meta: Node, where: Span) -> Library:
    items = items_of(meta) if "references" in meta else []
    if not items:
        return Library()
    from citekit.bib import cslyaml  # noqa: PLC0415 - few documents describe works

    described: list[Reference] = [cslyaml.reference(item, where) for item in items]
    return Library({one.key: one for one in described})
