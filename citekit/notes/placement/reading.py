"""Whether a mark that is moved in plain text can still be told from what it then stands behind.

"1928.11" moved before its stop is "192811."; "5 km.2" is "5 km2.". Figures that are raised, or in brackets, are told
from others by that. Nothing here concerns an excerpt, whose marks are set apart from its text.
"""

from __future__ import annotations

from citekit.notes.placement.clusters import SPACES
from citekit.notes.vocabulary import UNITS
from citekit.patterns import pattern

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_WORD = pattern(r"\w+\Z")
_DECIMAL = pattern(r"[0-9][.,:]\Z")
_YEAR = pattern(r"(?<![0-9.,])(?:1[0-9]|20)[0-9]{2}[.,:]\Z")
_REACH = 40
_POWERS = frozenset("23")


def misread(bare: str, place: int, mark: str) -> str:
    """Say what *mark*, the text of a spot, would be taken for at *place* of the bare text; "" where for a mark.

    >>> misread("in 1928.", 7, "11"), misread("in May.", 6, "11")
    ('it would run into the number before it', '')
    """
    figures = mark.lstrip(SPACES)
    if figures[:1] in _RAISED and figures:
        raised = bare[place - 1 : place] in _RAISED and place > 0
        return "it would run into the raised figures before it" if raised else ""
    if not ("0" <= figures[:1] <= "9"):
        return ""
    apart = figures != mark
    end = place
    while apart and end and bare[end - 1] in SPACES:
        end -= 1
    if bare[end - 1 : end].isdigit():
        return "it would run into the number before it"
    if figures[-1].isdigit() and bare[place : place + 1].isdigit():
        return "it would run into the number behind it"
    return "" if apart else _taken_for(bare, place, figures)


def _taken_for(bare: str, place: int, figures: str) -> str:
    start = max(0, place - _REACH)
    if _DECIMAL.search(bare, start, place) and not _YEAR.search(bare, start, place):
        return "it would be read as a decimal"
    match = _WORD.search(bare, start, place)
    word = match[0] if match else ""
    if figures in _POWERS and word.casefold() in UNITS:
        return f"it would be read as a power of {word!r}"
    if len(word) == 1 or any(map(str.isdigit, word)) or word.endswith("_"):
        return f"it would be read as part of {word!r}"
    return ""


def raised(figures: str) -> str:
    """Return *figures* raised; what is no plain figure stays."""
    return figures.translate(_TO_RAISED)


_TO_RAISED = str.maketrans("0123456789", _RAISED)
