"""The rule CK308."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.rule import Found, Told, told_rule


@told_rule("CK308", "control-character", tells=("control-character",))
def control_character(told: Told) -> Iterator[Found]:
    """A character that does not show, or one that was lost when the file was converted.

    A character that does not show is taken out by the fix; what was lost (U+FFFD) has to be typed again.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Ti�des}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    lost = told.source is not None and "\ufffd" in told.source.text[slice(*told.place)]
    yield told.passed_on(None if lost else told.replacing(""))
