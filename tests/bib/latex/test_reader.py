"""LaTeX in fields: braces and case, formats, quotation marks, links, arguments."""

from __future__ import annotations

import pytest

from citekit.bib.latex.decoding import to_inlines, to_text
from citekit.markup import to_markup
from citekit.richtext import BOLD, ITALIC, SUPERSCRIPT, Format, Link, Styled


def marked(latex: str) -> str:
    """Return *latex* in CSL's markup, with what is protected between ⟦ and ⟧."""
    return (
        to_markup(to_inlines(latex))
        .replace('<span class="nocase">', "⟦")
        .replace("</span>", "⟧")
        .replace('<span style="font-variant:small-caps;">', "<sc>")
    )


# biblatex manual, 4.6.4: what biblatex 3.18 does to the case of these is what is not between ⟦ and ⟧.
@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("Kak lomali {NEP}", "Kak lomali ⟦NEP⟧"),
        ("{{NEP}}", "⟦NEP⟧"),
        ("{A Title in Braces}", "⟦A Title in Braces⟧"),
        ("{N}EP", "⟦N⟧EP"),
        ("{1929} and {--}", "1929 and –"),
        (r"{\'E}tat", "État"),
        (r"{\'Etat}", "État"),
        (r"\'{E}tat", "État"),
        (r"{{\'E}tat}", "⟦État⟧"),
        (r"{\"Uber {DAS} Xyz}", "Über DAS Xyz"),
        (r"{\ss} {\L}odz", "ß Łodz"),
        (r"\emph{Homo sapiens}", "<i>⟦Homo sapiens⟧</i>"),
        (r"{\emph{Homo sapiens}}", "<i>Homo sapiens</i>"),
        (r"{{\emph{Homo sapiens}}}", "⟦<i>Homo sapiens</i>⟧"),
        (r"{\em the {NEP}}", "<i>the NEP</i>"),
        (r"{ \em the NEP}", "⟦ <i>the NEP</i>⟧"),
        (r"\emph{\textbf{Homo} x}", "<i><b>Homo</b> x</i>"),
        (r"\emph{\'Etat}", "<i>État</i>"),
        (r"\enquote{The {NEP}}", "“⟦The NEP⟧”"),
        (r"\foreignlanguage{german}{Das Wort}", "⟦Das Wort⟧"),
        (r"\weird{Foo}", "⟦Foo⟧"),
        (r"\TeX book, {\TeX}", "⟦TeX⟧book, ⟦TeX⟧"),
        (r"{a \TeX}", "⟦a TeX⟧"),
        (r"the group $G$ {of $G$}", "the group ⟦G⟧ ⟦of G⟧"),
        (r"5$\times$5", "5×5"),
        ("{}", ""),
    ],
)
def test_braces_protect_case_as_biblatex_has_it(latex: str, expected: str) -> None:
    assert marked(latex) == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\emph{1} \textit{2} \textsl{3} \mkbibemph{4}", "<i>1</i> <i>2</i> <i>3</i> <i>4</i>"),
        (r"\textbf{1} \mkbibbold{2}", "<b>1</b> <b>2</b>"),
        (r"\textsc{1} {\sc 2}", "<sc>1⟧ <sc>2⟧"),
        (r"4\textsuperscript{e} x\textsubscript{2}", "4<sup>⟦e⟧</sup> x<sub>2</sub>"),
        (r"\textrm{1}\textsf{2}\texttt{3}\textmd{4}\textup{5}\mbox{6}", "123456"),
        (r"{\em 1} {\it 2} {\bf 3} {\itshape 4} {\rm 5}", "<i>1</i> <i>2</i> <b>3</b> <i>4</i> 5"),
        (r"1 \it 2 {\bf 3} 4", "1 <i>2 <b>3</b> 4</i>"),
        (r"{\it 1 \bf 2 \rm 3} 4", "<i>1 </i><b>2 </b>3 4"),
        (r"\begin{it}1\end{it} 2", "<i>1</i> 2"),
        (r"\begin{quote}1\end{quote}", "1"),
        (r"\emph {1}\emph 2", "<i>1</i><i>2</i>"),
        (r"\emph{}\textbf{}", ""),
        (r"\large\sffamily 1", "1"),
        (r"\textit{1 \textbf{2}}", "<i>1 <b>2</b></i>"),
    ],
)
def test_formats(latex: str, expected: str) -> None:
    assert marked(latex) == expected


def test_a_switch_back_to_upright_within_italics_is_upright() -> None:
    upright = Format(style="normal", weight="normal", variant="normal")
    assert to_inlines(r"\emph{1 \rm 2}") == (Styled(("1 ", Styled(("2",), upright)), ITALIC),)
    assert to_inlines(r"{\bfseries\itshape 1}") == (Styled(("1",), Format(style="italic", weight="bold")),)
    assert to_inlines(r"\underline{1}") == (Styled(("1",), Format(decoration="underline")),)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\enquote{a \enquote{b \enquote{c}} d}", "“a ‘b “c”’ d”"),
        (r"\enquote*{a \enquote{b}}", "‘a “b”’"),
        (r"\mkbibquote{a \emph{\enquote{b}}}", "“a ‘b’”"),
        (r"\foreignquote{french}{a} \hyphenquote{german}{b}", "“a” “b”"),
        (r"\textquote[Smith]{a}", "“a”"),
        (r"\mkbibparens{a} \mkbibbrackets{b}", "(a) [b]"),
        (r"a\footnote{b} c \thanks{d}", "a (b) c (d)"),
    ],
)
def test_quotation_marks_and_brackets(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\noopsort{1973b}1973", "1973"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (r"{\SortNoop{a}B}", "B"),
        (r"\printfirst{1}{2} \singleletter{A} \switchargs{--90}{1968}", "1 A 1968–90"),
        (r"\foreignlanguage{russian}{Как} \textrussian{как}", "Как как"),
        (r"\textcolor{red}{a} \raisebox{1ex}{b}", "a b"),
        (r"\texorpdfstring{$\gamma$}{gamma}", "gamma"),
        (r"\hspace{1em}a\vphantom\{b\label{x}\nocite{*}", "ab"),
        (r"a\kern-.1em b\hskip 3pt c", "abc"),
        (r"\MakeUppercase{abc\ss} \lowercase{ABC}", "ABCSS abc"),
        (r"\autocap{e}xcerpt", "excerpt"),
        (r"{\relax Ph}ilippe", "Philippe"),
        (r"\RN{14} \Rn{4}", "XIV iv"),
        (r"\textgreek{l'ogos}", "λόγος"),
        (r"\bibstring{phdthesis}, \bibsstring{volume}~3", "PhD thesis, vol.\u00a03"),
        (r"\bibstring{frobnication}", "frobnication"),
        (r"\ce{SO4^2-} \chem{CO_2}", "SO₄²⁻ CO₂"),
        (r"\ElsevierGlyph{2014}", "—"),
        (r"\verb|a_b| \verb+c+", "a_b c"),
        (r"\apj", "The Astrophysical Journal"),
        (r"\LaTeX\ and \BibTeX{} and \XeTeX", "LaTeX and BibTeX and XeTeX"),
        (r"1~\textmu m, \alpha, 5 \times 5", "1\u00a0µm, α, 5 ×5"),
        (r"\frac{1}{2} of \mathbb{R}", "1/2 of ℝ"),
        (r"with \arabic{author} authors", "with authors"),
        (r"\begin{itemize}\item a\end{itemize}", " a"),
        (r"\begin{equation}a^2\end{equation}", "a²"),
    ],
)
def test_commands_and_their_arguments(latex: str, text: str) -> None:
    heard: list[str] = []
    assert to_text(latex, heard.append) == text
    assert heard == []


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"see \cite{knuth}", "see knuth"),
        (r"\cite[12]{knuth}", "knuth, 12"),
        (r"\autocite[see][12]{knuth}", "see knuth, 12"),
        (r"\citeauthor*{knuth}", "knuth"),
    ],
)
def test_a_cite_in_a_field_is_reported_and_its_key_kept(latex: str, text: str) -> None:
    heard: list[str] = []
    assert to_text(latex, heard.append) == text
    assert len(heard) == 1


def test_addresses_are_links_and_not_latex() -> None:
    address = "https://example.org/a_b%20c~d--e"
    assert to_inlines(rf"\url{{{address}}}") == (Link((address,), address),)
    assert to_inlines(r"\url{https://example.org/a\_b\&c\%20d\#e\~{}f}") == (
        Link(("https://example.org/a_b&c%20d#e~f",), "https://example.org/a_b&c%20d#e~f"),
    )
    assert to_inlines(r"\url|https://example.org/|.") == (Link(("https://example.org/",), "https://example.org/"), ".")
    assert to_inlines(r"\path{C:/x_y}") == ("C:/x_y",)
    assert to_inlines(r"\href{https://e.org}{t \emph{i}}") == (
        Link((Styled(("t ", Styled(("i",), ITALIC)), Format(case="protected")),), "https://e.org"),
    )
    assert to_inlines(r"\href{https://e.org}{}") == (Link(("https://e.org",), "https://e.org"),)
    assert to_inlines(r"\doi{10.1000/x_y}") == (Link(("10.1000/x_y",), "https://doi.org/10.1000/x_y"),)


def test_groups_without_letters_and_neighbouring_text_are_one_run() -> None:
    assert to_inlines(r"a {\&} {1}{2}\o{}b") == ("a & 12øb",)
    assert to_inlines(r"{\textbf{b}}\textsuperscript{2}") == (Styled(("b",), BOLD), Styled(("2",), SUPERSCRIPT))
