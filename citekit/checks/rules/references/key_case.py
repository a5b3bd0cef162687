"""The rule CK306."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK306", "key-case", tells=("key-case",))
def key_case(told: Told) -> Iterator[Found]:
    """Two keys that differ only in capitals.

    BibTeX takes them for one, biber and citekit for two.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{Lee1990, author = {Lee, Ann}, title = {Ebbs}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990a, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1990b, author = {Lee, Ann}, title = {Ebbs}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
