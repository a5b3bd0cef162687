"""Notes at their marks, and which of their numbers come from counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Excerpt, NoteReference, SetNote
from citekit.output.notemarks import MarkAlone, NoteHere, counting, marked
from tests.output import samples


@pytest.mark.parametrize(
    ("numbers", "start", "places"),
    [
        ([], 1, set()),
        (["11", "12", "13"], 11, {0, 1, 2}),
        (["11", "12", "14"], 11, {0, 1}),
        (["2", "11", "12", "13"], 11, {1, 2, 3}),
        (["*", "1", "†", "2"], 1, {1, 3}),
        (["1", "1", "2"], 1, {0, 2}),
        (["9", "8"], 9, {0}),
        (["*", "12a", "007", "0", "99999"], 1, set()),
    ],
)
def test_counting(numbers: list[str], start: int, places: set[int]) -> None:
    assert counting(numbers) == (start, frozenset(places))


@given(st.lists(st.integers(1, 9).map(str) | st.just("*"), max_size=12))
def test_counted_numbers_are_those_that_counting_gives(numbers: list[str]) -> None:
    start, places = counting(numbers)
    assert [numbers[place] for place in sorted(places)] == [str(start + index) for index in range(len(places))]
    assert bool(places) == any(one != "*" for one in numbers)


def test_marks_know_their_notes() -> None:
    note = SetNote("11", "a", ("Note.",))
    loose = NoteReference("12", "b", linked=False)
    words = ("x\n", NoteReference("11", "a"), loose, NoteReference("11", "a", again=True), NoteReference("11a", "a"))
    left = SetNote("99", "z", ())
    result = marked(Excerpt((words,), (note, left)))
    assert result.paragraphs == (
        ("x ", NoteHere(note, 0, True, True), MarkAlone("12"), MarkAlone("11", 0), MarkAlone("11a")),
    )
    assert (result.start, result.unmarked) == (11, (left,))


def test_a_note_whose_only_mark_comes_again_is_printed_there() -> None:
    note = SetNote("1", "a", ())
    assert marked(Excerpt(((NoteReference("1", "a", again=True),),), (note,))).paragraphs == (
        (NoteHere(note, 0, True, False),),
    )


@given(samples.excerpts())
def test_no_note_is_lost(excerpt: Excerpt) -> None:
    result = marked(excerpt)
    here = [part.note for words in result.paragraphs for part in words if isinstance(part, NoteHere)]
    assert sorted([*here, *result.unmarked], key=lambda note: note.anchor) == sorted(
        excerpt.notes, key=lambda note: note.anchor
    )
