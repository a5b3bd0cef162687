"""Proposals written into ledgers, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citekit import cli
from citekit.findings import Source
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.notetext import NoteText
from citekit.notes.resolving.resolve import resolve_notes
from citekit.suggesting import new_ledger, with_proposals
from tests.notes.resolving.library import BIB, LIBRARY

NOTES = ["Halder, *Grain and Power*, 3.", "Ibid., 12.", "Nobody, Nothing (1950), 3.", "He was ill."]


def proposals(*runs: int, chapter: str = "") -> tuple[object, ...]:
    notes = [
        NoteText(str(number), text, run, f"{chapter} {run + 1}" if chapter else "")
        for run in runs or (0,)
        for number, text in enumerate(NOTES, 1)
    ]
    return resolve_notes(notes, LIBRARY)


def test_a_new_ledger_marks_what_nobody_has_confirmed() -> None:
    text = new_ledger(proposals())  # type: ignore[arg-type]
    assert '  # Halder, *Grain and Power*, 3.\n  1: !proposed "@halder1974 [3]."\n' in text
    assert (
        "  # ? Nobody, Nothing (1950), 3: the library has no such work\n  3: !unsure Nobody, Nothing (1950), 3.\n"
        in text
    )
    read = read_ledger(Source("n.yaml", text))
    assert read.findings == ()
    assert [note.status for note in read.notes] == ["proposed", "proposed", "unsure", "proposed"]


@pytest.mark.parametrize("chapter", ["", "Chapter"])
def test_chapters(chapter: str) -> None:
    read = read_ledger(Source("n.yaml", new_ledger(proposals(0, 1, chapter=chapter))))  # type: ignore[arg-type]
    assert read.chapters == (("Chapter 1", "Chapter 2") if chapter else ("", ""))
    assert [note.run for note in read.notes] == [0] * 4 + [1] * 4


def test_what_somebody_has_written_stays() -> None:
    text = 'citekit-ledger: 1\nnotes:\n  # mine\n  1: "@okun1961"  # sure\n  2:   # later\n  3: !unsure old\n'
    after, count = with_proposals(Source("n.yaml", text), proposals())  # type: ignore[arg-type]
    assert count == 3
    assert '  # mine\n  1: "@okun1961"  # sure\n' in after
    assert '  2: !proposed "@halder1974 [12]."   # later\n' in after
    assert "  3: !unsure Nobody, Nothing (1950), 3.\n" in after
    assert after.endswith("  4: !proposed He was ill.\n")
    assert with_proposals(Source("n.yaml", after), proposals())[0] == after  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.bib").write_text(BIB)
    (tmp_path / "notes.txt").write_text("".join(f"{number}. {text}\n" for number, text in enumerate(NOTES, 1)))
    return tmp_path


def run(*arguments: str) -> int:
    return cli.run(["ledger", "suggest", "notes.txt", "-b", "a.bib", *arguments])


def test_the_command_writes_a_ledger_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("-o", "n.yaml") == 1
    told = capsys.readouterr().err
    assert "notes.txt:3:1: warning: note 3: “Nobody, Nothing (1950), 3”: the library has no such work" in told
    assert "3 notes proposed, 1 unsure" in told
    written = (folder / "n.yaml").read_text()
    assert run("-o", "n.yaml") == 2
    assert (folder / "n.yaml").read_text() == written
    confirmed = written.replace("!proposed ", "")
    (folder / "n.yaml").write_text(confirmed)
    assert run("--update", "n.yaml") == 1
    assert (folder / "n.yaml").read_text() == confirmed


def test_json_has_choices_and_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "json") == 1
    notes = json.loads(capsys.readouterr().out)["notes"]
    (cite,) = notes[0]["cites"]
    assert (cite["key"], cite["locator"], cite["text"]) == ("halder1974", "3", "Halder, *Grain and Power*, 3")
    assert cite["choices"][0]["reasons"]


@pytest.mark.parametrize("arguments", [("-o", "x.yaml", "--update", "y.yaml"), ("--update", "none.yaml")])
def test_wrong_use(arguments: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) == 2
    assert "error:" in capsys.readouterr().err
