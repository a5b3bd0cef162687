"""The rule CK397."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.checks.titling import spelled_otherwise
from citekit.findings import Severity


@entries_rule("CK397", "journal-in-two-spellings", severity=Severity.HINT)
def journal_in_two_spellings(entries: Entries) -> Iterator[Found]:
    r"""A journal that is spelled in two ways: with "&" and "and", with and without "The", capitals or accents.

    Told in the spelling that is less frequent, where it is first used.

    Wrong::

        @article{a90, author = {Lee, Ann}, title = {Tides}, journaltitle = {Past and Shore}, volume = {3},
          pages = {3--9}, date = {1990}}
        @article{a91, author = {Lee, Ann}, title = {Winds}, journaltitle = {Past and Shore}, volume = {4},
          pages = {3--9}, date = {1991}}
        @article{a92, author = {Lee, Ann}, title = {Rains}, journaltitle = {Past \& Shore}, volume = {5},
          pages = {3--9}, date = {1992}}

    Right::

        @article{a90, author = {Lee, Ann}, title = {Tides}, journaltitle = {Past and Shore}, volume = {3},
          pages = {3--9}, date = {1990}}
    """
    for entry, name, written, usual in spelled_otherwise(entries, ("journaltitle", "journal")):
        yield entry.found(f"{written!r} is {usual!r} elsewhere", name, hint="write it in one way")
