"""citekit's own engine (``citekit.csl``) behind the engine interface."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from citekit.csl import cache
from citekit.csl.catalogue import Style
from citekit.csl.processor import set_document as set_all
from citekit.engines import SetCitation, SetDocument
from citekit.engines._shared import with_translation, without_bibliography
from citekit.model import Citation, Key, Reference

NAME = "citekit"


def set_document(
    style: Style,
    references: Mapping[Key, Reference],
    citations: Sequence[Citation],
    *,
    uncited: Sequence[Key] = (),
    locale: str = "",
    listed: Collection[Key] | None = None,
) -> SetDocument:
    """Set *citations* and the bibliography; see ``Engine.set_document``."""
    compiled = cache.compiled_file(style.path, locale or style.default_locale)
    given = references
    if not compiled.prints("translated-title"):
        needed = dict.fromkeys([*(cite.key for citation in citations for cite in citation.cites), *uncited])
        given = {key: with_translation(references[key]) for key in needed}
    stop = "." if compiled.layout_stop else ""
    rendered = set_all(compiled, given, citations, uncited, stopped=False, listed=listed)
    return SetDocument(
        tuple(
            SetCitation(text, stop, rendered.authors.get(index, ())) for index, text in enumerate(rendered.citations)
        ),
        rendered.bibliography,
        compiled.locale.language,
        compiled.quotes.punctuation_inside,
        compiled.prints_first_note,
        () if compiled.bibliography is not None else (without_bibliography(style),),
    )
