"""Sentence case: what changes, and what never does."""

from __future__ import annotations

import pytest
from hypothesis import given

from citekit.bib.mapping.sentence_case import cased, sentence_cased
from citekit.model import Key, Reference
from citekit.richtext import ITALIC, PROTECTED, Inlines, Styled, plain
from tests.bib.strategies import PROSE, inlines


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Making of the English Working Class", "The making of the english working class"),
        ("the lower Case First", "The lower case first"),
        ("NEP and McDonald in iPhone and A Guide", "NEP and McDonald in iPhone and a guide"),
        ("What I Saw, and I'm Sure", "What I saw, and I'm sure"),
        ("Foo Bar: A Study", "Foo bar: A study"),
        ("Foo Bar: a Study", "Foo bar: A study"),
        ("Proc. of the Conference. The End", "Proc. of the conference. The end"),
        ("Who? The Answer Is Here", "Who? The answer is here"),
        ("“Quoted Words”: More Words", "“Quoted words”: More words"),
        ("Post-War and Foo-Bar", "Post-war and foo-bar"),
        ("Letters of J. Smith and O’Neil", "Letters of J. Smith and O’Neil"),
        ("Foo — Next (And More) [Again]", "Foo — next (and more) [again]"),
        ("1968: The Year", "1968: The year"),
        ("H2O in 3D", "H2O in 3D"),
        ("", ""),
    ],
)
def test_words(title: str, expected: str) -> None:
    assert plain(cased((title,) if title else ())) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (("Life of ", Styled(("Marx",), PROTECTED), " Again"), ("Life of ", Styled(("Marx",), PROTECTED), " again")),
        ((Styled(("nato",), PROTECTED), " Rules"), (Styled(("nato",), PROTECTED), " rules")),
        (("On ", Styled(("Hamlet Now",), ITALIC)), ("On ", Styled(("hamlet now",), ITALIC))),
        (("Foo: ", Styled(("Bar",), ITALIC)), ("Foo: ", Styled(("Bar",), ITALIC))),
    ],
)
def test_formatted_text(title: Inlines, expected: Inlines) -> None:
    assert cased(title) == expected


def titles(kind: str, language: str = "") -> dict[str, str]:
    names = ("title", "title-short", "volume-title", "container-title", "collection-title", "publisher")
    texts: dict[str, Inlines] = dict.fromkeys(names, ("A Big Word",))
    if language:
        texts["language"] = (language,)
    return {name: plain(text) for name, text in sentence_cased(Reference(Key("k"), kind, texts)).texts.items()}


def test_a_title_in_another_language_stays() -> None:
    assert set(titles("book", "de-DE").values()) == {"A Big Word", "de-DE"}
    assert titles("book", "en-GB")["title"] == "A big word"


def test_titles_of_books_change_and_names_of_journals_stay() -> None:
    assert titles("article-journal") == {
        "title": "A big word",
        "title-short": "A big word",
        "volume-title": "A big word",
        "container-title": "A Big Word",
        "collection-title": "A big word",
        "publisher": "A Big Word",
    }
    assert titles("chapter")["container-title"] == "A big word"
    assert titles("periodical")["title"] == "A Big Word"


@given(inlines(PROSE))
def test_only_the_case_changes_and_twice_is_once(title: Inlines) -> None:
    once = cased(title)
    assert plain(once).upper().casefold() == plain(title).upper().casefold()  # the capital of ı is that of i
    assert cased(once) == once
