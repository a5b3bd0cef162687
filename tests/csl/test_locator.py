"""Locators and their labels (CSL 1.0.2, Locators, Label)."""

from __future__ import annotations

from typing import Any

import pytest

from citekit.csl.locator import own_numbers, read_locator, read_runs, without_label
from tests.csl.conftest import compiled, set_in

LABELLED = '<group delimiter=" "><label variable="locator" form="{}"/><text variable="locator"/></group>'


def located(locator: str, label: str = "page", form: str = "short", **options: Any) -> str:
    style = compiled(LABELLED.format(form), **options)
    return set_in(style, [{"id": "a"}], [[{"id": "a", "locator": locator, "label": label}]])[0]


# Every label of CSL 1.0.2: what one and several are called in English


@pytest.mark.parametrize(
    ("label", "one", "several"),
    [
        ("appendix", "app. 1", "apps. 1–2"),
        ("article-locator", "art. 1", "arts. 1–2"),
        ("book", "bk. 1", "bks. 1–2"),
        ("chapter", "chap. 1", "chaps. 1–2"),
        ("column", "col. 1", "cols. 1–2"),
        ("elocation", "loc. 1", "locs. 1–2"),
        ("figure", "fig. 1", "figs. 1–2"),
        ("folio", "fol. 1", "fols. 1–2"),
        ("issue", "no. 1", "nos. 1–2"),
        ("line", "l. 1", "ll. 1–2"),
        ("note", "n. 1", "nn. 1–2"),
        ("opus", "op. 1", "opp. 1–2"),
        ("page", "p. 1", "pp. 1–2"),
        ("paragraph", "para. 1", "paras. 1–2"),
        ("part", "pt. 1", "pts. 1–2"),
        ("rule", "r. 1", "rr. 1–2"),
        ("section", "sec. 1", "secs. 1–2"),
        ("sub-verbo", "s.v. 1", "s.vv. 1–2"),
        ("supplement", "supp. 1", "supps. 1–2"),
        ("title-locator", "tit. 1", "titt. 1–2"),
        ("verse", "v. 1", "vv. 1–2"),
        ("volume", "vol. 1", "vols. 1–2"),
    ],
)
def test_labels(label: str, one: str, several: str) -> None:
    assert (located("1", label), located("1-2", label)) == (one, several)


@pytest.mark.parametrize("label", ["act", "canon", "equation", "scene", "table", "timestamp"])
def test_labels_new_in_1_0_2_are_labels(label: str) -> None:
    style = compiled(f'<choose><if locator="{label}"><text value="yes"/></if></choose>')
    assert set_in(style, [{"id": "a"}], [[{"id": "a", "locator": "1", "label": label}]]) == ["yes"]


def test_an_unknown_label_prints_nothing() -> None:
    assert located("1", "bogus") == "1"


# The forms of a label


@pytest.mark.parametrize(
    ("form", "one", "several"),
    [("long", "page 3", "pages 3–4"), ("short", "p. 3", "pp. 3–4"), ("symbol", "p. 3", "pp. 3–4")],
)
def test_forms(form: str, one: str, several: str) -> None:
    assert (located("3", form=form), located("3-4", form=form)) == (one, several)


@pytest.mark.parametrize(
    ("plural", "one", "several"),
    [("contextual", "p. 3", "pp. 3–4"), ("always", "pp. 3", "pp. 3–4"), ("never", "p. 3", "p. 3–4")],
)
def test_plural(plural: str, one: str, several: str) -> None:
    body = f'<label variable="locator" form="short" plural="{plural}" suffix=" "/><text variable="locator"/>'
    cites = [[{"id": "a", "locator": locator}] for locator in ("3", "3-4")]
    assert set_in(compiled(body), [{"id": "a"}], cites) == [one, several]


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("3, 5", "pp. 3, 5"),
        ("3 & 5", "pp. 3 &#38; 5"),
        ("iv-x", "pp. iv–x"),
        ("12 ff.", "p. 12 ff."),
        ("12a", "p. 12a"),
        ("1,200", "p. 1,200"),
        ("the end", "p. the end"),
    ],
)
def test_what_is_plural(locator: str, expected: str) -> None:
    assert located(locator) == expected


def test_a_cite_without_a_locator_has_no_label() -> None:
    assert located("") == ""


# Beyond the specification: a locator that brings its label


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("page", "vol. 2, p. 3", ("volume", "2, p. 3")),
        ("page", "chap. 7", ("chapter", "7")),
        ("page", "s.v. Moses", ("sub-verbo", "Moses")),
        ("page", "12", ("page", "12")),
        ("page", "vol.2", ("page", "vol.2")),  # a label is followed by a blank
        ("chapter", "vol. 2", ("chapter", "vol. 2")),  # another label was meant
        ("sub verbo", "Moses", ("sub-verbo", "Moses")),
    ],
)
def test_a_label_that_opens_a_locator(label: str, text: str, expected: tuple[str, str]) -> None:
    assert read_locator(label, text) == expected


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
