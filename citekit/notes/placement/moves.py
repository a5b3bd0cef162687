"""The moves of marks as JSON, beside a text whose marks were moved, so that they can be taken back."""

from __future__ import annotations

from typing import Any

from citekit.findings import Source
from citekit.notes.placement.placing import Move, Placed, undo
from citekit.notes.records import of_another_text, record_of, rows_of


def as_json(placed: Placed) -> dict[str, Any]:
    """Return the moves of *placed* as JSON; it knows the text that it belongs to."""
    rows = ({"old": one.old, "new": one.new, "before": one.before, "after": one.after} for one in placed.moves)
    return record_of("moves", placed.text, rows)


def taken_back(source: Source, text: str) -> str:
    """Return the text that *text* was before the moves in *source*, which ``as_json`` has written.

    Raises: InvalidInputError for a file of another form; UsageError where the text is another, or was changed.
    """
    moves = rows_of(source, "moves", _move, text, "--place")
    try:
        return undo(Placed(text, (), moves))[0]
    except ValueError:
        raise of_another_text(source, "moves") from None


def _move(row: Any) -> Move:
    return Move(0, (), int(row["old"]), int(row["new"]), str(row["before"]), str(row["after"]))
