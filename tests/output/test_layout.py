from __future__ import annotations

import pytest
from hypothesis import given

from citekit.model import BlockQuotation, Excerpt, NoteReference, QuotedParagraph, SetNote
from citekit.output.characters import clean
from citekit.output.layout import (
    UNDERLINE,
    Layout,
    Line,
    is_right_to_left,
    is_web_address,
    laid_out,
    linked_anchors,
    marks,
    note_identifiers,
    settled,
    stretches,
    texts,
    unmarked_notes,
)
from citekit.richtext import BOLD, ITALIC, PROTECTED, SUPERSCRIPT, Format, Inlines, Link, Styled, plain
from tests.output import samples

ROMAN = Format(style="normal")
PAGE = "https://example.org/"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((), ()),
        (("",), ()),
        (("a", "b"), ("ab",)),
        (("a", Styled(("b",), PROTECTED), "c"), ("abc",)),
        ((Styled(("a",), ITALIC), Styled(("b",), ITALIC)), (Styled(("ab",), ITALIC),)),
        ((Styled((Styled(("a",), ITALIC),), ITALIC),), (Styled(("a",), ITALIC),)),
        (
            (Styled(("a", Styled(("b",), ROMAN), "c"), ITALIC),),
            (Styled(("a",), ITALIC), "b", Styled(("c",), ITALIC)),
        ),
        ((Styled(("a",), Format(style="italic", weight="bold")),), (Styled((Styled(("a",), BOLD),), ITALIC),)),
        (
            (Styled(("a ", Styled(("b",), ITALIC), " c"), BOLD),),
            (Styled(("a ", Styled(("b",), ITALIC), " c"), BOLD),),
        ),
        ((Styled(("a",), Format(style="oblique")),), (Styled(("a",), ITALIC),)),
        (
            (Styled(("a", Styled(("2",), Format(align="sup")), "b"), UNDERLINE),),
            (Styled(("a", Styled(("2",), SUPERSCRIPT), "b"), UNDERLINE),),
        ),
        ((Link(("a",), "javascript:x"),), ("a",)),
        ((Link((Link(("a",), PAGE + "b"),), PAGE),), (Link(("a",), PAGE),)),
        ((Link(("a",), PAGE), Link(("b",), PAGE)), (Link(("ab",), PAGE),)),
    ],
)
def test_settled(content: Inlines, expected: Inlines) -> None:
    assert settled(content) == expected


@given(samples.inlines)
def test_settling_keeps_the_words_and_is_done_once(content: Inlines) -> None:
    once = settled(content)
    assert plain(once) == clean(plain(content))
    assert settled(once) == once


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("https://example.org/a?b#c", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("doi:10.1000/182", False),
        ("/relative", False),
        ("https://", False),
        ("https://example.org/a b", False),
        ('https://example.org/"x', False),
        ("https://example.org/\n", False),
        ("", False),
    ],
)
def test_web_address(target: str, expected: bool) -> None:
    assert is_web_address(target) is expected


def display(name: str, *content: str) -> Styled:
    return Styled(content, Format(display=name))  # type: ignore[arg-type]  # the tests write literals


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ((), Layout((), (Line(()),))),
        (("a", "b"), Layout((), (Line(("a", "b")),))),
        (
            (display("left-margin", "[1]"), display("right-inline", "a"), "b"),
            Layout((display("left-margin", "[1]"),), (Line((display("right-inline", "a"), "b")),)),
        ),
        (
            ("a", display("block", "b"), "c", display("indent", "d")),
            Layout(
                (),
                (
                    Line(("a",)),
                    Line((display("block", "b"),)),
                    Line(("c",)),
                    Line((display("indent", "d"),), indented=True),
                ),
            ),
        ),
        (
            (Styled(("a", display("block", "b")), ITALIC),),
            Layout((), (Line((Styled(("a",), ITALIC),)), Line((Styled((display("block", "b"),), ITALIC),)))),
        ),
    ],
)
def test_laid_out(content: Inlines, expected: Layout) -> None:
    assert laid_out(content) == expected


def test_marks_and_notes_that_do_not_meet() -> None:
    excerpt = Excerpt(
        (("a", NoteReference("1", "1"), NoteReference("2", "2"), NoteReference("3", "3", linked=False)),),
        (SetNote("1", "1", ()), SetNote("3", "3", ()), SetNote("4", "4", ())),
    )
    assert linked_anchors(excerpt) == {"1"}
    assert [note.number for note in unmarked_notes(excerpt)] == ["3", "4"]
    assert note_identifiers(excerpt) == {"1": "1", "3": "3", "4": "4"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("he-IL", True),
        ("ar", True),
        ("az-Arab", True),
        ("ku-Arab-IQ", True),
        ("ar-Latn", False),
        ("en", False),
        ("", False),
    ],
)
def test_direction(language: str, expected: bool) -> None:
    assert is_right_to_left(language) is expected


def test_texts_and_marks_are_those_of_paragraphs_and_blocks() -> None:
    first, second = NoteReference("1", "1"), NoteReference("2", "2", linked=False)
    verse = QuotedParagraph((("One", first), ("two",)))
    excerpt = Excerpt((("Text",), BlockQuotation((verse, QuotedParagraph(((second,),)))), ()))
    assert list(texts(excerpt)) == [("Text",), ("One", first), ("two",), (second,), ()]
    assert list(marks(excerpt)) == [first, second]


def test_stretches_are_whole_texts_and_single_marks() -> None:
    first, second = NoteReference("1", "1"), NoteReference("2", "2")
    look = Styled(("b",), ITALIC)
    assert list(stretches(("a", look, first, second, "c"))) == [("a", look), first, second, ("c",)]
    assert list(stretches(())) == []
