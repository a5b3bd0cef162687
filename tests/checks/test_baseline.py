"""Findings that are accepted, by what they are about and not by their lines."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.checks.baseline import accepted_as, read_baseline, without_accepted, write_baseline
from citekit.checks.problem import Problem
from citekit.errors import UnreadableError
from citekit.findings import Severity, Span


def problem(line: int, context: str, path: str = "a.md", note: str = "") -> Problem:
    return Problem("CK109", "broken-line", Severity.WARNING, "m", Span(path, line, 1, 2), note=note, context=context)


def test_lines_do_not_matter_and_words_do(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    write_baseline(str(file), [problem(3, "so it was")], "")
    known = read_baseline(str(file))
    assert without_accepted([problem(90, "so it was")], known, "") == []
    assert without_accepted([problem(3, "so it is")], known, "") == [problem(3, "so it is")]
    assert without_accepted([problem(3, "so it was", note="4")], known, "") != []


def test_as_many_are_accepted_as_were_counted(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    twice = [problem(3, "x"), problem(8, "x")]
    write_baseline(str(file), twice, "")
    assert json.loads(file.read_text("utf-8")) == {
        "citekit-baseline": 1,
        "accepted": [{"path": "a.md", "rule": "CK109", "context": "x", "count": 2}],
    }
    assert without_accepted([*twice, problem(12, "x")], read_baseline(str(file)), "") == [problem(12, "x")]


def test_paths_count_from_the_folder_of_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text").mkdir()
    monkeypatch.chdir(tmp_path / "text")
    assert accepted_as(problem(1, "x"), str(tmp_path)).path == "text/a.md"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"citekit-baseline": 2, "accepted": []}', '{"citekit-baseline": 1, "accepted": [3]}',
     '{"citekit-baseline": 1, "accepted": [{"rule": 3}]}', '{"citekit-baseline": 1, "accepted": [{"count": "x"}]}'],
)  # fmt: skip
def test_what_is_no_baseline_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "accepted.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UnreadableError) as caught:
        read_baseline(str(file))
    assert caught.value.where
    assert caught.value.where.path == str(file)


@given(st.lists(st.tuples(st.integers(1, 9), st.text(max_size=3), st.sampled_from(["", "7"])), max_size=8))
def test_what_was_accepted_is_never_told_again(rows: list[tuple[int, str, str]]) -> None:
    problems = [problem(line, context, note=note) for line, context, note in rows]
    known = Counter(accepted_as(one, "") for one in problems)
    assert without_accepted(problems, known, "") == []
