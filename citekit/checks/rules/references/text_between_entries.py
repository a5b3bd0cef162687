"""The rule CK303."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule
from citekit.findings import Severity


@told_rule("CK303", "text-between-entries", tells=("text-between",), severity=Severity.HINT)
def text_between_entries(told: Told) -> Iterator[Found]:
    """Text between entries that is no comment by sign.

    BibTeX takes whatever stands outside entries for a comment, so this is no fault; an entry that lost its "@" looks
    so, too.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

        That was all.

    Right::

        % This file has one book.

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
