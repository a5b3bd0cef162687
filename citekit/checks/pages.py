"""Pages as numbers: those of an entry, and those that a locator asks for."""

from __future__ import annotations

from citekit.folding import roman_value
from citekit.patterns import pattern

Pages = tuple[int, int, bool]
"""First and last page, and whether they are Roman numerals."""

_ITEM = pattern(r"[,;&+]|\b(?:and|und|et|y|e|и)\b")
_RANGE = pattern(
    r"\s*(?:pp?\.\s*)?(\d{1,6}|[ivxlcdm]+|[IVXLCDM]+)(?:\s*[-–—]+\s*(\d{1,6}|[ivxlcdm]+|[IVXLCDM]+))?\s*(?:ff?\.?|n\.?\s*\d+)?\s*"
)


def pages_in(text: str) -> tuple[Pages, ...]:
    """Return the pages that *text* says; () where one of them is of another form, since it cannot be compared.

    >>> pages_in("290--310"), pages_in("321–5, 330"), pages_in("e12345"), pages_in("xii–xv")
    (((290, 310, False),), ((321, 325, False), (330, 330, False)), (), ((12, 15, True),))
    """
    found = []
    for item in _ITEM.split(text):
        if not item.strip():
            continue
        match = _RANGE.fullmatch(item)
        if match is None:
            return ()
        first, last = match[1], match[2] or match[1]
        is_roman = not first.isdecimal()
        if is_roman != (not last.isdecimal()):
            return ()
        if not is_roman and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        ends = (roman_value(first), roman_value(last)) if is_roman else (int(first), int(last))
        if ends[1] < ends[0] or not ends[0]:
            return ()
        found.append((*ends, is_roman))
    return tuple(found)


def within(one: Pages, whole: Pages) -> bool:
    """Tell whether pages lie within others; Roman numerals and figures are not compared."""
    return one[2] != whole[2] or (whole[0] <= one[0] and one[1] <= whole[1])
