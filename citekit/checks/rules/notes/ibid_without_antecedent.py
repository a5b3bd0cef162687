"""The rule CK112."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity


@document_rule("CK112", "ibid-without-antecedent", severity=Severity.WARNING)
def ibid_without_antecedent(document: Document) -> Iterator[Found]:
    """The word "Ibid.", or its like, with nothing before it to lean on.

    It stands in the first note, behind one that is missing, or behind one that cites no work. A passage cut from a
    book may begin with one; then its work has to be named (``citekit cut`` does it).

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: Ibid., 3.
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
          2: Ibid., 4.
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for one in document.broken:
        if one.kind == "no-antecedent":
            message = f"“{one.words}”: {one.message}"
            yield Found(message, document.word_at(one.note, one.words, one.start), one.cure, note=one.note.number)
