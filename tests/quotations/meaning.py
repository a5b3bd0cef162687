"""What two settings of a quotation have in common: its words, what is quoted within, and every change that shows.

Traditions place a stop on either side of a mark, print a changed capital or not, and hide whose stop the first of four
dots is. None of it changes what is said, so it is left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from citekit.quotations.quotation import (
    Break,
    Capital,
    Emphasis,
    FinalStop,
    Insertion,
    Omission,
    Part,
    Quoted,
    Sic,
    Substitution,
    joined,
)
from citekit.values import replace

_BLANKS = re.compile(r"[ \t\n\u00a0\u202f]+")
_DOTS = re.compile(r"…|\.[ \u00a0\u202f]?\.[ \u00a0\u202f]?\.")
_INNER_STOPS = ".,"


def meaning(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Return *parts* in the form that all settings of a quotation share, which is printed nowhere."""
    flat = [one for part in parts for one in _plain(part)]
    return _settled(flat)


def _plain(part: Part) -> Iterable[Part]:
    match part:
        case str():
            yield _BLANKS.sub(" ", _DOTS.sub("…", part)).replace("'", "’")
        case Substitution():
            yield Insertion(part.text)
        case Capital() | FinalStop():
            yield part.text
        case Sic():
            yield Insertion("sic" + (f" {part.reading}" if part.reading else ""))
        case Emphasis():
            yield from (one for inner in part.parts for one in _plain(inner))
        case Quoted():
            inner = meaning(part.parts)
            last = inner[-1] if inner else ""
            if isinstance(last, str) and last[-1:] in {*_INNER_STOPS}:
                yield Quoted(joined((*inner[:-1], last[:-1])))
                yield last[-1]
            else:
                yield Quoted(inner)
        case _:
            yield part


def _settled(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return *parts* with one kind of omission, no stop beside one, and no blank where something else parts words."""
    result: list[Part] = []
    for part in joined(parts):
        before = result[-1] if result else ""
        if isinstance(part, Omission):
            if isinstance(before, str):
                _put(result, before.rstrip(" .") if result else "")
            result.append(Omission())
        elif isinstance(part, str) and isinstance(before, Omission):
            result.append(part.lstrip(" ."))
        elif isinstance(part, Insertion) and isinstance(before, str) and part.text.startswith("sic"):
            _put(result, before.rstrip())
            result.append(part)
        elif isinstance(part, Break):
            result.append(replace(part, indent=0))
        else:
            result.append(part)
    return joined(result)


def _put(result: list[Part], text: str) -> None:
    if result:
        result[-1] = text
