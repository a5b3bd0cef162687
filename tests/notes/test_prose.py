"""The markup of note prose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.notes.prose import parse_prose
from citekit.richtext import BOLD, ITALIC, Link, Styled, plain


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("plain", ("plain",)),
        ("in *Pravda*, no. 1", ("in ", Styled(("Pravda",), ITALIC), ", no. 1")),
        ("_Pravda_", (Styled(("Pravda",), ITALIC),)),
        ("**not**", (Styled(("not",), BOLD),)),
        ("**a** and **b**", (Styled(("a",), BOLD), " and ", Styled(("b",), BOLD))),
        ("snake_case_name and 2*3*4", None),
        ("[text](https://example.org/a)", (Link(("text",), "https://example.org/a"),)),
        ("<https://example.org/>", (Link(("https://example.org/",), "https://example.org/"),)),
        (r"\*no\*", ("*no*",)),
        ("one\n  two", ("one two",)),
        ("[not a link] (no)", ("[not a link] (no)",)),
    ],
)
def test_prose(text: str, inlines: object) -> None:
    if inlines is None:
        assert "snake_case_name" in plain(parse_prose(text))
    else:
        assert parse_prose(text) == inlines


@given(st.text(alphabet="ab é.,;:!?()“”’\"'0189–", max_size=60))
def test_text_without_markup_is_unchanged(text: str) -> None:
    assert plain(parse_prose(text)) == text
