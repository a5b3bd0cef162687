"""The rule CK409."""

from __future__ import annotations

from collections.abc import Iterator

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
    for prose in document.prose:
        if not document.language:
            continue
        usual = {pair[0][0] for pair in marks_of(document.language).pairs} | {'"', "'"}
        closed = prose.quotes.closed
        odd = [quote for quote in closed if quote.mark not in usual]
        if len(odd) * 3 <= len(closed):
            for quote in odd:
                message = f"the quotation marks {quote.mark}…{quote.closer} are not those of {document.language}"
                expected = marks_of(document.language).at(0)
                hint = f"write {expected[0].strip()}…{expected[1].strip()}"
                where = prose.span(quote.start, quote.start + 1)
                yield Found(message, where, hint, context=context_of(prose.text, quote.start))
