"""Cites of one citation, grouped and collapsed (CSL 1.0.2, Cite Grouping, Cite Collapsing)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.conftest import compiled, set_in

DATED = (
    '<group delimiter=" "><names variable="author"/><date variable="issued" form="numeric" date-parts="year"/></group>'
)


def work(key: str, author: str, year: int) -> dict[str, Any]:
    return {"id": key, "title": key, "author": [{"family": author}], "issued": {"date-parts": [[year]]}}


DOE_1, DOE_2, ROE, POE = (
    work("d1", "Doe", 1999),
    work("d2", "Doe", 2001),
    work("r", "Roe", 2000),
    work("p", "Poe", 2001),
)


@pytest.mark.parametrize(
    ("options", "items", "expected"),
    [
        # the specification's examples of cite-group-delimiter and collapse
        ({"cite_group_delimiter": ", "}, [DOE_1, ROE, DOE_2], "Doe 1999, Doe 2001; Roe 2000"),
        ({"collapse": "year"}, [DOE_1, ROE, DOE_2], "Doe 1999, 2001; Roe 2000"),
        ({"collapse": "year", "cite_group_delimiter": "/"}, [DOE_1, DOE_2], "Doe 1999/2001"),
        # after-collapse-delimiter
        ({"collapse": "year", "after_collapse_delimiter": " | "}, [DOE_1, DOE_2, ROE], "Doe 1999, 2001 | Roe 2000"),
        ({"collapse": "year", "after_collapse_delimiter": " | "}, [ROE, POE], "Roe 2000 | Poe 2001"),
        ({"collapse": "year-suffix", "after_collapse_delimiter": " | "}, [ROE, DOE_1, DOE_2, POE],
         "Roe 2000; Doe 1999, 2001 | Poe 2001"),
    ],
)  # fmt: skip
def test_years(options: dict[str, Any], items: list[dict[str, Any]], expected: str) -> None:
    # Without a sort order only neighbours are grouped, so there is one.
    head = '<macro name="m"><text value=""/></macro>'
    layout = f'<sort><key macro="m"/></sort><layout delimiter="; ">{DATED}</layout>'
    assert set_in(compiled(layout, head=head, **options), items) == [expected]


@pytest.mark.parametrize(
    ("collapse", "delimiter", "expected"),
    [
        ("year-suffix", ",", "Doe 1999a,b,c"),
        ("year-suffix-ranged", ",", "Doe 1999a–c"),
        ("year", ",", "Doe 1999a, 1999b, 1999c"),
    ],
)
@pytest.mark.parametrize("between", [" ", ". ", ", "])
def test_letters(collapse: str, delimiter: str, expected: str, between: str) -> None:
    items = [work(key, "Doe", 1999) for key in "xyz"]
    made = compiled(
        DATED.replace('delimiter=" "', f'delimiter="{between}"'),
        collapse=collapse,
        year_suffix_delimiter=delimiter,
        disambiguate_add_year_suffix="true",
    )
    assert set_in(made, items) == [expected.replace("Doe ", f"Doe{between}")]


def test_a_mark_that_the_year_begins_with_stays_when_names_go() -> None:
    layout = '<names variable="author"/><date variable="issued" prefix=": "><date-part name="year"/></date>'
    assert set_in(compiled(layout, collapse="year"), [DOE_1, DOE_2]) == ["Doe: 1999, : 2001"]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([1, 2, 3, 5], "[1]–[3], [5]"), ([1, 2], "[1], [2]"), ([3, 2, 1], "[3], [2], [1]")],  # only rising ones collapse
)
def test_numbers(numbers: list[int], expected: str) -> None:
    items = [{"id": str(number)} for number in range(1, 6)]
    layout = '<layout delimiter=", "><text variable="citation-number" prefix="[" suffix="]"/></layout>'
    cites = [[{"id": item["id"]} for item in items], [{"id": str(number)} for number in numbers]]
    assert set_in(compiled(layout, collapse="citation-number"), items, cites)[1] == expected


def test_a_delimiter_gives_way_to_a_cites_own_prefix_but_not_to_the_styles() -> None:
    items = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    plain = compiled('<text variable="title"/>')
    assert set_in(plain, items, [[{"id": "a"}, {"id": "b", "prefix": ", and "}]]) == ["A, and B"]
    assert set_in(compiled('<text variable="title" prefix=", "/>'), items) == [", A; , B"]
