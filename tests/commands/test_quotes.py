from __future__ import annotations

import json
from pathlib import Path

import pytest

from citekit.cli import run

PASSAGE = """He recalled that “the men were gone ‘for good,’ and would not come back to the house.”1 It was the “end.”
Stalin wrote: “No.”2
"""


@pytest.fixture
def passage(tmp_path: Path) -> Path:
    path = tmp_path / "passage.txt"
    path.write_text(PASSAGE)
    return path


def test_quotations_are_printed_with_their_nesting_and_notes(passage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quotes", str(passage)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"4 quotations in {passage}"
    assert lines[2].startswith("1:18")
    assert lines[2].endswith("“the men were gone … back to the house.”  (14 words)  → note 1")
    assert "    ‘for good,’" in lines[3]
    assert lines[5].endswith("“No.”  (1 word)  — Stalin  → note 2")


def test_a_ledger_says_what_is_cited(passage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = passage.with_name("cited.yaml")
    ledger.write_text("citekit-ledger: 1\nnotes:\n  1: '@old1920 [p. 3]'\n  2: '@old1920 [p. 5]'\n")
    assert run(["quotes", str(passage), "--notes", str(ledger), "--least", "5"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 quotation in ")
    assert "→ note 1: @old1920 [page 3]" in out


def test_all_is_in_json(passage: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quotes", str(passage), "--format", "json"]) == 0
    (part,) = json.loads(capsys.readouterr().out)["parts"]
    first, second, third, fourth = part["quotations"]
    assert part["language"] == "en"
    assert (first["depth"], first["parent"], second["depth"], second["parent"]) == (0, None, 1, 0)
    assert PASSAGE[second["start"] : second["end"]] == "‘for good,’"
    assert (third["sentence"], fourth["sentence"], fourth["speaker"]) == (False, True, "Stalin")
    assert fourth["notes"] == [{"number": "2", "how": "direct", "cites": []}]


def test_marks_never_closed_are_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He said “no, and “a ‘b” c’ d.")
    assert run(["quotes", str(path)]) == 1
    err = capsys.readouterr().err
    assert "1:9: warning: the quotation mark “ is never closed" in err
    assert "crosses another" in err


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quotes", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err


def test_markup_without_notes_is_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text('<p class="x">He <q cite="y">said</q> so.</p>')
    assert run(["quotes", str(path)]) == 0
    assert capsys.readouterr().out.splitlines()[2] == "1:17  “said”  (1 word)"
