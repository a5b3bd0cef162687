"""Dates of RIS records -> Date.

Source: RIS Format Specifications: ``YYYY/MM/DD/other info``, with slashes for what is missing. Programs write other
forms too: ISO dates, and words.
"""

from __future__ import annotations

from citekit.bib.datewords import folded, seasons
from citekit.bib.rawdates import parse_date
from citekit.model import Date
from citekit.patterns import pattern

_SLASHED = pattern(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?\s*")


def parse_ris_date(text: str) -> Date:
    """Return a date; text that is none is literal.

    >>> parse_ris_date("1999/03/12/").start, parse_ris_date("1999///Spring").season
    ((1999, 3, 12), 1)
    """
    text = text.strip()
    if found := _SLASHED.fullmatch(text):
        year, month, day = (int(part or 0) for part in found.groups()[:3])
        other = (found[4] or "").strip()
        season = seasons().get(folded(other))
        if season and not month:
            return Date((year,), season=season)
        if month > 12 or day > 31:
            return Date(literal=text)
        parts = tuple(part for part in (year, month, day if month else 0) if part)
        circa = other.lower().strip(" .") in ("c", "ca", "circa", "approx", "approximately")
        return Date(parts, circa=circa) if parts else Date(literal=text)
    return parse_date(text)
