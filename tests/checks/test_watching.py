"""``citekit check --watch``."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.watching import stamps, watch


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
