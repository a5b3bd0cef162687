"""The rule CK314."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK314", "no-references", tells=("no-references",))
def no_references(told: Told) -> Iterator[Found]:
    """A file of references in which there is none.

    Wrong::

        % nothing here yet

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
