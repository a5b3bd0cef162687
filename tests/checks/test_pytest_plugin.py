"""``pytest --citekit``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "@book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}\n"


def run(folder: Path, *words: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    work = tmp_path / "work"
    work.mkdir()
    (work / "citekit.toml").write_text('bib = ["a.bib", "b.bib"]\n', "utf-8")
    (work / "a.bib").write_text(GOOD, "utf-8")
    (work / "b.bib").write_text(GOOD.replace("lee1990", "lee1991").replace("title =", "doi = {xx}, title ="), "utf-8")
    return work


def test_each_finding_fails_and_each_clean_file_passes(folder: Path) -> None:
    code, text = run(folder, "--citekit", "-v")
    assert code == 1
    assert "b.bib:1:" in text
    assert "'xx' is no DOI" in text
    assert "1 passed" in text
    assert "Traceback" not in text


def test_without_the_option_nothing_is_loaded(folder: Path) -> None:
    (folder / "test_it.py").write_text(
        "import sys\n\ndef test_it():\n    assert 'citekit.checks' not in sys.modules\n", "utf-8"
    )
    code, text = run(folder)
    assert code == 0, text


def test_wrong_use_is_told(folder: Path) -> None:
    code, text = run(folder, "--citekit", "--citekit-paths", "gone.bib")
    assert code == 4
    assert "no such file" in text
