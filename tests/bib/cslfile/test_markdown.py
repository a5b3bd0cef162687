"""The markup of CSL-YAML."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.bib.cslfile.markdown import parse_markdown, to_markdown
from citekit.markup import to_markup
from citekit.richtext import BOLD, ITALIC, SUPERSCRIPT, Format, Inlines, Link, Styled, plain
from tests.bib import strategies as made

NOCASE = '<span class="nocase">NEP</span>'
SMALL = '<span style="font-variant:small-caps;">x</span>'


# What pandoc 3.9 makes of these texts in a metadata block (pandoc -f markdown -t csljson), but for quotation marks,
# which it curls, and for what its own output cannot say (nocase).
@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("*a* _b_ **c** __d__", "<i>a</i> <i>b</i> <b>c</b> <b>d</b>"),
        ("***bi***", "<i><b>bi</b></i>"),
        ("*a **b** c* **d *e* f**", "<i>a <b>b</b> c</i> <b>d <i>e</i> f</b>"),
        ("**a *b***", "<b>a <i>b</i></b>"),
        ("A*B*C a_b_c a__b__c _d_e_", "A<i>B</i>C a_b_c a__b__c <i>d_e</i>"),
        ("a * b ** c *d", "a * b ** c *d"),
        ("*a*b _a_b", "<i>a</i>b _a_b"),
        ("a*b**c***d 0*:* é*é*", "a<i>b<b>c</b></i>d 0<i>:</i> é<i>é</i>"),
        ("***a** b* ***a* b** __init__", "<i><b>a</b> b</i> <b><i>a</i> b</b> <b>init</b>"),
        ("^s^ H~2~O x^a\\ b^ x^a b^ ~a b~", "<sup>s</sup> H<sub>2</sub>O x<sup>a b</sup> x^a b^ ~a b~"),
        ("^a*b*^", "<sup>a<i>b</i></sup>"),
        ("~~struck~~ `co*d*e` ``a`b``", "struck co*d*e a`b"),
        (r"\*esc\* \[x\] \\ \"q\" \' \# \- \<i\>", r"""*esc* [x] \ "q" ' # - <i>"""),
        ("a -- b --- c ... d", "a – b — c … d"),
        (r"a\--b \...", "a--b ..."),
        ("[NEP]{.nocase}", NOCASE),
        ("[x]{.smallcaps} [x]{style=\"font-variant:small-caps\"}", f"{SMALL} {SMALL}"),
        ("[a *b]{.nocase}*", '<span class="nocase">a *b</span>*'),
        ("[a [NEP]{.nocase}]{.x} [e] {f} [g]{h", f"a {NOCASE} [e] {{f}} [g]{{h"),
        ("[l](http://x.y) <http://x.y> ![im](a.png)", "l http://x.y im"),
        ("[a][b] [^1] a@b.c @foo [@bar]", "[a][b] [^1] a@b.c @foo [@bar]"),
        ("<i>a *b*</i> *c <b>d</b>*", "<i>a <i>b</i></i> <i>c <b>d</b></i>"),
        (f"{NOCASE} {SMALL} <sup>2</sup>", f"{NOCASE} {SMALL} <sup>2</sup>"),
        ("a < b </i> <b", "a < b </i> <b"),
        ("&amp; &lt;i&gt; &#233; AT&T &x", "& <i> é AT&T &x"),
        ("a<!-- c -->b $x^2$ $5", "ab $x^2$ $5"),
        ("one\ntwo\\\nthree\n\nfour", "one two\nthree\nfour"),
        ("# 1 hit", "# 1 hit"),
    ],
)  # fmt: skip
def test_markdown_is_read_as_pandoc_reads_it(text: str, markup: str) -> None:
    assert to_markup(parse_markdown(text)) == markup


@pytest.mark.parametrize(
    ("inlines", "text"),
    [
        (("3 * 3, a_b, _c_, [d], <e>, f^2^",), r"3 \* 3, a_b, \_c\_, \[d\], \<e\>, f\^2\^"),
        (("~g~, $h$, `i`, @j, k@l, a\\b",), r"\~g\~, \$h\$, \`i\`, \@j, k@l, a\\b"),
        (("AT&T &amp; -- ---",), r"AT&T \&amp; \-- \-\--"),
        ((Styled(("a",), ITALIC), Styled(("b",), ITALIC)), "*a*<!---->*b*"),
        ((Styled(("a", Styled(("b",), BOLD)), ITALIC),), "_a**b**_"),
        ((Styled((" a\n",), ITALIC), Styled((" ",), BOLD)), " *a*\\\n "),
        ((Styled(("a b",), SUPERSCRIPT),), r"^a\ b^"),
        ((Link(("a",), "http://x/_y_"),), r"[a](http://x/\_y\_)"),
        ((Styled(("a",), Format(weight="bold", case="protected")),), "**[a]{.nocase}**"),
    ],
)  # fmt: skip
def test_markdown_is_written_so_that_pandoc_reads_it(inlines: Inlines, text: str) -> None:
    assert to_markdown(inlines) == text


@given(made.words())
def test_every_text_is_read_as_it_was_written(text: str) -> None:
    assert parse_markdown(to_markdown((text,))) == (text,)


@given(made.inlines(links=True))
@example(("Stop!", Link(("here",), "https://example.org")))
@example((Styled((Styled((Styled(("0",), ITALIC),), BOLD),), ITALIC),))
@example((Styled((Styled(("0",), ITALIC),), ITALIC), "0"))
@example(("!", Styled(("0",), Format(variant="small-caps"))))
def test_the_words_of_formatted_text_survive(inlines: Inlines) -> None:
    assert plain(parse_markdown(to_markdown(inlines))).split() == plain(inlines).split()


@given(st.text(st.sampled_from(r"ab *_^~`[](){}<>/i&;.-\!\"' " + "\n"), max_size=30))
def test_any_text_can_be_read(text: str) -> None:
    inlines = parse_markdown(text)
    assert parse_markdown(to_markdown((plain(inlines),))) == ((plain(inlines),) if plain(inlines) else ())


@pytest.mark.parametrize(
    "piece", ["*", "**_", "[", "<i>", "^a", "~~", "`", "` `` ", "<!--", "&", "](", "*a*", "[a]{.nocase}", "*_"]
)
def test_long_odd_texts_have_an_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert to_markup(parse_markdown(text))
    assert to_markup(parse_markdown(f"{text}x{text[::-1]}"))
