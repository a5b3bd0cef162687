"""The rule CK115."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_SHORT = pattern(
    r"\s*(?:(?:See|Cf\.|Vgl\.|Voir)\s+)?([A-ZÀ-ÞА-Я][\w’'-]+),\s+"
    r"[*“„«]?[A-ZÀ-ÞА-Я][\w’' -]{2,40}[,.]?[*”“»]?,?\s+\d[\d–-]*\.?\s*$"
)


@document_rule("CK115", "short-first-citation", severity=Severity.HINT)
def short_first_citation(document: Document) -> Iterator[Found]:
    """A note in prose that cites by a name and a short title, and no note before it names the author.

    Readers look for the full citation in the notes before it. Where notes cite works by their keys, their keys are
    looked at, too.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: Kay, *Winds*, 291.
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
          2: Lee, *Tides*, 291.
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for place, note in enumerate(document.audited):
        found = _SHORT.match(note.text)
        if found and not document.may_name(place, found[1]):
            message = f"{found[1]!r} is cited in short form, and no note before names it"
            where = document.word_at(note, found[1], found.start(1))
            yield Found(message, where, "give the work in full", note=note.number)
