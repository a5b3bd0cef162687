"""Dates as text -> Date: EDTF as biblatex has it, and BibTeX's year, month and day.

Source: biblatex manual, 2.3.8 (Date and Time Specifications); EDTF, levels 0 and 1.
"""

from __future__ import annotations

import re

from citekit.model import Date

_SINGLE = re.compile(r"^(-?\d{4,9})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.Z+-]*)?([?~%]?)$")
_UNSPECIFIED = re.compile(r"^(\d{2,3})(X{1,2})(?:-XX(?:-XX)?)?$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_OPEN = ("", "..", "*")


def parse_date(text: str) -> Date:
    """Return *text* as a date; what is not a date stays literal.

    >>> parse_date("1928-07-11").start
    (1928, 7, 11)
    >>> parse_date("1929/1941").end
    (1941,)
    >>> parse_date("n.d.").literal
    'n.d.'
    """
    text = text.strip()
    if "/" in text:
        start_text, _, end_text = (part.strip() for part in text.partition("/"))
        start, end = _single(start_text), _single(end_text)
        if start and end:
            last = (*end.start, 20 + end.season) if end.season else end.start
            return Date(start.start, last, circa=start.circa or end.circa, season=start.season)
        if start and end_text in _OPEN:
            return Date(start.start, (), start.season, start.circa)
        if end and start_text in _OPEN:  # "/1941": only the end is known; CSL has no open start
            return Date(end.start, None, end.season, end.circa)
        return Date(literal=text)
    if unspecified := _UNSPECIFIED.match(text):
        digits, missing = unspecified[1], len(unspecified[2])
        return Date((int(digits + "0" * missing),), (int(digits + "9" * missing),))
    return _single(text) or _written(text)


def _single(text: str) -> Date | None:
    match = _SINGLE.match(text)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if year <= 0 and match[1].startswith("-"):
        year -= 1  # EDTF counts a year 0, CSL does not
    circa = bool(match[4])
    if 21 <= month <= 24:
        return Date((year,), None, month - 20, circa)
    if month > 12 or day > 31:
        return None
    return Date(tuple(part for part in (year, month, day) if part), circa=circa)


def _written(text: str) -> Date:
    """Read "c. 1929", "1929–30", "[1929]"; anything else is literal."""
    bare = text.strip("[]() ")
    circa = re.match(r"^(?:ca?\.?|circa|um|vers|около)\s*(?=\d)", bare, re.IGNORECASE)
    if circa:
        bare = bare[circa.end() :]
    if years := re.match(r"^(\d{4})\s*[-–—]{1,2}\s*(\d{4}|\d{2})$", bare):
        end = years[2] if len(years[2]) == 4 else years[1][:2] + years[2]
        if int(end) > int(years[1]):
            return Date((int(years[1]),), (int(end),), circa=bool(circa))
    if re.match(r"^\d{4}\??$", bare):
        return Date((int(bare[:4]),), circa=bool(circa) or bare.endswith("?"))
    return Date(literal=text) if text else Date()


def join_date(year: str, month: str, day: str) -> Date:
    """Return BibTeX's three fields as one date.

    >>> join_date("1929", "jan", "30").start
    (1929, 1, 30)
    """
    date = parse_date(year)
    number, season, month_day = _month(month)
    if not date.start or len(date.start) > 1 or date.end is not None:
        return date
    if season:
        return Date(date.start, None, season, date.circa)
    if not number:
        return date
    found = re.match(r"^\d{1,2}", day.strip()) or re.match(r"^\d{1,2}", month_day)
    parts = (*date.start, number, *([int(found.group())] if found else []))
    return Date(parts, circa=date.circa)


def _month(text: str) -> tuple[int, int | None, str]:
    """Return a month's number, or a season, and the day that BibTeX files put beside it ("30 jan")."""
    text = text.strip().lower()
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text), None, ""
    for name, season in SEASONS.items():
        if text.startswith(name):
            return 0, season, ""
    day = re.search(r"\b\d{1,2}\b", text)
    for number, name in enumerate(MONTHS, start=1):
        if re.search(rf"\b{name}", text):
            return number, None, day.group() if day else ""
    return 0, None, ""
