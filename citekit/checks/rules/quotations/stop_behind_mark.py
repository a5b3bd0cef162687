"""The rule CK411."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import Prose, context_of
from citekit.checks.rule import Edit, Fix, Found, document_rule
from citekit.findings import Severity
from citekit.notes.quotes import Quote
from citekit.quotations.marks import marks_of

_SURE = frozenset("es it ja pl pt ru uk".split())
"""Languages of which all regions have the same custom."""


@document_rule("CK411", "stop-behind-mark", severity=Severity.HINT)
def stop_behind_mark(document: Document) -> Iterator[Found]:
    """A full stop or comma on the side of a closing quotation mark where the language does not have it.

    In American English both stand before the mark, whosever they are (CMOS 17, 6.9); in Spanish, Portuguese, Italian,
    Russian, Ukrainian, Polish and Japanese a comma stands behind it. Of other languages, and where the document does
    not say which it is, nothing is told; nor of single marks in American English, which may be those of a science.

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
    stops = marks_of(document.language).stops if document.language.count("-") or document.language in _SURE else "own"
    if stops == "own":
        return
    look = _behind if stops == "inside" else _before
    for prose in document.prose:
        for quote in prose.quotes.closed:
            place = -1 if prose.is_markup(quote) else look(prose.text, quote)
            if place == -1:
                continue
            sign = prose.text[place]
            message = f"'{sign}' stands {'behind' if stops == 'inside' else 'before'} the closing quotation mark"
            hint = f"put it {'before' if stops == 'inside' else 'behind'} the mark"
            context = context_of(prose.text, place)
            yield Found(message, prose.span(place, place + 1), hint, _fix(prose, quote, place), context=context)


def _behind(text: str, quote: Quote) -> int:
    """Return the place of a stop behind a quotation that has none itself; -1 where there is none."""
    is_stop = text[quote.end : quote.end + 1] in (".", ",") and quote.mark in '“"'
    is_more = text.startswith("..", quote.end) or text[quote.inner_end - 1] in "!?.,…;:—"
    return quote.end if is_stop and not is_more else -1


def _before(text: str, quote: Quote) -> int:
    """Return the place of a comma at the end of a quotation; -1 where there is none."""
    return quote.inner_end - 1 if text[quote.inner_end - 1] == "," and quote.inner_end - quote.inner_start > 1 else -1


def _fix(prose: Prose, quote: Quote, place: int) -> Fix | None:
    """Return the fix that lets the stop and the mark change places."""
    if not prose.is_whole:
        return None
    start, end = min(place, quote.inner_end), max(place + 1, quote.end)
    sign, mark = prose.text[place], prose.text[quote.inner_end : quote.end]
    new = sign + mark if place >= quote.end else mark + sign
    return Fix("let them change places", (Edit(prose.source.path, start, end, new),), safe=False)
