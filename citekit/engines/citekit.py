"""citekit's own engine (``citekit.csl``) behind the engine interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from citekit.csl import cache
from citekit.csl.catalogue import Style
from citekit.csl.processor import CompiledStyle
from citekit.csl.processor import set_document as set_all
from citekit.engines import SetCitation, SetDocument
from citekit.findings import Finding, Severity, Span
from citekit.model import Citation, Key, Reference
from citekit.richtext import Format, Inlines, Styled, concat

NAME = "citekit"


def set_document(
    style: Style,
    references: Mapping[Key, Reference],
    citations: Sequence[Citation],
    *,
    uncited: Sequence[Key] = (),
    locale: str = "",
) -> SetDocument:
    """Set *citations* and the bibliography; see ``Engine.set_document``."""
    compiled = cache.compiled_file(style.path, locale or style.default_locale)
    given = references
    if not compiled.prints("translated-title"):
        given = {key: _with_translation(reference) for key, reference in references.items()}
    stop = "." if compiled.layout_stop else ""
    rendered = set_all(compiled, given, citations, uncited, stopped=False)
    return SetDocument(
        tuple(SetCitation(text, stop) for text in rendered.citations),
        rendered.bibliography,
        compiled.locale.language,
        compiled.quotes.punctuation_inside,
        _findings(style, compiled),
    )


def _findings(style: Style, compiled: CompiledStyle) -> tuple[Finding, ...]:
    if compiled.bibliography is not None:
        return ()
    message = f"the style {style.info.name!r} has no bibliography"
    return (Finding("no-bibliography", message, Span(style.info.path), Severity.WARNING),)


def _with_translation(reference: Reference) -> Reference:
    """Return *reference* with its translated title after the title, in roman brackets (CMOS 18, 13.101)."""
    translation = reference.texts.get("translated-title", ())
    title = reference.texts.get("title", ())
    if not translation or not title:
        return reference
    bracketed: Inlines = (" ", Styled(("[", *translation, "]"), Format(style="normal")))
    texts = {"title-short": title, **reference.texts, "title": concat(title, bracketed)}
    return replace(reference, texts=texts)
