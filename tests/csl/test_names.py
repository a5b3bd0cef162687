"""Lists of names and single names (CSL 1.0.2, Names)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from citekit.bib.cslfile.items import references_of
from citekit.csl.locales import merged
from citekit.csl.parse import parse_style
from citekit.csl.person import initials
from citekit.csl.processor import CompiledStyle, set_document
from citekit.richtext import plain
from tests.csl.conftest import compiled, set_in

DOE = {"family": "Doe", "given": "Jane Ann"}
ROE = {"family": "Roe", "given": "Richard"}
POE = {"family": "Poe", "given": "Edgar"}
LA_FONTAINE = {"family": "Fontaine", "given": "Jean", "dropping-particle": "de", "non-dropping-particle": "La"}


def names(style: Any, set_: Any, attributes: str, *people: dict[str, str], children: str = "", **options: str) -> str:
    """Return the names of *people* as a ``cs:name`` with *attributes* prints them."""
    made = style(f'<names variable="author"><name {attributes}/>{children}</names>', **options)
    text: str = set_(made, [{"id": "a", "author": list(people)}])[0]
    return text


@pytest.mark.parametrize(
    ("attributes", "people", "expected"),
    [
        ("", (DOE, ROE), "Jane Ann Doe, Richard Roe"),
        ('and="text"', (DOE, ROE), "Jane Ann Doe and Richard Roe"),
        ('and="symbol"', (DOE, ROE, POE), "Jane Ann Doe, Richard Roe, &#38; Edgar Poe"),
        ('and="text" delimiter-precedes-last="never"', (DOE, ROE, POE), "Jane Ann Doe, Richard Roe and Edgar Poe"),
        ('and="text" delimiter-precedes-last="always"', (DOE, ROE), "Jane Ann Doe, and Richard Roe"),
        (
            'and="text" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name"',
            ({"literal": "World Bank"}, ROE),
            "World Bank, and Richard Roe",
        ),
        (
            'and="text" name-as-sort-order="first" delimiter-precedes-last="after-inverted-name"',
            ({"literal": "World Bank"}, {"literal": "United Nations"}),
            "World Bank and United Nations",
        ),
        ('form="short" et-al-min="3" et-al-use-first="1"', (DOE, ROE, POE), "Doe et al."),
        ('form="short" et-al-min="3" et-al-use-first="2"', (DOE, ROE, POE), "Doe, Roe, et al."),
        ('form="short" et-al-min="3" et-al-use-first="1" et-al-use-last="true"', (DOE, ROE, POE), "Doe, … Poe"),
        ('initialize-with=". "', (DOE,), "J. A. Doe"),
        ('initialize-with=". "', ({"given": "Madonna"},), "Madonna"),
        ('name-as-sort-order="first" and="text"', (DOE, ROE), "Doe, Jane Ann and Richard Roe"),
        ('name-as-sort-order="all"', (LA_FONTAINE,), "Fontaine, Jean de La"),
        ("", (LA_FONTAINE,), "Jean de La Fontaine"),
        ('form="short"', (LA_FONTAINE,), "La Fontaine"),
        ("", ({"family": "山田", "given": "太郎"},), "山田太郎"),
        ('name-as-sort-order="all"', ({"literal": "World Bank"},), "World Bank"),
        ("", ({"family": "Bartók", "given": "Béla", "static-ordering": True},), "Bartók Béla"),
        ('name-as-sort-order="all"', ({"family": "King", "given": "Martin", "suffix": "Jr."},), "King, Martin, Jr."),
    ],
)
def test_names_are_set_as_the_style_says(
    style: Any, set_: Any, attributes: str, people: tuple[dict[str, str], ...], expected: str
) -> None:
    assert names(style, set_, attributes, *people) == expected


@pytest.mark.parametrize(
    ("given", "terminator", "initialize", "expected"),
    [
        ("Jean-Luc", ".", True, "J.-L."),
        ("Jean-Luc", "", True, "J-L"),
        ("M.E", ".", True, "M.E."),
        ("John M.E.", ". ", True, "J. M. E."),
        ("Ph.M.E.", ".", True, "Ph.M.E."),
        ("Jane Ann", "", True, "JA"),
        ("Guo-ping", ".", True, "G."),
        ("Пётр Сергеевич", ". ", True, "П. С."),
        ("太郎", ".", True, "太郎"),
        ("Jane A", ".", False, "Jane A."),
        ("J A", ".", False, "J.A."),
    ],
)
def test_initials(given: str, terminator: str, *, initialize: bool, expected: str) -> None:
    assert initials(given, terminator, initialize=initialize) == expected


def test_an_editor_stands_in_for_an_author_and_is_not_printed_again(style: Any, set_: Any) -> None:
    made = style(
        '<names variable="author"><name form="short"/><substitute><names variable="editor"/></substitute></names>'
        '<names variable="editor" prefix=" edited by "><name form="short"/></names>'
    )
    assert set_(made, [{"id": "a", "editor": [DOE]}]) == ["Doe"]
    assert set_(made, [{"id": "a", "author": [ROE], "editor": [DOE]}]) == ["Roe edited by Doe"]


def test_an_editor_who_translated_is_printed_once(style: Any, set_: Any) -> None:
    made = style('<names variable="editor translator"><name/><label prefix=" (" suffix=")"/></names>')
    assert set_(made, [{"id": "a", "editor": [DOE], "translator": [DOE]}]) == ["Jane Ann Doe (editor &#38; translator)"]


def test_later_cites_may_show_fewer_names(style: Any, set_: Any) -> None:
    made = style(
        '<names variable="author"><name form="short" and="text"/></names>',
        et_al_min="4",
        et_al_use_first="1",
        et_al_subsequent_min="3",
        et_al_subsequent_use_first="1",
    )
    item = {"id": "a", "author": [DOE, ROE, POE]}
    assert set_(made, [item], [[{"id": "a"}], [{"id": "a"}]]) == ["Doe, Roe, and Poe", "Doe et al."]


AUTHORS = '<names variable="author"><name initialize-with=". " et-al-min="3" et-al-use-first="1"/></names>'


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (AUTHORS, ["J. A. Doe", "—", "J. Doe", "R. Roe", "—"]),
        (f'<text value="by "/>{AUTHORS}', ["by J. A. Doe", "by J. A. Doe", "by J. Doe"]),
        (f'<text variable="citation-number" suffix=". "/>{AUTHORS}', ["1. J. A. Doe", "2. —", "3. J. Doe"]),
    ],
)
def test_repeated_names_at_the_head_of_entries_are_substituted(layout: str, expected: list[str]) -> None:
    node, _ = parse_style(
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title/><id/><updated/>'
        '</info><citation><layout/></citation><bibliography subsequent-author-substitute="—"><layout>'
        f"{layout}</layout></bibliography></style>"
    )
    john = {"family": "Doe", "given": "John"}
    people = [[DOE], [DOE], [john], [ROE], [ROE, POE, DOE]][: len(expected)]
    items = [{"id": str(number), "type": "book", "author": names} for number, names in enumerate(people)]
    references = references_of(items)
    made = set_document(CompiledStyle(node, merged("en-US", ())), references, [], list(references)).bibliography
    assert [plain(entry.content) for entry in made.entries] == expected


# Name-part Formatting: what affixes surround, and what formats affect

BOTH = {**LA_FONTAINE, "suffix": "Jr."}


@pytest.mark.parametrize(
    ("order", "parts", "name", "expected"),
    [
        ("", '<name-part name="given" text-case="uppercase"/>', BOTH, "JEAN DE La Fontaine Jr."),
        ("", '<name-part name="family" text-case="uppercase"/>', BOTH, "Jean de LA FONTAINE Jr."),
        ("", '<name-part name="given" prefix="(" suffix=")"/>', BOTH, "(Jean de) La Fontaine Jr."),
        # affixes of the family name enclose any preceding particles, and the suffix of a name that is not inverted
        ("", '<name-part name="family" prefix="[" suffix="]"/>', BOTH, "Jean [de La Fontaine Jr.]"),
        ("all", '<name-part name="family" prefix="[" suffix="]"/>', BOTH, "[Fontaine], Jean de La, Jr."),
        # affixes of the given name enclose demoted particles
        ("all", '<name-part name="given" prefix="(" suffix=")"/>', BOTH, "Fontaine, (Jean de La), Jr."),
        # an institution has no family name to put affixes around, but is formatted as one
        ("", '<name-part name="family" text-case="uppercase" prefix="["/>', {"literal": "Who"}, "WHO"),
    ],
)
def test_name_parts(order: str, parts: str, name: Mapping[str, Any], expected: str) -> None:
    attribute = f' name-as-sort-order="{order}"' if order else ""
    made = compiled(f'<names variable="author"><name{attribute}>{parts}</name></names>')
    assert set_in(made, [{"id": "a", "author": [name]}]) == [expected]


def test_someone_of_one_name_keeps_it() -> None:
    made = compiled('<names variable="author"><name initialize-with="."/></names>')
    assert set_in(made, [{"id": "a", "author": [{"given": "Madonna"}, DOE]}]) == ["Madonna, J.A. Doe"]


@pytest.mark.parametrize(
    ("least", "first", "count", "expected"),
    [
        (4, 1, 3, "A, B, C"),
        (4, 1, 4, "A, … D"),
        (4, 2, 5, "A, B, … E"),
        (3, 2, 3, "A, B, et al."),  # two names have to be left out for the ellipsis
    ],
)
def test_et_al_use_last(least: int, first: int, count: int, expected: str) -> None:
    options = f'et-al-min="{least}" et-al-use-first="{first}" et-al-use-last="true"'
    made = compiled(f'<names variable="author"><name {options}/></names>')
    assert set_in(made, [{"id": "a", "author": [{"family": family} for family in "ABCDE"[:count]]}]) == [expected]


@pytest.mark.parametrize(
    ("options", "expected"), [('et-al-min="2"', "Doe, Roe"), ('et-al-min="2" et-al-use-first="1"', "Doe et al.")]
)
def test_et_al_needs_both_of_its_options(options: str, expected: str) -> None:
    made = compiled(f'<names variable="author"><name form="short" {options}/></names>')
    assert set_in(made, [{"id": "a", "author": [DOE, ROE]}]) == [expected]


@pytest.mark.parametrize(
    ("attributes", "people", "expected"),
    [
        ('and="text"', (DOE,), "Jane Ann Doe et al."),
        ('and="text"', (DOE, ROE), "Jane Ann Doe, Richard Roe, et al."),
        ('form="short" et-al-min="3" et-al-use-first="1"', (DOE, ROE), "Doe et al."),
        ('form="short" et-al-min="4" et-al-use-first="1"', (DOE, ROE), "Doe, Roe, et al."),
        ('form="short" et-al-min="3" et-al-use-first="1" et-al-use-last="true"', (DOE, ROE, POE), "Doe et al."),
        ("", (), "others"),
    ],
)
def test_a_list_that_ends_in_others_ends_in_et_al(
    style: Any, set_: Any, attributes: str, people: tuple[dict[str, str], ...], expected: str
) -> None:
    assert names(style, set_, attributes, *people, {"literal": "others"}) == expected


def test_others_are_not_added_to_tell_cites_apart(style: Any, set_: Any) -> None:
    made = style(
        '<names variable="author"><name form="short" et-al-min="2" et-al-use-first="1"/></names>',
        **{"disambiguate-add-names": "true"},
    )
    items = [
        {"id": "a", "author": [DOE, ROE, {"literal": "others"}]},
        {"id": "b", "author": [DOE, POE, {"literal": "others"}]},
    ]
    assert set_(made, items) == ["Doe, Roe, et al.; Doe, Poe, et al."]
