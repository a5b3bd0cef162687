"""The rule CK315."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK315", "unknown-type", tells=("unknown-type",))
def unknown_type(told: Told) -> Iterator[Found]:
    """An entry type that neither biblatex nor any program is known to have: the work is set as a document.

    Wrong::

        @bok{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    yield told.passed_on()
