"""LaTeX in fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.latex import to_inlines, to_text
from citekit.richtext import ITALIC, PROTECTED, SUPERSCRIPT, Link, Styled, plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"O}sterreich", "Österreich"),
        (r"\"{O}sterreich", "Österreich"),
        (r"\"Osterreich", "Österreich"),
        (r"Garc{\'\i}a", "García"),
        (r"Garc\'{\i}a", "García"),
        (r"Novo\v{s}", "Novoš"),
        (r"Fran\c cois \c{C}", "François Ç"),
        (r"\O{}re \o re \aa{} \L{}odz", "Øre øre å Łodz"),
        (r"stra\ss e", "straße"),
        (r"1928--1929 --- and", "1928–1929 — and"),
        (r"``quoted'' `inner'", "“quoted” ‘inner’"),
        (r"\enquote{a \enquote{b} c}", "“a ‘b’ c”"),
        (r"a~b \& c \% d \$ e \# f \_", "a\u00a0b & c % d $ e # f _"),
        (r"\foreignlanguage{russian}{Как}", "Как"),
        (r"\noopsort{1929}Title", "Title"),
        (r"$H_2O$ and $\alpha$", "H2O and α"),
        (r"\textsc{Abc} \emph{x}", "Abc x"),
        ("two\n  lines", "two lines"),
        ("plain – text", "plain – text"),
        ("unbalanced } brace {", "unbalanced  brace "),
        ("\\", ""),
    ],
)
def test_text(latex: str, text: str) -> None:
    assert to_text(latex) == text


def test_formats_links_and_case() -> None:
    assert to_inlines(r"\emph{a} {NEP} x\textsuperscript{2}") == (
        Styled(("a",), ITALIC),
        " ",
        Styled(("NEP",), PROTECTED),
        " x",
        Styled(("2",), SUPERSCRIPT),
    )
    assert to_inlines(r"\href{https://e.org}{t}") == (Link(("t",), "https://e.org"),)
    assert to_inlines(r"{\'e}") == ("é",)
    assert to_inlines(r"{\em a} b") == (Styled(("a",), ITALIC), " b")


def test_an_unknown_command_is_reported_and_keeps_its_argument() -> None:
    heard: list[str] = []
    assert plain(to_inlines(r"\weird{a} \odd b", heard.append)) == "a b"
    assert heard == ["weird", "odd"]


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    plain(to_inlines(text))


@given(st.text(alphabet="abcé АБ.,;:!?()“”1", max_size=40))
def test_plain_text_is_unchanged(text: str) -> None:
    assert to_text(text).split() == text.split()
