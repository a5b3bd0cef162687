"""``cs:date``: parts, localized formats, ranges, seasons, years before Christ.

Source: CSL 1.0.2, Date, Date-part, Date Ranges, AD and BC, Seasons, Localized Date Formats.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.csl import nodes
from citekit.csl.context import Context
from citekit.csl.dress import Wearing
from citekit.csl.locales import Locale
from citekit.csl.nodes import PLAIN, DatePart, Dress
from citekit.csl.number import ordinal_suffix
from citekit.csl.output import CALLED, RENDERED, YEAR_SUFFIX, YEAR_SUFFIX_END, Token
from citekit.model import Date
from citekit.values import NamedTuple

_LIMITS = {"year": ("year",), "year-month": ("year", "month"), "year-month-day": ("year", "month", "day")}
_RANK = {"year": 0, "month": 1, "day": 2}


class Day(NamedTuple):
    """One end of a date. A part that is not known is 0; *season* is 1 spring … 4 winter."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0

    def has(self, part: str) -> bool:
        """Tell if *part* ("year", "month", "day") can be printed; a season stands for a month."""
        if part == "month":
            return bool(self.month or self.season)
        return bool(self.day if part == "day" else self.year)


def ends(date: Date) -> tuple[Day, ...]:
    """Return a date's start, and its end if it is a range; ``Day()`` is an open end or start; () is no date."""
    if not date.start and date.end:
        return (Day(), _day(date.end, None))
    if not date.start:
        return (Day(season=date.season),) if date.season else ()
    start = _day(date.start, date.season)
    if date.end is None:
        return (start,)
    return (start, _day(date.end, None))


def _day(parts: Sequence[int], season: int | None) -> Day:
    year, month, day = (*parts, 0, 0, 0)[:3]
    if month > 12:
        season, month = (month - 12 if month < 20 else month - 20) % 4 or 4, 0
    return Day(year, month, day, 0 if month else season or 0)


def sort_text(date: Date | None, parts: Sequence[str] = ("year", "month", "day")) -> str:
    """Return a date as text that sorts as the date does (CSL 1.0.2, Sorting), "" for none and for mere words."""
    if date is None:
        return ""
    days = ends(date)
    if len(days) > 1 and not days[0].year:  # open at its start: it sorts as its end
        days = (days[1], days[1])
    return "-".join(_sortable(day, parts) for day in days)


def _sortable(day: Day, parts: Sequence[str]) -> str:
    year = day.year
    text = f"0{99999 + year:05d}" if year < 0 else f"1{year:05d}"  # digits: words like "n.d." come after
    month = day.month
    return text + (f"{month:02d}" if "month" in parts else "00") + (f"{day.day:02d}" if "day" in parts else "00")


class DateElement:
    """Prints one ``cs:date``."""

    def __init__(self, node: nodes.DateNode, locale: Locale, *, implicit_suffix: bool) -> None:
        """Settle the format; *implicit_suffix* puts the year suffix after the first year printed."""
        self._variable = node.variable
        self._locale = locale
        self._implicit = implicit_suffix
        parts, delimiter, dress = _format(node, locale)
        self._parts = [_Part(part, locale, dress) for part in parts]
        self._delimiter = delimiter
        self._has_year = any(part.name == "year" for part in parts)  # of several elements one prints a date in words
        self._wearing = Wearing(node.dress) if node.dress != PLAIN else None

    def emit(self, ctx: Context, out: list[Token]) -> int:
        """Append the date; return the group flags (see ``rendering``)."""
        date = ctx.item.dates.get(self._variable)
        if date is None or self._variable in ctx.used or (ctx.looking and self._variable == "accessed"):
            return CALLED
        start = len(out)
        days = ends(date)
        if days:
            self._dates(ctx, out, days)
        elif date.literal and self._has_year:
            out.append(date.literal)
        if len(out) == start:
            return CALLED
        if ctx.substituting:
            ctx.used.add(self._variable)
        if self._wearing:
            self._wearing.put_on(out, start, ctx.item.language)
        return CALLED | RENDERED

    def _dates(self, ctx: Context, out: list[Token], days: tuple[Day, ...]) -> None:
        parts = [part for part in self._parts if days[0].has(part.name)]
        if len(days) == 1 or days[0] == days[1]:
            self._run(ctx, out, parts, days[0])
            return
        if days[1] == Day():  # an open range: "2010–"
            self._run(ctx, out, parts, days[0], trim=True)
            if parts:
                out.append(next((part.range_delimiter for part in parts if part.name == "year"), "–"))
            return
        self._range(ctx, out, days[0], days[1])

    def _range(self, ctx: Context, out: list[Token], first: Day, second: Day) -> None:
        parts = [part for part in self._parts if first.has(part.name) or second.has(part.name)]
        differing = [part for part in parts if part.differs(first, second)]
        if not differing:
            self._run(ctx, out, parts, first)
            return
        largest = min(differing, key=lambda part: _RANK[part.name])
        within = [index for index, part in enumerate(parts) if _RANK[part.name] >= _RANK[largest.name]]
        begin, end = min(within), max(within) + 1
        block = parts[begin:end]
        self._run(ctx, out, parts[:begin], first)
        if begin and self._delimiter:
            out.append(self._delimiter)
        self._run(ctx, out, [part for part in block if first.has(part.name)], first, trim=True, goes_on=True)
        out.append(largest.range_delimiter)
        self._run(ctx, out, [part for part in block if second.has(part.name)], second, start=True)
        if parts[end:] and self._delimiter:
            out.append(self._delimiter)
        self._run(ctx, out, parts[end:], first)

    def _run(
        self,
        ctx: Context,
        out: list[Token],
        parts: list[_Part],
        day: Day,
        *,
        trim: bool = False,
        start: bool = False,
        goes_on: bool = False,
    ) -> None:
        """Append *parts* of one day; *trim* leaves out the last suffix, *start* the first prefix.

        Where a range *goes_on* after its first year, the letter that tells works apart is left to the second.
        """
        begin = len(out)
        for index, part in enumerate(parts):
            mark = len(out)
            if len(out) > begin and self._delimiter:
                out.append(self._delimiter)
            body = len(out)
            part.emit(ctx, out, day, bare_end=trim and index == len(parts) - 1, bare_start=start and index == 0)
            if len(out) == body:
                del out[mark:]
            elif (
                part.name == "year"
                and self._implicit
                and not ctx.year_suffix_printed
                and not (goes_on and index == len(parts) - 1)
            ):
                emit_year_suffix(ctx, out)


def emit_year_suffix(ctx: Context, out: list[Token]) -> bool:
    """Append the letter that tells works of one year apart; tell if there is one."""
    if ctx.hints is None or ctx.hints.year_suffix is None:
        return False
    ctx.year_suffix_printed = True
    out += (YEAR_SUFFIX, letters(ctx.hints.year_suffix), YEAR_SUFFIX_END)
    return True


def letters(number: int) -> str:
    """Return a year suffix: 0 is a, 25 is z, 26 is aa.

    >>> letters(0), letters(25), letters(26), letters(52)
    ('a', 'z', 'aa', 'ba')
    """
    text = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(97 + digit) + text
    return text


def _format(node: nodes.DateNode, locale: Locale) -> tuple[tuple[DatePart, ...], str, Dress]:
    """Return the parts of a date element, its delimiter and the dress of the localized format."""
    if not node.form:
        return node.parts, node.delimiter, PLAIN
    localized = locale.date(node.form)
    if localized is None:
        return (), "", PLAIN
    overrides = {part.name: part for part in node.parts}
    shown = _LIMITS[node.limit]
    parts = tuple(_overridden(part, overrides.get(part.name)) for part in localized.parts if part.name in shown)
    return parts, localized.delimiter, localized.dress


def _overridden(part: DatePart, by: DatePart | None) -> DatePart:
    """Return a localized part with what a style changes in it; affixes stay the locale's."""
    if by is None:
        return part
    dress = part.dress._replace(
        format=by.dress.format or part.dress.format,
        text_case=by.dress.text_case or part.dress.text_case,
        strip_periods=by.dress.strip_periods or part.dress.strip_periods,
    )
    return part._replace(
        form=by.form or part.form, range_delimiter=by.range_delimiter or part.range_delimiter, dress=dress
    )


class _Part:
    """Prints one ``cs:date-part``."""

    def __init__(self, part: DatePart, locale: Locale, dress: Dress) -> None:
        self.name = part.name
        self.range_delimiter = part.range_delimiter or "–"
        self._form = part.form or ("numeric" if part.name == "day" else "long")
        self._locale = locale
        self._prefix, self._suffix = part.dress.prefix, part.dress.suffix
        inner = part.dress._replace(prefix="", suffix="", format=part.dress.format or dress.format)
        self._wearing = Wearing(inner) if inner != PLAIN else None

    def differs(self, first: Day, second: Day) -> bool:
        if self.name == "month":
            return (first.month, first.season) != (second.month, second.season)
        return bool(getattr(first, self.name) != getattr(second, self.name))

    def emit(self, ctx: Context, out: list[Token], day: Day, *, bare_end: bool, bare_start: bool) -> None:
        text = self._text(day)
        if not text:
            return
        if self._prefix and not bare_start:
            out.append(self._prefix)
        start = len(out)
        out.append(text)
        if self._wearing:
            self._wearing.put_on(out, start, ctx.item.language)
        if self._suffix and not bare_end:
            out.append(self._suffix)

    def _text(self, day: Day) -> str:
        if self.name == "year":
            return self._year(day.year)
        if self.name == "month":
            return self._month(day)
        return self._day(day) if day.day else ""

    def _year(self, year: int) -> str:
        if not year:
            return ""
        if year < 0:
            return f"{-year}{self._locale.term('bc') or ''}"
        if self._form == "short" and year >= 1000:
            return f"{year % 100:02d}"
        return f"{year}{self._locale.term('ad') or ''}" if year < 1000 else str(year)

    def _month(self, day: Day) -> str:
        if day.season and not day.month:
            return self._locale.term(f"season-{day.season:02d}") or ""
        if not day.month:
            return ""
        if self._form == "numeric":
            return str(day.month)
        if self._form == "numeric-leading-zeros":
            return f"{day.month:02d}"
        return self._locale.term(f"month-{day.month:02d}", self._form) or ""

    def _day(self, day: Day) -> str:
        if self._form == "numeric-leading-zeros":
            return f"{day.day:02d}"
        first_only = self._locale.option("limit-day-ordinals-to-day-1")
        if self._form == "ordinal" and (day.day == 1 or not first_only):
            gender = self._locale.gender(f"month-{day.month:02d}")
            return f"{day.day}{ordinal_suffix(day.day, self._locale.ordinal, gender)}"
        return str(day.day)
