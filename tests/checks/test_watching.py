"""``citekit check --watch``."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from citekit.checks.watching import stamps, watch
from citekit.errors import UnreadableError
from citekit.findings import Span


def test_it_runs_again_when_a_file_changes_and_ends_when_interrupted(tmp_path: Path) -> None:
    file = tmp_path / "a.bib"
    file.write_text("one", "utf-8")
    runs: list[str] = []
    steps = iter(["", "two!", "", "", None])

    def run() -> int:
        runs.append(file.read_text("utf-8"))
        return 0

    def sleep(_: float) -> None:
        step = next(steps)
        if step is None:
            raise KeyboardInterrupt
        if step:
            file.write_text(step, "utf-8")

    with pytest.raises(KeyboardInterrupt):
        watch(lambda: [str(file)], run, sleep=sleep)
    assert runs == ["one", "two!"]


def test_new_and_removed_files_of_a_folder_are_changes(tmp_path: Path) -> None:
    before = stamps([str(tmp_path), str(tmp_path / "gone")])
    (tmp_path / "b.md").write_text("x", "utf-8")
    after = stamps([str(tmp_path), str(tmp_path / "gone")])
    assert before == {}
    assert list(after) == [str(tmp_path / "b.md")]


def test_what_cannot_be_checked_for_now_does_not_end_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.bib"
    file.write_text("one", "utf-8")
    runs: list[str] = []
    steps = iter([None, None, "three", None, "stop"])

    def paths() -> list[str]:
        if not file.exists():
            raise UnreadableError("no such file", where=Span("a.bib"))
        return [str(file)]

    def run() -> int:
        paths()
        runs.append(file.read_text("utf-8"))
        return 0

    def sleep(_: float) -> None:
        step = next(steps)
        if step == "stop":
            raise KeyboardInterrupt
        if step:
            file.write_text(step, "utf-8")
        else:
            file.unlink(missing_ok=True)

    with pytest.raises(KeyboardInterrupt):
        watch(paths, run, sleep=sleep)
    assert runs[0] == "one"
    assert "a.bib: error: no such file" in click.unstyle(capsys.readouterr().err)


def test_what_is_wrong_at_the_very_first_ends_it() -> None:
    def run() -> int:
        raise UnreadableError("no such file", where=Span("a.bib"))

    with pytest.raises(UnreadableError):
        watch(list, run)
