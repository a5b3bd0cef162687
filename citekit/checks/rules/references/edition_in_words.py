"""The rule CK334."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.mapping.numbering import ordinal
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK334", "edition-in-words", fields=("edition",), severity=Severity.HINT)
def edition_in_words(entry: Entry) -> Iterator[Found]:
    """An edition that is no number: "2nd ed.", "Second", "2. Aufl.".

    Of a number every style makes its own words, in the language of the document; words are printed as they are, and
    without "edition" where they do not say it (biblatex manual, 2.2.2). BibTeX's own styles want "Second". What a
    number cannot say ("revised and enlarged edition") is right.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          edition = {2nd ed.}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {1990},
          edition = {2}}
    """
    text = entry.text("edition") if entry.value("edition") else ""
    number = ordinal(text)
    if number != text:
        fix = entry.replacing("edition", number, safe=False)
        yield entry.found(f"the edition {text!r} is no number", "edition", hint=f"write {number}", fix=fix)
