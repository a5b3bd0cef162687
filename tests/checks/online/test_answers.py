"""What servers have answered, kept from run to run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from citekit.checks.online.answers import Answers
from citekit.checks.online.states import State

DAY = 86400


class Clock:
    """A time that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(("state", "days"), [("found", 30), ("gone", 1), ("no-host", 0), ("unknown", 0)])
def test_how_long_answers_hold(tmp_path: Path, state: State, days: int) -> None:
    clock = Clock()
    path = tmp_path / "answers.json"
    answers = Answers(path, clock)
    assert answers.get("a") is None
    answers.add("a", state)
    assert answers.get("a") == state  # in this run
    answers.keep()
    assert Answers(path, clock).get("a") == (state if days else None)
    clock.now += days * DAY - 1
    assert Answers(path, clock).get("a") == (state if days else None)
    clock.now += 1
    assert Answers(path, clock).get("a") is None


def test_an_answer_of_the_future_does_not_hold(tmp_path: Path) -> None:
    clock = Clock()
    path = tmp_path / "answers.json"
    answers = Answers(path, clock)
    answers.add("a", "found")
    answers.keep()
    clock.now -= 10
    assert Answers(path, clock).get("a") is None


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", "1", '{"a": 1}', '{"a": []}', '{"a": ["found"]}', '{"a": ["found", "x"]}', "\x00",
        '{"a": ["gone?", 1000000000]}', '{"a": [["found"], 1000000000]}', '{"a": ["found", null]}',
        '{"a": ["found", NaN]}', '{"a": ["found", 1e999]}', "[" * 100_000, '{"a": ["unknown", 1000000000]}',
    ],
)  # fmt: skip
def test_a_file_that_is_damaged_says_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answers.json"
    path.write_text(text, "utf-8")
    answers = Answers(path, Clock())
    assert answers.get("a") is None
    answers.add("b", "found")
    answers.keep()
    assert Answers(path, Clock()).get("b") == "found"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b"\xff\xfe\x80")
    assert Answers(path, Clock()).get("a") is None


def test_two_runs_at_a_time_keep_what_both_have(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    first, second = Answers(path, Clock()), Answers(path, Clock())
    first.add("a", "found")
    second.add("b", "gone")
    first.keep()
    second.keep()
    assert (Answers(path, Clock()).get("a"), Answers(path, Clock()).get("b")) == ("found", "gone")
    assert [one.name for one in tmp_path.iterdir()] == ["answers.json"]


def test_nothing_is_written_of_what_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    answers = Answers(path, Clock())
    for number, state in enumerate(get_args(State.__value__ if hasattr(State, "__value__") else State)):
        if state in {"unknown", "no-host"}:
            answers.add(str(number), state)
    answers.keep()
    assert not path.exists()


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    answers = Answers(tmp_path / "file" / "answers.json", Clock())
    answers.add("a", "found")
    answers.keep()
    assert answers.get("a") == "found"


def test_it_is_in_the_folder_for_what_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path))
    answers = Answers(now=Clock())
    answers.add("a", "found")
    answers.keep()
    assert json.loads((tmp_path / "check-online.json").read_text("utf-8")) == {"a": ["found", 1_000_000_000.0]}
