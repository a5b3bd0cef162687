"""The rule CK114."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.audit import on_other_side


@document_rule("CK114", "wrong-note-reference", tells=("dangling-reference",))
def wrong_note_reference(document: Document) -> Iterator[Found]:
    """A reference to a note that is not there, or that stands on the other side: "see n. 22", "note 3 above".

    Numbers that are the locators of cites ("p. 45 n. 12") are no references. Source: CMOS 17, 14.31.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: See note 22.
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
          2: See note 1.
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for one in document.broken:
        if one.kind == "no-note":
            message = f"“{one.words}”: {one.message}"
            number = one.words.removeprefix("n. ")
            yield Found(message, document.word_at(one.note, number), one.cure, note=one.note.number)
    for note, number, side in on_other_side(document.audited):
        message = f"note {number} does not stand {side}"
        hint = f"write {'below' if side == 'above' else 'above'}, or refer to another note"
        yield Found(message, document.word_at(note, number), hint, note=note.number, severity=Severity.WARNING)
