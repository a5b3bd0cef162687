"""EDTF as biblatex has it: dates read and written.

The tables were put to biber 2.18 (``--tool --output-format=biblatexml``) and pandoc 3.9 (``-f biblatex -t csljson``);
where either reads something else, or nothing, the line says so.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.dates.edtf import read_edtf, to_edtf, wrong_day
from citekit.model import Date


def circa(*start: int, end: tuple[int, ...] | None = None) -> Date:
    return Date(start, end, circa=True)


# ISO 8601-2, level 0 and 1; biblatex manual, 2.3.8


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999", Date((1999,))),
        ("1999-01", Date((1999, 1))),
        ("1999-01-05", Date((1999, 1, 5))),
        ("0999", Date((999,))),
        ("0000", Date((-1,))),  # pandoc: year 0, biber: none
        ("-0001", Date((-2,))),
        ("-0043", Date((-44,))),
        ("-0876-07", Date((-877, 7))),
        ("Y17000", Date((17000,))),  # pandoc: "y17000" alone
        ("Y-17000", Date((-17001,))),
        ("1999-21", Date((1999,), season=1)),  # pandoc, in all of these: a month 21 …
        ("1999-24", Date((1999,), season=4)),
        ("1999~", circa(1999)),
        ("1999-05~", circa(1999, 5)),
        ("1999-21~", Date((1999,), season=1, circa=True)),
        ("1999/2003", Date((1999,), (2003,))),
        ("1999-05/2003", Date((1999, 5), (2003,))),
        ("1999-05-05/2003-07", Date((1999, 5, 5), (2003, 7))),
        ("1999-21/1999-22", Date((1999,), (1999, 22), season=1)),
        ("-0043/0014", Date((-44,), (14,))),
        ("1999/", Date((1999,), ())),
        ("/1999", Date((), (1999,))),
        ("1999~/2003~", circa(1999, end=(2003,))),
        ("0300~/", circa(300, end=())),
    ],
)
def test_dates_that_edtf_writes_the_same_way(text: str, date: Date) -> None:
    reading = read_edtf(text)
    assert reading is not None
    assert reading == (date, True, "")
    assert to_edtf(date) == text


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999/..", Date((1999,), ())),  # pandoc: none
        ("../1999", Date((), (1999,))),
        ("1999/open", Date((1999,), ())),  # the draft of 2012
        ("unknown/1999", Date((), (1999,))),
        (" 1999 / 2003 ", Date((1999,), (2003,))),
        ("-0000", Date((-1,))),
        ("y17000", Date((17000,))),
        ("~1999", circa(1999)),  # level 2: signs at any part
        ("1999~-05", circa(1999, 5)),
        ("1999-~05", circa(1999, 5)),
        ("1999-05-05/06", Date((1999, 5, 5), (1999, 5, 6))),  # ISO 8601-1: what is shared is left out
        ("1999-05/06", Date((1999, 5), (1999, 6))),
        ("२०१०", Date((2010,))),
    ],
)
def test_other_spellings(text: str, date: Date) -> None:
    assert read_edtf(text) == (date, True, "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("199X", Date((1990,), (1999,))),  # pandoc: none
        ("19XX", Date((1900,), (1999,))),
        ("199x", Date((1990,), (1999,))),
        ("19uu", Date((1900,), (1999,))),
        ("-009X", Date((-100,), (-91,))),
        ("19XX/20XX", Date((1900,), (2099,))),
        ("1999-XX", Date((1999,))),
        ("1999-XX-XX", Date((1999,))),
        ("1999-05-XX", Date((1999, 5))),
        ("1999-00", Date((1999,))),  # not EDTF; what programs write for a month they do not know. pandoc: month 0
        ("1999-01-00", Date((1999, 1))),
        ("1999?", circa(1999)),  # pandoc drops "?" and "%"
        ("1999-05-05%", circa(1999, 5, 5)),
        ("1999~/2003", circa(1999, end=(2003,))),
        ("1984-06-02?/2004-08-08~", circa(1984, 6, 2, end=(2004, 8, 8))),
        ("1999-25", Date((1999,), season=1)),  # level 2: spring in the north, autumn in the south, first quarter …
        ("1999-31", Date((1999,), season=3)),
        ("1999-33", Date((1999, 1), (1999, 3))),
        ("1999-39", Date((1999, 9), (1999, 12))),
        ("1999-41", Date((1999, 7), (1999, 12))),
        ("2016-02-03T10:11:12", Date((2016, 2, 3))),
        ("2016-02-03T10:11:12.123Z", Date((2016, 2, 3))),
        ("2016-02-03T10:11:12+05:00", Date((2016, 2, 3))),
        ("2016-02-03T10:11", Date((2016, 2, 3))),  # biber wants seconds
        ("2016-02-03 10:11:12", Date((2016, 2, 3))),
        ("2016-02-03T10:11:12/2017-02-03T10:11:12", Date((2016, 2, 3), (2017, 2, 3))),
    ],
)
def test_texts_that_say_more_than_a_date(text: str, date: Date) -> None:
    assert read_edtf(text) == (date, False, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1999-13", "1999 has no month 13"),  # pandoc takes all of these
        ("1999-20", "1999 has no month 20"),
        ("1999-42", "1999 has no month 42"),
        ("1999-02-29", "February 1999 has no day 29"),
        ("1999-02-30", "February 1999 has no day 30"),
        ("1999-04-31", "April 1999 has no day 31"),
        ("1999-12-32", "December 1999 has no day 32"),
        ("1999-21-05", "1999-21 is a part of a year, and has no day 5"),
        ("2000-06-31/2000-07-01", "June 2000 has no day 31"),
        ("2000-06-30/2000-06-31", "June 2000 has no day 31"),
    ],
)
def test_days_that_do_not_exist_stay_words(text: str, problem: str) -> None:
    assert read_edtf(text) == (Date(literal=text), True, problem)


def test_a_range_that_ends_before_it_begins_is_kept_and_said() -> None:
    assert read_edtf("2000-07-01/2000-06-01") == (
        Date((2000, 7, 1), (2000, 6, 1)),
        True,
        "'2000-07-01/2000-06-01' ends before it begins",
    )
    reading = read_edtf("1999-05/1999-21")
    assert reading is not None
    assert not reading.problem  # a month and a season are not compared


def test_a_time_that_does_not_exist_leaves_the_day() -> None:
    assert read_edtf("2016-02-03T25:61:00") == (Date((2016, 2, 3)), False, "there is no time 25:61:00")


@pytest.mark.parametrize(
    "text",
    ["1XXX", "XXXX-05", "[1999..2003]", "12345", "999", "19", "1999-1", "c. 1929", "July 1928", "", "/", "../.."],
)
def test_what_is_not_in_the_form_of_edtf(text: str) -> None:
    assert read_edtf(text) is None


@pytest.mark.parametrize("text", ["199X-05", "1999-XX-05", "000X"])
def test_dates_of_level_2_that_no_date_can_hold_stay_words(text: str) -> None:
    assert read_edtf(text) == (Date(literal=text), True, "")


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        ((2000, 2, 29), True),
        ((1900, 2, 29), True),  # in the Julian calendar, Russia's then
        ((2100, 2, 29), False),
        ((-1, 2, 29), True),  # the year 0 of astronomers
        ((1999, 12, 31), True),
        ((1999, 24, 0), True),
    ],
)
def test_which_days_exist(day: tuple[int, int, int], exists: bool) -> None:
    assert (not wrong_day(*day)) == exists


@pytest.mark.parametrize("date", [Date(), Date(literal="n.d."), Date((), ())])
def test_words_and_nothing_are_not_written(date: Date) -> None:
    assert to_edtf(date) == ""


def test_date_parts_as_others_write_seasons() -> None:
    assert to_edtf(Date((1999, 14))) == "1999-22"  # citeproc-js: 13 to 16
    assert to_edtf(Date((1999, 21))) == "1999-21"


YEARS = st.integers(-20000, 99999).filter(bool)
ENDS = st.one_of(
    st.tuples(YEARS),
    st.tuples(YEARS, st.integers(1, 12)),
    st.tuples(YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.tuples(YEARS, st.integers(21, 24)),
)
DATES = st.builds(
    lambda start, end, sure: Date(
        start[:1] if start[1:2] > (12,) else start, end, start[1] - 20 if start[1:2] > (12,) else None, not sure
    ),
    ENDS,
    st.one_of(st.none(), st.just(()), ENDS),
    st.booleans(),
)


@given(st.one_of(DATES, st.builds(lambda end: Date((), end), ENDS)))
def test_a_date_written_is_read_the_same(date: Date) -> None:
    reading = read_edtf(to_edtf(date))
    assert reading is not None
    assert reading.date == date
    assert reading.whole


@given(st.text("0123456789-/.XYu~?%T: ", max_size=25))
def test_any_text_is_a_date_or_words_or_not_edtf(text: str) -> None:
    reading = read_edtf(text)
    assert reading is None or reading.date.start or reading.date.end or reading.date.literal == text.strip()
