"""Marks and the notes they lead to, numbers that begin again included."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Ledger, Note
from citekit.notes.ledger.pairing import pair, runs


def ledger(*noted: str) -> Ledger:
    notes = tuple(Note(number, (), run) for run, numbers in enumerate(noted) for number in numbers.split())
    return Ledger(notes, ("",) * len(noted))


def places(marks: str, *noted: str) -> str:
    """Return for each mark run.number of its note, "-" for none."""
    found = pair(marks.split(), ledger(*noted))
    return " ".join("-" if note is None else f"{note.run}.{note.number}" for note in found)


@pytest.mark.parametrize(
    ("marks", "noted", "found"),
    [
        pytest.param("11 12 14", ["11 12 13 14"], "0.11 0.12 0.14", id="one run, by number"),
        pytest.param("12 11 12", ["11 12"], "0.12 0.11 -", id="one run: a note has one mark"),
        pytest.param("1 2 1 2 3", ["1 2", "1 2 3"], "0.1 0.2 1.1 1.2 1.3", id="two runs"),
        pytest.param("1 2 1 2", ["1 2", "1", "1 2"], "0.1 0.2 2.1 2.2", id="a page is lost"),
        pytest.param("1 2 3 1 1 2", ["1 2 3", "1 2"], "0.1 0.2 0.3 - 1.1 1.2", id="a page more"),
        pytest.param("1 2 1 4", ["1 2 3", "1 2 4"], "0.1 0.2 1.1 1.4", id="marks are lost"),
        pytest.param("* † * 1", ["* †", "* 1"], "0.* 0.† 1.* 1.1", id="signs"),
        pytest.param("5 1", ["1 2", "1"], "- 1.1", id="a number the ledger does not have"),
    ],
)
def test_marks_find_their_notes(marks: str, noted: list[str], found: str) -> None:
    assert places(marks, *noted) == found


_NUMBERS = st.lists(st.sampled_from("1 2 3 4 10 * † ** a b".split()), max_size=30)


@given(_NUMBERS)
def test_runs_are_the_numbers_cut(numbers: list[str]) -> None:
    cut = list(runs(numbers))
    assert [number for run in cut for number in run] == numbers
    assert all(len(set(run)) == len(run) for run in cut)


@given(_NUMBERS)
def test_marks_as_the_ledger_has_them_find_every_note(numbers: list[str]) -> None:
    cut = [" ".join(run) for run in runs(numbers)]
    found = pair(numbers, ledger(*cut))
    assert [note.number for note in found if note] == numbers


@given(_NUMBERS, st.lists(_NUMBERS.map(" ".join), min_size=1, max_size=5))
def test_no_note_has_two_marks(numbers: list[str], noted: list[str]) -> None:
    distinct = [" ".join(dict.fromkeys(run.split())) for run in noted]
    found = pair(numbers, ledger(*distinct))
    assert len(found) == len(numbers)
    kept = [(note.run, note.number) for note in found if note]
    assert len(set(kept)) == len(kept)
    assert [number for number, note in zip(numbers, found, strict=True) if note] == [number for _, number in kept]
