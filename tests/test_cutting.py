"""A passage cut out of a book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.cutting import Piece, by_lines, by_notes, by_words, piece
from citekit.errors import UsageError
from citekit.model import NoteMark, Passage
from citekit.notes.marks.recognise import find_marks

BOOK = (
    "He left for Alma-Ata in the winter of that year, and nobody at the station knew whose luggage it was that the men "
    "carried so carefully.1 She stayed.2\n"
    "They wrote to each other every week.3\n"
    "\n"
    "He left the letters to the archive.[4] It lost them.5\n"
)
PASSAGE = Passage("book.txt", BOOK, find_marks(BOOK))


def cut(found: Piece) -> str:
    return BOOK[found.start : found.end]


def numbers(found: Piece) -> list[str]:
    return [PASSAGE.marks[place].number for place in found.marks]


def test_the_book_has_its_marks() -> None:
    assert [mark.number for mark in PASSAGE.marks] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "expected"),
    [
        ("2", "2", "He left for", "stayed.2", ["1", "2"]),
        ("2", "3", "He left for", "week.3", ["1", "2", "3"]),
        ("3", "4", "They wrote", "them.5", ["3", "4", "5"]),
    ],
)
def test_paragraphs_with_notes_are_cut_whole(first: str, last: str, start: str, end: str, expected: list[str]) -> None:
    found = by_notes(PASSAGE, first, last)
    assert (cut(found).startswith(start), cut(found).endswith(end), numbers(found)) == (True, True, expected)


def test_lines() -> None:
    assert cut(by_lines(PASSAGE, 2, 2)) == "They wrote to each other every week.3"
    assert cut(by_lines(PASSAGE, 1, 4)) == BOOK.strip()
    assert cut(by_lines(PASSAGE, 2, 3)) == "They wrote to each other every week.3"


@pytest.mark.parametrize(
    ("opening", "closing", "expected"),
    [
        ("She stayed", "week.", "She stayed.2\nThey wrote to each other every week.3"),
        ("She  stayed.2 They", "other", "She stayed.2\nThey wrote to each other"),
        ("They wrote", "archive.", "They wrote to each other every week.3\n\nHe left the letters to the archive.[4]"),
        ("It lost", "", "It lost them.5"),
    ],
)
def test_words(opening: str, closing: str, expected: str) -> None:
    assert cut(by_words(PASSAGE, opening, closing)) == expected


@pytest.mark.parametrize(
    ("run", "message"),
    [
        (lambda: by_notes(PASSAGE, "9", "9"), "no mark 9"),
        (lambda: by_notes(PASSAGE, "3", "2"), "note 2 stands before note 3"),
        (lambda: by_lines(PASSAGE, 2, 9), "no lines 2-9"),
        (lambda: by_lines(PASSAGE, 3, 2), "no lines 3-2"),
        (lambda: by_words(PASSAGE, "He left", ""), "stands there 2 times, in lines 1, 4"),
        (lambda: by_words(PASSAGE, "nowhere", ""), "are not in book.txt"),
        (lambda: by_words(PASSAGE, "They", " "), "are not in book.txt"),
    ],
)
def test_what_is_not_there_is_said(run: object, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        run()  # type: ignore[operator] # each row is a call
    assert caught.value.hint


def test_a_mark_that_comes_again_needs_a_chapter() -> None:
    text = "One.1\n\nTwo.1\n"
    book = Passage("b.txt", text, (NoteMark(4, 5, "1"), NoteMark(11, 12, "1")))
    with pytest.raises(UsageError, match="marked 2 times, in lines 1, 3"):
        by_notes(book, "1", "1")
    assert by_notes(book, "1", "1", range(1, 2)) == Piece(7, 12, (1,))


@given(st.integers(0, len(BOOK)), st.integers(0, len(BOOK)))
def test_a_piece_has_the_marks_that_stand_in_it(start: int, end: int) -> None:
    start, end = sorted((start, end))
    found = piece(PASSAGE, start, end)
    assert start <= found.start <= found.end <= end or not cut(found)
    for place, mark in enumerate(PASSAGE.marks):
        assert (place in found.marks) == (found.start <= mark.start and mark.end <= found.end)
