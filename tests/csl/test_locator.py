"""Labels inside locators and numbers (CSL 1.0.2, Locators; Number)."""

from __future__ import annotations

import pytest

from citekit.csl.locator import own_numbers, read_locator, read_runs, without_label
from tests.csl.conftest import compiled, set_in


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("12-14", [("", "", "12-14")]),
        ("7, p. 3-8", [("", "", "7"), (",", "page", "3-8")]),
        ("7; ch. 2 & vol. iv", [("", "", "7"), (";", "chapter", "2"), ("&", "volume", "iv")]),
        ("ch. 7", [("", "chapter", "7")]),
        ("7, foo. 3", [("", "", "7, foo. 3")]),  # no label
        ("7, p. abc", [("", "", "7, p. abc")]),  # no number
        ("vol 7", [("", "", "vol 7")]),
    ],
)
def test_runs(text: str, runs: list[tuple[str, str, str]]) -> None:
    assert [tuple(run) for run in read_runs(text)] == runs


@pytest.mark.parametrize(
    ("text", "own", "rest"),
    [
        ("vol. 7", "volume", "7"),
        ("7, vol. 8", "volume", "7, 8"),
        ("ch. 7", "volume", "ch. 7"),
        ("pp. 3-4", "page", "3-4"),
    ],
)
def test_a_variable_does_not_say_what_it_is(text: str, own: str, rest: str) -> None:
    assert without_label(text, own) == rest


def test_what_a_label_speaks_of_ends_at_the_next_label() -> None:
    assert own_numbers("7, p. 3-8") == "7"
    assert own_numbers("ch. 7") == "ch. 7"


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("page", "vol. 1, fol. 186", ("volume", "1, fol. 186")),
        ("page", "12", ("page", "12")),
        ("chapter", "p. 3", ("chapter", "p. 3")),  # a label that was chosen stays
        ("sub verbo", "x", ("sub-verbo", "x")),
    ],
)
def test_a_label_that_opens_a_locator(label: str, text: str, expected: tuple[str, str]) -> None:
    assert read_locator(label, text) == expected


@pytest.mark.parametrize(
    ("layout", "edition", "expected"),
    [
        ('<number variable="edition" form="ordinal"/>', "7, p. 3-8", "7th, pp. 3–8"),
        ('<number variable="edition" form="roman"/>', "7 & 8, p. 3", "vii &#38; viii, p. 3"),
        ('<text variable="edition"/>', "7, ch. 3", "7, chap. 3"),
        ('<label variable="volume" form="short" suffix=" "/><number variable="volume"/>', "vol. 7-8", "vols. 7–8"),
        ('<choose><if is-numeric="edition"><text value="yes"/></if></choose>', "7, p. 3", "yes"),
    ],
)
def test_numbers_with_labels_inside(layout: str, edition: str, expected: str) -> None:
    assert set_in(compiled(layout), [{"id": "a", "edition": edition, "volume": edition}]) == [expected]


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("3, ch. 4", "p. 3, chap. 4"),
        ("3, vol. 4-5", "p. 3, vols. 4–5"),  # the label before speaks of the first alone
        ("3-5, p. 9", "pp. 3–5, 9"),
        ("vol. 2, pp. 3-4", "vol. 2, pp. 3–4"),
    ],
)
def test_locators_with_labels_inside(locator: str, expected: str) -> None:
    made = compiled('<group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>')
    assert set_in(made, [{"id": "a"}], [[{"id": "a", "locator": locator, "label": "page"}]]) == [expected]
