"""The order of entries and cites (CSL 1.0.2, Sorting, Sorting Variables, Sorting Macros)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.conftest import compiled, set_in

HEAD = (
    '<macro name="long"><names variable="author"><name/><label prefix=" z"/>'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names></macro>'
    '<macro name="short"><names variable="author"><name form="short"/></names></macro>'
    '<macro name="etal"><names variable="author"><name et-al-min="2" et-al-use-first="1"/></names></macro>'
    '<macro name="count"><names variable="author"><name form="count"/></names></macro>'
    '<macro name="year"><date variable="issued"><date-part name="year"/></date></macro>'
    '<macro name="volume"><number variable="volume"/></macro>'
    '<macro name="volume-text"><text variable="volume"/></macro>'
    '<macro name="title"><text variable="title" font-style="italic"/></macro>'
)


def order(keys: str, items: list[dict[str, Any]]) -> str:
    """Return the ids of *items*, which are single letters, as a style with the ``cs:key``s *keys* sorts them."""
    sort = "".join(f"<key {key}/>" for key in keys.split("; "))
    layout = f'<sort>{sort}</sort><layout><text variable="note"/></layout>'
    return set_in(compiled(layout, head=HEAD), [{**item, "note": item["id"]} for item in items])[0]


def people(**names: str) -> list[dict[str, Any]]:
    """Return items by one author each, "Family, Given"."""
    return [
        {"id": key, "author": [dict(zip(("family", "given"), name.split(", "), strict=False))]}
        for key, name in names.items()
    ]


def dated(**dates: Any) -> list[dict[str, Any]]:
    return [{"id": key, "issued": {"date-parts": parts}} for key, parts in dates.items()]


# Sorting


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ('variable="title"', "bca"),
        ('variable="title" sort="ascending"', "bca"),
        ('variable="title" sort="descending"', "acb"),
        ('variable="publisher"', "acb"),  # an empty value comes last
        ('variable="publisher" sort="descending"', "cab"),  # in both directions
        ('variable="genre"; variable="title"', "bca"),  # the second key where the first is shared
        ('variable="genre"', "abc"),  # no key left: as cited
    ],
)
def test_keys_in_sequence(keys: str, expected: str) -> None:
    items = [
        {"id": "a", "title": "zeta", "publisher": "M", "genre": "x"},
        {"id": "b", "title": "Alpha", "genre": "x"},
        {"id": "c", "title": "beta", "publisher": "N", "genre": "x"},
    ]
    assert order(keys, items) == expected


def test_sorting_is_case_insensitive() -> None:
    items = [{"id": "a", "title": "doe", "volume": "2"}, {"id": "b", "title": "Doe", "volume": "1"}]
    assert order('variable="title"; variable="volume"', items) == "ba"
    assert order('variable="title"', items) == "ab"


# Sorting Variables


def test_names_sort_in_full_and_by_family_name() -> None:
    assert order('variable="author"', people(a="Doe, Zoe", b="Roe, Ann", c="Doe, Ann")) == "cab"


def test_markup_does_not_count() -> None:
    items = [{"id": "a", "title": "<i>b</i>"}, {"id": "b", "title": "a"}, {"id": "c", "title": "“c”"}]
    assert order('variable="title"', items) == "bac"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        # less specific dates precede more specific ones: 2000, May 2000, May 1st 2000
        (dated(a=[[2000, 5, 1]], b=[[2000, 5]], c=[[2000]]), "cba"),
        # negative years are sorted inversely: 100BC, 50BC, 50AD, 100AD
        (dated(a=[[100]], b=[[50]], c=[[-50]], d=[[-100]]), "dcba"),
        # 2000–2001, 2000–2005, 2002–2003, 2002–2009
        (dated(a=[[2002], [2009]], b=[[2002], [2003]], c=[[2000], [2005]], d=[[2000], [2001]]), "dcba"),
        # ranges after single dates of the same start
        (dated(a=[[2000], [2002]], b=[[2000]]), "ba"),
    ],
)
def test_dates(items: list[dict[str, Any]], expected: str) -> None:
    assert order('variable="issued"', items) == expected


def test_seasons_are_ignored() -> None:
    season = {"date-parts": [[2000]], "season": 4}
    items = [{"id": "a", "issued": {"date-parts": [[2000, 2]]}}, {"id": "b", "issued": season}]
    assert order('variable="issued"', items) == "ba"


def test_numbers_sort_as_numbers_and_words_as_words() -> None:
    items = [{"id": key, "volume": value} for key, value in (("a", "100"), ("b", "special"), ("c", "9"), ("d", "12"))]
    assert order('variable="volume"', items) == "cdab"


# Sorting Macros


def test_names_in_macros_are_inverted_and_lose_their_labels() -> None:
    items = [*people(a="Roe, Ann", b="Doe, Zoe"), {"id": "c", "editor": [{"family": "Doe", "given": "Ann"}]}]
    assert order('macro="long"', items) == "cba"  # with substitution, Doe Ann before Doe Zoe
    assert order('macro="long"', [{"id": "a", "title": "zz"}, *people(b="Roe, Ann")]) == "ba"


def test_names_may_sort_by_family_name_alone() -> None:
    items = [{**item, "title": title} for item, title in zip(people(a="Doe, Ann", b="Doe, Zoe"), "ba", strict=True)]
    assert order('macro="short"; variable="title"', items) == "ba"


def test_et_al_is_no_part_of_the_key() -> None:
    several = {"id": "a", "author": [{"family": "Doe"}, {"family": "Abel"}], "title": "b"}
    alone = {"id": "b", "author": [{"family": "Doe"}], "title": "a"}
    assert order('macro="etal"; variable="title"', [several, alone]) == "ba"


def test_a_key_has_its_own_et_al() -> None:
    items = [
        {"id": "a", "author": [{"family": "Doe"}, {"family": "Roe"}], "title": "1"},
        {"id": "b", "author": [{"family": "Doe"}, {"family": "Abel"}], "title": "2"},
    ]
    assert order('macro="etal"; variable="title"', items) == "ab"
    assert order('macro="etal" names-min="3"; variable="title"', items) == "ba"
    assert order('macro="etal" names-use-first="2"; variable="title"', items) == "ba"


def test_names_may_be_counted() -> None:
    items = [{"id": key, "author": [{"family": "Doe"}] * count} for key, count in (("a", 11), ("b", 2), ("c", 1))]
    assert order('macro="count"', items) == "cba"


def test_a_macro_has_only_the_parts_of_a_date_that_it_prints() -> None:
    items = dated(a=[[2000, 5]], b=[[2000]], c=[[1999]])
    assert order('macro="year"', items) == "cab"
    assert order('variable="issued"', items) == "cba"


def test_numbers_in_macros_are_numbers_through_cs_number() -> None:
    items = [{"id": key, "volume": value} for key, value in (("a", "100"), ("b", "9"))]
    assert order('macro="volume"', items) == "ba"


def test_text_in_macros_sorts_without_its_format() -> None:
    assert order('macro="title"', [{"id": "a", "title": "b"}, {"id": "b", "title": "a"}]) == "ba"
