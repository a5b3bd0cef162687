"""Dates as styles print them (CSL 1.0.2, Date, Date-part, Date Ranges, AD and BC, Seasons, Localized Date Formats)."""

from __future__ import annotations

from typing import Any

import pytest

from citekit.csl.date import letters, sort_text
from citekit.csl.locales import merged
from citekit.csl.parse import parse_style
from citekit.csl.processor import CompiledStyle
from citekit.model import Date
from tests.csl.conftest import set_in

MAY_1 = {"date-parts": [[2000, 5, 1]]}


def parts(*names: str, **attributes: str) -> str:
    """Return ``cs:date-part``s; *attributes* are said of the part they name."""
    return "".join(f'<date-part name="{name}" {attributes.get(name, "")}/>' for name in names)


def printed(inner: str, date: Any, attributes: str = 'delimiter=" "', language: str = "en-US", head: str = "") -> str:
    """Return *date* as a ``cs:date`` with *inner* and *attributes* prints it in *language*."""
    xml = (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">{head}<citation><layout>'
        f'<date variable="issued" {attributes}>{inner}</date></layout></citation></style>'
    )
    node, _ = parse_style(xml)
    return set_in(CompiledStyle(node, merged(language, node.locales)), [{"id": "a", "issued": date}])[0]


# Date-part


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        # "day": numeric, numeric-leading-zeros, ordinal
        (parts("day"), "1"),
        (parts("day", day='form="numeric"'), "1"),
        (parts("day", day='form="numeric-leading-zeros"'), "01"),
        (parts("day", day='form="ordinal"'), "1st"),
        # "month": long, short, numeric, numeric-leading-zeros; may have its periods stripped
        (parts("month"), "May"),
        (parts("month", month='form="short"'), "May"),
        (parts("month", month='form="numeric"'), "5"),
        (parts("month", month='form="numeric-leading-zeros"'), "05"),
        # "year": long, short
        (parts("year"), "2000"),
        (parts("year", year='form="long"'), "2000"),
        (parts("year", year='form="short"'), "00"),
        # in the order in which they stand, affixes with them
        (parts("year", "month", "day"), "2000 May 1"),
        (parts("day", "year", day='prefix="[" suffix="]"'), "[1] 2000"),
        (parts("month", month='text-case="uppercase" font-style="italic"'), "<i>MAY</i>"),
    ],
)
def test_parts(inner: str, expected: str) -> None:
    assert printed(inner, MAY_1) == expected


def test_short_months_may_lose_their_periods() -> None:
    date = {"date-parts": [[2000, 9]]}
    assert printed(parts("month", month='form="short"'), date) == "Sept."
    assert printed(parts("month", month='form="short" strip-periods="true"'), date) == "Sept"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [[2000]]}, "2000"),
        ({"date-parts": [[2000, 5]]}, "May 2000"),
        ({"literal": "last spring"}, "last spring"),
        ({"date-parts": [[]]}, ""),
    ],
)
def test_what_is_not_known_leaves_no_delimiter(date: Any, expected: str) -> None:
    assert printed(parts("month", "day", "year"), date) == expected


# Date Ranges: the delimiter is that of the largest part that differs; an en dash by default


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ([2000], [2003], "2000–2003"),
        ([2000, 5], [2000, 7], "May–July 2000"),
        ([2000, 5], [2001, 7], "May 2000–July 2001"),
        ([2000, 5, 1], [2000, 5, 3], "1–3 May 2000"),
        ([2000, 5, 1], [2000, 7, 3], "1 May–3 July 2000"),
        ([2000, 5, 1], [2001, 7, 3], "1 May 2000–3 July 2001"),
        ([2000, 5, 1], [2000, 5, 1], "1 May 2000"),
        ([2000], [0], "2000–"),  # an open range
        ([2000, 5], [0], "May 2000–"),
        ([0], [2000], "–2000"),  # open at its start
        ([0], [2000, 5, 1], "–1 May 2000"),
        ([-100], [-50], "100 BC–50 BC"),
        ([2000, 21], [2000, 22], "Spring–Summer 2000"),
        ([2000, 24], [2001, 21], "Winter 2000–Spring 2001"),
    ],
)
def test_ranges(start: list[int], end: list[int], expected: str) -> None:
    assert printed(parts("day", "month", "year"), {"date-parts": [start, end]}) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ([2000, 5, 1], [2000, 5, 3], "1+3 May 2000"),
        ([2000, 5, 1], [2000, 7, 3], "1 May/3 July 2000"),
        ([2000, 5, 1], [2001, 7, 3], "1 May 2000 to 3 July 2001"),
    ],
)
def test_each_part_has_its_delimiter(start: list[int], end: list[int], expected: str) -> None:
    delimiters = {"day": "+", "month": "/", "year": " to "}
    attributes = {name: f'range-delimiter="{delimiter}"' for name, delimiter in delimiters.items()}
    assert printed(parts("day", "month", "year", **attributes), {"date-parts": [start, end]}) == expected


def test_affixes_are_those_of_the_outer_ends() -> None:
    inner = parts("year", "month", year='prefix="[" suffix="]"', month='prefix="("  suffix=")"')
    assert printed(inner, {"date-parts": [[2000, 5], [2000, 7]]}, "") == "[2000](May–July)"


# AD and BC


@pytest.mark.parametrize(
    ("year", "expected"),
    [(-2500, "2500 BC"), (79, "79 AD"), (999, "999 AD"), (1000, "1000"), (12000, "12000")],
)
def test_years_of_less_than_four_digits(year: int, expected: str) -> None:
    assert printed(parts("year"), {"date-parts": [[year]]}) == expected


# Seasons: in place of a month that is missing


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ({"date-parts": [[2000]], "season": 1}, "Spring 2000"),
        ({"date-parts": [[2000]], "season": "4"}, "Winter 2000"),
        ({"date-parts": [[2000, 13]]}, "Spring 2000"),
        ({"date-parts": [[2000, 16]]}, "Winter 2000"),
        ({"date-parts": [[2000, 21]]}, "Spring 2000"),
        ({"date-parts": [[2000, 24]]}, "Winter 2000"),
        ({"date-parts": [[2000, 5]], "season": 4}, "May 2000"),
        ("2000-22", "Summer 2000"),
    ],
)
def test_seasons(date: Any, expected: str) -> None:
    assert printed(parts("month", "year"), date) == expected


# Localized dates; ``date-parts`` limits them, parts override what is not an affix


@pytest.mark.parametrize(
    ("attributes", "inner", "language", "expected"),
    [
        ('form="text"', "", "en-US", "May 1, 2000"),
        ('form="text"', "", "en-GB", "1 May 2000"),
        ('form="text"', "", "de-DE", "1. Mai 2000"),
        ('form="numeric"', "", "en-US", "05/01/2000"),
        ('form="numeric"', "", "en-GB", "01/05/2000"),
        ('form="text" date-parts="year-month-day"', "", "en-US", "May 1, 2000"),
        ('form="text" date-parts="year-month"', "", "en-US", "May 2000"),
        ('form="text" date-parts="year"', "", "en-US", "2000"),
        ('form="text"', parts("month", month='form="numeric"'), "en-GB", "1 5 2000"),
        ('form="text"', parts("day", "year", day='form="ordinal"', year='prefix="!"'), "en-GB", "1st May 2000"),
        ('form="text" prefix="(" suffix=")"', "", "en-GB", "(1 May 2000)"),
    ],
)
def test_localized_dates(attributes: str, inner: str, language: str, expected: str) -> None:
    assert printed(inner, MAY_1, attributes, language) == expected


def test_a_style_may_bring_its_own_format() -> None:
    head = f'<locale xml:lang="en"><date form="text" delimiter="-">{parts("year", "month")}</date></locale>'
    assert printed("", MAY_1, 'form="text"', head=head) == "2000-May"


# Locale options, Gender-specific Ordinals


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("fr-FR", 1, "1<sup>e</sup><sup>r</sup>"),  # limit-day-ordinals-to-day-1
        ("fr-FR", 2, "2"),
        ("en-US", 2, "2nd"),
        ("en-US", 11, "11th"),
        ("en-US", 23, "23rd"),
    ],
)
def test_ordinal_days(language: str, day: int, expected: str) -> None:
    inner = parts("day", day='form="ordinal"')
    assert printed(inner, {"date-parts": [[2000, 5, day]]}, language=language) == expected


# What dates sort by, and letters


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (Date((-100,)), Date((-50,))),
        (Date((-50,)), Date((50,))),
        (Date((999,)), Date((1000,))),
        (Date((2000,)), Date((2000, 5))),
        (Date((2000, 5)), Date((2000, 5, 1))),
        (Date((2000,)), Date((2000,), (2001,))),
        (Date((2000,), (2001,)), Date((2000,), (2005,))),
        (Date((2000,), season=4), Date((2000, 2))),
        (Date((1999,)), Date((), (2000,))),
        (Date((), (2000,)), Date((2001,))),
    ],
)
def test_the_order_of_dates(earlier: Date, later: Date) -> None:
    assert sort_text(earlier) < sort_text(later)


def test_words_and_nothing_have_no_order() -> None:
    assert sort_text(Date(literal="n.d.")) == sort_text(None) == ""


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "a"), (25, "z"), (26, "aa"), (51, "az"), (52, "ba"), (702, "aaa")]
)
def test_letters_go_on_after_z(number: int, expected: str) -> None:
    assert letters(number) == expected


YEAR_SUFFIXED = {"disambiguate_add_year_suffix": "true"}


def dated(style: Any, set_: Any, date: dict[str, Any], element: str, **options: str) -> str:
    """Return how two works of *date* are cited with *element* as the date."""
    made = style(f'<text value="Doe "/>{element}', **options)
    return str(set_(made, [{"id": "a", "issued": date}, {"id": "b", "issued": date}])[0])


@pytest.mark.parametrize(
    ("parts", "element", "expected"),
    [
        ([[2005], [2007]], '<date variable="issued" form="text"/>', "Doe 2005–2007a; Doe 2005–2007b"),
        (
            [[2005, 3, 1], [2006, 4, 1]],
            '<date variable="issued" form="text"/>',
            "Doe March 1, 2005–April 1, 2006a; Doe March 1, 2005–April 1, 2006b",
        ),
        (
            [[2005, 3], [2005, 4]],
            '<date variable="issued" form="text"/>',
            "Doe March–April 2005a; Doe March–April 2005b",
        ),
        ([[2005]], '<date variable="issued" form="text"/>', "Doe 2005a; Doe 2005b"),
    ],
)
def test_the_letter_follows_the_last_year_of_a_range(
    style: Any, set_: Any, parts: list[list[int]], element: str, expected: str
) -> None:
    assert dated(style, set_, {"date-parts": parts}, element, **YEAR_SUFFIXED) == expected
