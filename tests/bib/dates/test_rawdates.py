"""Dates in words.

biber 2.18 and pandoc 3.9 read none of these, and citation-js 0.8 keeps them as literal, but for a few it gives the
year of; so the tables stand on the manuals named.
"""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.bib.dates.rawdates import parse_date, parse_raw, read_date, read_written
from citekit.bib.dates.words import folded, months, seasons
from citekit.model import Date
from tests.bib.dates.test_edtf import circa


def season(number: int, year: int, end: tuple[int, ...] | None = None) -> Date:
    return Date((year,), end, number)


# CMOS 17, 9.31 (month-day-year), 9.35 (day-month-year), 9.36 (numerals); Duden, ГОСТ 7.0.100 …


@pytest.mark.parametrize(
    "text",
    [
        "July 11, 1928",
        "July 11 1928",
        "July 11th, 1928",
        "Jul. 11, 1928",
        "11 July 1928",
        "11th July 1928",
        "the 11th of July, 1928",
        "11-Jul-1928",
        "Jul-11-1928",
        "11/Jul/1928",
        "1928 July 11",
        "1928, July 11",
        "1928-Jul-11",
        "Wednesday, July 11, 1928",
        "Wed 11 Jul 1928",
        "Wed, 11 Jul 1928",
        "11.07.1928",
        "11.7.1928",
        "11. 7. 1928",
        "1928.07.11",
        "1928/07/11",
        "1928-7-11",
        "11.VII.1928",
        "11 VII 1928",
        "11.vii.1928",
        "11. Juli 1928",
        "Mittwoch, den 11. Juli 1928",
        "11 juillet 1928",
        "le 11 juillet 1928",
        "11 de julio de 1928",
        "11 luglio 1928",
        "11 de julho de 1928",
        "11 juli 1928",
        "11 lipca 1928 r.",
        "11. července 1928",
        "11 июля 1928",
        "11 июля 1928 г.",
        "11 липня 1928 р.",
        "11 Ιουλίου 1928",
        "11. heinäkuuta 1928",
        "1928年7月11日",
        "七月 11, 1928",
        "19280711",
        "11~July 1928",
    ],
)
def test_one_day_in_many_ways(text: str) -> None:
    assert parse_date(text) == Date((1928, 7, 11))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("July 1928", Date((1928, 7))),
        ("July, 1928", Date((1928, 7))),
        ("1928 July", Date((1928, 7))),
        ("Jul-1928", Date((1928, 7))),
        ("Sept. 1928", Date((1928, 9))),
        ("07.1928", Date((1928, 7))),
        ("07/1928", Date((1928, 7))),
        ("1999/05", Date((1999, 5))),
        ("1999-1", Date((1999, 1))),
        ("VII.1928", Date((1928, 7))),
        ("XI 1928", Date((1928, 11))),
        ("Jänner 1928", Date((1928, 1))),
        ("févr. 1928", Date((1928, 2))),
        ("март 1928 г.", Date((1928, 3))),
        ("Ianuarii 1648", Date((1648, 1))),
        ("1928 г.", Date((1928,))),
        ("anno 1648", Date((1648,))),
        ("1er mai 1928", Date((1928, 5, 1))),
        ("13/05/1999", Date((1999, 5, 13))),
        ("05/13/1999", Date((1999, 5, 13))),
        ("5/5/1999", Date((1999, 5, 5))),
        ("15 March 44 BC", Date((-44, 3, 15))),
        ("44 B.C.", Date((-44,))),
        ("44 BCE", Date((-44,))),
        ("44 v. Chr.", Date((-44,))),
        ("44 av. J.-C.", Date((-44,))),
        ("44 г. до н. э.", Date((-44,))),
        ("AD 44", Date((44,))),
        ("44 n. Chr.", Date((44,))),
        ("843", Date((843,))),
    ],
)
def test_months_and_years(text: str, date: Date) -> None:
    assert parse_date(text) == date


# Seasons: CMOS 17, 14.171; two years of one winter


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Spring 1929", season(1, 1929)),
        ("spring, 1929", season(1, 1929)),
        ("1929 Spring", season(1, 1929)),
        ("Fall 1929", season(3, 1929)),
        ("Herbst 1929", season(3, 1929)),
        ("été 1929", season(2, 1929)),
        ("зима 1929 г.", season(4, 1929)),
        ("Spring/Summer 1929", season(1, 1929, (1929, 22))),
        ("Spring 1929-Summer 1930", season(1, 1929, (1930, 22))),
        ("Winter 1928/29", season(4, 1928, (1929,))),
        ("Winter 1928–1929", season(4, 1928, (1929,))),
    ],
)
def test_seasons(text: str, date: Date) -> None:
    assert read_date(text) == (date, True, "")


# Ranges: CMOS 17, 9.60–9.64 (inclusive numbers and years)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1928-1930", Date((1928,), (1930,))),
        ("1928--1930", Date((1928,), (1930,))),
        ("1928–1930", Date((1928,), (1930,))),
        ("1928 to 1930", Date((1928,), (1930,))),
        ("1928-29", Date((1928,), (1929,))),  # EDTF's 29 is a spring in the south; biber reads that
        ("1914-18", Date((1914,), (1918,))),
        ("1939-41", Date((1939,), (1941,))),
        ("1928--29", Date((1928,), (1929,))),
        ("1928--9", Date((1928,), (1929,))),
        ("1928/29", Date((1928,), (1929,))),
        ("1905/06", Date((1905,), (1906,))),
        ("1999/00", Date((1999,), (2000,))),
        ("1929-", Date((1929,), ())),
        ("1929--", Date((1929,), ())),
        ("1929–", Date((1929,), ())),
        ("1929-present", Date((1929,), ())),
        ("–1929", Date((), (1929,))),
        ("44–43 BC", Date((-44,), (-43,))),
        ("5 BC–AD 3", Date((-5,), (3,))),
        ("July-August 1928", Date((1928, 7), (1928, 8))),
        ("July/August 1928", Date((1928, 7), (1928, 8))),
        ("July and August 1928", Date((1928, 7), (1928, 8))),
        ("July 1928–August 1929", Date((1928, 7), (1929, 8))),
        ("July 11–12, 1928", Date((1928, 7, 11), (1928, 7, 12))),
        ("July 11--12, 1928", Date((1928, 7, 11), (1928, 7, 12))),
        ("11-12 July 1928", Date((1928, 7, 11), (1928, 7, 12))),
        ("11.-12. Juli 1928", Date((1928, 7, 11), (1928, 7, 12))),
        ("11 July-12 August 1928", Date((1928, 7, 11), (1928, 8, 12))),
        ("July 11, 1928-August 12, 1929", Date((1928, 7, 11), (1929, 8, 12))),
        ("11.07.-12.08.1928", Date((1928, 7, 11), (1928, 8, 12))),
        ("11.07.1928–12.08.1929", Date((1928, 7, 11), (1929, 8, 12))),
        ("1999-05-05--1999-05-06", Date((1999, 5, 5), (1999, 5, 6))),
        ("1999-05-05 - 1999-05-07", Date((1999, 5, 5), (1999, 5, 7))),
        ("1999-1-1/1999-2-2", Date((1999, 1, 1), (1999, 2, 2))),
    ],
)
def test_ranges(text: str, date: Date) -> None:
    assert read_date(text) == (date, True, "")


# AACR2, 1.4F: dates that a cataloguer supplies or doubts; copyright dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("c. 1929", circa(1929)),
        ("ca. 1929", circa(1929)),
        ("circa 1929", circa(1929)),
        ("um 1929", circa(1929)),
        ("vers 1929", circa(1929)),
        ("ок. 1929 г.", circa(1929)),
        ("c1650", circa(1650)),
        ("ca. 1920-1930", circa(1920, end=(1930,))),
    ],
)
def test_about(text: str, date: Date) -> None:
    assert read_date(text) == (date, True, "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("[1929]", Date((1929,))),
        ("(1929)", Date((1929,))),
        ("[1929", Date((1929,))),
        ("[1929?]", circa(1929)),
        ("[ca. 1929]", circa(1929)),
        ("1929 (?)", circa(1929)),
        ("1920–ca. 1930", circa(1920, end=(1930,))),
        ("c1929", Date((1929,))),
        ("©1929", Date((1929,))),
        ("cop. 1929", Date((1929,))),
        ("[197-]", Date((1970,), (1979,))),
        ("[18--]", Date((1800,), (1899,))),
        ("1998a", Date((1998,))),
        ("MCMXXIX", Date((1929,))),
        ("Q1 1929", Date((1929, 1), (1929, 3))),
        ("3rd quarter 1929", Date((1929, 7), (1929, 9))),
        ("11 July 2008, 10:15 pm", Date((2008, 7, 11))),
        ("Fri, 11 Jul 2008 10:15:00 GMT", Date((2008, 7, 11))),
    ],
)
def test_what_a_date_cannot_hold_is_not_whole(text: str, date: Date) -> None:
    assert read_date(text) == (date, False, "")


# The Julian calendar: CMOS 17, 9.35; England's year that began on 25 March


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("25 October/7 November 1917", Date((1917, 11, 7))),
        ("25 October (7 November) 1917", Date((1917, 11, 7))),
        ("25 октября (7 ноября) 1917 г.", Date((1917, 11, 7))),
        ("7 November (25 October) 1917", Date((1917, 11, 7))),
        ("25.10/7.11.1917", Date((1917, 11, 7))),
        ("12/24 March 1881", Date((1881, 3, 24))),
        ("25.10.1917 (O.S.)", Date((1917, 10, 25))),
        ("25 October 1917 O.S.", Date((1917, 10, 25))),
        ("25 октября 1917 г. (ст. ст.)", Date((1917, 10, 25))),
        ("30 January 1648/9", Date((1649, 1, 30))),
        ("February 1700/1", Date((1701, 2))),
    ],
)
def test_two_calendars(text: str, date: Date) -> None:
    assert read_date(text) == (date, False, "")


def test_a_range_of_as_many_days_is_a_range_where_the_calendar_is_one() -> None:
    assert parse_date("2/15 May 1955") == Date((1955, 5, 2), (1955, 5, 15))
    assert parse_date("2–15 May 1905") == Date((1905, 5, 2), (1905, 5, 15))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("05/06/1928", "'05/06/1928' may be 1928-05-06 or 1928-06-05"),
        ("5-6-1928", "'5-6-1928' may be 1928-05-06 or 1928-06-05"),
        ("1928-9", "'1928-9' may be 1928-09 or 1928/1929"),
        ("30 February 1928", "February 1928 has no day 30"),
        ("1928-13", "1928 has no month 13"),
    ],
)
def test_what_may_be_two_dates_or_is_none_is_a_problem(text: str, problem: str) -> None:
    assert read_date(text) == (Date(literal=text), True, problem)


@pytest.mark.parametrize(
    "text",
    (
        "n.d.|s.a.|o.J.|undated|in press|forthcoming|before 1929|after 1929|1929 or 1930|18th century|"
        "late 18th century|"
        "1920s|the 1920s|1920er|1929 [1930]|1999 (2003)|2001, 2003|2001 and 2003|10 Thermidor an II|Christmas 1928|"
        "March|12 March|Dec/Jan 2004|1929-1928|11.13|13|1999..|[1999..2003]|民國17|vol. 3, 1928|1928, no. 3|May 1928 5"
    ).split("|"),
)
def test_what_is_not_understood_keeps_its_words(text: str) -> None:
    assert read_date(text).date == Date(literal=text)


# CSL-JSON's raw dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Spring 1999 - Summer 2001", season(1, 1999, (2001, 22))),
        ("July 11, 1928", Date((1928, 7, 11))),
        ("7/11/1928", Date((1928, 7, 11))),
        ("13/11/1928", Date((1928, 11, 13))),
        ("1905/06", Date((1905, 6))),
        ("1928-9", Date((1928, 9))),
        ("1928/9/3", Date((1928, 9, 3))),
        ("2001-2003", Date((2001,), (2003,))),
        ("July 1928 – August 1929", Date((1928, 7), (1929, 8))),
        ("July", Date((0, 7))),
        ("July 11", Date((0, 7, 11))),
        ("Spring", Date((0,), season=1)),
        ("Bogus Date", Date(literal="Bogus Date")),
    ],
)
def test_raw_dates(text: str, date: Date) -> None:
    assert parse_raw(text) == date


# Vocabulary


@pytest.mark.parametrize(
    ("word", "number"),
    [("juil.", 7), ("mar", 3), ("Sept.", 9), ("Dez", 12), ("авг.", 8), ("paź", 10), ("août", 8), ("čvc.", 7)],
)
def test_months_cut_short(word: str, number: int) -> None:
    assert months()[folded(word)] == number


def test_what_may_be_two_months_is_none() -> None:
    assert "jui" not in months()
    assert "cer" not in months()


def test_a_word_is_no_month_and_season_at_once_but_in_finnish() -> None:
    assert set(months()) & set(seasons()) == {"kesa"}


@given(st.one_of(st.text(max_size=40), st.text("0123456789-–/.,()[]? JulyXIMarchspring", max_size=30)))
@example("0" * 50)
@example("1" * 4000)
@example("²½１９９９")
def test_any_text_is_a_date_or_stays(text: str) -> None:
    date = parse_date(text)
    assert date.start or date.end or date.literal == text.strip()


@given(st.text("0123456789-–/., ()[]?~caJulySpring", max_size=24))
def test_digits_of_a_year_are_in_the_date_or_its_words(text: str) -> None:
    date = parse_date(text)
    if not date.literal:
        numbers = {end[0] for end in (date.start, date.end) if end}
        for year in re.findall(r"(?<!\d)[1-9]\d{3}(?!\d)", text):
            assert int(year) in numbers or (-int(year) - 1 in numbers and "-" in text), (text, date)


@given(
    st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d.%m.%Y", "%Y/%m/%d", "%d-%b-%Y", "%Y%m%d", "%A %d %B %Y"]),
)
def test_a_day_is_read_from_every_format(day: datetime.date, form: str) -> None:
    assert parse_date(day.strftime(form)) == Date((day.year, day.month, day.day))


def test_written_dates_without_a_year_are_none() -> None:
    assert read_written("12 March") is None
