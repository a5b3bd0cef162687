"""Marks taken out of a text so that nothing is lost: the text without them, and what stood where.

What is taken out is put back to the letter, whatever the text is and wherever the marks are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from citekit.errors import InvalidInputError, UsageError
from citekit.files import json_of
from citekit.findings import Finding, Source, Span
from citekit.model import NoteMark
from citekit.values import NamedTuple, dataclass

VERSION = 1


class Taken(NamedTuple):
    """*text* stood at *place* of the stripped text, in code points, and marks the note *number*."""

    place: int
    text: str
    number: str


@dataclass(frozen=True, slots=True)
class Stripped:
    """A text without its marks, and the marks in order; several may be taken from one place."""

    text: str
    taken: tuple[Taken, ...] = ()


def stripped(text: str, marks: Iterable[NoteMark]) -> Stripped:
    """Return *text* without *marks*, which do not overlap, and without brackets that hold a mark alone.

    >>> stripped("So.[12] It was.13", [NoteMark(4, 6, "12"), NoteMark(15, 17, "13")]).text
    'So. It was.'
    """
    pieces: list[str] = []
    taken: list[Taken] = []
    position = length = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = mark.start, mark.end
        if start > position and text[start - 1 : start] + text[end : end + 1] in ("[]", "()"):
            start, end = start - 1, end + 1
        pieces.append(text[position:start])
        length += start - position
        taken.append(Taken(length, text[start:end], mark.number))
        position = end
    return Stripped("".join((*pieces, text[position:])), tuple(taken))


def restored(without: Stripped) -> str:
    """Return the text that *without* was stripped from."""
    pieces: list[str] = []
    position = 0
    for place, text, _ in without.taken:
        pieces += [without.text[position:place], text]
        position = place
    return "".join((*pieces, without.text[position:]))


def as_json(without: Stripped) -> dict[str, Any]:
    """Return what was taken as JSON; it knows the text that it belongs to."""
    marks = [{"place": one.place, "text": one.text, "number": one.number} for one in without.taken]
    return {"citekit-marks": VERSION, "sha256": _digest(without.text), "marks": marks}


def from_json(source: Source, text: str) -> Stripped:
    """Return *text* with the marks that *source*, written by ``as_json``, has taken from it.

    Raises: InvalidInputError for a file of another form; UsageError where the text is another, or was changed.
    """
    value = json_of(source)
    try:
        taken = tuple(Taken(int(one["place"]), str(one["text"]), str(one["number"])) for one in value["marks"])
        known = value["citekit-marks"] == VERSION
    except (KeyError, TypeError, ValueError):
        known, taken = False, ()
    if not known:
        hint = "give the file that 'citekit notes --strip' has written"
        raise InvalidInputError([Finding("marks-file", "not a file of marks", Span(source.path, 1, 1, 2), hint=hint)])
    if value.get("sha256") != _digest(text) or any(not 0 <= one.place <= len(text) for one in taken):
        hint = "marks go back only into the text they were taken from; strip it again after a change"
        raise UsageError("these marks are of another text, or it was changed", where=Span(source.path), hint=hint)
    return Stripped(text, tuple(sorted(taken, key=lambda one: one.place)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
