"""Locators as people write them."""

from __future__ import annotations

import re

import pytest

from citekit.model import Locator
from citekit.notes.locators import LABELS, label_for, parse_locator, split_locator
from tests.shared import shared


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("290", "page", "290"),
        ("290–91", "page", "290–91"),
        ("290-91", "page", "290-91"),
        ("p. 5", "page", "5"),
        ("pp. 5, 7–9", "page", "5, 7–9"),
        ("pp. 290ff.", "page", "290ff."),
        ("pp. xii–xv", "page", "xii–xv"),
        ("5:23", "page", "5:23"),
        ("S. 12", "page", "12"),
        ("с. 12–13", "page", "12–13"),
        ("chap. 3", "chapter", "3"),
        ("chapter IV", "chapter", "IV"),
        ("Kap. 3", "chapter", "3"),
        ("vol. 2", "volume", "2"),
        ("Bd. 2", "volume", "2"),
        ("т. 4", "volume", "4"),
        ("vol. 5, p. 23", "volume", "5, p. 23"),
        ("fol. 12v", "folio", "12v"),
        ("л. 2–11", "folio", "2–11"),
        ("§ 12", "section", "12"),
        ("§§12–14", "section", "12–14"),
        ("¶ 3", "paragraph", "3"),
        ("n. 4", "note", "4"),
        ("Anm. 4", "note", "4"),
        ("l. 100", "line", "100"),
        ("fig. 2", "figure", "2"),
        ("s.v. “kulak”", "sub-verbo", "“kulak”"),
        ("fol. recto", "folio", "recto"),
        ("IV: 563–4, 612", "page", "IV: 563–4, 612"),
        ("I.ii.2", "page", "I.ii.2"),
        ("x–xii, 3", "page", "x–xii, 3"),
        ("pp. 12 y 14", "page", "12 y 14"),
        ("Л. 5–6 об.", "folio", "5–6 об."),
        ("p. 34 sq.", "page", "34 sq."),
    ],
)
def test_a_locator_is_a_label_and_a_value(text: str, label: str, value: str) -> None:
    assert parse_locator(text) == Locator(label, value)


@pytest.mark.parametrize("text", ["foo. 12", "passim", "", "see there", "pgae 12"])
def test_what_is_no_locator_is_none(text: str) -> None:
    assert parse_locator(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("pp. 290–91, emphasis added", ", emphasis added"),
        ("chap. 3 and passim", " and passim"),
        ("45, I think", ", I think"),
        ("I think", "I think"),
        ("II of the plan", "II of the plan"),
        ("in the edition of 1990", "in the edition of 1990"),
    ],
)
def test_what_follows_a_locator_is_left(text: str, rest: str) -> None:
    assert split_locator(text)[1] == rest


def test_labels_in_full_name_themselves() -> None:
    assert all(label_for(label) == label for label in LABELS)


def test_labels_are_the_specification_s() -> None:
    text = (shared("csl-spec") / "specification.rst").read_text("utf-8")
    section = re.search(r"\nLocators\n~+\n(.*?)\n\n\w", text, re.DOTALL)
    assert section is not None
    assert tuple(re.findall(r"^-\s+(\S+)", section[1], re.MULTILINE)) == LABELS
