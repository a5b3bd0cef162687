"""CK112–CK115 and CK126: words of notes that lean on other notes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.checks.notes.found import in_notes, in_passage, in_text, shown, text_with

PRAVDA = "Pravda, 12 July 1928."


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        (["Ibid., 12.", PRAVDA], ["Ibid."]),
        (["Ebd., S. 12.", PRAVDA], ["Ebd."]),
        (["Там же. С. 12.", PRAVDA], ["Там же"]),
        (["On this see the essay.", "Ibid., 12."], ["Ibid."]),
        ([PRAVDA, "Ibid., 12."], []),
        ([PRAVDA, "Ibid., 12.", "Ibid., 13."], []),
        (["See [@lee1990, 12].", "Ibid."], []),
        (["[@lee1990, 12]; and ibid., 13."], []),
        (["Lee, *Tides* (Bristol, 1990), 4; ibid., 12."], []),
    ],
)
def test_ibid_without_a_note_before(tmp_path: Path, notes: list[str], words: list[str]) -> None:
    text = text_with(notes)
    assert [shown(text, one) for one in in_text(tmp_path, "CK112", text)] == words


def test_ibid_behind_a_note_that_is_missing(tmp_path: Path) -> None:
    text = "Stalin spoke last.4 Nobody replied.6\n"
    problems = in_passage(tmp_path, "CK112", text, "4: Pravda, 12 July 1928.\n6: Ibid., 3.")
    assert [(one.where.line, one.where.column, one.note) for one in problems] == [(4, 6, "6")]


def test_the_second_ibid_of_a_note_is_where_it_stands(tmp_path: Path) -> None:
    text = text_with(["See the essay.", "Ibid., 12, and ibid., 13."])
    problems = in_text(tmp_path, "CK112", text)
    places = [(one.where.column, shown(text, one)) for one in problems]
    assert places[0] == (7, "Ibid.")
    assert all(word in ("Ibid.", "ibid.") for _, word in places)


@pytest.mark.parametrize(
    ("before", "is_told"),
    [
        ("See [@lee1990, 12; @roe1991, 4].", True),
        ("See [@lee1990, 12]; [@roe1991, 4].", True),
        ("See [@lee1990, 12]; [@lee1990, 14].", False),
        ("See [@lee1990, 12].", False),
    ],
)
def test_ibid_behind_several_works(tmp_path: Path, before: str, is_told: bool) -> None:
    problems = in_notes(tmp_path, "CK113", [before, "Ibid., 13."])
    assert [one.message for one in problems] == ["“Ibid.”: note 1 cites 2 works"] * is_told


@pytest.mark.parametrize(
    ("notes", "says"),
    [
        ([PRAVDA, "See n. 9."], "there is no note 9"),
        ([PRAVDA, "See note 3 above.", PRAVDA], "note 3 stands below"),
        ([PRAVDA, PRAVDA, "See n. 1 below."], "note 1 stands above"),
        ([PRAVDA, PRAVDA, "Lee, infra, n. 1."], "note 1 stands above"),
        ([PRAVDA, "See above, n. 3.", PRAVDA], "note 3 stands below"),
        (["So it was said.", "Cohen, n. 1 above."], "note 1 does not name Cohen"),
        ([PRAVDA, "See n. 2 above."], "it is this note"),
    ],
)
def test_references_to_notes_that_are_wrong(tmp_path: Path, notes: list[str], says: str) -> None:
    text = text_with(notes)
    (one,) = in_text(tmp_path, "CK114", text)
    assert says in one.message
    assert shown(text, one).isdecimal()
    assert one.severity.value == "warning"


@pytest.mark.parametrize(
    "notes",
    [
        [PRAVDA, "See n. 1 above."],
        [PRAVDA, "See note 3 below.", PRAVDA],
        ["Stephen Cohen, *Bukharin* (New York, 1973).", "Cohen, n. 1 above."],
        ["[@lee1990].", "Cohen, n. 1 above."],
        [PRAVDA, "[@lee1990, p. 45 n. 12]."],
        [PRAVDA, "Lee, *Tides*, 45 n. 12."],
    ],
)
def test_references_to_notes_that_are_right(tmp_path: Path, notes: list[str]) -> None:
    assert in_notes(tmp_path, "CK114", notes) == []


def test_a_note_of_an_earlier_file_is_not_missing(tmp_path: Path) -> None:
    assert in_notes(tmp_path, "CK114", [PRAVDA, "See n. 9 above."], first=45) == []
    assert len(in_notes(tmp_path, "CK114", [PRAVDA, "See n. 99 above."], first=45)) == 1


def test_of_one_number_twice_in_a_note_the_right_one_is_told(tmp_path: Path) -> None:
    text = text_with(["9 men; see n. 9."])
    (one,) = in_text(tmp_path, "CK114", text)
    assert one.where.column == text.splitlines()[2].rindex("9") + 1


@pytest.mark.parametrize(
    ("notes", "count"),
    [
        ([PRAVDA, "Lee, op. cit., 12."], 1),
        (["Ann Lee, *Tides* (Bristol, 1990), 4.", "Lee, op. cit., 12."], 0),
        (["See [@lee1990, 12].", "Lee, op. cit., 12."], 0),
        (["See [@roe1991, 12].", "Lee, op. cit., 12."], 1),
        (["See [@k1, 12].", "Lee, op. cit., 12."], 0),
        (["Müller, *Meer* (Kiel, 1990).", "Müller, a. a. O., S. 3."], 0),
    ],
)
def test_op_cit_without_its_author(tmp_path: Path, notes: list[str], count: int) -> None:
    text = text_with(notes)
    problems = in_text(tmp_path, "CK126", text)
    assert [shown(text, one) for one in problems] == ["op. cit."] * count


@pytest.mark.parametrize(
    ("notes", "count"),
    [
        ([PRAVDA, "Lee, *Tides*, 12."], 1),
        (["Ann Lee, *Tides* (Bristol, 1990).", "Lee, *Tides*, 12."], 0),
        (["See [@lee1990, 4].", "Lee, *Tides*, 12."], 0),
    ],
)
def test_a_short_form_first(tmp_path: Path, notes: list[str], count: int) -> None:
    assert [one.severity.value for one in in_notes(tmp_path, "CK115", notes)] == ["hint"] * count


def test_thousands_of_names_take_no_time(tmp_path: Path) -> None:
    notes = [PRAVDA, *(f"Lee{chr(97 + number % 26)}, op. cit., {number}; see n. 9999." for number in range(3000))]
    start = time.process_time()
    for code in ("CK112", "CK114", "CK115", "CK126"):
        folder = tmp_path / code
        folder.mkdir()
        in_notes(folder, code, notes)
    assert time.process_time() - start < 20
