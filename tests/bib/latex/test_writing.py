r"""Formatted text as LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given

from citekit.bib.entries.check import alike
from citekit.bib.latex.decoding import to_inlines, to_text
from citekit.bib.latex.writing import balanced, text_to_latex, to_latex, verbatim
from citekit.richtext import BOLD, ITALIC, PROTECTED, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, Link, Styled
from tests.bib import strategies as made


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("50 % of #1 & $2_3", r"50 \% of \#1 \& \$2\_3"),
        ("{a}\\b", r"\{a\}\textbackslash{}b"),
        ("}a{", r"\textbraceright{}a\textbraceleft{}"),
        ("a~b^c`d", r"a\textasciitilde{}b\textasciicircum{}c\textasciigrave{}d"),
        ("it's 'so'", r"it's \textquotesingle{}so\textquotesingle{}"),
        ('"Auto"', r"\textquotedbl{}Auto\textquotedbl{}"),
        ("a<b>c|d", r"a\textless{}b\textgreater{}c\textbar{}d"),
        ("1--2---3 a,,b", "1-{}-2-{}-{}-3 a,{},b"),
        ("a\u00a0b", "a~b"),
        ("a\n  b", "a b"),
        ("Čapek – “Ж”…", "Čapek – “Ж”…"),
    ],
)
def test_characters_of_tex(text: str, latex: str) -> None:
    assert text_to_latex(text) == latex


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("é ç ñ ü å Å ø ß Æ", r"{\'e} {\c c} {\~n} {\"u} {\aa} {\AA} {\o} {\ss} {\AE}"),
        ("í ǰ ť ő", r"{\'\i} {\v\j} {\v t} {\H o}"),
        ("e\u0301", r"{\'e}"),
        ("a–b — “c” ‘d’", r"a--b --- ``c'' `d'"),
        ("Ж", r"{\CYRZH}"),
        ("中", "中"),
    ],
)
def test_ascii_has_commands_where_there_are_some(text: str, latex: str) -> None:
    assert text_to_latex(text, ascii_only=True) == latex


@pytest.mark.parametrize(
    ("inlines", "latex"),
    [
        ((Styled(("NEP",), PROTECTED), " x"), "{NEP} x"),
        ((Styled(("Ring",), ITALIC),), r"{\emph{Ring}}"),
        ((Styled((Styled(("Ring",), PROTECTED),), ITALIC),), r"\emph{Ring}"),
        ((Styled((Styled(("Ring",), ITALIC),), PROTECTED),), r"{{\emph{Ring}}}"),
        ((Styled(("2",), SUPERSCRIPT), Styled(("2",), SUBSCRIPT)), r"\textsuperscript{2}\textsubscript{2}"),
        ((Styled(("x",), SMALL_CAPS), Styled(("y",), BOLD)), r"{\textsc{x}}{\textbf{y}}"),
        ((Styled(("x",), Format(style="italic", weight="bold")),), r"{\emph{\textbf{x}}}"),
        ((Link(("x",), "https://a.b/c_d"),), r"{\href{https://a.b/c_d}{x}}"),
        ((Styled(("&x",), PROTECTED),), r"{{\&x}}"),
    ],
)
def test_formats(inlines: Inlines, latex: str) -> None:
    assert to_latex(inlines) == latex
    if len(inlines) == 1 and inlines != (Styled(("x",), Format(style="italic", weight="bold")),):
        assert to_inlines(latex) == inlines


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("10.1000/a_b%20(c)#d", "10.1000/a_b%20(c)#d"),
        ("https://e.org/{a}", "https://e.org/{a}"),
        ("https://e.org/}a{", "https://e.org/%7Da%7B"),
        (" https://e.org/a b ", "https://e.org/a%20b"),
    ],
)
def test_addresses(text: str, written: str) -> None:
    assert verbatim(text) == written
    assert balanced(written)


@given(made.words())
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    latex = text_to_latex(text)
    assert balanced(latex)
    assert alike("extra", "", text, to_text(latex))


@given(made.words())
def test_ascii_says_the_same(text: str) -> None:
    latex = text_to_latex(text, ascii_only=True)
    assert balanced(latex)
    assert alike("extra", "", text, to_text(latex))


@pytest.mark.parametrize("text", ["‘“a”’", "“‘a’”", "‘‘a’’", "a––b", "a–—b", "a-–b", "a—-b"])
def test_signs_that_meet_stay_apart_in_ascii(text: str) -> None:
    assert to_text(text_to_latex(text, ascii_only=True)) == text


@given(made.inlines(links=True))
def test_braces_are_in_pairs(inlines: Inlines) -> None:
    assert balanced(to_latex(inlines))
    assert balanced(to_latex(inlines, ascii_only=True))
