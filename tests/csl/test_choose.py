"""Conditions (CSL 1.0.2, Choose), explicit ones and those of groups (Group)."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        ('type="book chapter"', True),
        ('type="chapter webpage"', False),
        ('type="book chapter" match="none"', False),
        ('type="book chapter" variable="title"', True),
        ('type="book chapter" variable="issued"', False),
        ('variable="title issued"', False),
        ('variable="title issued" match="any"', True),
    ],
)
def test_all_of_several_types_is_any_of_them(style: Any, set_: Any, tests: str, expected: bool) -> None:
    made = style(f'<choose><if {tests}><text value="yes"/></if><else><text value="no"/></else></choose>')
    assert set_(made, [{"id": "a", "type": "book", "title": "One"}]) == ["yes" if expected else "no"]


NO_DATE = (
    '<choose><if variable="issued"><date variable="issued" form="text"/></if>'
    '<else><text term="no date" form="short"/>{}</else></choose>'
)


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (NO_DATE.format(""), "n.d."),
        (NO_DATE.format('<text variable="year-suffix"/>'), "n.d."),
        (NO_DATE.format("") + '<date variable="original-date" form="text"/>', ""),
    ],
)
def test_no_date_is_a_term_like_others(style: Any, set_: Any, inside: str, expected: str) -> None:
    made = style(f'<text variable="title"/><group prefix=" ">{inside}</group>')
    assert set_(made, [{"id": "a", "title": "One"}]) == [f"One {expected}".strip()]
