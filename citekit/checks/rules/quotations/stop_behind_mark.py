"""The rule CK411."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK411", "stop-behind-mark", severity=Severity.HINT)
def stop_behind_mark(document: Document) -> Iterator[Found]:
    """A full stop or comma behind a closing quotation mark, where Americans have it before.

    Source: CMOS 17, 6.9. Told of documents that say that they are American.

    Wrong::

        ---
        lang: en-US
        ---

        She said “no”. He came.

    Right::

        ---
        lang: en-US
        ---

        She said “no.” He came.
    """
    if document.language.lower() != "en-us":
        return
    for prose in document.prose:
        for quote in prose.quotes.closed:
            sign = prose.text[quote.end : quote.end + 1]
            if sign in (".", ",") and quote.mark in '“‘"' and prose.text[quote.end - 2 : quote.end - 1] not in "!?":
                message = f"'{sign}' stands behind the closing quotation mark"
                where = prose.span(quote.end, quote.end + 1)
                yield Found(message, where, "put it before the mark", context=context_of(prose.text, quote.end))
