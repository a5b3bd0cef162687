"""What was done to the marks of a text, as JSON beside the changed text, so that it can be undone.

A record knows the text that it belongs to by its digest: what is done to one text is not undone in another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from citekit.errors import InvalidInputError, UsageError
from citekit.files import json_of
from citekit.findings import Finding, Source, Span

VERSION = 1

_HINTS = {
    "marks": "marks go back only into the text they were taken from; strip it again after a change",
    "moves": "moves are taken back only in the text they were made in; place its marks again after a change",
}

_T = TypeVar("_T")


def record_of(kind: str, text: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return *rows* as the record of *kind* ("marks", "moves") that belongs to the changed *text*."""
    return {f"citekit-{kind}": VERSION, "sha256": _digest(text), kind: [dict(row) for row in rows]}


def rows_of(source: Source, kind: str, row: Callable[[Any], _T], text: str, made_by: str) -> tuple[_T, ...]:
    """Return the rows of the record in *source*, each read by *row*; *made_by* is the option that writes such files.

    Raises: InvalidInputError for a file of another form; UsageError where it is not the record of *text*.
    """
    value = json_of(source)
    try:
        rows = tuple(map(row, value[kind]))
        known = value[f"citekit-{kind}"] == VERSION
    except (KeyError, TypeError, ValueError):
        known, rows = False, ()
    if not known:
        hint = f"give the file that 'citekit notes {made_by}' has written"
        finding = Finding(f"{kind}-file", f"not a file of {kind}", Span(source.path, 1, 1, 2), hint=hint)
        raise InvalidInputError([finding])
    if value.get("sha256") != _digest(text):
        raise of_another_text(source, kind)
    return rows


def of_another_text(source: Source, kind: str) -> UsageError:
    """Return the error that a record is not that of the text it was given for."""
    message = f"these {kind} are of another text, or it was changed"
    return UsageError(message, where=Span(source.path), hint=_HINTS[kind])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
