"""Tokens to text: punctuation that meets, quotation marks, flip-flop."""

from __future__ import annotations

from typing import Any

import pytest

from citekit.csl.finish import Quotes, finish
from citekit.csl.output import CLOSE, QUOTE, UNQUOTE, FieldOpen, Open, Token
from citekit.output.fragment_html import fragment
from citekit.richtext import BOLD, ITALIC, Format

AMERICAN = Quotes(punctuation_inside=True)
BRITISH = Quotes(("‘", "’"), ("“", "”"))


def html(*tokens: Token, quotes: Quotes = AMERICAN) -> str:
    return fragment(finish(tokens, quotes))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a.", ".", "a."), ("a.", ", b", "a., b"), ("a,", ".", "a,."), ("a:", ". b", "a: b"), ("a;", ":", "a;"),
        ("a!", ".", "a!"), ("a?", ".", "a?"), ("a?", ", b", "a?, b"), ("a:", "!", "a!"), ("a;", "?", "a?"),
        ("a ", " b", "a b"), ("a,", ", b", "a, b"), ("a.", ": b", "a.: b"),
    ],
)  # fmt: skip
def test_punctuation_that_meets(first: str, second: str, expected: str) -> None:
    assert html(first, second) == expected


def test_stops_and_commas_go_inside_american_quotation_marks() -> None:
    assert html(QUOTE, "Title", UNQUOTE, ", b") == "“Title,” b"
    assert html(QUOTE, "Title", UNQUOTE, "; b") == "“Title”; b"
    assert html(QUOTE, "Title?", UNQUOTE, ". b") == "“Title?” b"
    assert html(QUOTE, "Title", UNQUOTE, ", b", quotes=BRITISH) == "‘Title’, b"


def test_a_mark_that_goes_inside_stays_out_of_the_fields_own_format() -> None:
    title = (QUOTE, "On ", FieldOpen(ITALIC), "Homo", CLOSE, UNQUOTE)
    assert html(*title, ", b") == "“On <i>Homo</i>,” b"
    assert html(*title, ",", ", b") == "“On <i>Homo</i>,” b"
    assert html(*title, ". ", ". b") == "“On <i>Homo</i>.” . b"
    assert html(QUOTE, FieldOpen(ITALIC), "Homo?", CLOSE, UNQUOTE, ".", ".") == "“<i>Homo?</i>”"


def test_quotation_marks_alternate() -> None:
    assert html(QUOTE, "a ", QUOTE, "b", UNQUOTE, UNQUOTE) == "“a ‘b’”"
    assert html(QUOTE, "a ", QUOTE, "b", UNQUOTE, UNQUOTE, quotes=BRITISH) == "‘a “b”’"


def test_markup_in_a_field_flips_against_the_style() -> None:
    assert html(Open(ITALIC), "On ", FieldOpen(ITALIC), "Homo", CLOSE, CLOSE) == (
        '<i>On <span style="font-style:normal;">Homo</span></i>'
    )
    assert html(Open(BOLD), FieldOpen(ITALIC), "Homo", CLOSE, CLOSE) == "<b><i>Homo</i></b>"


def test_formats_that_change_nothing_vanish() -> None:
    assert html(Open(Format(style="normal")), "a", CLOSE) == "a"
    assert html(Open(ITALIC), CLOSE, "a") == "a"


def test_single_marks_are_single_where_double_ones_are_too(style: Any, set_: Any) -> None:
    made = style('<text variable="title"/>')
    assert set_(made, [{"id": "a", "title": "The \"Ring\" and the 'Cycle'"}]) == ["The “Ring” and the ‘Cycle’"]
    assert set_(made, [{"id": "a", "title": "The 'Cycle'"}]) == ["The “Cycle”"]
