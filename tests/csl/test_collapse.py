"""Cites grouped and collapsed (CSL 1.0.2, Cite Grouping, Cite Collapsing)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.conftest import compiled, set_in

BODY = (
    '<group delimiter=" "><names variable="author"><name form="short"/></names>'
    '<date variable="issued"><date-part name="year"/></date></group><text variable="locator" prefix=", p. "/>'
)
NUMBER = '<text variable="citation-number"/><text variable="locator" prefix=": "/>'


def layout(body: str = BODY, delimiter: str = "; ", sort: str = "") -> str:
    return f'{sort}<layout prefix="(" suffix=")" delimiter="{delimiter}">{body}</layout>'


def work(key: str, family: str, year: int) -> dict[str, Any]:
    return {"id": key, "author": [{"family": family}], "issued": {"date-parts": [[year]]}}


def cited(*cites: str, **more: Any) -> list[dict[str, Any]]:
    """Return cites written as "a" or "a:12"; *more* is said of the second."""
    items = [dict(zip(("id", "locator"), cite.split(":"), strict=False)) for cite in cites]
    return [{**item, **(more if index == 1 else {})} for index, item in enumerate(items)]


# "Doe 1999", "Doe 2001", "Jones 2000", "Brown 2001"; "Doe 2000a" to "Doe 2000f"
WORKS = [work("i", "Doe", 1999), work("j", "Doe", 2001), work("k", "Jones", 2000), work("l", "Brown", 2001)]
SAME_YEAR = [work(key, "Doe", 2000) for key in "abcdef"]


# Cite Grouping


@pytest.mark.parametrize(
    ("delimiter", "cites", "expected"),
    [
        ("", "i k j", "(Doe 1999; Jones 2000; Doe 2001)"),
        (", ", "i j k", "(Doe 1999, Doe 2001; Jones 2000)"),
        (" / ", "i j k", "(Doe 1999 / Doe 2001; Jones 2000)"),
    ],
)
def test_a_delimiter_activates_grouping(delimiter: str, cites: str, expected: str) -> None:
    options: dict[str, Any] = {"cite_group_delimiter": delimiter} if delimiter else {}
    assert set_in(compiled(layout(), **options), WORKS, [cited(*cites.split())]) == [expected]


def test_cites_of_a_group_stand_where_its_first_stands() -> None:
    style = compiled(layout(sort='<sort><key variable="title"/></sort>'), cite_group_delimiter=", ")
    assert set_in(style, WORKS, [cited("i", "k", "j")]) == ["(Doe 1999, Doe 2001; Jones 2000)"]


# Cite Collapsing


@pytest.mark.parametrize(
    ("collapse", "cites", "expected"),
    [
        ("year", "i j", "(Doe 1999, 2001)"),
        ("year", "i j k", "(Doe 1999, 2001; Jones 2000)"),
        ("year", "a b", "(Doe 2000a, 2000b)"),
        ("year-suffix", "a b", "(Doe 2000a,b)"),
        ("year-suffix", "a b i", "(Doe 2000a,b, 1999)"),
        ("year-suffix", "a b k", "(Doe 2000a,b; Jones 2000)"),
        ("year-suffix-ranged", "a b c e", "(Doe 2000a–c,e)"),
        ("year-suffix-ranged", "a b", "(Doe 2000a,b)"),
        ("year-suffix-ranged", "c b a", "(Doe 2000c,b,a)"),
        # a cite with a locator is not collapsed further
        ("year-suffix-ranged", "a b c d:5 e f", "(Doe 2000a–c, 2000d, p. 5, 2000e,f)"),
        ("year-suffix", "a:3 b", "(Doe 2000a, p. 3, 2000b)"),
    ],
)
def test_years_and_letters(collapse: str, cites: str, expected: str) -> None:
    style = compiled(layout(), collapse=collapse, year_suffix_delimiter=",", disambiguate_add_year_suffix="true")
    everything = cited(*"abcdefijkl")  # in the order of their letters
    assert set_in(style, [*SAME_YEAR, *WORKS], [everything, cited(*cites.split())])[1] == expected


def test_the_delimiter_of_letters_is_the_layouts_by_default() -> None:
    style = compiled(layout(), collapse="year-suffix", disambiguate_add_year_suffix="true")
    assert set_in(style, SAME_YEAR, [cited("a", "b")]) == ["(Doe 2000a; b)"]


def test_another_delimiter_may_follow_a_collapsed_group() -> None:
    style = compiled(layout(delimiter=", "), collapse="year", after_collapse_delimiter="; ")
    assert set_in(style, WORKS, [cited("i", "j", "k", "l")]) == ["(Doe 1999, 2001; Jones 2000, Brown 2001)"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"prefix": "see "}, "(Doe 1999; see Doe 2001; Jones 2000)"),
        ({"suffix": " passim"}, "(Doe 1999, 2001 passim; Jones 2000)"),
        ({"suppress-author": True}, "(Doe 1999, 2001; Jones 2000)"),
    ],
)
def test_affixes_and_suppressed_authors_in_a_group(more: dict[str, Any], expected: str) -> None:
    assert set_in(compiled(layout(), collapse="year"), WORKS, [cited("i", "j", "k", **more)]) == [expected]


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ("a b c e", "(1–3, 5)"),
        ("a b", "(1, 2)"),
        ("c b a", "(3, 2, 1)"),  # only increasing ranges
        ("a b c d:7 e f", "(1–3, 4: 7, 5, 6)"),
        ("a c e", "(1, 3, 5)"),
        ("b c d a", "(2–4, 1)"),
    ],
)
def test_citation_numbers(cites: str, expected: str) -> None:
    style = compiled(layout(NUMBER, ", "), collapse="citation-number")
    everything = cited(*"abcdef")
    assert set_in(style, SAME_YEAR, [everything, cited(*cites.split())])[1] == expected


def test_numbers_collapse_in_the_order_that_the_style_sorts_by() -> None:
    style = compiled(layout(NUMBER, ", ", '<sort><key variable="citation-number"/></sort>'), collapse="citation-number")
    assert set_in(style, SAME_YEAR, [cited(*"abcdef"), cited(*"cab")])[1] == "(1–3)"


def test_numbers_with_words_of_their_own_are_no_range() -> None:
    style = compiled(layout(NUMBER, ", "), collapse="citation-number")
    assert set_in(style, SAME_YEAR, [cited("a", "b", "c", prefix="cf. ")]) == ["(1, cf. 2, 3)"]


@pytest.mark.parametrize(
    ("collapse", "delimiter", "expected"),
    [
        ("year-suffix", ",", "Doe 1999a,b,c"),
        ("year-suffix-ranged", ",", "Doe 1999a–c"),
        ("year", ",", "Doe 1999a, 1999b, 1999c"),
    ],
)
@pytest.mark.parametrize("between", [" ", ". ", ", "])
def test_letters_after_any_mark(collapse: str, delimiter: str, expected: str, between: str) -> None:
    items = [work(key, "Doe", 1999) for key in "xyz"]
    made = compiled(
        BODY.replace('delimiter=" "', f'delimiter="{between}"'),
        collapse=collapse,
        year_suffix_delimiter=delimiter,
        disambiguate_add_year_suffix="true",
    )
    assert set_in(made, items) == [expected.replace("Doe ", f"Doe{between}")]


@pytest.mark.parametrize(
    ("cites", "expected"), [("ab", "a, b"), ("abc", "a–c"), ("abce", "a–c, e"), ("acde", "a, c–e")]
)
def test_what_stands_after_a_letter_stands_after_the_last(cites: str, expected: str) -> None:
    year = '<date variable="issued"><date-part name="year"/></date><text variable="year-suffix"/>'
    made = compiled(
        f'<names variable="author" suffix=" "/><group prefix="[" suffix="]">{year}</group>',
        collapse="year-suffix-ranged",
        year_suffix_delimiter=", ",
        disambiguate_add_year_suffix="true",
    )
    assert set_in(made, SAME_YEAR, [cited(*"abcdef"), cited(*cites)])[1] == f"Doe [2000{expected}]"


def test_a_mark_that_the_year_begins_with_stays_when_names_go() -> None:
    element = '<names variable="author"/><date variable="issued" prefix=": "><date-part name="year"/></date>'
    assert set_in(compiled(element, collapse="year"), WORKS[:2]) == ["Doe: 1999, : 2001"]


def test_a_delimiter_gives_way_to_a_cites_own_prefix_but_not_to_the_styles() -> None:
    items = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
    plain = compiled('<text variable="title"/>')
    assert set_in(plain, items, [[{"id": "a"}, {"id": "b", "prefix": ", and "}]]) == ["A, and B"]
    assert set_in(compiled('<text variable="title" prefix=", "/>'), items) == [", A; , B"]


def test_where_only_years_collapse_a_first_group_of_one_counts_as_collapsed() -> None:
    for collapse, expected in (("year", "Jones 2000 | Brown 2001"), ("year-suffix", "Jones 2000; Brown 2001")):
        assert set_in(compiled(BODY, collapse=collapse, after_collapse_delimiter=" | "), WORKS[2:]) == [expected]
