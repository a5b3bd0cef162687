"""What holds of marks in any text, by any custom."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import NoteMark
from citekit.notes.marks.recognise import find_marks
from citekit.notes.placement.clusters import SPACES
from citekit.notes.placement.customs import CUSTOMS, Custom
from citekit.notes.placement.placing import Unreadable, place, undo
from tests.notes.placement.marked import PIECES, any_marks, marked_texts

Marked = tuple[str, tuple[NoteMark, ...]]

CUSTOM = st.sampled_from(list(CUSTOMS.values()))
UNREADABLE: st.SearchStrategy[Unreadable] = st.sampled_from(["kept", "raised", "bracketed", "moved"])
PROSE = st.lists(st.one_of(PIECES, st.sampled_from(["word.12 ", "He left.13 ", "said,”14 "])), max_size=20).map("".join)
ANY = st.one_of(marked_texts(), any_marks(), PROSE.map(lambda text: (text, find_marks(text))))


def without(text: str, marks: tuple[NoteMark, ...]) -> str:
    """Return the letters of *text* that are of no mark, brackets and spaces apart, which may go with one."""
    kept = set(range(len(text))) - {place for mark in marks for place in range(mark.start, mark.end)}
    return "".join(text[place] for place in sorted(kept) if text[place] not in "[]()" + SPACES)


@given(ANY, CUSTOM, UNREADABLE)
def test_what_is_placed_can_be_undone(given_: Marked, custom: Custom, unreadable: Unreadable) -> None:
    text, marks = given_
    assert undo(place(text, marks, custom, unreadable=unreadable)) == (text, marks)


@given(ANY, CUSTOM, UNREADABLE)
def test_placed_twice_is_placed_once(given_: Marked, custom: Custom, unreadable: Unreadable) -> None:
    placed = place(*given_, custom, unreadable=unreadable)
    again = place(placed.text, placed.marks, custom, unreadable=unreadable)
    assert (again.text, again.marks, again.moves, again.kept) == (placed.text, placed.marks, (), placed.kept)


@given(ANY, CUSTOM)
def test_marks_keep_their_order_and_what_they_say(given_: Marked, custom: Custom) -> None:
    text, marks = given_
    placed = place(text, marks, custom)
    before = [(mark.number, text[mark.start : mark.end]) for mark in marks]
    assert [(mark.number, placed.text[mark.start : mark.end]) for mark in placed.marks] == before
    assert all(one.end <= other.start for one, other in zip(placed.marks, placed.marks[1:], strict=False))


@given(marked_texts(), CUSTOM, UNREADABLE)
def test_nothing_but_marks_changes(given_: Marked, custom: Custom, unreadable: Unreadable) -> None:
    text, marks = given_
    placed = place(text, marks, custom, unreadable=unreadable)
    joints = "".join(move.before for move in placed.moves)
    moved = without(placed.text, placed.marks)
    kept = without(text, marks)
    if not set(",;–—-⁻") & set(joints):
        assert moved == kept
    assert sorted(moved) == sorted(kept)
    letters = str.maketrans("", "", string.punctuation + "–—⁻")
    assert moved.translate(letters) == kept.translate(letters)


@given(marked_texts(), CUSTOM)
def test_a_mark_never_leaves_its_line_or_its_brackets(given_: Marked, custom: Custom) -> None:
    text, marks = given_
    placed = place(text, marks, custom)
    for move in placed.moves:
        first = placed.marks[move.first]
        lines = text.count("\n", 0, move.old), placed.text.count("\n", 0, first.start)
        assert lines[0] == lines[1]
        assert _depth(text, move.old) == _depth(placed.text, move.new)


def _depth(text: str, place: int) -> int:
    return text.count("(", 0, place) - text.count(")", 0, place)


@pytest.mark.parametrize("name", CUSTOMS)
def test_marks_in_an_endless_run_of_signs_stay(name: str) -> None:
    text = "word" + ".”" * 20_000 + "\n"
    marks = tuple(NoteMark(at, at + 1, ".") for at in range(4, len(text) - 2, 4))
    placed = place(text, marks, CUSTOMS[name])
    assert (placed.text, placed.moves) == (text, ())
