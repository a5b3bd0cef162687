"""The pages that a locator names, and those that a quotation stands on."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.model import Locator
from citekit.patterns import pattern
from citekit.values import NamedTuple

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_SPAN = pattern(r"(?P<first>[\w.:]+)\s*[-‐‑–—]\s*(?P<last>[\w.]+)")
_AND = pattern(r"[,;&]|\b(?:and|und|et|y|e|и)\b")
_ON = pattern(r"\s*(?P<on>ff|f|sqq|sq|et suiv|сл)\.?\Z")
_PAGE = pattern(r"(?:\d+:)?(?P<page>[A-Za-z]{0,2}\d+[a-z]?|[ivxlcdmIVXLCDM]+)(?:\s?n+\.?\s?\d+)?\.?")
_FOLLOWING = 8
"""Pages that "290ff." goes on for at most."""


class Cited(NamedTuple):
    """Pages *first* to *last*, as numbers; *roman* ones are others. *shown* is what the locator has."""

    first: int
    last: int
    roman: bool
    shown: str


def number_of(label: str) -> int:
    """Return the number that a page's label is; -1 for one that is none.

    >>> number_of("290"), number_of("xiv"), number_of("A")
    (290, 14, -1)
    """
    if label.isdecimal():
        return int(label) if len(label) < 10 else -1
    total, highest = 0, 0
    for sign in reversed(label.lower()):
        value = _ROMAN.get(sign, 0)
        if not value:
            return -1
        total += value if value >= highest else -value
        highest = max(highest, value)
    return total if label else -1


def pages_in(locator: Locator) -> tuple[Cited, ...] | None:
    """Return the pages that a locator names; ``None`` where it names something else, or in a way that is not read.

    >>> [(one.first, one.last) for one in pages_in(Locator("page", "290–91, 295, 300f.")) or ()]
    [(290, 291), (295, 295), (300, 301)]
    """
    if locator.label != "page":
        return None
    found = [_cited(piece.strip()) for piece in _AND.split(locator.value) if piece.strip()]
    return None if not found or None in found else tuple(one for one in found if one is not None)


def _cited(text: str) -> Cited | None:
    if (on := _ON.search(text)) is not None and (first := _page(text[: on.start()])):
        more = 1 if on["on"] in ("f", "sq") else _FOLLOWING
        return Cited(first[0], first[0] + more, first[1], text)
    if (span := _SPAN.fullmatch(text)) is not None:
        first, last = _page(span["first"]), _page(span["last"])
        if first is None or last is None or first[1] != last[1]:
            return None
        end = last[0] if first[1] else _in_full(first[0], span["last"])
        return Cited(first[0], end, first[1], text) if end >= first[0] else None
    page = _page(text)
    return Cited(page[0], page[0], page[1], text) if page else None


def _page(text: str) -> tuple[int, bool] | None:
    found = _PAGE.fullmatch(text.strip())
    if found is None:
        return None
    label = found["page"].rstrip("abcdefgh") if found["page"][:1].isdigit() else found["page"]
    number = number_of(label)
    return (number, not label.isdecimal()) if number >= 0 else None


def _in_full(first: int, last: str) -> int:
    """Return the last page of "290–91", which lacks the figures that it has in common with the first."""
    if not last.isdecimal():
        return -1
    start = str(first)
    return int(start[: len(start) - len(last)] + last) if len(last) < len(start) else int(last)


def names(cited: Sequence[Cited], label: str) -> bool:
    """Tell whether the page *label* is among those cited."""
    number, roman = number_of(label), not label.isdecimal()
    return number >= 0 and any(one.first <= number <= one.last and one.roman == roman for one in cited)


def named(locator: Locator) -> str:
    """Return a locator for a message.

    >>> named(Locator("page", "290–91")), named(Locator("chapter", "3"))
    ('p. 290–91', 'chapter 3')
    """
    return f"p. {locator.value}" if locator.label == "page" else f"{locator.label} {locator.value}"


def shown(labels: Sequence[str]) -> str:
    """Return pages for a message: "p. 291", "pp. 290–91".

    >>> shown(("290", "291")), shown(("xiv",))
    ('pp. 290–291', 'p. xiv')
    """
    if len(labels) == 1:
        return f"p. {labels[0]}"
    return f"pp. {labels[0]}–{labels[-1]}"
