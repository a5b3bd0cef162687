"""The rule CK107."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.placing import misplaced
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.placement.customs import custom_of


@document_rule("CK107", "misplaced-mark", severity=Severity.WARNING)
def misplaced_mark(document: Document) -> Iterator[Found]:
    """A note mark on the wrong side of a stop or quotation mark, by the custom of a language that leaves no choice.

    English has it behind all punctuation but the dash (CMOS 17, 14.26; New Hart's Rules, 17.2). Languages in which a
    mark may stand in several places, and those whose publishers differ, are asked by CK121. Only texts are looked at
    of which most marks follow the custom.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before2. The ships lay there until May.3 In June
          the last ice was gone.4 The fish came back.5

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: "@lee1990 [p. 4]."
          3: "@lee1990 [p. 5]."
          4: "@lee1990 [p. 6]."
          5: "@lee1990 [p. 8]."

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
        if custom is not None and not custom.also and not custom.before:
            for where, message, fix in misplaced(prose, custom):
                yield Found(message, where, custom.source, fix)
