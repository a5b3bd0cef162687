"""The rule CK106."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK106", "numbers-begin-again", severity=Severity.HINT)
def numbers_begin_again(document: Document) -> Iterator[Found]:
    """Marks that begin again with 1 in a text whose notes are of one chapter.

    A ledger of several chapters has a list of notes for each, and its texts begin again with each of them.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        The second winter was mild.1 It rained.2

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
    several = document.ledger is not None and len(document.ledger.chapters) > 1
    if document.passage is None or document.passage.recurring or several:
        return
    for before, mark in pairwise(one for one in document.marks if one.number.isdecimal()):
        if mark.number == "1" and int(before.number) > 1:
            message = f"note 1 follows note {before.number}: the numbers begin again"
            yield Found(message, mark.where, "give each run a list of notes in the ledger (docs/ledger.md)", note="1")
