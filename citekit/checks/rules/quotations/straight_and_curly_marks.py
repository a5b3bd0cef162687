"""The rule CK410."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import Prose, context_of
from citekit.checks.rule import Edit, Fix, Found, document_rule
from citekit.findings import Severity
from citekit.notes.quotes import Quote


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
        doubles = [quote for quote in prose.quotes.closed if quote.mark in '"“„«»' and not prose.is_markup(quote)]
        straight = [quote for quote in doubles if quote.mark == '"']
        curly = [quote for quote in doubles if quote.mark != '"']
        few, many = (straight, curly) if len(straight) <= len(curly) else (curly, straight)
        for quote in few if many else ():
            usual = many[0]
            message = f"quotation marks {quote.mark}…{quote.closer}, and most are {usual.mark}…{usual.closer}"
            where = prose.span(quote.start, quote.start + 1)
            context = context_of(prose.text, quote.start)
            yield Found(message, where, "write all in one way", _fix(prose, quote, usual), context=context)


def _fix(prose: Prose, quote: Quote, usual: Quote) -> Fix | None:
    """Return the fix that writes the marks of *usual*, with the spaces within them."""
    if not prose.is_whole or quote.reopened:
        return None
    path, text = prose.source.path, prose.text
    edits = (
        Edit(path, quote.start, quote.inner_start, text[usual.start : usual.inner_start]),
        Edit(path, quote.inner_end, quote.end, text[usual.inner_end : usual.end]),
    )
    return Fix(f"write {usual.mark}…{usual.closer}", edits, safe=False)
