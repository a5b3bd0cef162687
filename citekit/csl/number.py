"""Numbers in text: what counts as a number, ordinals, roman numerals, plurals.

Source: CSL 1.0.2, Choose (``is-numeric``), Number, Ordinal Suffixes, Long Ordinals, Label (``plural``). Works on the
text of one field; languages come in as a function that knows their terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from citekit.patterns import pattern

# Returns the text of an ordinal term and its ``match`` attribute ("" for the default), None where there is none.
OrdinalTerms: TypeAlias = Callable[[str, str], "tuple[str, str] | None"]

_THOUSANDS = r"\d{1,3}(?:,\d{3})+(?!\d)"  # "1,200" is one number
_NUMBER = rf"(?:{_THOUSANDS}|[^\W\d_]{{0,4}}\d+[^\W\d_]{{0,4}}|[ivxlcdm]+(?![^\W\d_]))"
_NUMERIC = pattern(rf"\s*{_NUMBER}(?:\s*[-–,&]\s*{_NUMBER})*\s*$")
_PART = pattern(rf"({_NUMBER})|\s*([-–,&])\s*")
_ONE = r"(?:[^\W\d_]{0,4}\d+[^\W\d_]{0,4}|[ivxlcdm]+)"
_AND = r"(?:and|et|und|y|e|и)\b"
_SPAN = pattern(rf"(?<!\w){_ONE}\s*(?:&|(?<!\\)[-–—]|\b{_AND})\s*{_ONE}(?!\w)", re.IGNORECASE)
_LIST = pattern(rf"{_ONE}(?:\s*[,;]\s*(?:{_AND}\s*)?{_ONE})+$", re.IGNORECASE)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LONGEST_ROMAN = 3999
_LONG_ORDINALS = 10


def is_numeric(text: str) -> bool:
    """Tell if *text* holds numbers alone: "2", "2nd", "D2", "2-4", "2, 3 & 5".

    >>> is_numeric("2nd"), is_numeric("second"), is_numeric("2nd edition")
    (True, False, False)
    """
    return text.isdecimal() or bool(_NUMERIC.match(text))


def split_numbers(text: str) -> list[str] | None:
    """Return the numbers of a numeric *text* and what stands between them, in CSL's spacing; ``None`` if not numeric.

    >>> split_numbers("2,3&5 - 7")
    ['2', ', ', '3', ' & ', '5', '-', '7']
    """
    if not is_numeric(text):
        return None
    between = {",": ", ", "&": " & "}
    return [match[1] or between.get(match[2], match[2]) for match in _PART.finditer(text.strip())]


def roman(number: int) -> str:
    """Return *number* in small roman numerals, in digits outside 1–3999."""
    if not 1 <= number <= _LONGEST_ROMAN:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def ordinal_suffix(number: int, terms: OrdinalTerms, gender: str = "") -> str:
    """Return the suffix of an ordinal: "nd" for 2 in English."""
    for digits in (number % 100, number % 10):
        found = terms(f"ordinal-{digits:02d}", gender)
        if found is not None and _matches(number, digits, found[1]):
            return found[0]
    default = terms("ordinal", gender)
    return default[0] if default else ""


def _matches(number: int, digits: int, match: str) -> bool:
    if match == "whole-number":
        return number == digits
    if match == "last-two-digits":
        return number % 100 == digits
    last_digit = digits < 10
    return number % 10 == digits if last_digit else number % 100 == digits


def long_ordinal(number: int, terms: OrdinalTerms, gender: str = "") -> str:
    """Return "first" to "tenth"; the number with its ordinal suffix beyond."""
    found = terms(f"long-ordinal-{number:02d}", gender) if 1 <= number <= _LONG_ORDINALS else None
    return found[0] if found else f"{number}{ordinal_suffix(number, terms, gender)}"


def is_plural(text: str) -> bool:
    """Tell if a locator or page field names more than one: "12-14", "3 & 4", "5, 7".

    >>> is_plural("12-14"), is_plural("15"), is_plural("a")
    (True, False, False)
    """
    if text.isdecimal():
        return False
    if plain_range(text) is not None:
        return True
    if "," in text:
        text = re.sub(_THOUSANDS, lambda match: match.group().replace(",", ""), text)
    return bool(_SPAN.search(text) or _LIST.match(text))


def plain_range(text: str) -> tuple[str, str] | None:
    """Return the two numbers of "12–14" or "12-14", which most ranges are; ``None`` for whatever else."""
    first, dash, last = text.partition("–" if "–" in text else "-")
    return (first, last) if dash and first.isdecimal() and last.isdecimal() else None
