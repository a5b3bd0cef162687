"""The rule CK119."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.bodies import is_blank
from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK119", "note-without-words", severity=Severity.WARNING)
def note_without_words(document: Document) -> Iterator[Found]:
    """A note that is empty, or has nothing but punctuation.

    One that holds a picture, a formula or a table is not.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: " . "
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
    for note, own, body in zip(document.notes, document.audited, document.bodies, strict=False):
        is_unfilled = document.ledger is not None and not note.parts
        if not is_unfilled and is_blank(own, body):
            where = body.source.span(body.start, max(body.end, body.start + 1))
            hint = "write what it is to say, or take it out with its mark"
            yield Found(f"note {note.number} has no words", where, hint, note=note.number)
