"""Dates in EDTF, the form of biblatex's date fields: text -> Date, and Date -> text.

Sources: ISO 8601-2, Extended Date/Time Format, level 1 and the codes of level 2 for parts of a year; biblatex manual,
2.3.8 (Date and Time Specifications). biber 2.18 takes level 1 to the letter. Here the signs ``~ ? %`` may stand at any
part, as in level 2; ``u`` (the draft of 2012) and ``x`` are read for ``X``, ``00`` for a part that is not known,
``open`` and ``unknown`` for an open end, and the end of a range may leave out what it shares with its start
(ISO 8601-1). What people write in other forms is read in ``rawdates.py``.
"""

from __future__ import annotations

from citekit.model import Date
from citekit.patterns import pattern
from citekit.values import NamedTuple, replace

_DAY = pattern(
    r"[~?%]?(?P<year>-?(?:\d\d\d[\dXxu]|\d\d(?:XX|xx|uu))|[Yy]-?\d{5,12})[~?%]?"
    r"(?:-[~?%]?(?P<month>\d\d|XX|xx|uu)[~?%]?(?:-[~?%]?(?P<day>\d\d|XX|xx|uu)[~?%]?)?)?"
    r"(?P<time>[T ](?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?:Z|[+-]\d\d(?::?\d\d)?)?)?[~?%]?"
)
_UNKNOWN = pattern(r"[XxUu]|(?<=[\d~?%])-00")
_OPEN = frozenset(("", "..", "open", "unknown", "*"))
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTH_NAMES = "January February March April May June July August September October November December".split()
# Until this year there were newspapers dated by the Julian calendar (in Greece), with a 29 February in 1900.
_LAST_JULIAN_YEAR = 1923
# Codes for parts of a year -> first and last month: quarters, thirds, halves (ISO 8601-2, level 2).
_MONTHS_OF = {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6),
              41: (7, 12)}  # fmt: skip


class Reading(NamedTuple):
    """What a text says as a date.

    *whole* tells that the date says all that the text says; otherwise (a time of day, a calendar, brackets) the text
    is to be kept beside it. *problem* says what is wrong with the text, in words fit for a finding; "" is nothing.
    """

    date: Date
    whole: bool = True
    problem: str = ""


def read_edtf(text: str) -> Reading | None:
    """Return *text* read as EDTF, ``None`` where it has not that form.

    A text of that form that is no date is literal, and its problem said.

    >>> read_edtf("1928-07-11").date.start
    (1928, 7, 11)
    >>> read_edtf("1929/1941").date.end, read_edtf("/1941").date.end
    ((1941,), (1941,))
    >>> read_edtf("1928-13").problem
    '1928 has no month 13'
    >>> read_edtf("July 11, 1928") is None
    True
    """
    text = text.strip()
    before, slash, after = (part.strip() for part in text.partition("/"))
    if not slash:
        return _read_day(text)
    if before.lower() in _OPEN:
        end = _read_day(after)
        return end and joined(text, None, end)
    start = _read_day(before)
    if start is None or after.lower() in _OPEN:
        return start and joined(text, start, None)
    end = _read_day(_completed(before, after))
    return end and joined(text, start, end)


def _completed(start: str, end: str) -> str:
    """Return the *end* of a range with what it shares with *start*: "1999-05-07/09" ends on 1999-05-09."""
    shared = start.rpartition("-")[0]
    return f"{shared}-{end}" if len(shared) > 3 and len(end) == 2 and end.isdecimal() else end


def joined(text: str, start: Reading | None, end: Reading | None) -> Reading:
    """Return the range from *start* to *end*, one of which may be ``None`` for open; *text* is all of it."""
    sides = [side for side in (start, end) if side]
    problem = next((side.problem for side in sides if side.problem), "")
    if any(side.date.literal for side in sides):
        return Reading(Date(literal=text), problem=problem)
    circa = any(side.date.circa for side in sides)
    whole = all(side.whole and side.date.circa == circa for side in sides)
    first = start.date if start else Date()
    last: tuple[int, ...] = ()
    if end:
        last = end.date.end or _with_season(end.date)
    made = Date(first.start, last, first.season, circa)
    if is_reversed(made):
        problem = f"{text!r} ends before it begins"
    return Reading(made, whole, problem)


def is_reversed(date: Date) -> bool:
    """Tell whether a range ends before it begins, as far as both ends go; of an open one that cannot be said."""
    return date.end is not None and _later(_with_season(date), date.end)


def _with_season(date: Date) -> tuple[int, ...]:
    """Return the start of *date*, a season in the month's place."""
    return (*date.start, 20 + date.season) if date.season else date.start


def _later(first: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Tell if *first* lies after *last*, as far as both go; a season and a month are not compared."""
    if len(first) > 1 and len(last) > 1 and (first[1] > 12) != (last[1] > 12):
        return first[0] > last[0]
    shared = min(len(first), len(last))
    return first[:shared] > last[:shared]


def _read_day(text: str) -> Reading | None:
    if len(text) == 4 and text.isdecimal() and text != "0000":
        return Reading(Date((int(text),)))
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    signs = {sign for sign in "~?%" if sign in text}
    month, day = _part(match["month"]), _part(match["day"])
    problem = _wrong_time(match["hour"], match["minute"], match["second"])
    if match["year"][-1] in "Xxu" or (day and not month):
        reading = _unspecified(text, match["year"]) if not (month or day) else Reading(Date(literal=text))
    else:
        reading = dated(text, _counted(match["year"]), month, day)
    if reading.date.literal:
        return reading
    whole = reading.whole and not match["time"] and signs <= {"~"} and not _UNKNOWN.search(text)
    return Reading(replace(reading.date, circa=bool(signs)), whole, reading.problem or problem)


def _part(digits: str | None) -> int:
    """Return a month or day; 0 for one that is not given or not known."""
    return int(digits) if digits and digits.isdecimal() else 0


def _counted(year: str) -> int:
    """Return a year as CSL counts: EDTF has a year 0, and CSL's -1 is 1 BC."""
    number = int(year.lstrip("Yy"))
    return number if number > 0 else number - 1


def _unspecified(text: str, year: str) -> Reading:
    """Return all the years that "192X" or "19XX" may be."""
    digits = year.rstrip("Xxu")
    missing = len(year) - len(digits)
    first, last = _counted(digits + "0" * missing), _counted(digits + "9" * missing)
    if digits.strip("-0") == "":
        return Reading(Date(literal=text))  # around the turn of the era
    return Reading(Date((min(first, last),), (max(first, last),)), whole=False)


def dated(text: str, year: int, month: int, day: int) -> Reading:
    """Return the date of *year*, *month* (or a code for a part of the year) and *day*; 0 is a part that is not said.

    For a day that does not exist *text* is literal, and the problem said.
    """
    if problem := wrong_day(year, month, day):
        return Reading(Date(literal=text), problem=problem)
    if month in _MONTHS_OF:
        first, last = _MONTHS_OF[month]
        return Reading(Date((year, first), (year, last)), whole=False)
    if month > 20:  # 25–28 are the seasons of the north, 29–32 those of the south
        return Reading(Date((year,), season=(month - 21) % 4 + 1), whole=month <= 24)
    return Reading(Date(tuple(part for part in (year, month, day) if part)))


def wrong_day(year: int, month: int, day: int = 0) -> str:
    """Say what is wrong with a day or month, "" for nothing; codes for parts of a year are months without days.

    The Julian calendar's 29 February is let pass where it was in use.

    >>> wrong_day(1999, 2, 30)
    'February 1999 has no day 30'
    >>> wrong_day(1900, 2, 29), wrong_day(2000, 2, 29), wrong_day(1999, 24)
    ('', '', '')
    """
    if month > 41 or 12 < month < 21:
        return f"{year} has no month {month}"
    if month > 12:
        return f"{year}-{month} is a part of a year, and has no day {day}" if day else ""
    if month and day > _MONTH_DAYS[month - 1] + (month == 2 and _is_leap(year)):
        return f"{MONTH_NAMES[month - 1]} {year} has no day {day}"
    return ""


def _is_leap(year: int) -> bool:
    if year < 0:
        year += 1
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0 or year <= _LAST_JULIAN_YEAR)


def _wrong_time(hour: str | None, minute: str | None, second: str | None) -> str:
    if hour and (int(hour) > 24 or int(minute or 0) > 59 or int(second or 0) > 60):
        return f"there is no time {hour}:{minute or '00'}:{second or '00'}"
    return ""


# --- writing ---


def to_edtf(date: Date) -> str:
    """Return *date* in EDTF as biblatex takes it, "" for one that has only words.

    What ``read_edtf`` makes of it is the same date. An open end is empty ("1999/"), which more programs read than "..".

    >>> to_edtf(Date((1928, 7, 11))), to_edtf(Date((-44,))), to_edtf(Date((1929,), (), circa=True))
    ('1928-07-11', '-0043', '1929~/')
    >>> to_edtf(Date((1928,), (1929, 21), season=4)), to_edtf(Date(literal="n.d."))
    ('1928-24/1929-21', '')
    """
    sign = "~" if date.circa else ""
    start = _written(date.start, date.season) + sign if date.start else ""
    if date.end is None:
        return start
    end = _written(date.end) + sign if date.end else ""
    return f"{start}/{end}" if start or end else ""


def _written(parts: tuple[int, ...], season: int | None = None) -> str:
    year, month, day = (*parts, 0, 0, 0)[:3]
    if 13 <= month <= 16:  # seasons as some write them in date parts
        month += 8
    if not month and season:
        month = 20 + season
    text = _written_year(year)
    if month:
        text += f"-{month:02d}"
    return text + (f"-{day:02d}" if day and 0 < month <= 12 else "")


def _written_year(year: int) -> str:
    if year < 0:
        year += 1
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"
