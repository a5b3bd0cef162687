"""The rule CK109."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.breaking import broken_lines
from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK109", "broken-line", tells=("broken-line",), severity=Severity.WARNING)
def broken_line(document: Document) -> Iterator[Found]:
    """A line or paragraph that breaks off: the rest of its sentence may be lost.

    It ends with a word that no sentence ends with ("about the"), or it is the end of a passage with note marks.
    Headings, items of lists and lines of verse are let pass, and so is a sentence that goes on in the next paragraph.
    What ends with any other word, and has no stop, is told by CK128.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        In the spring the harbour master counted the ships and wrote a letter about the

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
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

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
    for finding in broken_lines(document, surely=True):
        yield Found(finding.message, finding.where, finding.hint)
