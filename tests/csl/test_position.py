"""Positions from the sequence of citations (CSL 1.0.2, Choose; Note Distance)."""

from __future__ import annotations

import pytest

from citekit.csl.position import Position, positions
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
