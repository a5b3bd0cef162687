"""LaTeX in fields: text and its characters. Braces, formats and links are in test_reader.py."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.latex.decoding import to_inlines, to_text, verbatim

ACCENTS = [
    (r"\'e", "é"),
    (r"\'{e}", "é"),
    (r"{\'e}", "é"),
    (r"{\'{e}}", "é"),
    (r"\' e", "é"),
    (r"\' {e}", "é"),
    (r"{\' e}", "é"),
    (r"{\'}e", "´e"),
    (r"\'\i", "í"),
    (r"\'{\i}", "í"),
    (r"{\'\i}", "í"),
    (r"{\'{\i}}", "í"),
    (r"\'\i n", "ín"),
    (r"\'i", "í"),
    (r"\"\i", "ï"),
    (r"\u{\i}", "ĭ"),
    (r"\^\j", "ĵ"),
    (r"\.I", "İ"),
    (r"\.{\i}", "i"),
    (r"\v{c}", "č"),
    (r"\v c", "č"),
    (r"{\v c}", "č"),
    (r"{\v{c}}", "č"),
    (r"\c{c}a", "ça"),
    (r"Gar\c con", "Garçon"),
    (r"\k{a}", "ą"),
    (r"\H{o}", "ő"),
    (r"\r{a}", "å"),
    (r"\r A", "Å"),
    (r"\d{s}", "ṣ"),
    (r"\b{k}", "ḵ"),
    (r"\=a", "ā"),
    (r"\~n", "ñ"),
    (r"\`{A}", "À"),
    (r"\'{\^e}", "ế"),
    (r"\'{\=u}", "ū\u0301"),
    (r"\'{\"i}", "ḯ"),
    (r"\'{\ae}", "ǽ"),
    (r"\'\ae r", "ǽr"),
    (r"\'{\o}", "ǿ"),
    (r"\t{oo}", "o\u0361o"),
    (r"\t oo", "o\u0361o"),
    (r"\h{a}", "ả"),
    (r"\G{a}", "ȁ"),
    (r"\textcommabelow{s}", "ș"),
    (r"\'{Ecole}", "École"),
    (r"\~{}", "~"),
    (r"\^{}", "^"),
    (r"\'{}", "´"),
    (r"\'{\cyrg}", "ѓ"),
]


@pytest.mark.parametrize(("latex", "text"), ACCENTS)
def test_accents(latex: str, text: str) -> None:
    assert to_text(latex) == text
    assert to_text(f"a{latex}") == f"a{text}"
    assert unicodedata.is_normalized("NFC", to_text(latex))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\aa\ b", "å b"),
        (r"{\aa}b", "åb"),
        (r"\aa{}b", "åb"),
        (r"\AA ngstr\"om", "Ångström"),
        (r"stra\ss e", "straße"),
        (r"Gro{\ss}", "Groß"),
        (r"\O{}re \o re \L{}odz", "Øre øre Łodz"),
        (r"\oe uvre \OE uvre \ae \AE", "œuvre Œuvre æÆ"),
        (r"\dh\DH\th\TH\dj\DJ\ng\NG", "ðÐþÞđĐŋŊ"),
        (r"\cyra\cyrb\CYRV{}\cyrzh\CYRSHCH{}\cyryo", "абВжЩё"),
        (r"\textalpha\textbeta\textOmega", "αβΩ"),
        (r"\textschwa\textesh", "əʃ"),
        (r"\i \j", "ıȷ"),
        (r"\S 5 \P 2 \S\ 5", "§5 ¶2 § 5"),
        (r"\copyright{} \textregistered{} \texttrademark", "© ® ™"),
        (r"\pounds 5, \texteuro 5, \euro{} 5, \textyen", "£5, €5, € 5, ¥"),
        (r"\dag \ddag \textbullet \textdegree", "†‡•°"),
        (r"\textquotesingle\textbackslash\textasciitilde\textasciicircum", "'\\~^"),
        (r'\char"41 \char65 \char`\@ \symbol{65} \unichar{"20AC}', "AA@A €"),
        (r"\char'101", "A"),
        (r"^^41^^^^20ac", "A€"),
        (r"^^11 ^^7f ^^^^d83d ^^^^fffe", "^^11 ^^7f ^^^^d83d ^^^^fffe"),
        (r"\textonehalf\onethird", "½⅓"),
    ],
)
def test_letters_and_signs(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("1928--1929 --- and", "1928–1929 — and"),
        ("a-b", "a-b"),
        ("``quoted'' `inner'", "“quoted” ‘inner’"),
        ("?`Qu\\'e? !`No!", "¿Qué? ¡No!"),
        (",,Zitat``", "„Zitat“"),
        ('"`Zitat"\'', "„Zitat“"),
        ("<<citation>>", "<<citation>>"),
        ('a "straight" word', 'a "straight" word'),
        ("O'Neill's boys'", "O’Neill’s boys’"),
        ("the 'inner' mark", "the ‘inner’ mark"),
        ("'s-Gravenhage, 'tis, the '60s, rock 'n' roll", "’s-Gravenhage, ’tis, the ’60s, rock ’n’ roll"),
        (r"a~b", "a\u00a0b"),
        (r"200\,km", "200\u202fkm"),
        (r"a\ b\- c\/d\@.", "a b cd."),
        (r"x\\y\newline z", "x y z"),
        (r"a \& b \% c \$ d \# e \_ f \{g\}", "a & b % c $ d # e _ f {g}"),
        (r"and\slash or, methodology\hyphen independent", "and/or, methodology-independent"),
        (r"1\bibrangedash 2\bibrangessep 4\textendash 5\textemdash", "1–2, 4–5—"),
        (r"D.~V\adddot", "D.\u00a0V."),
        (r"\ldots and \dots{}", "…and …"),
        ("two\n  lines\tand   blanks", "two lines and blanks"),
        ("a\r\nb", "a b"),
        ("a\u00a0\u00a0b", "a\u00a0\u00a0b"),
    ],
)
def test_punctuation_and_blanks(latex: str, text: str) -> None:
    assert to_text(latex) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain – text",
        "100% of AT&T's #1".replace("'", "’"),
        "a_b^c",
        'He said "no" (sic)',
        "Ünïcödé текст 中文",
        "https://example.org/a_b%20c?d=e&f=g#h",
        "e\u0301 stays decomposed",
    ],
)
def test_text_without_latex_is_untouched(text: str) -> None:
    assert to_text(text) is text
    assert to_inlines(text) == ((text,) if text else ())


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("100% of\nAT&T's #1 \\%", "100% of AT&T’s #1 %"),
        (r"% no comment \emph{x}", "% no comment x"),
        ("\\", "\\"),
        ("end\\", "end\\"),
        ("unbalanced } brace { here", "unbalanced brace  here"),
        ("}}}{{{", ""),
        ("5$ and more", "5$ and more"),
        ("$5 million to $10 million", "$5 million to $10 million"),
        ("costs $5/$10", "costs $5/$10"),
        ("cash $ is", "cash $ is"),
        (r"$\alpha", "$α"),
        (r"{$\alpha} b$", "$α b$"),
        (r"\(x", "(x"),
        (r"x\)", "x"),
        (r"\emph{open", "open"),
        (r"\emph", ""),
        (r"\'", "´"),
        (r"\url{http://open", "http://open"),
        (r"\verb|x", "|x"),
    ],
)
def test_broken_latex_loses_no_text(latex: str, text: str) -> None:
    assert to_text(latex) == text


def test_an_unknown_command_keeps_its_arguments_and_is_reported_once() -> None:
    heard: list[str] = []
    assert to_text(r"\weird{a}{b} \odd b \odd{} \weird[opt]{c}", heard.append) == "ab \\odd b \\odd c"
    assert heard == ["weird", "odd"]


def test_a_value_read_again_is_reported_again() -> None:
    heard: list[str] = []
    to_text(r"\frobnicate{a}", heard.append)
    to_text(r"\frobnicate{a}", heard.append)
    assert heard == ["frobnicate"] * 2


def test_characters_of_rare_commands_come_from_pylatexenc() -> None:
    heard: list[str] = []
    assert to_text(r"\eighthnote{}\textturnk", heard.append) == "♪ʞ"
    assert heard == []


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("https://example.org/a_b%20c", "https://example.org/a_b%20c"),
        (r" \url{https://example.org/a\_b\&c} ", "https://example.org/a_b&c"),
        (r"\href{https://example.org/a}{Text}", "https://example.org/a"),
        (r"https://example.org/\~{}user/\%7E\#top", "https://example.org/~user/%7E#top"),
        (r"https://example.org/{\textasciitilde}user", "https://example.org/~user"),
        (r"https://example.org/\textasciitilde{}user", "https://example.org/~user"),
        (r"https://example.org/$\sim$user", "https://example.org/~user"),
        (r"10.1002/(SICI)1097\_4571<1::AID>3.0.CO;2\#", "10.1002/(SICI)1097_4571<1::AID>3.0.CO;2#"),
        (r"{10.1000/{x}", "{10.1000/{x}"),
        ("{10.1000/x}", "10.1000/x"),
        (r"10.1000/x{\_}y", "10.1000/x_y"),
        ("https://example.org/very-\n    long", "https://example.org/very-long"),
        (r":folder\\Elder1935.pdf:PDF", r":folder\\Elder1935.pdf:PDF"),
        (r"C\:/a\{b\}.pdf", r"C\:/a{b}.pdf"),
        ("", ""),
    ],
)
def test_verbatim(value: str, meant: str) -> None:
    assert verbatim(value) == meant


# --- properties ---

_PIECES = st.sampled_from(
    [
        " ",
        "\n",
        *r"""\ { } $ $ ^ _ ` ' - -- --- ~ [ ] * & % # " \' \" \c \v \i \j \emph \textbf \enquote \url \( \) \[ \] \frac
        \sqrt \left \right \over \text \mathbb \bf \it \em \noopsort \foreignlanguage \begin{it} \end{it} \begin \end
        \ce \char \verb \foo a b É 1 2""".split(),
    ]
)


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    to_text(text, lambda _: None)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_latex_is_read(text: str) -> None:
    to_text(text, lambda _: None)


@given(st.text(alphabet='abcé АБ.;:!?()“”1&%#_^"', max_size=40).filter(lambda text: "^^" not in text))
def test_plain_text_is_unchanged(text: str) -> None:
    assert to_text(text).split() == text.split()


_SHELLS = ["{}", "{{{}}}", r"\emph{{{}}}", r"{{\em {}}}", r"\enquote{{{}}}", r"\foo{{{}}}", "``{}''", "{} -- ", "${}$"]


@given(st.lists(st.tuples(st.text(alphabet="abcXYZéß", min_size=1, max_size=6), st.sampled_from(_SHELLS)), max_size=12))
def test_letters_outside_commands_come_out_in_order(words: list[tuple[str, str]]) -> None:
    latex = "".join(shell.format(word) for word, shell in words)
    assert "".join(filter(str.isalpha, to_text(latex))) == "".join(word for word, _ in words)


@given(st.text(alphabet="abc{}\\'-$ ", max_size=30), st.text(alphabet="abcdefghij ", max_size=30))
def test_what_follows_a_paragraph_of_latex_is_kept(latex: str, text: str) -> None:
    kept = to_text(f"{latex}}}}}}}}}}}}} {text}")
    assert kept.replace(" ", "").endswith(text.replace(" ", ""))


@pytest.mark.parametrize(
    "hostile",
    [
        "{",
        "}",
        "{}",
        "$",
        "{$",
        "\\(",
        "\\",
        "\\emph{",
        "\\emph",
        "{\\em ",
        "\\bf \\it ",
        "\\enquote{",
        "\\begin{it}",
        "\\url{",
        "\\verb|",
        "\\foo[",
        "\\foo{",
        "\\'{",
        "\\'",
        "\\char",
        "'a",
        '"`',
        "$\\frac{",
        "$x^{",
        "\\ensuremath{\\text{",
        "\\(\\text{\\(",
        "$\\hat",
        "$\\over ",
        "$\\bf ",
        "\\foreignlanguage{a}{",
        "\\ce{",
    ],
)
def test_hostile_nesting_neither_recurses_nor_takes_long(hostile: str) -> None:
    to_text(hostile * 3_000 + "x" + "}" * 3_000)


def test_a_hundred_thousand_braces() -> None:
    assert to_text("{" * 100_000 + "x" + "}" * 100_000) == "x"
    assert to_text("\\emph{" * 100_000 + "x") == "x"
