"""Cites told apart (CSL 1.0.2, Disambiguation), grouped and collapsed."""

from __future__ import annotations

from typing import Any

import pytest

from citekit.bib.cslfile.items import references_of
from citekit.csl.processor import set_document
from citekit.richtext import plain
from tests.csl.conftest import compiled, set_in

AUTHOR_DATE = (
    '<layout delimiter="; " prefix="(" suffix=")"><group delimiter=" "><names variable="author">'
    '<name form="short" and="text" initialize-with=". "/></names>'
    '<date variable="issued"><date-part name="year"/></date></group></layout>'
)


def work(key: str, year: int, *people: str) -> dict[str, Any]:
    """Return an item by *people* ("Jane Doe")."""
    names = [{"family": name.split()[-1], "given": " ".join(name.split()[:-1])} for name in people]
    return {"id": key, "author": names, "issued": {"date-parts": [[year]]}}


def test_works_of_one_year_get_letters(style: Any, set_: Any) -> None:
    made = style(AUTHOR_DATE, disambiguate_add_year_suffix="true")
    items = [work("a", 2000, "Jane Doe"), work("b", 2000, "Jane Doe"), work("c", 2001, "Jane Doe")]
    assert set_(made, items) == ["(Doe 2000a; Doe 2000b; Doe 2001)"]


def test_initials_come_before_full_names(style: Any, set_: Any) -> None:
    made = style(AUTHOR_DATE, disambiguate_add_givenname="true")
    items = [work("a", 2000, "Jane Doe"), work("b", 2000, "John Doe"), work("c", 2000, "Ann Doe")]
    assert set_(made, items) == ["(Jane Doe 2000; John Doe 2000; A. Doe 2000)"]


def test_by_cite_leaves_what_is_clear(style: Any, set_: Any) -> None:
    made = style(AUTHOR_DATE, disambiguate_add_givenname="true")
    assert set_(made, [work("a", 2000, "Jane Doe"), work("b", 2001, "Ann Doe")]) == ["(Doe 2000; Doe 2001)"]


def test_all_names_are_told_apart_everywhere(style: Any, set_: Any) -> None:
    made = style(AUTHOR_DATE, disambiguate_add_givenname="true", givenname_disambiguation_rule="all-names")
    assert set_(made, [work("a", 2000, "Jane Doe"), work("b", 2001, "Ann Doe")]) == ["(J. Doe 2000; A. Doe 2001)"]


def test_names_are_added_until_cites_differ(style: Any, set_: Any) -> None:
    made = style(AUTHOR_DATE, disambiguate_add_names="true", et_al_min="3", et_al_use_first="1")
    items = [work("a", 2000, "A Doe", "B Roe", "C Poe", "D Low"), work("b", 2000, "A Doe", "B Roe", "C Moe", "D Low")]
    assert set_(made, items) == ["(Doe, Roe, Poe, et al. 2000; Doe, Roe, Moe, et al. 2000)"]


def test_the_condition_is_tried_before_letters(style: Any, set_: Any) -> None:
    made = style(
        '<names variable="author"><name form="short"/></names><choose><if disambiguate="true">'
        '<text variable="title" prefix=", "/></if></choose>',
        disambiguate_add_year_suffix="true",
    )
    items = [
        {**work("a", 1, "A Doe"), "title": "One"},
        {**work("b", 1, "A Doe"), "title": "Two"},
        work("c", 1, "B Roe"),
    ]
    assert set_(made, items) == ["Doe, One; Doe, Two; Roe"]


def test_years_and_letters_collapse(style: Any, set_: Any) -> None:
    items = [
        work("a", 2000, "Jane Doe"),
        work("b", 2000, "Jane Doe"),
        work("c", 2000, "Jane Doe"),
        work("d", 2003, "Jane Doe"),
    ]
    options = {"disambiguate_add_year_suffix": "true", "year_suffix_delimiter": ","}
    assert set_(style(AUTHOR_DATE, collapse="year", **options), items) == ["(Doe 2000a, 2000b, 2000c, 2003)"]
    assert set_(style(AUTHOR_DATE, collapse="year-suffix", **options), items) == ["(Doe 2000a,b,c, 2003)"]
    assert set_(style(AUTHOR_DATE, collapse="year-suffix-ranged", **options), items) == ["(Doe 2000a–c, 2003)"]


def test_numbers_in_a_row_are_a_range(style: Any, set_: Any) -> None:
    made = style(
        '<layout delimiter=", " prefix="[" suffix="]"><text variable="citation-number"/></layout>',
        collapse="citation-number",
    )
    items = [work(key, 2000, "A Doe") for key in "abcde"]
    cites = [[{"id": key} for key in keys] for keys in ("abc", "ab", "ade", "e")]
    assert set_(made, items, cites) == ["[1–3]", "[1, 2]", "[1, 4, 5]", "[5]"]


def test_an_author_is_left_out_or_alone(style: Any, set_: Any) -> None:
    made = style(AUTHOR_DATE)
    cites = [[{"id": "a", "suppress-author": True}], [{"id": "a", "author-only": True}]]
    assert set_(made, [work("a", 2000, "Jane Doe")], cites) == ["(2000)", "Doe"]


def test_names_are_told_apart_in_the_bibliography_too() -> None:
    style = compiled(
        '<names variable="author"><name form="short"/></names>',
        bibliography='<names variable="author"><name initialize-with=". "/></names>',
        disambiguate_add_givenname="true",
        givenname_disambiguation_rule="all-names",
    )
    items = [work("a", 1, "John Doe"), work("b", 1, "James Doe"), work("c", 1, "Ann Doe"), work("d", 1, "Bo Roe")]
    references = references_of([{"type": "book", **item} for item in items])
    made = set_document(style, references, [], list(references)).bibliography
    assert [plain(entry.content) for entry in made.entries] == ["John Doe", "James Doe", "A. Doe", "B. Roe"]


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ({"author": [{"family": "Smith"}], "issued": {"date-parts": [[2002]]}}, "Smit02"),
        ({"author": [{"family": "Smith"}, {"family": "Jones"}]}, "SmJo00"),
        ({"author": [{"family": "Aa"}, {"family": "Bb"}, {"family": "Cc"}]}, "AaBC00"),
        ({"author": [{"family": name} for name in ("Aa", "Bb", "Cc", "Dd", "Ee")]}, "ABCD00"),
        ({"author": [{"family": "O'Neill"}]}, "Onei00"),
        ({"title": "The History of it", "issued": {"date-parts": [[1999]]}}, "Theh99"),
    ],
)
def test_citation_labels(item: dict[str, Any], label: str) -> None:
    assert set_in(compiled('<text variable="citation-label"/>'), [{"id": "a", **item}]) == [label]


def test_formats_around_letters_that_run_together_stay_whole(style: Any, set_: Any) -> None:
    made = style(
        '<group delimiter=" "><names variable="author"><name form="short"/></names><group font-style="italic">'
        '<date variable="issued"><date-part name="year"/></date></group><text variable="locator"/></group>',
        disambiguate_add_year_suffix="true",
        collapse="year-suffix",
    )
    items = [work(key, 2000, "Jane Doe") for key in "ab"]
    assert set_(made, items, [[{"id": "a"}, {"id": "b"}], [{"id": "a"}, {"id": "b", "locator": "5"}]]) == [
        "Doe <i>2000a; b</i>",
        "Doe <i>2000a</i>, <i>2000b</i> 5",
    ]


def test_a_demoted_particle_makes_no_other_name(style: Any, set_: Any) -> None:
    items = [work("a", 1, "Karl Hill"), work("b", 1, "Ann Hill")]
    items[0]["author"][0]["non-dropping-particle"] = "van"
    options = {"disambiguate_add_givenname": "true", "givenname_disambiguation_rule": "all-names"}
    assert set_(style(AUTHOR_DATE, **options), items) == ["(K. van Hill 1 AD; A. Hill 1 AD)"]


def test_what_stays_ambiguous_says_all_it_can(style: Any, set_: Any) -> None:
    element = (
        '<names variable="author"><name form="short"/></names><choose><if disambiguate="true">'
        '<text variable="title" prefix=", "/></if></choose>'
        '<date variable="issued" prefix=" "><date-part name="year"/></date>'
    )
    items = [{**work("a", 1999, "A Doe"), "title": "One"}, {**work("b", 1999, "A Doe"), "title": "One"}]
    assert set_(style(element), items) == ["Doe, One 1999; Doe, One 1999"]
    assert set_(style(element, disambiguate_add_year_suffix="true"), items) == ["Doe 1999a; Doe 1999b"]


def test_the_number_of_the_first_note_tells_cites_apart(style: Any, set_: Any) -> None:
    made = style(
        '<group delimiter=", "><names variable="author"><name form="short"/></names><choose>'
        '<if position="subsequent"><choose><if disambiguate="true"><text variable="title"/></if></choose>'
        '<text variable="first-reference-note-number" prefix="n. "/></if><else><text variable="title"/></else></choose>'
        "</group>",
        note=True,
    )
    items = [{**work("a", 1, "A Doe"), "title": "One"}, {**work("b", 1, "A Doe"), "title": "Two"}]
    apart = [[{"id": "a"}], [{"id": "b"}], [{"id": "a"}], [{"id": "b"}]]
    together = [[{"id": "a"}, {"id": "b"}], [{"id": "a"}], [{"id": "b"}]]
    assert set_(made, items, apart)[2:] == ["Doe, n. 1", "Doe, n. 2"]
    assert set_(made, items, together)[1:] == ["Doe, One, n. 1", "Doe, Two, n. 1"]
