"""The rule CK101."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule(
    "CK101", "unmapped-mark", tells=("unmapped-mark", "undefined-note", "note-without-text"), severity=Severity.ERROR
)
def unmapped_mark(told: Told) -> Iterator[Found]:
    """A note mark in the text without a note: the reader is sent to nothing.

    In a passage the ledger lacks its number; in Markdown no note of that label is defined, in LaTeX a mark has no
    text.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."

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
    yield Found(told.finding.message, told.finding.where, told.finding.hint)
