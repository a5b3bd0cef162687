"""The moves of marks as JSON, beside a text whose marks were moved, so that they can be taken back."""

from __future__ import annotations

import hashlib
from typing import Any

from citekit.errors import InvalidInputError, UsageError
from citekit.files import json_of
from citekit.findings import Finding, Source, Span
from citekit.notes.placement.placing import Move, Placed, undo

VERSION = 1


def as_json(placed: Placed) -> dict[str, Any]:
    """Return the moves of *placed* as JSON; it knows the text that it belongs to."""
    moves = [{"old": one.old, "new": one.new, "before": one.before, "after": one.after} for one in placed.moves]
    return {"citekit-moves": VERSION, "sha256": _digest(placed.text), "moves": moves}


def taken_back(source: Source, text: str) -> str:
    """Return the text that *text* was before the moves in *source*, which ``as_json`` has written.

    Raises: InvalidInputError for a file of another form; UsageError where the text is another, or was changed.
    """
    value = json_of(source)
    try:
        moves = tuple(
            Move(0, (), int(one["old"]), int(one["new"]), str(one["before"]), str(one["after"]))
            for one in value["moves"]
        )
        known = value["citekit-moves"] == VERSION
    except (KeyError, TypeError, ValueError):
        known, moves = False, ()
    if not known:
        hint = "give the file that 'citekit notes --place' has written"
        raise InvalidInputError([Finding("moves-file", "not a file of moves", Span(source.path, 1, 1, 2), hint=hint)])
    hint = "moves are taken back only in the text they were made in; place its marks again after a change"
    wrong = UsageError("these moves are of another text, or it was changed", where=Span(source.path), hint=hint)
    if value.get("sha256") != _digest(text):
        raise wrong
    try:
        return undo(Placed(text, (), moves))[0]
    except ValueError:
        raise wrong from None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
