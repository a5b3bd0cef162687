"""The rule CK409."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.quotations.marks import marks_of


@document_rule("CK409", "marks-of-another-language", severity=Severity.HINT)
def marks_of_another_language(document: Document) -> Iterator[Found]:
    """Quotation marks that another language has: „so“ in English, “so” in German.

    Told where the language of the document is known, for a few quotations among many of the usual kind.

    Wrong::

        ---
        lang: en-US
        ---

        She said “no.” He said “yes.” They said “perhaps.” And «nobody» came.

    Right::

        ---
        lang: en-US
        ---

        She said “no.” He said “yes.” They said “perhaps.” And “nobody” came.
    """
    language = document.language
    if not language:
        return
    usual = _usual(language)
    outer = marks_of(language).at(0)
    for prose in document.prose:
        closed = [quote for quote in prose.quotes.closed if not prose.is_markup(quote)]
        odd = [quote for quote in closed if (quote.mark, quote.closer) not in usual]
        if len(odd) * 3 <= len(closed):
            for quote in odd:
                message = f"the quotation marks {quote.mark}…{quote.closer} are not those of {language}"
                hint = f"write {outer[0].strip()}…{outer[1].strip()}"
                where = prose.span(quote.start, quote.start + 1)
                yield Found(message, where, hint, context=context_of(prose.text, quote.start))


@lru_cache(maxsize=16)
def _usual(language: str) -> frozenset[tuple[str, str]]:
    """Return the marks of a language; of one without a region those of all its regions. Straight ones are of all."""
    known = _REGIONS.get(language.lower(), (language,))
    pairs = {(first.strip(), last.strip()) for one in known for first, last in marks_of(one).pairs}
    also = {(one[0], one[1]) for one in _ALSO.get(language.lower().partition("-")[0], ())}
    return frozenset(pairs | also | {('"', '"'), ("'", "'")})


_REGIONS = {
    "de": ("de-DE", "de-CH"),
    "es": ("es-ES", "es-MX"),
    "fr": ("fr-FR", "fr-CA", "fr-CH"),
    "it": ("it-IT", "it-CH"),
    "pt": ("pt-PT", "pt-BR"),
    "zh": ("zh-CN", "zh-TW"),
}
_ALSO = {
    "cs": ("»«", "›‹"),
    "da": ("»«", "›‹", "„“", "””"),
    "de": ("»«", "›‹"),
    "fi": ("»»",),
    "hu": ("»«",),
    "nl": ("„”", "“”"),
    "no": ("“”", "‘’"),
    "pl": ("«»", "»«", "‘’"),
    "ru": ("„“",),
    "sk": ("»«", "›‹"),
    "sl": ("»«",),
    "sv": ("»»",),
    "uk": ("„“", "“”"),
}
"""Marks that books of a language have beside those of its locale."""
