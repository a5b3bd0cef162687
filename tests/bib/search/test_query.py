"""What the words of a query ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.search.query import NAMES, Words, Years, parse


def asked(*texts: str) -> list[str]:
    """Return terms in short: "field:words", "…" after what may go on, years as numbers."""
    return [
        f"{term.first}..{term.last}"
        if isinstance(term, Years)
        else f"{term.field}{':' if term.field else ''}{' '.join(term.forms[0])}{'…' if term.open else ''}"
        for term in parse(texts)
    ]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Cohen Bukharin", ["cohen…", "bukharin…"]),
        ("cohen cohen", ["cohen…"]),
        ('"Civil War" russia', ["civil war", "russia…"]),
        ("“Civil War” „Krieg und Frieden“ «война и мир»", ["civil war", "krieg und frieden", "воина и мир"]),
        ('author:Cohen title:"civil war"', ["author:cohen…", "title:civil war"]),
        ("AUTHOR:cohen journal:past isbn:978", ["author:cohen…", "container:past…", "identifier:978…"]),
        ("O'Neill jean-paul", ["o neill…", "jean paul…"]),
        ("10.1000/182 https://example.org/a", ["10 1000 182…", "https example org a…"]),
        ("nofield:cohen", ["nofield cohen…"]),
        ("note: this", ["note…", "this…"]),
        ("type:article-journal", ["type:article journal…"]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert asked(text) == terms


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("year:1973", "1973..1973"),
        ("year:1960-1975", "1960..1975"),
        ("year:1960–1975", "1960..1975"),
        ("year:1960--1975", "1960..1975"),
        ("year:1960..1975", "1960..1975"),
        ("date:1960-", "1960..99999"),
        ("year:..1975", "-99999..1975"),
        ("year:-44", "-44..-44"),
        ("year:-44..14", "-44..14"),
        ("year:197*", "year:197…"),
        ("year:forthcoming", "year:forthcoming…"),
        ('year:"1973"', "1973..1973"),
        ("year:12345", "year:12345…"),
        ("year:-", ""),
    ],
)
def test_years(text: str, years: str) -> None:
    assert asked(text) == ([years] if years else [])


def test_the_words_of_a_command_line_are_one_query() -> None:
    assert asked("cohen", "civil war") == ["cohen…", "civil…", "war…"]
    assert asked('author:"van', 'der berg"') == ["author:van der berg"]


@pytest.mark.parametrize(
    "text",
    ['a "b', 'a" b', "a*", "a NEAR(b", "a AND b OR c NOT d", "a:b:c", "a^b {a} (b)", "-a +b", "a;--", "a\0b", "'a'"],
)
def test_signs_are_no_words(text: str) -> None:
    terms = [term for term in parse([text]) if isinstance(term, Words)]
    assert terms
    assert all(word.isalnum() for term in terms for form in term.forms for word in form)


@given(st.lists(st.text(max_size=20), max_size=4))
def test_any_text_is_a_query(texts: list[str]) -> None:
    for term in parse(texts):
        assert isinstance(term, Years) or all(term.forms)


def test_every_field_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs" / "find.md").read_text("utf-8")
    missing = [name for name in NAMES if not re.search(rf"`{name}`|`{name}:", text)]
    assert not missing
