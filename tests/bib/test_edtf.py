"""Dates as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.edtf import join_date, parse_date
from citekit.model import Date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1929", Date((1929,))),
        ("1928-07", Date((1928, 7))),
        ("1928-07-11", Date((1928, 7, 11))),
        ("1929/1941", Date((1929,), (1941,))),
        ("2010/", Date((2010,), ())),
        ("2010/..", Date((2010,), ())),
        ("1929~", Date((1929,), circa=True)),
        ("1929-21", Date((1929,), season=1)),
        ("2009-21/2009-22", Date((2009,), (2009, 22), season=1)),
        ("2009-10/2010", Date((2009, 10), (2010,))),
        ("192X", Date((1920,), (1929,))),
        ("-0043", Date((-44,))),
        ("c. 1929", Date((1929,), circa=True)),
        ("1929--30", Date((1929,), (1930,))),
        ("[1929]", Date((1929,))),
        ("n.d.", Date(literal="n.d.")),
        ("1929-13", Date(literal="1929-13")),
        ("9" * 5000, Date(literal="9" * 5000)),
        ("", Date()),
    ],
)
def test_a_date(text: str, date: Date) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (("1929", "jan", "30"), Date((1929, 1, 30))),
        (("1929", "1", ""), Date((1929, 1))),
        (("1929", "January 30", ""), Date((1929, 1, 30))),
        (("1929", "spring", ""), Date((1929,), season=1)),
        (("1929", "", "30"), Date((1929,))),
        (("n.d.", "jan", ""), Date(literal="n.d.")),
    ],
)
def test_year_month_and_day(fields: tuple[str, str, str], date: Date) -> None:
    assert join_date(*fields) == date


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_literal(text: str) -> None:
    date = parse_date(text)
    assert date.start or date.literal == text.strip()
