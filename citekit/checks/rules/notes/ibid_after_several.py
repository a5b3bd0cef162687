"""The rule CK113."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK113", "ibid-after-several", severity=Severity.WARNING)
def ibid_after_several(document: Document) -> Iterator[Found]:
    """The word "Ibid." behind a note that cites several works: it cannot be told which is meant.

    Source: CMOS 17, 14.34.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]; @kay1991 [p. 3]."
          2: Ibid., 4.
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{kay1991, author = {Kay, Bo}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: Ibid., 4.
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{kay1991, author = {Kay, Bo}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bristol}}
    """
    for one in document.broken:
        if one.kind == "several-works":
            message = f"“{one.words}”: {one.message}"
            yield Found(message, document.word_at(one.note, one.words, one.start), one.cure, note=one.note.number)
