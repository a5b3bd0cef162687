"""The dates of an entry from its fields.

The tables were put to biber 2.18 (``--tool --output-format=biblatexml``), pandoc 3.9 and citation-js 0.8 ("both").
Where they differ the lines say whose answer is taken, and what the others have.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib import bibtex
from citekit.bib.dates import date_fields
from citekit.bib.dates.date_fields import FIELDS, entry_dates, is_no_date, read_year
from citekit.findings import Source
from citekit.model import Date, Key, Library
from tests.bib.dates.test_edtf import circa


def library(fields: str) -> Library:
    return bibtex.read(Source("a.bib", f"@book{{a, title = {{T}}, {fields}}}"))


def issued(fields: str) -> Date | None:
    return library(fields).references[Key("a")].dates.get("issued")


def found(fields: str) -> list[str]:
    return [finding.message for finding in library(fields).findings]


# year, month and day


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 1999", Date((1999,))),
        ("year = 1999, month = jan, day = 5", Date((1999, 1, 5))),
        ("year = 1999, month = 1, day = {05}", Date((1999, 1, 5))),
        ("year = 1999, month = {01}", Date((1999, 1))),
        ("year = 1999, month = {January}, day = {5}", Date((1999, 1, 5))),  # pandoc: the year; citation-js: no day
        ("year = 1999, month = {Mar.}", Date((1999, 3))),  # both: the year, as for all that follow
        ('year = 1999, month = jan # "~11"', Date((1999, 1, 11))),
        ('year = 1999, month = "11~" # jan', Date((1999, 1, 11))),  # biber: "11~1", which it sorts as November
        ("year = 1999, month = {jun/jul}", Date((1999, 6), (1999, 7))),
        ('year = 1999, month = jun # "--" # jul', Date((1999, 6), (1999, 7))),
        ("year = 1999, month = {5-7}", Date((1999, 5), (1999, 7))),
        ("year = 1999, month = {May 5--7}", Date((1999, 5, 5), (1999, 5, 7))),  # citation-js: 5 May
        ("year = 1999, month = {5--7 May}", Date((1999, 5, 5), (1999, 5, 7))),
        ("year = 1999, month = {30 May--2 June}", Date((1999, 5, 30), (1999, 6, 2))),
        ("year = 1999, month = {July 30th}", Date((1999, 7, 30))),
        ("year = 1999, month = {2 sep}", Date((1999, 9, 2))),
        ("year = 1999, month = 5, day = {5--7}", Date((1999, 5, 5), (1999, 5, 7))),
        ("year = 1999, month = 5, day = {30th}", Date((1999, 5, 30))),
        ("year = 1999, month = {Spring}", Date((1999,), season=1)),
        ("year = 1999, month = {Spring/Summer}", Date((1999,), (1999, 22), 1)),
        ("year = 1999, month = 21", Date((1999,), season=1)),  # both: month 21
        ("year = {1928/29}, month = {Winter}", Date((1928,), (1929,), 4)),
        ("year = 1928, month = {Winter 1928/1929}", Date((1928,), (1929,), 4)),
        ("year = 1999, month = {January 1999}", Date((1999, 1))),
        ("year = 1999, month = {décembre}", Date((1999, 12))),
        (r"year = 1999, month = {d{\'e}cembre}", Date((1999, 12))),
        ("year = 1999, month = {декабря}", Date((1999, 12))),
        ("year = 1999, month = {XII}", Date((1999, 12))),
        ("year = {c. 1999}, month = may", circa(1999, 5)),
        ("year = {1999~}, month = may", circa(1999, 5)),
        ("year = 1999, month = {}", Date((1999,))),
        ("year = 1999, month = {00}, day = {00}", Date((1999,))),
        ("year = 1999, yeardivision = {spring}", Date((1999,), season=1)),  # both: the year
        ("year = 1999, season = {Autumn}", Date((1999,), season=3)),
        ("year = 1999, datecirca = {true}", circa(1999)),
        ("year = {0043}, dateera = {bce}", Date((-43,))),
    ],
)
def test_year_month_and_day(fields: str, date: Date) -> None:
    assert issued(fields) == date
    assert found(fields) == []


@pytest.mark.parametrize(
    ("year", "date"),
    [
        ("1929--30", Date((1929,), (1930,))),  # pandoc: none; citation-js keeps the words, as for all that follow
        ("1929/30", Date((1929,), (1930,))),
        ("1920-21", Date((1920,), (1921,))),
        ("1910-18", Date((1910,), (1918,))),
        ("2015-06", Date((2015, 6))),
        ("1999-05-06", Date((1999, 5, 6))),
        ("843", Date((843,))),
        ("43", Date((43,))),
        ("-43", Date((-43,))),  # the field is no EDTF, so 43 BC (pandoc too)
        ("43 BC", Date((-43,))),
        ("c. 1929", circa(1929)),
        ("[1929]", Date((1929,))),
        ("1998a", Date((1998,))),
        (r"{\noopsort{1973b}}1973", Date((1973,))),
        (r"\noopsort{a}1973", Date((1973,))),
        ("forthcoming", Date(literal="forthcoming")),  # pandoc makes it a status, which few styles print
        ("in press", Date(literal="in press")),
        ("before 1929", Date(literal="before 1929")),
    ],
)
def test_what_stands_in_year(year: str, date: Date) -> None:
    assert issued(f"year = {{{year}}}") == date
    assert found(f"year = {{{year}}}") == []


@pytest.mark.parametrize(
    ("fields", "date", "message"),
    [
        ("year = 1999, month = 13", Date((1999,)), "'13' is no month (in 'month' of 'a')"),  # both: month 13
        ("year = 1999, month = {Easter}", Date((1999,)), "'Easter' is no month (in 'month' of 'a')"),
        ("year = 1999, month = 2, day = 30", Date((1999, 2)), "February 1999 has no day 30 (in 'day' of 'a')"),
        ("year = {199o}", Date(literal="199o"), "'199o' is no year (in 'year' of 'a')"),
        ("year = 0", Date(literal="0"), "there is no year 0 (in 'year' of 'a')"),
        (
            "year = {1910-12}",
            Date(literal="1910-12"),
            "'1910-12' may be 1910-12 or 1910/1912 (in 'year' of 'a')",
        ),
    ],
)
def test_what_cannot_be_right_in_year_month_and_day(fields: str, date: Date, message: str) -> None:
    assert issued(fields) == date
    assert found(fields) == [message]


# date, and year beside it


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date = {1999-07-11}", Date((1999, 7, 11))),
        ("date = {1999~}", circa(1999)),  # a TeX blank elsewhere
        ("date = {11 July 1999}", Date((1999, 7, 11))),  # biber, pandoc: none
        ("date = {1928-29}", Date((1928,), (1929,))),
        ("date = {1920-21}", Date((1920,), season=1)),  # as biblatex
        ("date = 1999, month = may", Date((1999, 5))),  # as biber; both: the year
        ("date = {1999-07}, day = 5", Date((1999, 7, 5))),
        ("date = {1999-07-11}, year = 1999, month = jul, day = 11", Date((1999, 7, 11))),
        ("date = {1999/2003}, year = 2001", Date((1999,), (2003,))),
        ("date = {}, year = 1999", Date((1999,))),
        ("date = {n.d.}, year = 1999", Date((1999,))),
        ("date = {forthcoming}", Date(literal="forthcoming")),
        ("date = {1999/}, endyear = 2003", Date((1999,), (2003,))),
        ("date = {1999-01-01}, endyear = {2003}", Date((1999, 1, 1), (2003,))),
        ("year = 1999, endyear = 2003", Date((1999,), (2003,))),
        ("year = 1999, month = 5, endyear = 2003, endmonth = jun", Date((1999, 5), (2003, 6))),
        ("year = 1999, month = 5, day = 6, endmonth = 6, endday = 7", Date((1999, 5, 6), (1999, 6, 7))),
        ("year = 1999, month = 5, day = 6, endday = 7", Date((1999, 5, 6), (1999, 5, 7))),
        ("issue_date = {July 2008}", Date((2008, 7))),
        ("issue_date = {July 2008}, year = 2008, date = {2008-07-03}", Date((2008, 7, 3))),
    ],
)
def test_date_and_the_fields_beside_it(fields: str, date: Date) -> None:
    assert issued(fields) == date
    assert found(fields) == []


@pytest.mark.parametrize(
    ("fields", "date", "message"),
    [
        ("date = 1999, year = 2000", Date((1999,)), "the year 2000 is not that of the date '1999' (in 'year' of 'a')"),
        (
            "date = {1999-07}, month = may",
            Date((1999, 7)),
            "the month 'may' is not that of '1999-07' (in 'month' of 'a')",
        ),
        ("date = {soon}, year = 2000", Date((2000,)), "'soon' is no date (in 'date' of 'a')"),
        ("date = {soon}", Date(literal="soon"), "'soon' is no date (in 'date' of 'a')"),
        ("date = {1999-02-30}", Date(literal="1999-02-30"), "February 1999 has no day 30 (in 'date' of 'a')"),
        (
            "date = {2000/1999}",
            Date((2000,), (1999,)),
            "'2000/1999' ends before it begins (in 'date' of 'a')",
        ),
        (
            "date = {05/06/1928}",
            Date(literal="05/06/1928"),
            "'05/06/1928' may be 1928-05-06 or 1928-06-05 (in 'date' of 'a')",
        ),
    ],
)
def test_what_cannot_be_right_in_date(fields: str, date: Date, message: str) -> None:
    assert issued(fields) == date
    assert found(fields) == [message]


def test_a_finding_stands_at_its_field() -> None:
    source = Source("a.bib", "@book{a,\n  title = {T},\n  date = {1999-13},\n}\n")
    (finding,) = bibtex.read(source).findings
    assert (finding.rule, finding.where.line, finding.where.column) == ("bad-date", 3, 3)
    assert finding.hint


# n.d.: no date, so that a style prints its own words


@pytest.mark.parametrize(
    "text", "n.d.|n. d.|[n.d.]|nd|undated|no date|s.a.|s. d.|o.J.|o. J.|б. г.|z.j.|u.å.".split("|")
)
def test_words_for_no_date(text: str) -> None:
    assert is_no_date(text)
    reference = library(f"year = {{{text}}}").references[Key("a")]
    assert reference.dates == {}
    assert reference.extra == {"year": text}


def test_a_localisation_key_for_no_date() -> None:
    assert issued(r"year = {\bibstring{nodate}}") is None


@pytest.mark.parametrize("text", ["1929", "forthcoming", "2010", "sad", "before 1929"])
def test_other_words_are_not(text: str) -> None:
    assert not is_no_date(text)


# origdate, eventdate, urldate, and what else they are called


@pytest.mark.parametrize(
    ("fields", "variable", "date"),
    [
        ("origdate = 1888", "original-date", Date((1888,))),
        ("origyear = 1888, origmonth = may", "original-date", Date((1888, 5))),
        ("originalyear = 1888", "original-date", Date((1888,))),
        ("origdate = {c. 1350}", "original-date", circa(1350)),
        ("eventdate = {2011-10-03/2011-10-05}", "event-date", Date((2011, 10, 3), (2011, 10, 5))),
        (
            "eventyear = 1999, eventmonth = 5, eventday = 6, eventendday = 7",
            "event-date",
            Date((1999, 5, 6), (1999, 5, 7)),
        ),
        ("urldate = {1999-05-23}", "accessed", Date((1999, 5, 23))),
        ("urldate = {/1999}", "accessed", Date((), (1999,))),
        ("urlyear = 1999, urlmonth = 5, urlday = 6", "accessed", Date((1999, 5, 6))),
        ("lastchecked = {11 July 2008}", "accessed", Date((2008, 7, 11))),
        ("lastaccessed = {July 11, 2008}", "accessed", Date((2008, 7, 11))),
        ("accessed = {2008-07-11}", "accessed", Date((2008, 7, 11))),
        ("urldate = {accessed on 11 July 2008}", "accessed", Date((2008, 7, 11))),
        ("urldate = {Last accessed: 11.07.2008}", "accessed", Date((2008, 7, 11))),
        ("urldate = {дата обращения: 11.07.2008}", "accessed", Date((2008, 7, 11))),
        ("original-date = 1888", "original-date", Date((1888,))),
        ("submitted = {2008-07-11}", "submitted", Date((2008, 7, 11))),
    ],
)
def test_other_dates(fields: str, variable: str, date: Date) -> None:
    reference = library(fields).references[Key("a")]
    assert reference.dates == {variable: date}
    assert reference.extra == {}


# What a date does not hold is kept


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ("urldate = {2016-02-03T10:11:12+05:00}", {"urldate": "2016-02-03T10:11:12+05:00"}),
        ("date = {199X}", {"date": "199X"}),
        ("date = {1929?}", {"date": "1929?"}),
        ("date = {1487~/1490}", {"date": "1487~/1490"}),  # a sign of EDTF, and no blank of TeX
        ("year = {[1929]}", {"year": "[1929]"}),
        ("date = {25 October/7 November 1917}", {"date": "25 October/7 November 1917"}),
        ("year = 1999, month = {Easter}", {"month": "Easter"}),
        ("year = 1999, day = 5", {"day": "5"}),
        ("month = may", {"month": "may"}),
        ("year = {1999/2003}, month = may", {"month": "may"}),
        ("year = 1999, month = 5, day = {Halloween}", {"day": "Halloween"}),
        ("date = 1999, year = 2000", {"year": "2000"}),
        ("year = {forthcoming}, month = may", {"month": "may"}),
        ("urldate = {2016-02-03}, lastchecked = {2017}", {"lastchecked": "2017"}),
        ("lastchecked = {2017}, urldate = {2016-02-03}", {"lastchecked": "2017"}),
        ("year = 1999, urlyear = 2003, endyear = {x}", {"endyear": "x"}),
        ("year = 1999, month = {Dec/Jan}", {"month": "Dec/Jan"}),
    ],
)
def test_what_a_date_does_not_hold_is_kept(fields: str, kept: dict[str, str]) -> None:
    assert library(fields).references[Key("a")].extra == kept


TEXTS = st.one_of(
    st.text(max_size=15),
    st.sampled_from(
        ["1999", "2003-05", "jan", "May 5", "31", "1999/2003", "n.d.", "199X", "spring", "c. 1929", "1999/"]
    ),
)


@given(st.dictionaries(st.sampled_from(sorted(FIELDS)), TEXTS.filter(str.strip), max_size=6))
def test_no_field_is_lost(texts: dict[str, str]) -> None:
    """Each is kept, a problem, or has a part in a date."""
    texts = {name: text.strip() for name, text in texts.items()}
    made = entry_dates(texts)
    assert set(made.kept) <= set(texts)
    assert {problem.field for problem in made.problems} <= set(texts)
    if texts and not made.dates:
        assert set(made.kept) == set(texts)


PLAIN = st.sampled_from("1999|0000|2003|1999-05-06|1999-02-30|1999-05|jan|5|05|13|31|0|May".split("|"))


@given(
    st.dictionaries(st.sampled_from("date year month day urldate urlyear urlmonth urlday lastchecked".split()), PLAIN)
)
def test_the_quick_way_says_what_the_long_way_says(texts: dict[str, str]) -> None:
    quick = entry_dates(texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_fields, "_plain_dates", lambda _: None)
        assert entry_dates(texts) == quick


@pytest.mark.parametrize("text", ["1999", "-43", "843", "1920-21"])
def test_a_year_is_read_as_it_is_written(text: str) -> None:
    assert not read_year(text).problem
