"""Rules of dates: what cannot be read, cannot be, or cannot be beside another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.references.libraries import entry, places, problems


@pytest.mark.parametrize(
    "fields",
    [
        "date = {1990}", "date = {1990-02-28}", "date = {1990/1992}", "date = {1990/..}", "date = {1990~}",
        "date = {199X}", "date = {-0043}", "date = {1990-21}", "date = {July 11, 1928}", "date = {11. Juli 1928}",
        "date = {n.d.}", "year = {o. J.}", "year = {forthcoming}", "date = {in press}", "year = {1928/29}",
        "year = 1990, month = may", "year = 1990, month = {5}", "year = 1990, month = {May/June}",
        "date = {1900-02-29}", "date = {2000-02-29}", "date = {2016-02-03T10:11:12Z}", "date = {}",
        "date = {1990-05}, month = may", r"year = {{\noopsort{a}}1973}", "urldate = {2012-05-03}",
        "year = {[1990]}", "origdate = {ca. 1560}",
        "eventdate = {2010-05-03/2010-05-07}", "year = {1990--1992}", "date = {весна 1928}",
    ],
)  # fmt: skip
def test_dates_that_can_be_read(tmp_path: Path, fields: str) -> None:
    assert problems(tmp_path, entry(fields), "unreadable-date", "reversed-dates", "year-against-date") == []


@pytest.mark.parametrize(
    ("fields", "place", "message"),
    [
        ("date = {1990-02-31}", "1990-02-31", "February 1990 has no day 31"),
        ("date = {1990-13}", "1990-13", "1990 has no month 13"),
        ("date = {1990-13-01}", "1990-13-01", "1990 has no month 13"),
        ("date = {1999-02-29}", "1999-02-29", "February 1999 has no day 29"),
        ("date = {05/06/1928}", "05/06/1928", "'05/06/1928' may be"),
        ("date = {sometime in May}", "sometime in May", "'sometime in May' is no date"),
        ("urldate = {yesterday}", "yesterday", "'yesterday' is no date"),
        ("origdate = {1985-1030}", "1985-1030", "'1985-1030' is no date"),
        ("year = 1990, month = {14}", "14", "'14' is no month"),
        ("date = {1990-05-03}, month = jun", "jun", "the month 'jun' is not that of"),
        ("year = {0}", "0", "there is no year 0"),
        ("date = {2016-02-03T27:11:12}", "2016-02-03T27:11:12", "there is no time 27:11"),
        ("date = {1990-04-31/1990-05-02}", "1990-04-31/1990-05-02", "April 1990 has no day 31"),
    ],
)
def test_dates_that_cannot_be_read(tmp_path: Path, fields: str, place: str, message: str) -> None:
    text = entry(fields)
    assert places(tmp_path, text, "unreadable-date") == [place]
    (found,) = problems(tmp_path, text, "unreadable-date", "reversed-dates", "year-against-date")
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date = {1992/1990}", ["1992/1990"]),
        ("date = {1990-05-30/1990-05-02}", ["1990-05-30/1990-05-02"]),
        ("eventdate = {2010-05/2010-04}", ["2010-05/2010-04"]),
        ("year = 1990, endyear = 1985", ["1985"]),
        ("date = {-0043/-0044}", ["-0043/-0044"]),
        ("date = {1990-23/1990-21}", ["1990-23/1990-21"]),
        ("date = {1990-21/1990-23}", []),
        ("date = {-0044/-0043}", []),
        ("date = {1990/1990}", []),
        ("date = {1990/..}", []),
        ("date = {1990-05-30/1990-06-02}", []),
    ],
)
def test_dates_that_end_before_they_begin(tmp_path: Path, fields: str, expected: list[str]) -> None:
    text = entry(fields)
    assert len(problems(tmp_path, text, "reversed-dates", "unreadable-date")) == len(expected)
    assert len(problems(tmp_path, text, "reversed-dates")) == len(expected)


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("date = {1990}, year = {1991}", 1),
        ("date = {1990-05}, year = {1990}", 0),
        ("date = {1990/1992}, year = {1992}", 0),
        ("date = {1990}, year = {forthcoming}", 0),
        ("year = {1991}", 0),
    ],
)
def test_a_year_beside_a_date(tmp_path: Path, fields: str, count: int) -> None:
    text = entry(fields)
    assert len(problems(tmp_path, text, "year-against-date", "unreadable-date")) == count
    assert places(tmp_path, text, "year-against-date") == ["1991"] * count


@pytest.mark.parametrize(  # today is 30 June 2026
    ("fields", "expected"),
    [
        ("date = {2028}", ["2028"]),
        ("date = {2027}", []),
        ("year = {2206}", ["2206"]),
        ("date = {2206}, pubstate = {forthcoming}", []),
        ("date = {1990}, urldate = {2026-07-01}", ["2026-07-01"]),
        ("date = {1990}, urldate = {2026-06-30}", []),
        ("date = {1990}, urldate = {2026-07}", ["2026-07"]),
        ("date = {1990}, urldate = {2026}", []),
        ("date = {1990}, origdate = {2190}", ["2190"]),
        ("eventdate = {2027-03-01}", []),
        ("year = {forthcoming}", []),
    ],
)
def test_dates_to_come(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "future-date") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date = {1960}, origdate = {1990}", ["1990"]),
        ("date = {1990}, origdate = {1960}", []),
        ("date = {1990}, origdate = {1990}", []),
        ("date = {199X}, origdate = {1995}", []),
        ("date = {1990/..}, origdate = {1995}", []),
        ("date = {1990/1992}, origdate = {1995}", ["1995"]),
        ("year = 1960, origyear = 1990", ["1990"]),
        ("date = {1960}, origdate = {n.d.}", []),
        ("date = {0050}, origdate = {-0043}", []),
        ("date = {-0043}, origdate = {0050}", ["0050"]),
    ],
)
def test_reprints_older_than_their_originals(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "date-before-original") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("date = {2010-05-01}, urldate = {2009-05-01}", ["2009-05-01"]),
        ("date = {2010-05-01}, urldate = {2010-04}", ["2010-04"]),
        ("date = {2010-05-01}, urldate = {2010-05-01}", []),
        ("date = {2010}, urldate = {2010-01-03}", []),
        ("urldate = {2010-01-03}", []),
    ],
)
def test_pages_visited_too_early(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "visited-before-published") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("month = {may}", ["may"]),
        ("month = {may}, day = {3}", ["may"]),
        ("day = {3}", ["3"]),
        ("month = {may}, year = {1990}", []),
        ("month = {may}, year = {}", ["may"]),
        ("month = {may}, date = {1990}", []),
        ("month = {}", []),
        ("month = {may}, crossref = {b}", []),
    ],
)
def test_a_month_without_a_year(tmp_path: Path, fields: str, expected: list[str]) -> None:
    text = f"{entry(fields)}@misc{{b,\n  title = {{Seas}}, year = 1990\n}}\n"
    assert places(tmp_path, text, "month-without-year") == expected


@pytest.mark.parametrize(
    ("name", "text", "rule", "count"),
    [
        ("a.json", '[{"id": "a", "type": "book", "issued": {"date-parts": [[1990, 2, 31]]}}]', "unreadable-date", 1),
        ("a.json", '[{"id": "a", "type": "book", "issued": {"date-parts": [[1990, 2, 28]]}}]', "unreadable-date", 0),
        ("a.json", '[{"id": "a", "type": "book", "issued": {"literal": "in spring"}}]', "unreadable-date", 0),
        ("a.json", '[{"id": "a", "type": "book", "issued": {"date-parts": [[1992], [1990]]}}]', "reversed-dates", 1),
        ("a.json", '[{"id": "a", "type": "book", "issued": {"date-parts": [[2190]]}}]', "future-date", 1),
        ("a.ris", "TY  - BOOK\nTI  - Tides\nPY  - 2190\nER  - \n", "future-date", 1),
        ("a.ris", "TY  - BOOK\nTI  - Tides\nPY  - 1990/02/28/\nER  - \n", "unreadable-date", 0),
    ],
)
def test_dates_of_other_formats(tmp_path: Path, name: str, text: str, rule: str, count: int) -> None:
    assert len(problems(tmp_path, text, rule, name=name)) == count
