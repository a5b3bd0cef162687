"""The rule CK120."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity, Span

_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", ".»", ".)", ".]", ".*", ".’", '."')


@document_rule("CK120", "note-without-stop", severity=Severity.HINT)
def note_without_stop(document: Document) -> Iterator[Found]:
    """A note that does not end in a full stop, where most others do.

    Citations get the stop of their style; only the words of notes are looked at.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: He was there.
          2: She was not
          3: Nobody knows.

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: He was there.
          2: She was not.
          3: Nobody knows.

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    texts = [(note, note.text.rstrip()) for note in document.audited]
    prose = [(note, text) for note, text in texts if text and not text.endswith("}")]
    ending = sum(text.endswith(_ENDS) for _, text in prose)
    if ending * 3 >= len(prose) * 2:
        for note, text in prose:
            if not text.endswith(_ENDS):
                message = f"note {note.number} does not end in a stop, and most others do"
                yield Found(message, note.where or Span(document.path), "add a full stop", note=note.number)
