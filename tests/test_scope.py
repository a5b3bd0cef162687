"""The notes of an excerpt: as if the book began there, or in the form that the book has."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.catalogue import find_style
from citekit.errors import InvalidInputError, UsageError
from citekit.excerpt import Composed, ExcerptOptions, compose
from citekit.findings import Source
from citekit.model import Date, Key, Library, Name, NoteMark, Passage, Reference
from citekit.notes.ledger.reading import read_ledger
from citekit.richtext import plain
from citekit.scope import sequenced

LIBRARY = Library(
    {
        Key(key): Reference(
            Key(key),
            "book",
            texts={"title": (title,), "publisher": ("Press",)},
            names={"author": (Name(family, "Ann"),)},
            dates={"issued": Date((1990,))},
        )
        for key, title, family in (("a", "First Words", "Able"), ("b", "Last Ones", "Baker"), ("c", "More", "Able"))
    }
)
BOOK = '  9: "@a [p. 1]"\n  10: "@b [p. 2]"\n  11: "@b [p. 3]"\n  12: "@b [p. 4]"\n  13: "@a [p. 5]"\n  14: "@c"\n'
CHAPTERS = '  - {chapter: One, 1: "@a [p. 1]", 2: "@b [p. 2]"}\n  - {chapter: Two, 1: "@b [p. 3]", 2: "@a [p. 4]"}\n'


def cut(marked: str, notes: str, style: str = "chicago-notes-bibliography-17th-edition", **given: Any) -> Composed:
    found, text = [], ""
    for number in marked.split():
        text += "Text."
        found.append(NoteMark(len(text), len(text) + len(number), number))
        text += f"{number} "
    ledger = read_ledger(Source("book.yaml", f"citekit-ledger: 1\npassage: book.txt\nnotes:\n{notes}"))
    assert ledger.findings == ()
    passage = Passage("p.txt", text, tuple(found))
    return compose(passage, ledger, LIBRARY, find_style(style), options=ExcerptOptions(**given))


def notes_of(composed: Composed) -> list[str]:
    return [f"{note.number} {plain(note.content)}" for note in composed.excerpt.notes]


FULL_A, FULL_B = "Ann Able, First Words (Press, 1990), ", "Ann Baker, Last Ones (Press, 1990), "


@pytest.mark.parametrize(
    ("marks", "scope", "expected"),
    [
        pytest.param("11 12 13", "excerpt", [f"11 {FULL_B}3.", "12 Baker, 4.", f"13 {FULL_A}5."], id="excerpt"),
        pytest.param(
            "11 12 13", "book", ["11 Baker, Last Ones, 3.", "12 Baker, 4.", "13 Able, First Words, 5."], id="book"
        ),
        pytest.param("9 10 11", "book", [f"9 {FULL_A}1.", f"10 {FULL_B}2.", "11 Baker, 3."], id="nothing is cut away"),
        pytest.param("10 12", "book", [f"10 {FULL_B}2.", "12 Baker, Last Ones, 4."], id="cut in the middle"),
    ],
)
def test_the_form_of_notes(marks: str, scope: str, expected: list[str]) -> None:
    composed = cut(marks, BOOK, scope=scope)
    assert notes_of(composed) == expected


def test_the_bibliography_has_what_the_excerpt_cites() -> None:
    for scope in ("excerpt", "book"):
        entries = cut("13", BOOK, scope=scope).excerpt.bibliographies[0].entries
        assert [entry.key for entry in entries] == ["a"]


def test_works_are_told_apart_as_in_the_book() -> None:
    def year(scope: str) -> str:
        return notes_of(cut("13", BOOK, "apa", scope=scope))[0]

    assert "1990a" in year("book")
    assert "1990a" not in year("excerpt")


def test_what_lies_outside_an_excerpt_is_no_finding_and_what_lies_inside_is() -> None:
    assert cut("11 12", BOOK).findings == ()
    assert [finding.message for finding in cut("11 13", BOOK).findings] == [
        "note 12 of the ledger has no mark in p.txt"
    ]


@pytest.mark.parametrize(
    ("numbering", "numbers", "concordance"),
    [
        ("kept", ["11", "13"], ()),
        ("restarted", ["1", "2"], ()),
        ("concorded", ["1", "2"], (("11", "1"), ("13", "2"))),
    ],
)
def test_numbers(numbering: str, numbers: list[str], concordance: tuple[tuple[str, str], ...]) -> None:
    excerpt = cut("11 13", BOOK, numbering=numbering).excerpt
    assert [note.number for note in excerpt.notes] == numbers
    assert excerpt.concordance == concordance


def test_a_style_prints_the_number_that_the_note_has() -> None:
    assert notes_of(cut("11 12 13 14", BOOK, "oscola"))[0].startswith("11 Ann Baker")
    assert notes_of(cut("11 13", BOOK + '  15: "@b"\n', "oscola", scope="book"))[0] == "11 Baker (n 10) 3."
    assert notes_of(cut("11 13 15", BOOK + '  15: "@b"\n', "oscola"))[2] == "15 Baker (n 11)."
    assert notes_of(cut("11 13 15", BOOK + '  15: "@b"\n', "oscola", numbering="restarted"))[2] == "3 Baker (n 1)."


def test_numbers_of_the_book_in_an_excerpt_that_counts_anew_are_reported() -> None:
    rules = [finding.rule for finding in cut("11 12", BOOK, "oscola", scope="book", numbering="restarted").findings]
    assert rules == ["note-numbers-of-the-book"]
    assert cut("11 12", BOOK, "oscola", scope="book").findings == ()


def test_a_passage_that_could_be_of_two_chapters_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        cut("1 2", CHAPTERS)
    (finding,) = caught.value.findings()
    assert (finding.rule, finding.where.column) == ("which-chapter", 6)
    assert "1 (One), 2 (Two)" in finding.message


@pytest.mark.parametrize("chapter", ["two", "2", "Two"])
def test_the_chapter_can_be_said(chapter: str) -> None:
    assert notes_of(cut("1 2", CHAPTERS, chapter=chapter)) == [f"1 {FULL_B}3.", f"2 {FULL_A}4."]


def test_an_unknown_chapter_is_refused() -> None:
    with pytest.raises(UsageError, match="no chapter 'Twoo'") as caught:
        cut("1 2", CHAPTERS, chapter="Twoo")
    assert caught.value.hint == "did you mean 'Two'?"


@given(st.lists(st.sampled_from("9 10 11 12 13 14".split()), unique=True), st.sampled_from(["excerpt", "book"]))
def test_every_note_has_its_own_citations(marks: list[str], scope: Any) -> None:
    ledger = read_ledger(Source("book.yaml", f"citekit-ledger: 1\nnotes:\n{BOOK}"))
    printed = [(note, note.number) for note in ledger.notes if note.number in marks]
    found = sequenced(printed, ledger, scope)
    for note, _ in printed:
        own = [found.citations[place].cites for place in found.places[note.run, note.number]]
        assert own == [part.cites for part in note.parts if not isinstance(part, tuple)]
    assert found.listed == {
        cite.key for note, _ in printed for part in note.parts if not isinstance(part, tuple) for cite in part.cites
    }


def test_a_whole_book_reads_alike_in_both_scopes() -> None:
    marks = "9 10 11 12 13 14"
    assert notes_of(cut(marks, BOOK, scope="book")) == notes_of(cut(marks, BOOK, scope="excerpt"))
