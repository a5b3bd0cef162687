"""Notes numbered anew, and the references between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidInputError, UsageError
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.renumbering import in_order, renumber, shifted
from tests.notes.ledger.sample import ALL, CHAPTERS, source

REFERRING = """citekit-ledger: 1
notes:
  # see n. 12
  9: "@a [n. 10]; see n. 12 above."   # see n. 12
  "10": Cohen, n. 9. See nn. 9–12, and notes 9 and 12.
  12:
    before: (see n. 9 above)
    cites:
      - key: b
        locator: n. 9
        suffix: as in n. 10
"""


def test_numbers_and_what_refers_to_them_change_and_nothing_else() -> None:
    notes = read_ledger(source(REFERRING)).notes
    assert renumber(source(REFERRING), in_order(notes)) == (
        REFERRING.replace('9: "@a [n. 10]; see n. 12', '1: "@a [n. 10]; see n. 3')
        .replace(
            '"10": Cohen, n. 9. See nn. 9–12, and notes 9 and 12', '"2": Cohen, n. 9. See nn. 1–3, and notes 1 and 3'
        )
        .replace("  12:\n    before: (see n. 9", "  3:\n    before: (see n. 1")
        .replace("as in n. 10", "as in n. 2")
    )


def test_references_may_stay() -> None:
    text = renumber(source(REFERRING), {(0, "12"): "13"}, references=False)
    assert "see n. 12 above" in text
    assert "\n  13:" in text


def test_the_short_end_of_a_range_stays_short() -> None:
    text = 'citekit-ledger: 1\nnotes:\n  112: "@a"\n  114: See nn. 112–14.\n  99: "@b"\n'
    assert "nn. 113–15" in renumber(source(text), {(0, "112"): "113", (0, "114"): "115"})
    assert "nn. 112–99" not in renumber(source(text), {(0, "114"): "200"})


def test_chapters_have_numbers_of_their_own() -> None:
    notes = read_ledger(source(CHAPTERS)).notes
    assert in_order(notes, 3) == {(0, "1"): "3", (0, "2"): "4", (1, "1"): "3", (1, "2"): "4", (2, "1"): "3"}
    assert list(in_order(notes, through=True).values()) == ["1", "2", "3", "4", "5"]
    text = 'citekit-ledger: 1\nnotes:\n  - 1: See n. 2.\n    2: "@a"\n  - 1: "@a"\n    2: See n. 1.\n'
    through = in_order(read_ledger(source(text)).notes, through=True)
    assert renumber(source(text), through).count("See n. 3") == 1


def test_two_notes_of_one_number_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        renumber(source(REFERRING), {(0, "9"): "12"})
    assert "number 12" in str(caught.value)


def test_numbers_may_change_places() -> None:
    after = read_ledger(source(renumber(source(REFERRING), {(0, "9"): "12", (0, "12"): "9"})))
    assert [note.number for note in after.notes] == ["12", "10", "9"]


def test_a_ledger_with_errors_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        renumber(source("citekit-ledger: 2\nnotes: {}\n"), {})


def test_a_note_put_in_or_taken_out_moves_those_behind_it() -> None:
    notes = read_ledger(source(REFERRING)).notes
    assert shifted(notes, 0, "11", 1) == {}
    assert shifted(notes, 0, "10", 1) == {(0, "10"): "11", (0, "12"): "13"}
    assert shifted(notes, 0, "10", -1) == {(0, "12"): "11"}
    assert shifted(notes, 0, "*", 1) == {}


@given(st.sampled_from(ALL), st.integers(100, 500))
def test_there_and_back_is_where_it_was(text: str, start: int) -> None:
    before = read_ledger(source(text))
    there = in_order(before.notes, start)
    back = {(run, new): old for (run, old), new in there.items()}
    assert renumber(source(renumber(source(text), there)), back) == text
