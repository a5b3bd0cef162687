"""The rule CK408."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.patterns import pattern
from citekit.quotations.finding.building import HOLE

_LEAST = 12
_FAR = 4
"""Characters before and behind a paragraph where a mark may be of it: one that ends what leads to a quotation."""
_TYPED = pattern(r"[(\[][^()\[\]\n]*\d[^()\[\]\n]*[)\]]")  # (Lee 1990, 3)


@document_rule("CK408", "quotation-without-note", severity=Severity.HINT)
def quotation_without_note(document: Document) -> Iterator[Found]:
    """A quotation of a sentence's length, and no note or citation in its paragraph.

    Told in documents with notes. What stands in parentheses with a number, such as (Lee 1990, 3), is taken for a
    citation.

    Wrong::

        It was a cold winter. She wrote: “The harbour froze, and nobody in the town had seen the like before.”

        It thawed in May.[^1]

        [^1]: So it was.

    Right::

        It was a cold winter. She wrote: “The harbour froze, and nobody in the town had seen the like before.”[^1]

        [^1]: In her diary.
    """
    for prose in document.prose:
        places = [mark.start for mark in prose.marks]
        if not places:
            continue
        for quote in prose.outer:
            words = prose.words(quote)
            if words < _LEAST:
                continue
            begin, end = prose.paragraph(quote.start)[0], prose.paragraph(quote.end)[1]
            index = bisect_left(places, begin - _FAR)
            is_noted = index < len(places) and places[index] <= end + _FAR
            if not is_noted and HOLE not in prose.text[begin:end] and not _TYPED.search(prose.text, begin, end):
                message = f"a quotation of {words} words, and no note in its paragraph"
                shown = prose.text[quote.inner_start : quote.inner_end][:60]
                where = prose.span(quote.start, quote.start + 1)
                yield Found(message, where, "say where it is from", context=shown)
