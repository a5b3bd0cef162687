"""Citations that are typed into a paragraph in pandoc's syntax: ``[@key, p. 3]``, ``@key``, ``[-@key; see @other]``.

Source: the Pandoc User's Guide, Citation syntax. Each is a citation of its own; ``@key`` alone names the author in the
text. Also what stands around a citation, which settles punctuation and where a note's mark goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.model import Citation
from citekit.notes.citesyntax import citations
from citekit.patterns import pattern
from citekit.values import NamedTuple

HIDDEN = "\ufffc"
"""Stands in a text for what is no text of the author: the result of a field, code."""

_WORDS = 160
_MARKUP = pattern(r"[*_<]")
_BLANK = pattern(r"[ \t\u00a0]+\Z")
_CLOSING = "[”’»›\"')]*"
_STOP = pattern(rf"{_CLOSING}[.,;:!?…]+{_CLOSING}|[”’»]+(?=[\s\ufffc]|\Z)")
_LIST = pattern(r"\s*(?::::+\s*)?\{#refs\}(?:\s*:::+)?\s*\Z")


class Typed(NamedTuple):
    """A citation that ``text[start:end]`` is."""

    citation: Citation
    start: int
    end: int


def typed(text: str) -> Iterator[Typed]:
    """Yield the citations of a paragraph in their order; nothing in it is markup but the citations."""
    if "@" in text:
        for one in citations(text, 0, len(text), seen=text, prose=_as_typed)[0]:
            yield Typed(one.citation, one.start, one.end)


def _as_typed(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text).replace(HIDDEN, "")


def is_list_place(text: str) -> bool:
    """Tell whether a paragraph is pandoc's place for the bibliography, ``{#refs}``."""
    return len(text) < 100 and _LIST.match(text) is not None


def words_before(text: str, start: int, low: int = 0) -> str:
    """Return some words between *low* and *start*, "" where there are none."""
    words = text[max(low, start - _WORDS) : start]
    return words if words.strip() else ""


def words_after(text: str, end: int) -> str:
    """Return some words behind *end*, "" where there are none."""
    words = text[end : end + _WORDS]
    return words if words.strip() else ""


def blank_before(text: str, start: int) -> int:
    """Return how many blanks stand before *start*; none at the beginning of the paragraph."""
    found = _BLANK.search(text, max(0, start - _WORDS), start)
    return len(found[0]) if found and found.start() else 0


def stop_after(text: str, end: int) -> str:
    """Return the stop that follows *end* directly, with the quotation marks at it."""
    found = _STOP.match(text, end)
    return found[0] if found else ""
