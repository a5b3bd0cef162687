"""The rule CK126."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.document import Document
from citekit.checks.rule import Found, document_rule
from citekit.findings import Severity
from citekit.notes.backward import backward_words
from citekit.patterns import pattern

_REACH = 60
_NAME = pattern(r"[^\W\d_a-zа-яß-ÿё][\w’'-]+")


@document_rule("CK126", "op-cit-without-antecedent", severity=Severity.WARNING)
def op_cit_without_antecedent(document: Document) -> Iterator[Found]:
    """The words "op. cit." with a name that no note before them has: there is no work to look up.

    Where notes cite works by their keys, their keys are looked at, too.

    Wrong::

        -- passage.txt --
        The harbour froze in that winter.1 Nobody had seen the like before.2 The ships lay there until May.3

        -- passage.notes.yaml --
        citekit-ledger: 1
        passage: passage.txt
        notes:
          1: "@lee1990 [p. 3]."
          2: Marlow, op. cit., 4.
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
          2: Lee, op. cit., 4.
          3: "@lee1990 [p. 5]."

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for place, note in enumerate(document.audited):
        for word in backward_words(note.text):
            names = _NAME.findall(note.text[max(word.start - _REACH, 0) : word.start])
            if word.kind == "earlier-work" and names and not document.may_name(place, names[-1]):
                words = note.text[word.start : word.end]
                message = f"“{names[-1]}, {words}”: no note before names {names[-1]}"
                where = document.word_at(note, words, word.start)
                yield Found(message, where, "give the work in full", note=note.number)
