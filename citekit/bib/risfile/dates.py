"""Dates of RIS records -> Date.

Source: RIS Format Specifications: ``YYYY/MM/DD/other info``, with slashes for what is missing. Programs write other
forms too: ISO dates, and words; and in the place of other info a season, "ca.", or a second date.
"""

from __future__ import annotations

from citekit.bib.dates.edtf import Reading
from citekit.bib.dates.rawdates import read_date
from citekit.bib.dates.words import folded, seasons
from citekit.model import Date
from citekit.patterns import pattern

_SLASHED = pattern(r"(\d{4})(?:/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?)?\s*")
_CIRCA = frozenset(("c", "ca", "circa", "approx", "approximately"))


def parse_ris_date(text: str) -> Date:
    """Return a date; text that is none is literal.

    >>> parse_ris_date("1999/03/12/").start, parse_ris_date("1999///Spring").season
    ((1999, 3, 12), 1)
    """
    return read_ris_date(text).date


def read_ris_date(text: str) -> Reading:
    """Return what a date says, and whether that is all that its text says."""
    text = text.strip()
    found = _SLASHED.fullmatch(text)
    if found is None:
        return read_date(text)
    year, month, day = (int(part or 0) for part in found.groups()[:3])
    if not year or month > 12 or day > 31:
        return Reading(Date(literal=text))
    parts = tuple(part for part in (year, month, day if month else 0) if part)
    return _with_other(parts, (found[4] or "").strip())


def _with_other(parts: tuple[int, ...], other: str) -> Reading:
    """Return a date with what its other info says."""
    if not other or other.lower().strip(" .") in _CIRCA:
        return Reading(Date(parts, circa=bool(other)))
    season = seasons().get(folded(other))
    if season and len(parts) == 1:
        return Reading(Date(parts, season=season))
    end = read_ris_date(other).date if _SLASHED.fullmatch(other) else Date()
    if end.start and end.end is None:
        return Reading(Date(parts, end.start))
    return Reading(Date(parts), whole=False)
