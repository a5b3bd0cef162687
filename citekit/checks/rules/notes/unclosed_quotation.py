"""The rule CK110."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity, Source
from citekit.notes.quotes import OpenMark, told


@document_rule("CK110", "unclosed-quotation", tells=("unclosed-quotation",), severity=Severity.WARNING)
def unclosed_quotation(document: Document) -> Iterator[Found]:
    """A quotation mark that nothing closes: where the quotation ends cannot be told.

    Paragraphs of one quotation that each begin with a mark are right, and so are apostrophes.

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
        before: OpenMark | None = None
        for mark in prose.open_marks:
            if mark.late == -1 and not _repeats(prose.text, before, mark):
                finding = told(Source("", prose.text), mark)
                where = prose.span(mark.place, mark.place + 1)
                yield Found(finding.message, where, finding.hint, context=context_of(prose.text, mark.place))
            before = mark


def _repeats(text: str, before: OpenMark | None, mark: OpenMark) -> bool:
    """Tell whether the same mark is open in the same paragraph: some texts have it again at every line."""
    return before is not None and before.mark == mark.mark and "\n" not in text[before.place : mark.place]
