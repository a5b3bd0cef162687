"""What a request to ``citekit process`` may say, checked as it is read: a wrong value is an error with its place.

A place is a path of keys and indexes, ``("citations", 0, "mode")``; it is looked for in the text only when there is
something to report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from citekit.errors import UsageError
from citekit.findings import Source, Span

Path: TypeAlias = tuple[str | int, ...]

_NAMES = {str: "a text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}
TEXT = (str,)
TEXT_OR_NUMBER = (str, int, float)
WHOLE = (int,)
FLAG = (bool, int)
LIST = (list,)
OBJECT = (dict,)
ROOT: Path = ()

# The fields of an item of a citation.
_CITE: Mapping[str, tuple[type, ...]] = {
    "locator": TEXT_OR_NUMBER,
    "label": TEXT,
    "prefix": TEXT,
    "suffix": TEXT,
    "suppress-author": FLAG,
    "author-only": FLAG,
    "near-note": FLAG,
    "position": WHOLE,
    "first-reference-note-number": TEXT_OR_NUMBER,
}


class RequestError(UsageError):
    """A request that makes no sense; *path* leads to what is wrong."""

    def __init__(self, message: str, path: Path = ROOT, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.path = path


def member(
    given: Mapping[str, Any], name: str, kinds: tuple[type, ...], default: Any, path: Path = ROOT, *, hint: str = ""
) -> Any:
    """Return what *given* has under *name*, *default* for nothing or null.

    Raises: RequestError if it is none of *kinds*.
    """
    value = given.get(name)
    if value is None:
        return default
    if type(value) in kinds:
        return value
    return checked(value, kinds, f'"{name}"', (*path, name), hint=hint)


def checked(value: Any, kinds: tuple[type, ...], what: str, path: Path, *, hint: str = "") -> Any:
    """Return *value*. Raises: RequestError that *what* is none of *kinds*; true is no number."""
    if type(value) not in kinds and (isinstance(value, bool) or not isinstance(value, kinds)):
        wanted = " or ".join(dict.fromkeys(_NAMES[kind] for kind in kinds if kind is not int or bool not in kinds))
        raise RequestError(f"{what} has to be {wanted}, and is {shown(value)}", path, hint=hint)
    return value


def shown(value: Any) -> str:
    """Return a value as it stands in a request, cut short."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def check_cite(given: Mapping[str, Any], path: Path) -> None:
    """Check the fields of an item of a citation. Raises: RequestError."""
    for name, value in given.items():
        kinds = _CITE.get(name)
        if kinds is not None and value is not None and type(value) not in kinds:
            checked(value, kinds, f'"{name}"', (*path, name))


def identifier(value: Any, what: str, path: Path) -> str:
    """Return an id, a text or a whole number, as text. Raises: RequestError."""
    return str(checked(value, (str, int), what, path))


def place(source: Source, path: Sequence[str | int]) -> Span:
    """Return where *path* leads in a JSON text; the nearest value around it where it leads to nothing."""
    found = _start(source.text, 0)
    for step in path:
        inner = _inner(source.text, found, step)
        if inner is None:
            break
        found = inner
    value, end = _DECODER.raw_decode(source.text, found)
    quoted = isinstance(value, str)  # the text itself, without its quotation marks
    return source.span(found + quoted, end - quoted)


_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\n\r]*")


def _start(text: str, position: int) -> int:
    """Return where the next value or mark begins."""
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _inner(text: str, start: int, step: str | int) -> int | None:
    """Return where the member or element *step* of the value at *start* begins; of equal keys the last counts."""
    found = None
    position = _start(text, start + 1)
    index = 0
    if text[start] not in ("{" if isinstance(step, str) else "["):
        return None
    while text[position] not in "}]":
        name: Any = index
        if text[start] == "{":
            name, position = _DECODER.raw_decode(text, position)
            position = _start(text, _start(text, position) + 1)  # past the colon
        if name == step:
            found = position
        _, position = _DECODER.raw_decode(text, position)
        position = _start(text, position)
        if text[position] == ",":
            position = _start(text, position + 1)
        index += 1
    return found
