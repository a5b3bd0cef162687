"""Prose as markup."""

from __future__ import annotations

import pytest
from hypothesis import given

from citekit.notes.ledger.prosewriting import as_markup, escaped
from citekit.notes.prose import parse_prose
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, Inlines, Link, Styled
from tests.notes.ledger.strategies import short_forms


@pytest.mark.parametrize(
    ("prose", "markup"),
    [
        ((), ""),
        (("3 * 3 [sic] a_b",), "3 * 3 [sic] a_b"),
        (("*3*",), "\\*3\\*"),
        (("mail a@b, or @b",), "mail a@b, or \\@b"),
        (("In ", Styled(("Pravda",), ITALIC), "."), "In *Pravda*."),
        ((Styled(("a ", Styled(("b",), ITALIC), " c"), BOLD),), "**a *b* c**"),
        ((Styled(("a ", Styled(("b",), ITALIC)), BOLD),), "**a _b_**"),
        ((Styled((Styled(("b",), BOLD),), ITALIC),), "_**b**_"),
        ((Styled(("a",), BOLD), Styled(("b",), ITALIC)), "**a***b*"),
        ((Styled((Styled(("a",), ITALIC), Styled(("b",), ITALIC)), BOLD),), "***a*_b_**"),
        ((Styled(("3 * 3",), ITALIC),), "_3 * 3_"),
        ((Link(("http://a.b",), "http://a.b"),), "<http://a.b>"),
        ((Link(("here",), "http://a.b"),), "[here](http://a.b)"),
    ],
)
def test_prose_is_written_as_markup(prose: Inlines, markup: str) -> None:
    assert as_markup(prose) == markup


@pytest.mark.parametrize(
    "prose",
    [
        (Styled(("small",), SMALL_CAPS),),
        (Styled(("a*b_c",), ITALIC),),
        (Link(("a]b",), "http://a.b"),),
        ("two", "runs"),
        ("a line\nbreak",),
        (Styled((Styled((Styled((Styled(("deep",), BOLD),), ITALIC),), BOLD),), ITALIC),),
    ],
)
def test_what_markup_cannot_say_is_none(prose: Inlines) -> None:
    assert as_markup(prose) is None


@given(short_forms)
def test_all_that_is_read_can_be_written(text: str) -> None:
    prose = parse_prose(text)
    for markup in (as_markup(prose), as_markup(prose, escaped)):
        assert markup is not None
        assert parse_prose(markup) == prose
