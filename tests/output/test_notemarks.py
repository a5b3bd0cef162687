"""Notes at their marks, and which of their numbers come from counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import BlockQuotation, Excerpt, NoteReference, QuotedParagraph, SetNote
from citekit.output.notemarks import MarkAlone, MarkedParagraph, NoteHere, counting, marked
from citekit.richtext import SMALL_CAPS, Styled
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
    line = (("x\n",), NoteHere(note, 0, True, True), MarkAlone("12"), MarkAlone("11", 0), MarkAlone("11a"))
    assert result.paragraphs == (MarkedParagraph((line,)),)
    assert (result.start, result.unmarked) == (11, (left,))


def test_a_note_whose_only_mark_comes_again_is_printed_there() -> None:
    note = SetNote("1", "a", ())
    assert marked(Excerpt(((NoteReference("1", "a", again=True),),), (note,))).paragraphs == (
        MarkedParagraph(((NoteHere(note, 0, True, False),),)),
    )


def test_quotations_set_apart_have_lines_with_their_marks() -> None:
    note = SetNote("1", "a", ())
    verse = QuotedParagraph((("One",), ("two", NoteReference("1", "a"))), "Keeper", (0, 2))
    block = BlockQuotation((verse, QuotedParagraph((("Prose.",),))), "verse", attribution=("Dunn",), language="de")
    here = NoteHere(note, 0, True, False)
    assert marked(Excerpt((("Text",), block), (note,))).paragraphs == (
        MarkedParagraph(((("Text",),),)),
        MarkedParagraph((((Styled(("Keeper.",), SMALL_CAPS), " ", "One"),), (("two",), here)), "verse", (0, 2), "de"),
        MarkedParagraph(((("Prose.",),),), "block", (0,), "de"),
        MarkedParagraph(((("— ", "Dunn"),),), "attribution"),
    )


@given(samples.excerpts())
def test_no_note_is_lost(excerpt: Excerpt) -> None:
    result = marked(excerpt)
    here = [part.note for part in result.notes]
    assert sorted([*here, *result.unmarked], key=lambda note: note.anchor) == sorted(
        excerpt.notes, key=lambda note: note.anchor
    )
