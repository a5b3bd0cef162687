"""The rule CK111."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.prose import context_of
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity, Source
from citekit.notes.quotes import told


@document_rule("CK111", "crossed-quotation", tells=("crossed-quotation",), severity=Severity.WARNING)
def crossed_quotation(document: Document) -> Iterator[Found]:
    """Two quotations that cross: the inner one ends behind the outer one.

    Wrong::

        -- passage.txt --
        The harbour froze.1 He said: “Nobody had ‘seen the like” before.’2 The ships lay there until May.3

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
        The harbour froze.1 He said: “Nobody had ‘seen the like’ before.”2 The ships lay there until May.3

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
        for mark in prose.open_marks:
            if mark.late != -1:
                finding = told(Source("", prose.text), mark)
                late = prose.span(mark.late, mark.late + 1)
                hint = f"close the inner one first; the mark is in line {late.line}, column {late.column}"
                where = prose.span(mark.place, mark.place + 1)
                yield Found(finding.message, where, hint, context=context_of(prose.text, mark.place))
