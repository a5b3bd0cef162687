"""Dates as people write them -> Date: "July 11, 1928", "ca. 1929", "Spring/Summer 1999", "25 October/7 November 1917".

A text is cut into numbers, words and dashes, and the kinds of these looked up in a table: "dMY" is a day, a month and a
year. What is in no table is no date and keeps its words ("before 1929", "18th century"). Nothing is guessed:
"05/06/1928" is two days, and that is a problem. How a text is cut stands in ``tokens.py``.

Sources: CMOS 17, 9.29–9.38, and Duden and ГОСТ 7.0.100 for other languages' forms; AACR2, 1.4F for the dates that
cataloguers supply; CSL-JSON's ``raw`` dates for ``parse_raw``.
"""

from __future__ import annotations

from datetime import date

from citekit.bib.dates.edtf import Reading, dated, joined, read_edtf
from citekit.bib.dates.tokens import Token, cut
from citekit.model import Date
from citekit.patterns import pattern
from citekit.values import NamedTuple, replace

# Kinds of tokens in a row -> which of year, month and day each number is. "S" is a season or quarter, for a month.
_ORDERS: dict[str, str] = {
    "Y": "y", "MY": "my", "YM": "ym", "SY": "my", "YS": "ym", "dMY": "dmy", "MdY": "mdy", "YMd": "ymd", "YdM": "ydm",
    "d.d.Y": "dmy", "Y.d.d": "ymd", "d.Y": "my", "Y.d": "ym", "d.d": "dm", "d.d.": "dm",
    "d": "d", "M": "m", "S": "m", "dM": "dm", "Md": "md", "dY": "dy",
}  # fmt: skip
# The same with dashes and slashes that join the parts of one date.
_JOINED_ORDERS: dict[str, str] = {
    "d-M-Y": "dmy", "d/M/Y": "dmy", "M-d-Y": "mdy", "M/d/Y": "mdy", "Y-M-d": "ymd", "Y/M/d": "ymd", "M-Y": "my",
    "M/Y": "my", "Y-M": "ym", "Y/M": "ym", "Y-d-d": "ymd", "Y/d/d": "ymd", "d-Y": "my", "d/Y": "my",
}  # fmt: skip
_YEAR_FIRST = pattern(r"(\d{3,4})[-/](\d{1,2})(?:[-/](\d{1,2}))?")
# "1939-41": as a code of EDTF, 41 is the second half of a year; no such code was written of these years.
_YEARS_IN_SHORT = pattern(r"1\d(\d\d)-(2[5-9]|3\d|4[01])")
_TWO_DATES = pattern(r"(.{6,}?)(?:\s+[-‒–—]\s+|\s*(?:--+|[‒–—/])\s*|\s+to\s+)(.{6,})")
_YEARS = pattern("Y([-=/])([Yd])")
_DUAL_YEAR = pattern("(?:dM|Md|M)Y[-/][Yd]|SY[-=/][Yd]")
_SEPARATOR = pattern("[-=/&(]")
# Days by which the Julian calendar was behind, by the year from which on.
_JULIAN_DELAYS = ((1900, 13), (1800, 12), (1700, 11), (1500, 10))
_LAST_JULIAN_YEAR = 1923
# England's year began on 25 March until then: "30 January 1648/9".
_LAST_DUAL_YEAR = 1752


class Parts(NamedTuple):
    """One end of a date; 0 is a part not said. *month* may be a code of EDTF: 21 spring … 36 the last quarter."""

    year: int = 0
    month: int = 0
    day: int = 0


class Written(NamedTuple):
    """What a text says, its years perhaps left out ("30 May–2 June").

    *last* is ``None`` where there is no range; ``Parts()`` is an open end, or start. *whole* and *problem* are those of
    a Reading.
    """

    first: Parts = Parts()
    last: Parts | None = None
    circa: bool = False
    whole: bool = True
    problem: str = ""


def parse_date(text: str) -> Date:
    """Return *text* as a date; what is no date is literal.

    >>> parse_date("1928-07-11").start, parse_date("July 11, 1928").start
    ((1928, 7, 11), (1928, 7, 11))
    >>> parse_date("n.d.").literal
    'n.d.'
    """
    return read_date(text).date


def read_date(text: str) -> Reading:
    """Return what *text* says in EDTF or in words; literal where it is no date."""
    text = text.strip()
    reading = read_edtf(text)
    if reading and not reading.problem:
        years = _YEARS_IN_SHORT.fullmatch(text)
        if not (years and years[1] < years[2]):
            return reading
    return read_written(text) or reading or Reading(Date(literal=text) if text else Date())


def read_written(text: str) -> Reading | None:
    """Return *text* read as a date in words, ``None`` where it is none.

    >>> read_written("July 11, 1928").date.start, read_written("11. Juli 1928").date.start
    ((1928, 7, 11), (1928, 7, 11))
    >>> read_written("30 January 1648/9").date.start
    (1649, 1, 30)
    >>> read_written("before 1929") is None
    True
    """
    written = read_parts(text)
    if written is None:
        return _between(text)
    return reading_of(written, text)


def _between(text: str) -> Reading | None:
    """Return "1999-05-05 – 1999-05-07": two dates that are whole without each other."""
    match = _TWO_DATES.fullmatch(text.strip())
    if match is None:
        return None
    start, end = (_day_or_month(side) for side in match.groups())
    return joined(text, start, end) if start and end else None


def _day_or_month(text: str) -> Reading | None:
    reading = read_edtf(text)
    if reading is None and (written := read_parts(text)):
        reading = reading_of(written, text)
    return reading if reading and len(reading.date.start) > 1 and reading.date.end is None else None


def reading_of(written: Written, text: str) -> Reading | None:
    """Return the date that *written* is, ``None`` where it has no year; *text* is what it was read from."""
    if written.problem:
        return Reading(Date(literal=text), problem=written.problem)
    first, last = written.first, written.last
    if not (first.year or (last and last.year)) or (last and last != Parts() and not last.year):
        return None
    start = dated(text, *first) if first.year else None
    reading = start or Reading(Date())
    if last is not None:
        reading = joined(text, start, dated(text, *last) if last.year else None)
    if reading.date.literal:
        return reading
    return Reading(replace(reading.date, circa=written.circa), reading.whole and written.whole, reading.problem)


def read_parts(text: str, *, month_first: bool = False) -> Written | None:
    """Return what *text* says as a date, with a year or without; ``None`` where it is no date.

    *month_first* settles "05/06/1928", which is a problem otherwise.
    """
    cutting = cut(text)
    if cutting is None:
        return None
    tokens = cutting.tokens
    shape = "".join(token.kind for token in tokens)
    written = _single(shape, tokens) or _numeric(text, shape, tokens, month_first=month_first)
    written = written or _years(text, shape, tokens) or _dual(shape, tokens) or _range(shape, tokens)
    if written is None:
        return None
    return written._replace(circa=cutting.circa, whole=written.whole and cutting.whole)


def _single(shape: str, tokens: tuple[Token, ...]) -> Written | None:
    order = _ORDERS.get(shape) or _JOINED_ORDERS.get(shape)
    parts = order and _parts(order, tokens)
    return Written(parts) if parts else None


def _parts(order: str, tokens: tuple[Token, ...]) -> Parts | None:
    """Return the numbers among *tokens* in their places; a number above 12 is no month."""
    numbers = [token for token in tokens if token.kind in "YdMS"]
    values = dict(zip(order, (token.value for token in numbers), strict=True))
    if any(part == "m" and token.kind == "d" and token.value > 12 for part, token in zip(order, numbers, strict=True)):
        return None
    return Parts(values.get("y", 0), values.get("m", 0), values.get("d", 0))


def _numeric(text: str, shape: str, tokens: tuple[Token, ...], *, month_first: bool) -> Written | None:
    """Return "13/05/1928" and "05/13/1928"; where both numbers may be the month, they are a problem."""
    if shape not in ("d/d/Y", "d-d-Y"):
        return None
    first, second, year = (token.value for token in tokens[::2])
    if first == second or second > 12 or (month_first and first <= 12):
        return Written(Parts(year, first, second))
    if first > 12:
        return Written(Parts(year, second, first))
    days = " or ".join(f"{year}-{month:02d}-{day:02d}" for month, day in ((first, second), (second, first)))
    return Written(problem=f"{text!r} may be {days}")


def _years(text: str, shape: str, tokens: tuple[Token, ...]) -> Written | None:
    """Return "1928–30", "1928/29", "1928–", "–1928", "1928 to the present"."""
    if shape in ("Y-", "Y=", "Y-T", "Y=T", "Y/T"):
        return Written(Parts(tokens[0].value), Parts())
    if shape == "=Y":
        return Written(Parts(), Parts(tokens[1].value))
    match = _YEARS.fullmatch(shape)
    if match is None:
        return None
    return _two_years(text, match[1], tokens[0].value, tokens[2])


def _two_years(text: str, sign: str, year: int, end: Token) -> Written | None:
    """Return "1928–1930", "1928–30"; an *end* that is no later year may be a month ("1999/05")."""
    if end.kind == "Y":
        return Written(Parts(year), Parts(end.value)) if year < end.value else None
    last = _completed(year, end)
    month = 0 < end.value <= 12 and sign != "="
    if last and month and sign == "-":
        return Written(problem=f"{text!r} may be {year}-{end.value:02d} or {year}/{last}")
    if last:
        return Written(Parts(year), Parts(last))
    return Written(Parts(year, end.value)) if month else None


def _completed(year: int, end: Token) -> int:
    """Return the year that is cut short to *end* ("1928–30", "1999/00"); 0 where it does not follow *year*."""
    size = 10**end.digits
    last = year - year % size + end.value
    if end.value == 0 and year % size == size - 1:
        last += size
    return last if year < last else 0


def _dual(shape: str, tokens: tuple[Token, ...]) -> Written | None:
    """Return "Winter 1928/29", and "30 January 1648/9": the later year is the one that we count."""
    if not _DUAL_YEAR.fullmatch(shape):
        return None
    end = tokens[-1]
    parts = _parts(_ORDERS[shape[:-2]], tokens[:-2])
    if parts is None or (end.value if end.kind == "Y" else _completed(parts.year, end)) != parts.year + 1:
        return None
    if parts.month > 12:
        return Written(parts, Parts(parts.year + 1))
    if parts.month > 3 or parts.year >= _LAST_DUAL_YEAR:
        return None
    return Written(parts._replace(year=parts.year + 1), whole=False)


def _range(shape: str, tokens: tuple[Token, ...]) -> Written | None:
    """Return "11–12 July 1928", "Spring/Summer 1929"; of a date in two calendars the later."""
    for separator in _SEPARATOR.finditer(shape):
        at, sign = separator.start(), separator.group()
        orders = [_ORDERS.get(shape[:at]), _ORDERS.get(shape[at + 1 :])]
        if orders[0] is None or orders[1] is None:
            continue
        first, last = _parts(orders[0], tokens[:at]), _parts(orders[1], tokens[at + 1 :])
        if first and last and (ends := _filled(first, last)):
            first, last = ends
            if sign in "/(" and _is_one_day(first, last):
                return Written(max(first, last), whole=False)
            if first < last and sign != "(" and (sign != "&" or first.year == last.year):
                return Written(first, last)
    return None


def _filled(first: Parts, last: Parts) -> tuple[Parts, Parts] | None:
    """Return both ends with what they share; ``None`` where one does not go with the other."""
    first = first._replace(year=first.year or last.year)
    last = last._replace(year=last.year or first.year)
    if first.day and not first.month:
        first = first._replace(month=last.month)
    elif last.day and not last.month:
        last = last._replace(month=first.month)
    monthless = any(end.day and not end.month for end in (first, last))
    alike = bool(first.month) == bool(last.month) and bool(first.day) == bool(last.day)
    return (first, last) if alike and not monthless else None


def _is_one_day(first: Parts, last: Parts) -> bool:
    """Tell if *first* and *last* are one day in the Julian and the Gregorian calendar."""
    if not (first.day and last.day) or max(first.year, last.year) > _LAST_JULIAN_YEAR:
        return False
    try:
        apart = abs(date(*last) - date(*first)).days
    except ValueError:
        return False
    return apart == next((days for since, days in _JULIAN_DELAYS if first.year >= since), 0)


# --- CSL-JSON ---


def parse_raw(text: str) -> Date:
    """Return a ``raw`` date of CSL-JSON; what is no date is literal.

    In numbers the month comes first, and "1999-5" and "1999/5" are months, as citeproc-js has it. A date may lack its
    year, which is 0 then.

    >>> parse_raw("July 11, 1928").start, parse_raw("7/11/1928").start, parse_raw("July 11").start
    ((1928, 7, 11), (1928, 7, 11), (0, 7, 11))
    """
    text = text.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return dated(text, *(int(part or 0) for part in match.groups())).date
    reading = read_edtf(text)
    if reading is None or reading.problem:
        written = read_parts(text, month_first=True)
        if written and not written.first.year and written.last is None and not written.problem:
            return _without_year(written)
        reading = (written and reading_of(written, text)) or _between(text) or reading
    return reading.date if reading else Date(literal=text)


def _without_year(written: Written) -> Date:
    _, month, day = written.first
    if month > 12:
        return Date((0,), season=(month - 21) % 4 + 1, circa=written.circa)
    return Date((0, month, day) if day else (0, month), circa=written.circa)
