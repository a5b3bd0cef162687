"""The rule CK114."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.audit import astray


@document_rule("CK114", "wrong-note-reference", tells=("dangling-reference",), severity=Severity.WARNING)
def wrong_note_reference(document: Document) -> Iterator[Found]:
    """A reference to a note that is not there, or is not what is said of it: "see n. 22", "note 3 above".

    The note stands on the other side, or it cites nothing and does not name the author who is named with it.

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
    first = _first_numbers(document) if document.kind == "manuscript" else {}
    for one in (*document.broken, *astray(document.audited)):
        if one.kind not in ("no-note", "astray"):
            continue
        number = one.words.removeprefix("n. ")
        if number.isdecimal() and int(number) < first.get(one.note.run, 0):
            continue  # it stands in another file of the chapter
        where = document.word_at(one.note, number, one.start)
        yield Found(f"“{one.words}”: {one.message}", where, one.cure, note=one.note.number)


def _first_numbers(document: Document) -> dict[int, int]:
    """Return the least number of each run of notes."""
    found: dict[int, int] = {}
    for note in document.notes:
        if note.number.isdecimal():
            found[note.run] = min(found.get(note.run, int(note.number)), int(note.number))
    return found
