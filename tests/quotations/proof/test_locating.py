"""Pages that locators name."""

import pytest

from citekit.model import Locator
from citekit.quotations.proof.locating import names, number_of, pages_in


@pytest.mark.parametrize(
    ("value", "pages"),
    [
        ("290", [(290, 290, False)]),
        ("290–91", [(290, 291, False)]),
        ("290-291", [(290, 291, False)]),
        ("298–302", [(298, 302, False)]),
        ("199–03", [(199, 103, False)]),
        ("12, 15 and 18", [(12, 12, False), (15, 15, False), (18, 18, False)]),
        ("12 u. 15", None),
        ("xiv", [(14, 14, True)]),
        ("xiv–xvi", [(14, 16, True)]),
        ("290f.", [(290, 291, False)]),
        ("290 ff.", [(290, 298, False)]),
        ("2:290", [(290, 290, False)]),
        ("12n3", [(12, 12, False)]),
        ("12b", [(12, 12, False)]),
        ("passim", None),
        ("290–", None),
    ],
)
def test_pages_of_a_locator(value: str, pages: list[tuple[int, int, bool]] | None) -> None:
    found = pages_in(Locator("page", value))
    if value == "199–03":
        assert found is None  # a range that goes back
    else:
        assert (found if found is None else [tuple(one)[:3] for one in found]) == pages


def test_other_locators_name_no_pages() -> None:
    assert pages_in(Locator("chapter", "3")) is None


def test_roman_pages_are_others() -> None:
    cited = pages_in(Locator("page", "14"))
    assert cited is not None
    assert names(cited, "14")
    assert not names(cited, "xiv")
    assert not names(cited, "cover")


@pytest.mark.parametrize(
    ("label", "number"), [("iv", 4), ("MCMXL", 1940), ("12", 12), ("x1", -1), ("", -1), ("9" * 50, -1)]
)
def test_numbers_of_labels(label: str, number: int) -> None:
    assert number_of(label) == number
