from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings

from citekit.model import Bibliography, Excerpt, Headings, NoteReference, SetNote
from citekit.output import typst, typstmarkup
from citekit.output.characters import clean
from citekit.output.layout import LIGHT, marks, settled
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inlines,
    Link,
    Styled,
    plain,
)
from citekit.values import replace
from tests.output import samples


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("\\ * _ ` $ # @ < > [ ] ~ { } % ^ & |",), r"\\ \* \_ \` \$ \# \@ \< \> \[ \] \~ { } % ^ & |"),
        (("\"a\" 'b' “c” ‘d’",), r"\"a\" \'b\' “c” ‘d’"),
        (("co-op a--b -1 1911-12 a-?b-",), r"co-op a\--b \-1 1911\-12 a\-?b\-"),
        (("wait... 3. 4..",), r"wait\.\.. 3. 4\.."),
        (("a/b // c /* d */",), r"a/b \/\/ c \/\* d \*/"),
        (("https://example.org/a",), r"https:\/\/example.org/a"),
        (("= a = b",), r"\= a = b"),
        ((" = a",), r" \= a"),
        (("- a",), r"\- a"),
        (("+ a + b",), r"\+ a + b"),
        (("/ a: b",), r"\/ a: b"),
        (("11. That",), r"11\. That"),
        ((" 11. That",), r" 11\. That"),
        (("a\t\n b",), "a b"),
        ((Styled(("a",), ITALIC), "(b)"), r"#emph[a]\(b)"),
        ((Styled(("a",), ITALIC), "[b]"), r"#emph[a]\[b\]"),
        ((Styled(("a",), ITALIC), "; b"), r"#emph[a]\; b"),
        ((Styled(("a",), ITALIC), ".b. C"), r"#emph[a]\.b. C"),
        ((Styled(("a",), ITALIC), ". B"), "#emph[a]. B"),
        ((Styled(("a",), BOLD), Styled(("b",), LIGHT)), '#strong[a]#text(weight: "light")[b]'),
        ((Styled(("a",), SMALL_CAPS), Styled(("b",), samples.UNDERLINE)), "#smallcaps[a]#underline[b]"),
        ((Styled(("a",), SUPERSCRIPT), Styled(("b",), SUBSCRIPT)), "#super[a]#sub[b]"),
        ((Styled(("NATO",), PROTECTED),), "NATO"),
        ((Styled(("a ", Styled(("b",), Format(style="normal"))), ITALIC),), "#emph[a ]b"),
        ((Link(("a",), "https://example.org/\\?b#c[d"),), r'#link("https://example.org/\\?b#c[d")[a]'),
        ((Link(("a",), "javascript:x"),), "a"),
        ((Link(("a",), "https://example.org/" + "a" * 8000),), "a"),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert typst.inlines(content) == expected


def test_blanks_that_are_stripped_leave_no_sign_at_the_beginning() -> None:
    written = typst.write(Excerpt((("\u3000= a",),))).decode()
    assert "\n\u3000= a\n" in written


# What Typst's lexer would take for something else than text, in mark-up whose escapes are gone.
_ACTS = re.compile(r"""[\\*_`$#@<>\[\]~"']|--|-\?|-[0-9]|\.\.\.|//|/\*|https?://|\A *(?:[-+/] |=+ |[0-9]+\. )""")


@given(samples.words)
def test_nothing_acts_but_what_is_escaped(words: str) -> None:
    source = typstmarkup.text(words)
    assert not _ACTS.search(re.sub(r"\\[^\s0-9A-Za-z]", "\ufffc", source))
    assert re.sub(r"\\([^\s0-9A-Za-z])", r"\1", source) == re.sub(" +", " ", clean(words))


@given(samples.excerpts())
def test_brackets_match(excerpt: Excerpt) -> None:
    source = typst.write(excerpt).decode()
    source = re.sub(r'"(?:\\.|[^"\\])*"|\\[^\s0-9A-Za-z]', "", source)
    depth = 0
    for char in source:
        depth += {"[": 1, "]": -1}.get(char, 0)
        assert depth >= 0
    assert depth == 0


def noted(*numbers: str) -> Excerpt:
    marks = [NoteReference(number, number) for number in numbers]
    return Excerpt((tuple(part for mark in marks for part in ("a", mark)),), tuple(map(_note, numbers)))


def _note(number: str) -> SetNote:
    return SetNote(number, number, (f"Note {number}.",))


def passage(excerpt: Excerpt) -> str:
    found = re.search(r"#quote\(block: true.*?\)\[\n(.*?)\n\]\n", typst.write(excerpt).decode(), re.DOTALL)
    assert found
    return found[1]


def test_the_counter_is_set_where_numbers_do_not_follow() -> None:
    assert passage(noted("11", "12", "14")) == (
        "a#counter(footnote).update(10)#footnote[Note 11.]a#footnote[Note 12.]"
        "a#counter(footnote).update(13)#footnote[Note 14.]"
    )


def test_a_number_that_is_none_is_a_numbering_of_its_own() -> None:
    assert passage(noted("†", "2", '"', "007", "0")) == (
        'a#footnote(numbering: _ => "†")[Note †.]a#footnote[Note 2.]a#footnote(numbering: _ => "\\"")[Note \\".]'
        'a#footnote(numbering: _ => "007")[Note 007.]a#footnote(numbering: _ => "0")[Note 0.]'
    )


def test_a_mark_that_comes_back_refers_to_its_footnote() -> None:
    marks = (NoteReference("3", "3"), NoteReference("†", "d"))
    again = tuple(replace(mark, again=True) for mark in marks)
    excerpt = Excerpt((("a", *marks, "b", *again),), (SetNote("3", "3", ("C",)), SetNote("†", "d", ("D",))))
    assert passage(excerpt) == (
        'a#counter(footnote).update(2)#footnote[C]<fn-3>#footnote(numbering: _ => "†")[D]<fn-d>'
        'b#footnote(<fn-3>)#footnote(numbering: _ => "†", <fn-d>)'
    )


def test_marks_without_notes_and_notes_without_marks() -> None:
    excerpt = Excerpt((("a", NoteReference("11", "11", linked=False), ". B"),), (_note("12"),))
    assert passage(excerpt) == "a#super[11]. B"
    assert "\n= Notes\n\n#super[12] Note 12.\n" in typst.write(excerpt).decode()


def test_words_between_marks_are_escaped_together() -> None:
    assert passage(Excerpt((("a.", ".", ".", "b"),))) == r"a\.\..b"


@pytest.mark.parametrize(
    ("language", "settings_"),
    [
        ("en-GB", 'lang: "en", region: "GB"'),
        ("de", 'lang: "de"'),
        ("zh-Hant-TW", 'lang: "zh", region: "TW"'),
        ("sr-Latn", 'lang: "sr"'),
        ("es-419", 'lang: "es"'),
        ("he-IL", 'lang: "he", region: "IL", dir: rtl'),
        ("x", ""),
        ("", ""),
        ('"); x', ""),
    ],
)
def test_language(language: str, settings_: str) -> None:
    written = typst.write(Excerpt(language=language)).decode()
    assert written.startswith(f"#set text({settings_})\n" if settings_ else "#set par(")


def test_title_and_concordance() -> None:
    excerpt = Excerpt((("a",),), title='The "#1"', concordance=(("11", "1"), ("12a", "2")))
    written = typst.write(excerpt).decode()
    assert written.startswith('#set document(title: "The \\"#1\\"")\n')
    assert '\n= The \\"\\#1\\"\n' in written
    assert "\n== Note numbers\n" in written
    assert "  table.header([in the book], [here]),\n" in written
    assert "  [11], [1],\n  [12a], [2],\n)" in written


def test_bibliography_follows_the_style() -> None:
    one = (samples.entry("a", "[A] B."),)
    lists = [Bibliography(one, entry_spacing=0, title="Flat"), Bibliography(one, hanging_indent=True, line_spacing=2)]
    flat, hanging = typst.bibliographies(lists, Headings(), "en").decode().split("= Bibliography")
    assert "= Flat\n\n#[\n#set par(leading: 0.65em, spacing: 0.65em)\n" in flat
    assert "#set par(leading: 2em, spacing: 2.6em, hanging-indent: 1.5em)\n" in hanging
    assert "\n\\[A\\] B.\n]\n" in hanging
    margin = replace(samples.NUMBERED, second_field_align="margin")
    assert "#pad(left: -3em, grid(\n  columns: (2.4em, 1fr)," in typst.bibliographies([margin], Headings(), "").decode()


# --- with the compiler, where it is installed (the package "typst" of PyPI) ---

_PLAIN = """#let plain(it) = {
  if type(it) == str { it }
  else if it == [ ] { " " }
  else if it.has("text") { plain(it.text) }
  else if it.has("children") { it.children.map(plain).join("") }
  else if it.has("body") { plain(it.body) }
  else if it.has("child") { plain(it.child) }
  else { "<" + repr(it.func()) + ">" }
}
"""


def compiler() -> Any:  # a package without types, which is not installed with citekit
    return pytest.importorskip("typst", reason="the package typst is not installed")


def values(source: str, selector: str) -> list[dict[str, Any]]:  # JSON
    found: list[dict[str, Any]] = json.loads(compiler().query(source.encode(), selector))
    return found


@settings(max_examples=60)
@given(samples.inlines)
def test_typst_reads_what_was_written(content: Inlines) -> None:
    markup = typst.inlines(content)
    (read,) = values(f"{_PLAIN}#metadata(plain([|{markup}|])) <out>", "<out>")
    assert re.sub(" +", " ", read["value"]) == f"|{re.sub(' +', ' ', plain(settled(content)))}|"


@settings(max_examples=40)
@given(samples.excerpts())
def test_any_excerpt_compiles(excerpt: Excerpt) -> None:
    marked = [mark for mark in marks(excerpt) if mark.linked]
    source = typst.write(excerpt)
    assert compiler().compile(source).startswith(b"%PDF")
    assert len(values(source.decode(), "footnote")) == len(marked)


@pytest.mark.parametrize(
    "source",
    [
        typst.write(samples.LIGHTHOUSE),
        typst.write(samples.QUOTED),
        typst.bibliographies([samples.NUMBERED, *samples.TITLED], samples.GERMAN, "de-DE"),
        typst.write(replace(noted("11", "†", "3"), title="T", concordance=(("11", "1"),), language="fa-IR")),
        typst.write(Excerpt()),
    ],
    ids=["lighthouse", "quoted", "lists", "signs", "empty"],
)
def test_compiles_without_warnings(source: bytes) -> None:
    _, warnings = compiler().compile_with_warnings(source)
    assert [str(one) for one in warnings] == []


def test_printed_numbers_are_those_of_the_book() -> None:
    counted = "#context query(footnote).map(it => counter(footnote).at(it.location()).first()).map(metadata).join()"
    source = f"{typst.write(noted('11', '12', '†', '14')).decode()}\n{counted}\n"
    assert [one["value"] for one in values(source, "metadata")] == [11, 12, 13, 14]
