"""Positions from the sequence of citations (CSL 1.0.2, Choose; Note Distance)."""

from __future__ import annotations

import pytest

from citekit.csl.position import Position, beginnings, positions
from citekit.csl.processor import CiteInput


def cites(text: str) -> list[CiteInput]:
    """Return cites written as "a", or "a:12" with a locator."""
    return [CiteInput(*part.partition(":")[::2]) for part in text.split()]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        (["a", "a"], ["first", "ibid"]),
        (["a", "b", "a"], ["first", "first", "subsequent"]),
        (["a:1", "a:1"], ["first", "ibid"]),
        (["a:1", "a:2"], ["first", "ibid-with-locator"]),
        (["a", "a:2"], ["first", "ibid-with-locator"]),
        (["a:1", "a"], ["first", "subsequent"]),
        (["a b", "b"], ["first first", "subsequent"]),
        (["a", "b a a"], ["first", "first subsequent ibid"]),
        (["a a", "a"], ["first ibid", "ibid"]),
    ],
)
def test_the_position_of_every_cite(notes: list[str], expected: list[str]) -> None:
    found = positions([(number, cites(text)) for number, text in enumerate(notes, start=1)])
    assert [" ".join(position.holds[0] for position in one) for one in found] == expected


def test_a_note_without_citations_between_ends_ibid() -> None:
    found = list(positions([(1, cites("a")), (3, cites("a"))]))
    assert found[1][0].holds[0] == "subsequent"


def test_two_citations_in_one_note_are_not_one_antecedent() -> None:
    found = list(positions([(1, cites("a")), (1, cites("b")), (2, cites("b"))]))
    assert found[2][0].holds[0] == "subsequent"


def test_near_notes_are_counted_in_notes() -> None:
    found = list(positions([(1, cites("a")), (2, cites("b")), (4, cites("a")), (9, cites("a"))], 3))
    assert ["near-note" in one[0].holds for one in found] == [False, False, True, False]
    assert found[3][0].first_note == 1


def test_what_stands_apart_is_always_first_and_no_antecedent() -> None:
    found = list(positions([(1, cites("a")), (None, cites("a")), (2, cites("a"))]))
    assert [one[0].holds[0] for one in found] == ["first", "first", "ibid"]
    assert found[1] == (Position(),)


# A book whose notes begin anew with each chapter: nothing there refers back to the chapter before.


def test_positions_start_anew_with_a_chapter() -> None:
    notes = [(1, cites("a")), (2, cites("a")), (1, cites("a")), (2, cites("b")), (3, cites("a"))]
    found = [one[0] for one in positions(notes, begins=beginnings([1, 1, 2, 2, 2]))]
    assert [position.holds[0] for position in found] == ["first", "ibid", "first", "first", "subsequent"]
    assert [position.first_note for position in found] == [0, 1, 0, 0, 1]


def test_neither_ibid_nor_near_note_crosses_into_a_chapter() -> None:
    notes = [(1, cites("a b")), (2, cites("b")), (3, cites("b")), (4, cites("a"))]
    found = [one[0] for one in positions(notes, begins=beginnings(["I", "I", "II", "II"]))]
    assert [position.holds for position in found[2:]] == [("first",), ("first",)]


@pytest.mark.parametrize(
    ("chapters", "expected"),
    [
        ([], set()),
        (["", "", ""], set()),
        ([1, 1, 2, 2, 3], {2, 4}),
        ([1, "", "", 2, ""], {3}),  # one without a chapter goes on with the one before
        (["", "", 1], {2}),
        ([1, 2, 1], {1, 2}),
    ],
)
def test_where_chapters_begin(chapters: list[int | str], expected: set[int]) -> None:
    assert beginnings(chapters) == expected


def test_ibid_does_not_reach_over_a_cut() -> None:
    notes = [(10, cites("a")), (11, cites("a")), (12, cites("a"))]
    found = [one[0] for one in positions(notes, cuts={1})]
    assert [position.holds[0] for position in found] == ["first", "subsequent", "ibid"]
    assert found[1].first_note == 10
