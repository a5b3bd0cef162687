"""The rule CK410."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK410", "straight-and-curly-marks", severity=Severity.HINT)
def straight_and_curly_marks(document: Document) -> Iterator[Found]:
    """A straight quotation mark in a text whose marks are curly, or the reverse.

    In Markdown pandoc makes both the same; in other formats they stay as they are.

    Wrong::

        She said “no.” He said “yes.” They said “perhaps.” And "nobody" came.

    Right::

        She said “no.” He said “yes.” They said “perhaps.” And “nobody” came.
    """
    for prose in document.prose:
        doubles = [quote for quote in prose.quotes.closed if quote.mark in '"“„«']
        straight = [quote for quote in doubles if quote.mark == '"']
        few = straight if len(straight) * 2 <= len(doubles) else [quote for quote in doubles if quote.mark != '"']
        if few and len(few) < len(doubles):
            for quote in few:
                message = f"a quotation mark {quote.mark}, and most are of another kind"
                where = prose.span(quote.start, quote.start + 1)
                yield Found(message, where, "write all in one way", context=context_of(prose.text, quote.start))
