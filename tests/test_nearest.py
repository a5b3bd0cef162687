"""Hints: the nearest names are those that difflib finds among all of them."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.nearest import did_you_mean, nearest

_NAMES = st.text(st.sampled_from("abc1Ä\u0451\u00df\n-"), max_size=8)


@given(_NAMES, st.lists(_NAMES, max_size=30))
def test_no_name_that_is_alike_is_passed_over(word: str, names: list[str]) -> None:
    folded = dict.fromkeys(name.casefold() for name in names)
    alike = difflib.get_close_matches(word.casefold(), folded, 3, 0.6 if len(word.casefold()) <= 4 else 0.75)
    found = [name.casefold() for name in nearest(word, names)]
    assert list(dict.fromkeys(found))[: len(alike)] == alike[: len(set(found))]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("pgae", ["page", "chapter"], "did you mean 'page'?"),
        ("kye", ["key", "type"], "did you mean 'key'?"),
        ("STRASSE", ["straße"], "did you mean 'straße'?"),
        ("notes chicago", ["apa", "chicago-notes"], "did you mean 'chicago-notes'?"),
        ("nothing", ["else"], ""),
        ("nothing", [], ""),
        ("", ["else"], ""),
    ],
)
def test_hints(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_names_that_differ_in_case_are_all_given() -> None:
    assert nearest("cohen", ["Cohen", "COHEN", "else"]) == ("Cohen", "COHEN")
