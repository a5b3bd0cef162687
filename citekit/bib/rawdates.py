"""Dates as people write them in English -> Date: "July 11, 1928", "Spring 1999 - Summer 2001".

Source: CSL-JSON's ``raw`` dates. What is not understood stays literal.
"""

from __future__ import annotations

import re

from citekit.bib.edtf import MONTHS, SEASONS, parse_date
from citekit.model import Date

_NAMES = "|".join((*MONTHS, *SEASONS))
_WORDED = re.compile(
    rf"^(?:(?P<first>\d{{1,2}})\.?\s+)?(?P<name>{_NAMES})[a-z]*\.?\s*(?:(?P<second>\d{{1,2}})(?:st|nd|rd|th)?\s*,)?"
    r"\s*(?P<year>-?\d{3,4})?$",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"^(\d{3,4})[-/](\d{1,2})(?:[-/](\d{1,2}))?$")
_SLASHED = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")


def parse_raw(text: str) -> Date:
    """Return *text* as a date or range.

    >>> parse_raw("July 11, 1928").start
    (1928, 7, 11)
    """
    text = text.strip()
    single = _parts(text)
    if single:
        return _date(single, None)
    for separator in ("/", "–", "--", " - ", "-", "_"):
        before, found, after = text.partition(separator)
        if found:
            first, second = _parts(before.strip()), _parts(after.strip())
            if first and second:
                first = (second[0], *first[1:]) if not first[0] else first
                return _date(first, second)
    return parse_date(text)


def _date(first: tuple[int, ...], second: tuple[int, ...] | None) -> Date:
    season = first[1] - 20 if len(first) > 1 and first[1] > 20 else None
    start = first[:1] if season else first
    return Date(start, second, season)


def _parts(text: str) -> tuple[int, ...]:
    """Return (year, month or season + 20, day) as far as *text* says, () for no date; year 0 is not said."""
    if found := _NUMERIC.match(text):
        return tuple(int(part) for part in found.groups() if part)
    if found := _SLASHED.match(text):
        return int(found[3]), int(found[1]), int(found[2])
    if re.match(r"^-?\d{3,4}$", text):
        return (int(text),)
    found = _WORDED.match(text)
    if not found:
        return ()
    name = found["name"].lower()
    month = 20 + SEASONS[name] if name in SEASONS else MONTHS.index(name[:3]) + 1
    day = found["second"] or found["first"]
    return (int(found["year"] or 0), month, *((int(day),) if day and month <= 12 else ()))
