from __future__ import annotations

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from citekit.model import Bibliography, Excerpt, Headings, NoteReference, SetNote
from citekit.output import markdown
from citekit.output.characters import clean
from citekit.output.layout import settled
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    Styled,
    plain,
)
from tests.output import samples
from tests.output.markup import Element, read, squeezed

PAGE = "https://example.org/"
MARK = "\ue000"


def rendered(source: str) -> Element:
    return read(str(MarkdownIt("commonmark").use(footnote_plugin).render(source)))


def quoted(root: Element) -> list[str]:
    """Return the text of the block quotation's paragraphs, MARK for each footnote mark."""
    for mark in root.all("sup"):
        if mark.attributes.get("class") == "footnote-ref":
            mark.children = [MARK]
    return [squeezed(each.text()) for quotation in root.all("blockquote")[:1] for each in quotation.all("p")]


def footnotes(root: Element) -> list[str]:
    return [squeezed(item.text().replace("↩︎", "")) for section in root.all("section") for item in section.all("li")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("1*2 [a] `b` \\c ~d $5 x^2",), r"1\*2 \[a\] \`b\` \\c \~d \$5 x\^2"),
        (("snake_case _a_ __b__ _",), r"snake_case \_a\_ \_\_b\_\_ \_"),
        (("a < b, c > d, <b>, <!--, </i>",), r"a < b, c > d, \<b>, \<!--, \</i>"),
        (("R&D; AT&T &amp; &#38; & co.",), r"R\&D; AT&T \&amp; \&#38; & co."),
        (
            ("Not. Too-much, (really) “escaped” #1 + 2 = 3 | 4!",),
            "Not. Too-much, (really) “escaped” #1 + 2 = 3 | 4!",
        ),
        (("The ", Styled(("Title",), ITALIC), ", 3"), "The *Title*, 3"),
        (("The ", Styled(("Title?",), ITALIC), " 3"), "The *Title?* 3"),
        (("The ", Styled(("Title?",), ITALIC), "s"), "The <em>Title?</em>s"),
        (("re", Styled(("mark",), BOLD), "able"), "re**mark**able"),
        ((Styled(("“A” ",), ITALIC), "b"), "*“A”* b"),
        ((Styled(("a",), ITALIC), Styled(("b",), BOLD)), "*a*<strong>b</strong>"),
        ((Styled(("a ", Styled(("b",), BOLD), " c"), ITALIC),), "*a **b** c*"),
        ((Styled((" ",), ITALIC),), " "),
        ((Styled(("a",), SMALL_CAPS),), '<span style="font-variant: small-caps">a</span>'),
        (("x", Styled(("2",), SUPERSCRIPT), Styled(("i",), SUBSCRIPT)), "x<sup>2</sup><sub>i</sub>"),
        ((Styled(("a",), samples.UNDERLINE),), "<u>a</u>"),
        ((Styled(("NATO",), PROTECTED),), "NATO"),
        ((Styled(("a ", Styled(("b",), Format(style="normal"))), ITALIC),), "*a* b"),
        ((Link((PAGE,), PAGE),), f"<{PAGE}>"),
        ((Link((PAGE + "%20",), PAGE + "%20"),), f"[{PAGE}%20]({PAGE}%20)"),
        ((Link(("[a]",), PAGE + "(b)"),), rf"[\[a\]]({PAGE}%28b%29)"),
        (("Ha!", Link(("a",), PAGE)), rf"Ha\![a]({PAGE})"),
        (("\\!", Link(("a",), PAGE)), rf"\\\![a]({PAGE})"),
        ((Link(("a",), PAGE + "?x&copy;y"),), f"[a]({PAGE}?x&amp;copy;y)"),
        ((Link(("a",), "javascript:x"),), "a"),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert markdown.inlines(content) == expected


def entry_source(*content: Inline) -> str:
    bibliography = Bibliography((samples.entry("a", *content),))
    return markdown.bibliographies([bibliography], Headings(bibliography=""), "en").decode().rstrip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11. a", r"11\. a"),
        ("11) a", r"11\) a"),
        ("11.a", "11.a"),
        ("1911.", r"1911\."),
        ("# a", r"\# a"),
        ("#a", "#a"),
        ("####### a", "####### a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("-a", "-a"),
        ("---", r"\---"),
        ("- - -", r"\- - -"),
        ("===", r"\==="),
        ("> a", r"\> a"),
        ("| a", r"\| a"),
        (": a", r"\: a"),
        ("    a", "a"),
        ("~~~", r"\~\~\~"),
        ("<div>", r"\<div>"),
        ("a - b", "a - b"),
    ],
)
def test_start_of_a_paragraph(text: str, expected: str) -> None:
    assert entry_source(text) == expected
    assert squeezed(rendered(expected).one("p").text()) == squeezed(text)


@given(samples.inlines)
@example(("foo", Styled(("*bar",), ITALIC), "*"))
@example((Styled(("a",), ITALIC), Styled((Styled(("b",), ITALIC), "c"), BOLD)))
@example(("&", Styled(("amp;",), Format(weight="light"))))
@example(("#",))
def test_text_survives_the_renderer(content: Inlines) -> None:
    root = rendered(entry_source(*content))
    assert {element.tag for element in root.all()} <= {"p", "em", "strong", "a", "sup", "sub", "span", "u"}
    assert squeezed(root.text()) == squeezed(clean(plain(content)))


def looks(content: Inlines, around: frozenset[str] = frozenset()) -> list[tuple[str, frozenset[str]]]:
    """Return each visible character with the italics, bold and so on around it."""
    names = {ITALIC: "em", BOLD: "strong", SUPERSCRIPT: "sup", SUBSCRIPT: "sub"}
    result: list[tuple[str, frozenset[str]]] = []
    for run in content:
        if isinstance(run, str):
            result += [(char, around) for char in clean(run) if not char.isspace()]
        elif isinstance(run, Styled):
            result += looks(run.children, around | ({names[run.format]} if run.format in names else set()))
        else:
            result += looks(run.children, around)
    return result


def seen(element: Element, around: frozenset[str] = frozenset()) -> list[tuple[str, frozenset[str]]]:
    result: list[tuple[str, frozenset[str]]] = []
    for child in element.children:
        if isinstance(child, str):
            result += [(char, around) for char in child if not char.isspace()]
        else:
            result += seen(child, around | ({child.tag} & {"em", "strong", "sup", "sub"}))
    return result


@given(samples.inlines)
def test_formatting_survives_the_renderer(content: Inlines) -> None:
    assert seen(rendered(f"x{MARK} {markdown.inlines(content)} {MARK}y"))[2:-2] == looks(settled(content))


def unspaced(text: str) -> str:
    """Return *text* without its blanks: the lines of a quotation have a break between them, and indents."""
    return "".join(text.split())


@given(samples.excerpts())
def test_excerpt_survives_the_renderer(excerpt: Excerpt) -> None:
    root = rendered(markdown.write(excerpt).decode())
    expected = samples.printed(excerpt, lambda mark: MARK if mark.linked else mark.number)
    if clean(plain(excerpt.attribution)).strip():
        expected.append(f"— {plain(excerpt.attribution)}")
    # A paragraph of blanks that do not break is one, and shows nothing.
    assert list(filter(None, map(unspaced, quoted(root)))) == list(filter(None, map(unspaced, map(clean, expected))))
    assert footnotes(root) == [squeezed(clean(plain(note.content))) for note in excerpt.notes]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("(a)", r"> b[^1]\(a)"),
        (": a", r"> b[^1]\: a"),
        ("[a]", r"> b[^1]\[a\]"),
        (" a", r"> b[^1] a"),
    ],
)
def test_text_after_a_mark(after: str, expected: str) -> None:
    excerpt = Excerpt((("b", NoteReference("1", "1"), after),), (SetNote("1", "1", ("Note.",)),))
    assert markdown.write(excerpt).decode().splitlines()[0] == expected


def test_exclamation_before_a_mark_makes_no_image() -> None:
    excerpt = Excerpt((("Fire!", NoteReference("1", "1")),), (SetNote("1", "1", ("Note.",)),))
    assert markdown.write(excerpt).decode().startswith("> Fire\\![^1]\n")


def test_mark_without_a_note_is_a_superscript() -> None:
    assert markdown.write(Excerpt((("Text.", NoteReference("11", "11", linked=False)),))) == b"> Text.<sup>11</sup>\n"


def test_note_without_a_mark_is_printed() -> None:
    written = markdown.write(Excerpt((("Text.",),), (SetNote("11", "11", ("Note.",)),)))
    assert written == b"> Text.\n\n## Notes\n\n11\\. Note.\n"


def test_heading_cannot_lose_its_end() -> None:
    written = markdown.write(Excerpt(title="In C #\n"))
    assert written == b"# In C \\#\n"
    assert rendered(written.decode()).one("h1").text() == "In C #"


def test_display_breaks_lines() -> None:
    written = markdown.bibliographies([samples.NUMBERED], Headings(), "en").decode()
    assert "\\[9\\] A. Quill, *Lamps*, 1962.\\\nAnnotated.\n" in written
