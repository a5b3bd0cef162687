"""The rule CK392."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TITLES = ("title", "subtitle", "booktitle", "journaltitle", "journal")
# "Vor- und Nachteile", "pre- and postwar": a word that shares its end with one further on.
_AND = "und oder bzw and or et ou y o e ed och og en of to bis i a nor".split()
_CUT = pattern(rf"[^\W\d_]{{2,}}-\s+(?!(?:{'|'.join(_AND)})\b)[^\W\d_A-ZÀ-Þ]\w+")


@entry_rule("CK392", "word-cut-in-two", fields=_TITLES, severity=Severity.HINT)
def word_cut_in_two(entry: Entry) -> Iterator[Found]:
    """A word with the hyphen and the blank of a line's end in it: "infor- mation". It was copied from a printed page.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {The infor- mation of tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {The information of pre- and postwar tides}, date = {1990},
          publisher = {Quay}, location = {Bristol}}
    """
    for name in _TITLES:
        if "- " in entry.value(name):
            for found in _CUT.finditer(entry.value(name)):
                yield entry.found(f"{found[0]!r} is cut in two", name, *found.span(), hint="take the hyphen out")
