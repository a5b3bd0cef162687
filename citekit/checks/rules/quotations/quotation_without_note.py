"""The rule CK408."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.quotations.finding.building import HOLE

_LEAST = 12


@document_rule("CK408", "quotation-without-note", severity=Severity.HINT)
def quotation_without_note(document: Document) -> Iterator[Found]:
    """A quotation of a sentence's length in a paragraph without a note or citation behind it.

    Wrong::

        It was a cold winter. She wrote: “The harbour froze, and nobody in the town had seen the like before.”

        It thawed in May.[^1]

        [^1]: So it was.

    Right::

        It was a cold winter. She wrote: “The harbour froze, and nobody in the town had seen the like before.”[^1]

        [^1]: In her diary.
    """
    for prose in document.prose:
        marks = [mark.start for mark in prose.marks]
        for quote in prose.quotes.closed:
            if marks and prose.words(quote) >= _LEAST:
                stop = prose.text.find("\n\n", quote.end)
                index = bisect_left(marks, quote.end)
                end = stop if stop != -1 else len(prose.text)
                if (index == len(marks) or marks[index] > end) and HOLE not in prose.text[quote.start : end]:
                    message = f"a quotation of {prose.words(quote)} words, and no note behind it"
                    words = prose.text[quote.inner_start : quote.inner_end][:60]
                    yield Found(
                        message, prose.span(quote.start, quote.start + 1), "say where it is from", context=words
                    )
