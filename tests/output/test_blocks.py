"""Quotations set apart: what of them all writers print alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from citekit import output
from citekit.model import BlockQuotation, Excerpt, NoteReference, Paragraph, QuotedParagraph, SetNote
from citekit.output import blocks, docx, epub, html, odt, rtf
from citekit.output.blocks import DEEPEST, Line, is_visible, kinds, lines, speaker
from citekit.richtext import BOLD, SMALL_CAPS, Styled
from tests.output import samples
from tests.output.markup import read
from tests.output.packages import members


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Keeper", "Keeper."),
        ("Keeper.", "Keeper."),
        ("Keeper:", "Keeper:"),
        ("Q", "Q."),
        ("Keeper (aside)", "Keeper (aside)."),
        ("Who?", "Who?"),
        (" \n", ""),
        ("", ""),
    ],
)
def test_a_speaker_has_a_stop_unless_a_sign_stands_there(given: str, expected: str) -> None:
    assert speaker(QuotedParagraph((("Words.",),), given)) == expected


@pytest.mark.parametrize(
    ("indents", "expected"),
    [((), [0, 0]), ((1,), [1, 0]), ((0, 2, 5), [0, 2]), ((-3, 99), [0, DEEPEST])],
)
def test_every_line_has_an_indent_that_fits_a_page(indents: Sequence[int], expected: list[int]) -> None:
    verse = QuotedParagraph((("One",), ("two",)), indents=tuple(indents))
    assert lines(verse) == [Line(("One",), expected[0]), Line(("two",), expected[1])]


def test_a_speaker_runs_in_before_the_first_line() -> None:
    mark = NoteReference("1", "1")
    speech = QuotedParagraph((("One", mark), ("two",)), "Keeper", (1,))
    assert lines(speech, BOLD) == [Line((Styled(("Keeper.",), BOLD), " ", "One", mark), 1), Line(("two",))]
    assert lines(speech, None) == [Line(("One", mark), 1), Line(("two",))]
    assert lines(QuotedParagraph((), "Keeper")) == [Line((Styled(("Keeper.",), SMALL_CAPS), " "))]
    assert lines(QuotedParagraph(())) == []


def test_kinds() -> None:
    assert kinds(BlockQuotation(())) == []
    assert kinds(BlockQuotation((), "verse", epigraph=True)) == ["verse", "epigraph"]


@pytest.mark.parametrize(
    ("words", "visible"),
    [((), False), ((" ", "\u00a0"), False), (("a",), True), ((NoteReference("1", "1"),), True)],
)
def test_what_is_seen_of_a_line(words: Paragraph, visible: bool) -> None:
    assert is_visible(words) is visible


EMPTY = Excerpt((BlockQuotation(()), BlockQuotation((QuotedParagraph(()),)), ("Text.",)))


@pytest.mark.parametrize("name", output.formats())
def test_blocks_of_nothing_are_written(name: str) -> None:
    assert output.writer(name).write(EMPTY) != b""


# A block's language and direction are its own.
GERMAN = Excerpt((("Text.",), BlockQuotation((QuotedParagraph((("Wort.",),)),), language="de-AT")), language="en-US")
HEBREW = Excerpt((BlockQuotation((QuotedParagraph((("מגדלור",),)),), language="he"),), language="en-US")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("html", '<blockquote lang="de-AT">'),
        ("latex", "\\begin{otherlanguage*}{german}"),
        ("latex", "\\babelprovide[import]{german}"),
        ("biblatex", "\\begin{otherlanguage*}{german}\n\\begin{displayquote}"),
        ("typst", '#set text(lang: "de", region: "AT")\nWort.'),
        ("jats", '<disp-quote xml:lang="de-AT">'),
        ("pandoc", '["lang","de-AT"]'),
        ("rtf", "\\lang3079 Wort."),
    ],
)
def test_language_of_a_block(name: str, expected: str) -> None:
    assert expected in output.writer(name).write(GERMAN).decode()


def test_language_of_a_block_in_archives() -> None:
    assert (
        '<w:lang w:val="de-AT"/></w:rPr><w:t xml:space="preserve">Wort.'
        in members(docx.write(GERMAN))["word/document.xml"]
    )
    assert 'fo:language="de" fo:country="AT"' in members(odt.write(GERMAN))["content.xml"]
    assert '<blockquote lang="de-AT" xml:lang="de-AT">' in members(epub.write(GERMAN))["EPUB/text.xhtml"]


def test_direction_of_a_block() -> None:
    assert read(html.write(HEBREW).decode()).all("blockquote")[1].attributes["dir"] == "rtl"
    assert "<w:bidi/>" in members(docx.write(HEBREW))["word/document.xml"]
    assert 'style:writing-mode="rl-tb"' in members(odt.write(HEBREW))["content.xml"]
    assert "\\s8\\rtlpar" in rtf.write(HEBREW).decode()


def test_a_line_without_words_does_not_end_a_paragraph_of_markdown() -> None:
    verse = BlockQuotation((QuotedParagraph((("One",), (" ",), ("two",))),), "verse")
    assert output.fragment("markdown", Excerpt((verse,))).decode() == "> One\\\n> two\n"


@pytest.mark.parametrize(("name", "sign"), [("html", 'class="stanza"'), ("epub", "")])
def test_pages_without_blocks_have_no_rules_for_them(name: str, sign: str) -> None:
    def css(excerpt: Excerpt) -> str:
        data = output.writer(name).write(excerpt)
        return data.decode() if name == "html" else members(data)["EPUB/style.css"]

    assert ".stanza" in css(samples.QUOTED)
    assert ".stanza" not in css(samples.LIGHTHOUSE)
    assert sign in css(samples.QUOTED)


def test_books_of_epub_know_verse_and_epigraphs() -> None:
    page = members(epub.write(samples.QUOTED))["EPUB/text.xhtml"]
    assert 'epub:prefix="z3998: http://www.daisy.org/z3998/2012/vocab/structure/#"' in page
    assert '<blockquote class="verse" epub:type="z3998:verse">' in page
    assert '<blockquote class="epigraph" epub:type="epigraph">' in page
    assert "epub:prefix" not in members(epub.write(samples.LIGHTHOUSE))["EPUB/text.xhtml"]


def test_a_note_of_a_block_is_a_note_like_others() -> None:
    note = SetNote("1", "1", ("A note.",))
    block = BlockQuotation((QuotedParagraph((("One",), ("two", NoteReference("1", "1")))),), "verse")
    root = read(html.write(Excerpt((block,), (note,))).decode())
    (mark,) = root.all("a", role="doc-noteref")
    assert [one.attributes["id"] for one in root.all("li")] == [mark.attributes["href"].removeprefix("#")]
    assert blocks.lines(block.paragraphs[0])[1].words[-1] == NoteReference("1", "1")
