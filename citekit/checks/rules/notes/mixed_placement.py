"""The rule CK121."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.placing import misplaced
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.placement.customs import custom_of


@document_rule("CK121", "mixed-placement", severity=Severity.HINT)
def mixed_placement(document: Document) -> Iterator[Found]:
    """A note mark that stands otherwise beside stops and quotation marks than the custom of the language.

    Wrong::

        -- passage.txt --
        Le port gela cet hiver-là1. Personne n'avait vu cela2. Les navires restèrent jusqu'en mai.3 Le capitaine
          avait écrit
        à sa femme que la glace ne fondrait pas avant la fin du mois4. Elle ne lui répondit pas5.

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."
          4: "@lee1990 [p. 6]."
          5: "@lee1990 [p. 7]."

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
    for prose in document.prose:
        custom = custom_of(prose.language)
        if custom is not None and (custom.before or custom.also):
            for where, message, fix in misplaced(prose, custom):
                yield Found(message, where, custom.source, fix)
