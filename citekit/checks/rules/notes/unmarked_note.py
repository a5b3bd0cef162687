"""The rule CK102."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.documents.ledgers.as_ledger import span_of
from citekit.findings import Severity

_TOLD = frozenset(("unmarked-note", "duplicate-note"))
"""What readers say of such notes already."""


@document_rule("CK102", "unmarked-note", tells=("unmarked-note",), severity=Severity.WARNING)
def unmarked_note(document: Document) -> Iterator[Found]:
    """A note that no mark in the text leads to.

    A number that is missing between two marks of the text is told there (CK103), and not here again. In LaTeX the
    text of a note may stand apart from its mark: there none is told.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."
          4: "@lee1990 [p. 9]."

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
    for finding in document.told:
        if finding.rule == "unmarked-note":
            yield Found(finding.message, finding.where, finding.hint)
    manuscript = document.manuscript
    if manuscript is None or manuscript.format == "latex" or any(one.rule in _TOLD for one in document.readers):
        return
    for note in manuscript.notes:
        if not note.marks:
            message = f"nothing in the text leads to note {note.number}"
            where = span_of(manuscript, note.body)
            yield Found(message, where, "put its mark into the text, or take the note out", note=note.number)
