"""The dates of a BibTeX or biblatex entry from its fields: ``date``, ``urldate`` … and BibTeX's year, month and day.

Sources: biblatex manual, 2.2.2 (Data Fields), 2.2.5 (Field Aliases) and 2.3.8 (Date and Time Specifications). biber
2.18, asked as a black box, says what counts where fields disagree: ``date`` before ``year``, while ``month`` and
``day`` fill up a date that lacks them. Words for a date nobody knows ("n.d.", "o. J.") are no date: a style has its
own. A field that says more than a date can hold is kept in ``extra``; one that cannot be right is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from citekit.bib.dates.edtf import MONTH_NAMES, Reading, dated, joined
from citekit.bib.dates.rawdates import Parts, Written, read_date, read_parts, read_written, reading_of
from citekit.bib.dates.words import folded, no_date, statuses
from citekit.bib.draft import Draft
from citekit.findings import Finding, Severity
from citekit.model import Date
from citekit.patterns import pattern
from citekit.richtext import plain
from citekit.values import NamedTuple, replace

_PREFIXES = {"": "issued", "orig": "original-date", "event": "event-date", "url": "accessed"}
_ROLES = (
    "date year month day yeardivision season endyear endmonth endday endyeardivision endseason "
    "dateera datecirca dateuncertain"
).split()
# Other names for the date of a CSL variable, CSL's own among them.
_ALIASES = {
    "issued": "issued issue_date publicationdate publication-date pubdate",
    "original-date": "original-date originaldate originalyear",
    "event-date": "event-date conferencedate conference-date",
    "accessed": "accessed lastchecked lastaccessed lastvisited last-checked last-accessed accessdate access-date "
    "dateaccessed date-accessed urlaccessdate urlaccessed visited retrieved",
    "available-date": "available-date",
    "submitted": "submitted",
}
# Field -> (CSL variable, what the field says of it).
_FIELDS: dict[str, tuple[str, str]] = {
    **{name: (variable, "date") for variable, names in _ALIASES.items() for name in names.split()},
    **{prefix + role: (variable, role) for prefix, variable in _PREFIXES.items() for role in _ROLES},
}
FIELDS = frozenset(_FIELDS)
_ORDER = {name: _ROLES.index(role) for name, (_, role) in _FIELDS.items()}

_HINT = "it is printed as it stands; write 1999-05-31, 1999/2003 or 1999~"
_MONTHS = {
    **{name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)},
    **{f"{number:02d}": number for number in range(1, 13)},
    **{str(number): number for number in range(1, 13)},
}
_CODES = {**dict(enumerate("spring summer autumn winter".split(), 21)), **{32 + quarter: f"Q{quarter}" for quarter in
          range(1, 5)}}  # fmt: skip
_BLANKS_AND_STOPS = pattern(r"[\s.,()\[\]]+")
_YEAR_AND_NUMBER = pattern(r"\d{4}-\d\d")
_WHOLE_NUMBER = pattern(r"-?\d{1,4}")
_MISTYPED = pattern(r"(?!\d{3}0)(?=.*\d)[\w.,;’'-]+")
_PLAIN_DAY = pattern(r"(\d{4})-(0[1-9]|1[0-2])-([0-2]\d)")
_MONTH_NUMBERS = pattern(r"(\d{1,2})(\s*(?:-+|[/–])\s*)(\d{1,2})")
_SEEN = pattern(
    r"(?:last\s+)?(?:accessed|visited|checked|retrieved|viewed|abgerufen|zugriff|consulté|consultado|consultato"
    r"|geraadpleegd|дата обращения|обращение)\b(?:\s+(?:on|am|le|el|il|op))?\s*:?\s*",
    re.IGNORECASE,
)


def variable_of(field: str) -> str:
    """Return the CSL variable that a field of ``FIELDS`` says something of."""
    return _FIELDS[field][0]


class Problem(NamedTuple):
    """What is wrong with *field*, and what to do about it."""

    field: str
    message: str
    hint: str = _HINT


class EntryDates(NamedTuple):
    """Dates by CSL variable, and the fields that say more than these do."""

    dates: Mapping[str, Date]
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_dates(draft: Draft) -> None:
    """Take the fields of dates out of *draft*, and put in the dates."""
    texts = {name: text for name in [*draft.left] if name in _FIELDS and (text := _text(draft, name))}
    if not texts:
        return
    found = known_dates(tuple(texts.items()))
    draft.dates.update(found.dates)
    draft.extra.update({name: texts[name] for name in found.kept})  # "~" stays, which LaTeX has for a blank
    for problem in found.problems:
        where = draft.entry.fields[problem.field].where
        message = f"{problem.message} (in {problem.field!r} of {draft.entry.key!r})"
        draft.findings.append(Finding("bad-date", message, where, Severity.WARNING, problem.hint))


@lru_cache(maxsize=8192)
def known_dates(texts: tuple[tuple[str, str], ...]) -> EntryDates:
    """Return ``entry_dates`` of fields and their texts: in a library the same come again and again."""
    return entry_dates(dict(texts))


def _text(draft: Draft, name: str) -> str:
    r"""Return the characters of a field. "~" stays, as EDTF's sign; LaTeX ("{\noopsort{a}}1973") is decoded."""
    field = draft.take(name)
    if field is None:
        return ""
    value = field.value
    if "\\" in value or "{" in value or "$" in value:
        value = plain(draft.decoded(field, value))
    return " ".join(value.split())


def entry_dates(texts: Mapping[str, str]) -> EntryDates:
    """Return the dates that the fields *texts* say; all of them are among ``FIELDS``, none is blank.

    >>> entry_dates({"year": "1928", "month": "jul", "day": "11"}).dates["issued"].start
    (1928, 7, 11)
    >>> found = entry_dates({"date": "2016-02-03T10:11:12Z"})
    >>> found.dates["issued"].start, found.kept
    ((2016, 2, 3), ('date',))
    """
    if (plainly := _plain_dates(texts)) is not None:
        return EntryDates(plainly)
    variables: dict[str, dict[str, str]] = {}
    kept: list[str] = []
    for name in texts:
        variable, role = _FIELDS[name]
        roles = variables.setdefault(variable, {})
        if name.endswith(role) and role in roles:  # biblatex's own name counts before others
            kept.append(roles.pop(role))
        if roles.setdefault(role, name) != name:
            kept.append(name)
    dates: dict[str, Date] = {}
    problems: list[Problem] = []
    for variable, roles in variables.items():
        fields = _DateFields(texts, roles, kept, problems)
        if (date := fields.date()) and date != Date():
            dates[variable] = date
    return EntryDates(dates, tuple(dict.fromkeys(kept)), tuple(problems))


def _plain_dates(texts: Mapping[str, str]) -> dict[str, Date] | None:
    """Return the dates of fields that are plainly written, as most are; ``None`` where one is not.

    It says nothing that the long way does not say; it is there for its speed.
    """
    found: dict[str, tuple[int, ...]] = {}
    for name in sorted(texts, key=_ORDER.__getitem__) if len(texts) > 1 else texts:
        text = texts[name]
        variable, role = _FIELDS[name]
        parts = found.get(variable, ())
        if role in ("date", "year") and not parts:
            if len(text) == 4 and text.isdecimal():
                parts = (int(text),)
            elif role == "date" and (match := _PLAIN_DAY.fullmatch(text)):
                parts = (int(match[1]), int(match[2]), int(match[3]))
        elif role == "month" and len(parts) == 1 and (month := _MONTHS.get(text.lower())):
            parts = (*parts, month)
        elif role == "day" and len(parts) == 2 and text.isdecimal():
            parts = (*parts, int(text))
        else:
            return None
        if not parts or not all(parts) or parts[2:] > (28,):
            return None
        found[variable] = parts
    return {variable: Date(parts) for variable, parts in found.items()}


def read_year(text: str) -> Reading:
    """Return what a field ``year`` says: -43 is 43 BC there, and "1920-21" no spring.

    >>> read_year("1920-21").date.end, read_date("1920-21").date.season
    ((1921,), 1)
    >>> read_year("1910-12").problem
    "'1910-12' may be 1910-12 or 1910/1912"
    """
    if _WHOLE_NUMBER.fullmatch(text):
        year = int(text)
        return Reading(Date((year,))) if year else Reading(Date(literal=text), problem="there is no year 0")
    if _YEAR_AND_NUMBER.fullmatch(text) and (reading := read_written(text)):
        return reading
    return read_date(text)


def is_no_date(text: str) -> bool:
    """Tell if *text* says that there is no date: "n. d.", "[o.J.]".

    >>> is_no_date("[s. a.]"), is_no_date("1929")
    (True, False)
    """
    return not text[:1].isdecimal() and folded(_BLANKS_AND_STOPS.sub("", text)) in no_date()


class _DateFields:
    """The fields of one date, and what comes of them beside it: fields to keep, and problems."""

    def __init__(
        self, texts: Mapping[str, str], names: Mapping[str, str], kept: list[str], problems: list[Problem]
    ) -> None:
        """Take *names* as role -> field."""
        self._texts = texts
        self._names = names
        self._kept = kept
        self._problems = problems

    def _said(self, role: str) -> str:
        return self._texts[self._names[role]] if role in self._names else ""

    def _keep(self, *roles: str) -> None:
        self._kept.extend(self._names[role] for role in roles if role in self._names)

    def _wrong(self, role: str, message: str, hint: str = _HINT) -> None:
        self._problems.append(Problem(self._names[role], message, hint))

    def date(self) -> Date | None:
        """Return the date, ``None`` for none."""
        said = self._said("date")
        if not said or is_no_date(said):
            self._keep("date")
            return self._of_year()
        reading = read_date(_SEEN.sub("", said, count=1) if said[0].isalpha() else said)
        if reading.date.literal:
            return self._instead_of(said, reading)
        self._note("date", reading)
        return self._filled_up(reading.date)

    def _note(self, role: str, reading: Reading) -> None:
        """Keep a field that says more than its date, and tell what is wrong with it."""
        if not reading.whole:
            self._keep(role)
        if reading.problem:
            self._wrong(role, reading.problem, "the date is taken without it")

    def _instead_of(self, said: str, reading: Reading) -> Date | None:
        """Return the date of the other fields where ``date`` has none, and its words where these have none."""
        by_year = self._of_year() if "year" in self._names else None
        if by_year and not by_year.literal:
            self._keep("date")
            self._wrong("date", reading.problem or f"{said!r} is no date", "the field 'year' is taken instead")
            return by_year
        self._keep("year")
        if reading.problem or folded(said) not in statuses():
            self._wrong("date", reading.problem or f"{said!r} is no date")
        return replace(reading.date, literal=said)

    # --- year, month, day ---

    def _of_year(self) -> Date | None:
        said = self._said("year")
        if not said or is_no_date(said):
            self._keep(*(role for role in _ROLES if role != "date"))
            return None
        month = self._said("month")
        if month and not said.isdecimal() and (both := read_written(f"{month} {said}")) and both.date.end:
            return both.date  # "Winter 1928/29"
        reading = read_year(said)
        if reading.date.literal:
            self._keep("month", "day")
            if reading.problem or _MISTYPED.fullmatch(said):
                self._wrong("year", reading.problem or f"{said!r} is no year")
            return reading.date
        self._note("year", reading)
        return self._with_end(self._with_signs(self._with_month(reading.date)))

    def _filled_up(self, date: Date) -> Date:
        """Return *date*, which a field ``date`` says, with what the other fields add to it."""
        year = self._said("year")
        if year and not _agree(read_year(year).date, date):
            self._keep("year")
            self._wrong("year", f"the year {year} is not that of the date {self._said('date')!r}", "the date counts")
        return self._with_end(self._with_signs(self._with_month(date)))

    def _with_month(self, date: Date) -> Date:
        """Return a year with its month and day, or a month with its day; a date that has them as it is."""
        roles = [role for role in ("month", "yeardivision", "season") if role in self._names]
        role = roles[0] if roles else ""
        month, day = self._said(role) if role else "", self._said("day")
        self._keep(*roles[1:])
        if not month and not day:
            return date
        if date.end is not None or date.season or not date.start:
            self._keep(role, "day")
            return date
        if len(date.start) > 1:
            return self._checked(date, role, month, day)
        if not month.strip("0") or is_no_date(month):
            self._keep(role, "day")
            return date
        return self._in_year(date, role, month, day)

    def _in_year(self, date: Date, role: str, month: str, day: str) -> Date:
        year = date.start[0]
        number = _MONTHS.get(month.lower(), 0)
        if number and (not day or day.isdecimal()):
            reading: Reading | None = dated(day, year, number, int(day or 0))
        else:
            reading = _read_month(year, month, day)
        if reading and not reading.date.literal:
            self._note(role, reading)
            return replace(reading.date, circa=date.circa or reading.date.circa)
        if day:  # the month may be good without it
            self._keep("day")
            if reading:
                self._wrong("day", reading.problem, "the day is left out")
            return self._in_year(date, role, month, "")
        self._keep(role)
        self._wrong(role, (reading and reading.problem) or f"{month!r} is no month", "the year alone counts")
        return date

    def _checked(self, date: Date, role: str, month: str, day: str) -> Date:
        """Return *date*, which has a month, with a day from its field; say where month and day are others."""
        number = _MONTHS.get(month.lower(), 0) if month else date.start[1]
        if number != date.start[1]:
            self._keep(role, "day")
            if month:
                self._wrong(role, f"the month {month!r} is not that of {self._text_of_date()!r}", "the date counts")
            return date
        if day.isdecimal() and len(date.start) == 2 and not dated(day, *date.start, int(day)).problem:
            return replace(date, start=(*date.start, int(day)))
        if day and (not day.isdecimal() or date.start[2:] != (int(day),)):
            self._keep("day")
        return date

    def _text_of_date(self) -> str:
        return self._said("date") or self._said("year")

    def _with_signs(self, date: Date) -> Date:
        """Return *date* with what biber says of one in fields of their own."""
        if self._said("dateera").lower() in ("bce", "bc") and date.start and date.start[0] > 0:
            date = replace(date, start=(-date.start[0], *date.start[1:]))
        circa = any(self._said(role).lower() in ("true", "1", "yes") for role in ("datecirca", "dateuncertain"))
        return replace(date, circa=True) if circa and not date.circa else date

    def _with_end(self, date: Date) -> Date:
        """Return *date* with the end that ``endyear``, ``endmonth`` and ``endday`` give it."""
        roles = ("endyear", "endmonth", "endday", "endyeardivision", "endseason")
        year, month, day, *divisions = (self._said(role) for role in roles)
        month = month or divisions[0] or divisions[1]
        if not (year or month or day):
            return date
        first = Parts(*date.start)
        last = Parts(
            int(year) if _WHOLE_NUMBER.fullmatch(year) else 0 if year else first.year,
            _month_code(month) if month else first.month if day else 0,
            int(day) if day.isdecimal() else 0,
        )
        if date.end or not first.year or not last.year or (month and not last.month):
            self._keep(*roles)
            return date
        role = next(role for role in roles if role in self._names)
        reading = joined(self._said(role), Reading(date), dated(self._said(role), *last))
        if reading.date.literal:
            self._keep(*roles)
            self._wrong(role, reading.problem, "the end is left out")
            return date
        if reading.problem:
            self._wrong(role, f"the date {self._text_of_date()!r} ends before it begins", "")
        return reading.date


def _agree(beside: Date, date: Date) -> bool:
    """Tell if the year *beside* lies in *date*."""
    ends = [end[0] for end in (date.start, date.end) if end]
    return bool(beside.start and ends) and min(ends) <= beside.start[0] <= max(ends)


def _month_code(text: str) -> int:
    """Return the number of a month, or EDTF's code of a season or quarter; 0 for other texts."""
    if number := _MONTHS.get(text.lower()):
        return number
    written = read_parts(_named(text))
    return written.first.month if written and not written.last and not written.first.day else 0


def _named(month: str) -> str:
    """Return *month* with names for numbers: "6/7" is "June/July", "21" is "spring"."""
    if match := _MONTH_NUMBERS.fullmatch(month):
        if max(int(match[1]), int(match[3])) <= 12:
            return f"{MONTH_NAMES[int(match[1]) - 1]}{match[2]}{MONTH_NAMES[int(match[3]) - 1]}"
        return month
    if number := _MONTHS.get(month.lower()):
        return MONTH_NAMES[number - 1]
    if month.isdecimal():
        return _CODES.get(int(month), month)
    return month[:-1] if month[-1:] in "NS" and month[:-1] in _CODES.values() else month  # biblatex: "springN"


def _read_month(year: int, month: str, day: str) -> Reading | None:
    """Return what a month in words, or several months, say of *year*; ``None`` where these are no month.

    BibTeX files put a day beside the month ("July 4", "30 May–2 June"), and the year once more.
    """
    text = f"{day} {_named(month)}" if day else _named(month)
    written = read_parts(text)
    if written is None or written.problem or not (written.first.month or written.first.year):
        return None
    first, last = written.first, written.last
    if year not in (first.year or year, last.year if last else 0):
        return None
    first = first._replace(year=first.year or year)
    if last:
        last = last._replace(year=last.year or year)
        if last < first:  # "Dec/Jan": of which year is not said
            return None
    return reading_of(Written(first, last, written.circa, written.whole), text)
