"""What every engine does alike: translated titles, and what is said of a style without a bibliography."""

from __future__ import annotations

from citekit.csl.catalogue import Style
from citekit.findings import Finding, Severity, Span
from citekit.model import Reference
from citekit.richtext import Format, Inlines, Styled, concat
from citekit.values import replace


def with_translation(reference: Reference) -> Reference:
    """Return *reference* with its translated title after the title, in roman brackets (CMOS 18, 13.101).

    For styles that have no place of their own for it. Later notes, which print the short title, do without.
    """
    translation = reference.texts.get("translated-title", ())
    title = reference.texts.get("title", ())
    if not translation or not title:
        return reference
    bracketed: Inlines = (" ", Styled(("[", *translation, "]"), Format(style="normal")))
    texts = {"title-short": title, **reference.texts, "title": concat(title, bracketed)}
    return replace(reference, texts=texts)


def without_bibliography(style: Style) -> Finding:
    """Return the warning for a style that lists nothing."""
    message = f"the style {style.info.name!r} has no bibliography"
    return Finding("no-bibliography", message, Span(style.info.path), Severity.WARNING)
