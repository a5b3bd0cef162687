"""Page ranges, abbreviated as a style asks.

Source: CSL 1.0.2, Appendix V - Page Range Formats. Works on the text of one locator or page field; it knows
nothing of styles or output.
"""

from __future__ import annotations

import re

from citekit.csl.number import plain_range
from citekit.patterns import pattern

_RANGE = pattern(r"(?<![\w–-])(\d*[^\W\d_]+)?(\d+)([^\W\d_]*)\s*[-–—]+\s*(\d*[^\W\d_]+)?(\d+)([^\W\d_]*)(?![\w–]|-\w)")
_RANGES = pattern(
    r"\d\s*(?:--|[-–])\s*\w|\w\s*(?:--|[-–])\s*\d|^[ivxlcdm]+[-–][ivxlcdm]+$|^[IVXLCDM]{2,}[-–][IVXLCDM]{2,}$"
)
_ROMAN_RANGE = pattern(r"\b([ivxlcdm]+|[IVXLCDM]{2,})\s*[-–]\s*([ivxlcdm]+|[IVXLCDM]{2,})\b")
_ITEM = pattern(r"[^,;&]+")
_DASH = pattern(r"\s*(?:--|–)\s*")
_LABEL = pattern(r"\s*(?:[A-Z]+-\d+|\d+-[A-Z]+)\s*")
_HYPHEN = pattern(r"\s*[-–—]+\s*")


def page_range(text: str, form: str, delimiter: str = "–") -> str:
    """Return *text* with its ranges in *form*, a value of ``page-range-format``, "" to change the dash alone.

    >>> page_range("321-325", "chicago"), page_range("42–45", "minimal"), page_range("42–5", "expanded")
    ('321–25', '42–5', '42–45')
    """
    if text.isdecimal():
        return text
    if numbers := plain_range(text):
        return _shortened("", *numbers, form, delimiter) if form else delimiter.join(numbers)
    if "\\-" in text:  # an escaped hyphen is no range
        return text.replace("\\-", "-")
    if not form:
        return _ITEM.sub(lambda match: _dashed(match.group(), delimiter), text) if _RANGES.search(text) else text
    text = _ROMAN_RANGE.sub(rf"\1{delimiter}\2", text)
    return _RANGE.sub(lambda match: _set(match, form, delimiter), text)


def _dashed(item: str, delimiter: str) -> str:
    """Return *item* with *delimiter* for its dashes; hyphens beside a dash, and that of "A-12", belong to a label."""
    if _DASH.search(item):
        return _DASH.sub(delimiter, item)
    return item if _LABEL.fullmatch(item) else re.sub(r"\s*-\s*", delimiter, item)


def _set(match: re.Match[str], form: str, delimiter: str) -> str:
    prefix, first, first_tail, second_prefix, second, second_tail = match.groups("")
    if (second_prefix or prefix) and second_prefix != prefix:
        return _HYPHEN.sub("-", match.group())
    if first_tail or second_tail:  # "12a-12d" is a range, but nothing in it can be left out
        return _HYPHEN.sub(delimiter, match.group())
    return _shortened(prefix, first, second, form, delimiter)


def _shortened(prefix: str, first: str, second: str, form: str, delimiter: str) -> str:
    full = first[: len(first) - len(second)] + second if len(second) < len(first) else second
    if full < first.zfill(len(full)):  # as numbers: *full* has no fewer digits
        return f"{prefix}{first}{delimiter}{prefix}{second}"
    if form == "expanded":
        return f"{prefix}{first}{delimiter}{prefix}{full}"
    return f"{prefix}{first}{delimiter}{_short(first, full, form)}"


def _short(first: str, second: str, form: str) -> str:
    if form == "minimal":
        return _changed(first, second, 1)
    if form == "minimal-two":
        return _changed(first, second, 2)
    return _chicago(first, second, form)


def _changed(first: str, second: str, least: int) -> str:
    """Return the digits of *second* that differ, at least *least* of them."""
    if len(first) != len(second):
        return second
    same = 0
    while same < len(second) - least and first[same] == second[same]:
        same += 1
    return second[same:]


def _chicago(first: str, second: str, form: str) -> str:
    """Abbreviate as CMOS 15/16 does; "chicago-16" and "chicago" differ in four digits."""
    last_two = int(first[-2:])
    if not first[:-2].strip("0") or last_two == 0 or len(first) != len(second):
        return second
    if last_two < 10:
        return _changed(first, second, 1)
    short = _changed(first, second, 2)
    if form in ("chicago", "chicago-15") and len(first) == 4 and len(short) == 3:
        return second
    return short
