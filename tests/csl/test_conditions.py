"""What ``cs:choose`` asks (CSL 1.0.2, Choose)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.csl.conftest import compiled, set_in

BOOK: dict[str, Any] = {
    "id": "a",
    "type": "book",
    "title": "T",
    "volume": "3",
    "issue": "special",
    "issued": {"date-parts": [[2000]], "circa": True},
    "accessed": {"date-parts": [[2001]]},
}


def holds(condition: str, cite: dict[str, Any] | None = None, **item: Any) -> bool:
    """Tell if a ``cs:if`` with the attributes *condition* holds for a cite of a book."""
    body = f'<choose><if {condition}><text value="yes"/></if><else><text value="no"/></else></choose>'
    return set_in(compiled(body), [{**BOOK, **item}], [[{"id": "a", **(cite or {})}]]) == ["yes"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # is-numeric: the variable holds numbers alone
        ('is-numeric="volume"', True),
        ('is-numeric="issue"', False),
        ('is-numeric="page"', False),
        # is-uncertain-date
        ('is-uncertain-date="issued"', True),
        ('is-uncertain-date="accessed"', False),
        ('is-uncertain-date="submitted"', False),
        # type
        ('type="book"', True),
        ('type="map"', False),
        # variable: not empty
        ('variable="title"', True),
        ('variable="issued"', True),
        ('variable="publisher"', False),
        # position, locator
        ('position="first"', True),
        ('position="ibid"', False),
        ('locator="page"', False),
        ('variable="locator"', False),
    ],
)
def test_conditions(condition: str, expected: bool) -> None:
    assert holds(condition) == expected


@pytest.mark.parametrize(
    ("label", "condition", "expected"),
    [
        ("page", 'locator="page"', True),
        ("chapter", 'locator="page"', False),
        ("chapter", 'locator="page chapter" match="any"', True),
        ("sub verbo", 'locator="sub-verbo"', True),
        ("page", 'variable="locator"', True),
        ("page", 'is-numeric="locator"', True),
    ],
)
def test_locators(label: str, condition: str, expected: bool) -> None:
    assert holds(condition, {"locator": "3", "label": label}) == expected


# match: "all" by default, "any", "none"; of one attribute's values and of several attributes


@pytest.mark.parametrize(
    ("tests", "all_", "any_", "none"),
    [
        ('variable="title volume"', True, True, False),
        ('variable="title publisher"', False, True, False),
        ('variable="publisher genre"', False, False, True),
        ('type="book" variable="title"', True, True, False),
        ('type="map" variable="title"', False, True, False),
        ('type="map" variable="publisher"', False, False, True),
        ('is-numeric="volume issue"', False, True, False),
        # Deviation: nothing is of two types, so "all" asks for one of them (citeproc-js, pandoc)
        ('type="book map"', True, True, False),
        ('type="map song"', False, False, True),
        ('type="book map" variable="publisher"', False, True, False),
        ('type="book map" variable="title"', True, True, False),
    ],
)
def test_match(tests: str, *, all_: bool, any_: bool, none: bool) -> None:
    assert holds(tests) == all_
    assert holds(f'{tests} match="all"') == all_
    assert holds(f'{tests} match="any"') == any_
    assert holds(f'{tests} match="none"') == none


def test_branches_are_tried_in_turn() -> None:
    body = (
        '<choose><if type="map"><text value="1"/></if><else-if variable="title"><text value="2"/></else-if>'
        '<else-if variable="volume"><text value="3"/></else-if><else><text value="4"/></else></choose>'
    )
    assert set_in(compiled(body), [BOOK, {"id": "b"}]) == ["2; 4"]
    assert set_in(compiled('<choose><if type="map"><text value="1"/></if></choose>'), [BOOK]) == [""]
