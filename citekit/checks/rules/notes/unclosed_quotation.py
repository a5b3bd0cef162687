"""The rule CK110."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import Prose, context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity, Source
from citekit.notes.quotes import OpenMark, Quote, told


@document_rule("CK110", "unclosed-quotation", tells=("unclosed-quotation",), severity=Severity.WARNING)
def unclosed_quotation(document: Document) -> Iterator[Found]:
    """A quotation mark that nothing closes: where the quotation ends cannot be told.

    Paragraphs of one quotation that each begin with a mark are right, and so are lines of verse, of which the last is
    closed, and apostrophes. Of several in a paragraph the first is told.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 “Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- passage.txt --
        The harbour froze in that winter.1 “Nobody had seen the like before.”2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for prose in document.prose:
        for marks in _by_paragraph(prose):
            mark = marks[0]
            if len(marks) > 1 and _is_closed_behind(prose, marks[-1]):
                continue
            finding = told(Source("", prose.text), mark)
            where = prose.span(mark.place, mark.place + 1)
            yield Found(finding.message, where, finding.hint, context=context_of(prose.text, mark.place))


def _by_paragraph(prose: Prose) -> Iterator[list[OpenMark]]:
    """Yield the marks that nothing closes, those of one kind that follow each other in a paragraph together."""
    marks: list[OpenMark] = []
    for mark in prose.open_marks:
        if mark.late != -1:
            continue
        if marks and (marks[0].mark != mark.mark or "\n" in prose.text[marks[-1].place : mark.place]):
            yield marks
            marks = []
        marks.append(mark)
    if marks:
        yield marks


def _is_closed_behind(prose: Prose, mark: OpenMark) -> bool:
    """Tell whether a quotation of the same marks is closed behind *mark*, in its paragraph."""
    closed = prose.quotes.closed
    index = bisect_left(closed, mark.place, key=_start)
    return (
        index < len(closed)
        and closed[index].mark == mark.mark
        and "\n" not in prose.text[mark.place : closed[index].start]
    )


def _start(quote: Quote) -> int:
    return quote.start
