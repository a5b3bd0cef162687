"""Marks taken out and put back: nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import cli
from citekit.model import NoteMark
from citekit.notes.marks.recognise import find_marks
from citekit.notes.marks.stripping import restored, stripped

_PIECES = ["He left.", " “So.”", " in 1928.", "11", "12", "[13]", "(14)", "¹⁵", "*", "\n\n", " 3.5 ", "\r\n", "é", "😀"]
_PROSE = st.lists(st.sampled_from(_PIECES)).map("".join)


@given(_PROSE | st.text())
def test_any_text_comes_back_whole(text: str) -> None:
    without = stripped(text, find_marks(text))
    assert restored(without) == text
    assert len(without.taken) == len(find_marks(text))


@given(st.text(max_size=60), st.data())
def test_any_marks_come_back_whole(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    marks = [NoteMark(start, end, text[start:end]) for start, end in zip(edges[::2], edges[1::2], strict=False)]
    without = stripped(text, data.draw(st.permutations(marks)))
    assert restored(without) == text
    assert len(without.text) == len(text) - sum(len(one.text) for one in without.taken)


TEXT = "She left in 1928.11 He stayed.[12]\r\nThey met: “so.”13\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


def test_the_command_takes_out_and_puts_back(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["notes", "a.txt", "--strip", "-o", "clean.txt"]) == 0
    assert (folder / "clean.txt").read_bytes() == "She left in 1928. He stayed.\r\nThey met: “so.”\n".encode()
    assert cli.run(["notes", "clean.txt", "--restore", "clean.marks.json", "-o", "back.txt"]) == 0
    assert (folder / "back.txt").read_bytes() == TEXT.encode()
    assert cli.run(["notes", "a.txt", "--strip", "-o", "clean.txt"]) == 2


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ('{"citekit-marks": 1}', "not a file of marks"),
        ("[]", "not a file of marks"),
        ("nonsense", "JSON"),
        (json.dumps({"citekit-marks": 1, "sha256": "0", "marks": []}), "another text, or it was changed"),
    ],
)
def test_marks_of_another_text(marks: str, told: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "m.json").write_text(marks)
    assert cli.run(["notes", "a.txt", "--restore", "m.json", "-o", "x.txt"]) == 2
    assert told in capsys.readouterr().err
    assert not (folder / "x.txt").exists()


def test_strip_or_restore(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["notes", "a.txt", "--strip", "--restore", "m.json"]) == 2
    assert cli.run(["notes", "a.txt", "--restore", "none.json"]) == 2
    assert cli.run(["notes", "a.txt", "--strip"]) == 0
    assert capsys.readouterr().out.startswith("She left in 1928. He stayed.")
