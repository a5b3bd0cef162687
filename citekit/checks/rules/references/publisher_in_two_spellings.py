"""The rule CK396."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.checks.titling import spelled_otherwise
from citekit.findings import Severity


@entries_rule("CK396", "publisher-in-two-spellings", severity=Severity.HINT)
def publisher_in_two_spellings(entries: Entries) -> Iterator[Found]:
    r"""A publisher that is spelled in two ways: with "&" and "and", with and without "The", capitals or accents.

    Told in the spelling that is less frequent, where it is first used.

    Wrong::

        @book{a90, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay and Sons}, location = {Bath}}
        @book{a91, author = {Lee, Ann}, title = {Winds}, date = {1991}, publisher = {Quay and Sons}, location = {Bath}}
        @book{a92, author = {Lee, Ann}, title = {Rains}, date = {1992}, publisher = {Quay \& Sons}, location = {Bath}}

    Right::

        @book{a90, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay and Sons}, location = {Bath}}
        @book{a91, author = {Lee, Ann}, title = {Winds}, date = {1991}, publisher = {Quay and Sons}, location = {Bath}}
    """
    for entry, name, written, usual in spelled_otherwise(entries, ("publisher",)):
        yield entry.found(f"{written!r} is {usual!r} elsewhere", name, hint="write it in one way")
