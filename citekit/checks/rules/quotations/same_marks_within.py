"""The rule CK412."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.quotes import Quote
from citekit.quotations.marks import marks_of

_OWN = frozenset(("fr", "ru"))
"""Languages whose books often have the outer marks within, too."""


@document_rule("CK412", "same-marks-within", severity=Severity.HINT)
def same_marks_within(document: Document) -> Iterator[Found]:
    """A quotation within a quotation, with the same marks as the one around it.

    Told of marks that can be told apart, such as „so“ and «so»; not in French and Russian, whose books have them so.
    Where an English mark stands within its own kind, the outer one seems to be left open, and CK110 tells it.

    Wrong::

        ---
        lang: de-DE
        ---

        Sie schrieb: „Er sagte „nein“ dazu.“

    Right::

        ---
        lang: de-DE
        ---

        Sie schrieb: „Er sagte ‚nein‘ dazu.“
    """
    for prose in document.prose:
        language = prose.language
        if not language or language.lower().partition("-")[0] in _OWN:
            continue
        around: list[Quote] = []
        for quote in prose.quotes.closed:
            while around and around[-1].end <= quote.start:
                around.pop()
            if around and around[-1].mark == quote.mark and not prose.is_markup(quote):
                opening, closing = (one.strip() for one in marks_of(language).at(len(around)))
                message = f"quotation marks {quote.mark}…{quote.closer} within the same marks"
                hint = f"write {opening}…{closing}" if opening != quote.mark else "choose others"
                where = prose.span(quote.start, quote.start + 1)
                yield Found(message, where, hint, context=context_of(prose.text, quote.start))
            around.append(quote)
