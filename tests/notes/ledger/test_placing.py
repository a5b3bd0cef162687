"""Notes put into a ledger and taken out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UsageError
from citekit.notes.ledger.order import counted, is_number, place_in_order
from citekit.notes.ledger.placing import NewNote, add_notes, remove_notes
from citekit.notes.ledger.reading import read_ledger
from tests.notes.ledger.sample import ALL, CHAPTERS, COMMENTED, EMPTY, UNFILLED, source


def test_a_note_stands_where_its_number_does() -> None:
    text = add_notes(
        source(UNFILLED.replace("  2:", "  5:").replace("  3:", "  6:")), [NewNote(0, "4", '"@b"', "so it\n says")]
    )
    assert text.index('  # so it\n  # says\n  4: "@b"\n') < text.index("  # on two\n  5:")


def test_chapters_and_line_ends_are_kept() -> None:
    text = add_notes(source(CHAPTERS.replace("\n", "\r\n")), [NewNote(1, "3"), NewNote(2, "*", "x")])
    assert '    2: "@b"\r\n    3:\r\n  - chapter: Three\r\n' in text
    assert text.endswith('    1: "@a"\r\n    "*": x\r\n')


def test_an_empty_ledger_is_filled() -> None:
    assert add_notes(source(EMPTY), [NewNote(0, "2"), NewNote(0, "1", '"@a"')]) == (
        'citekit-ledger: 1\nnotes:  # none\n  1: "@a"\n  2:\n'
    )


@pytest.mark.parametrize(
    ("note", "message"),
    [
        (NewNote(0, "11"), "note 11 is there already"),
        (NewNote(0, "x9"), "not a note number: 'x9'"),
        (NewNote(4, "1"), "no chapter 5"),
    ],
)
def test_what_cannot_be_put_in(note: NewNote, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        add_notes(source(COMMENTED), [note])


def test_a_note_is_taken_out_with_its_comments() -> None:
    text = remove_notes(source(COMMENTED), {(0, "11")})
    assert "eleven" not in text
    assert "deeper" not in text
    assert "# The first part" in text


@given(st.sampled_from(ALL), st.integers(20, 30).map(str))
def test_put_in_and_taken_out_says_what_it_said(text: str, number: str) -> None:
    with_note = add_notes(source(text), [NewNote(0, number, '"@new"')])
    assert [note.number for note in read_ledger(source(with_note)).notes].count(number) == 1
    assert read_ledger(source(remove_notes(source(with_note), {(0, number)}))) == read_ledger(source(text))


@given(st.lists(st.integers(1, 50).map(str), unique=True), st.integers(51, 60).map(str))
def test_the_highest_goes_last(numbers: list[str], number: str) -> None:
    ordered = sorted(numbers, key=int)
    assert place_in_order(number, ordered) == len(ordered)
    assert place_in_order("0", ordered) == 0


def test_kinds_of_numbers() -> None:
    assert [counted(number)[0] for number in ("12", "*", "b")] == ["number", "sign", "letter"]
    assert is_number("12")
    assert is_number("††")
    assert not is_number("12a")
