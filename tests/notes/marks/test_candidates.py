from __future__ import annotations

import pytest

from citekit.notes.marks.candidates import readings, runs


def _read(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(reading.numbers, reading.split) for run in runs(text) for reading in readings(text, run)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word.12", [(("12",), "whole"), (("2",), "after-number")]),
        ("word.¹²", [(("12",), "whole")]),
        ("word[7]", [(("7",), "whole")]),
        ("word( 7 )", [(("7",), "whole")]),
        ("word.†", [(("†",), "whole")]),
        ("word.**", [(("**",), "whole")]),
        ("word.***", []),
        ("word.07", []),
        ("in 1929", [(("1929",), "whole")]),
        ("in 19297", [(("7",), "after-year")]),
        ("some 2,8406", [(("8406",), "whole"), (("6",), "after-thousands"), (("406",), "after-number")]),
        ("0.0001", []),
        ("1" * 5000, []),
        ("12345678901", []),
    ],
)
def test_readings_of_a_run(text: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    found = _read(text)
    assert [reading for reading in expected if reading not in found] == []
    assert found or not expected


def test_two_marks_side_by_side_are_a_pair() -> None:
    assert (("11", "12"), "pair") in _read("word.1112")
    assert (("9", "10"), "pair") in _read("word.910")
    assert (("81", "83"), "pair") in _read("word.8183")
    assert (("12", "11"), "pair") not in _read("word.1211")


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("word3,5–7", 3),
        ("word.20,21,22 None", 3),
        ("word [35], [44].", 2),
        ("word (11,19-20)", 3),
        ("word¹²,¹³", 2),
        ("monkeys67,140", 2),
        ("some 2,840 men", 1),
        ("1929, 1930", 1),
        ("12, 11", 1),
        ("7. 8", 1),
    ],
)
def test_lists_rise(text: str, members: int) -> None:
    first = next(runs(text))
    assert sum(run.list_start == first.list_start for run in runs(text)) == members


def test_a_run_knows_its_brackets() -> None:
    (run,) = runs("word [ 12 ] word")
    assert (run.form, run.start, run.end, run.outer_start, run.outer_end) == ("bracket", 7, 9, 5, 11)


def test_a_list_in_brackets_takes_their_form() -> None:
    assert {run.form for run in runs("word [3,5–7] word")} == {"bracket"}
