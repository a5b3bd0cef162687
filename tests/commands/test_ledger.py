"""``citekit ledger`` and ``citekit cut``, as a user types them."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from citekit import cli

TEXT = "She left in 1928.11 He stayed at home.12\n\nThey met: “so it was.”13 Then she went.14\n"
NOTES = """citekit-ledger: 1
passage: text.txt
# mine
notes:
  11: "@cohen [p. 3]."   # sure
  12: See n. 11 above.
  # thirteen
  13: !proposed "@cohen"
  14:
"""
BIB = "@book{cohen, author = {Cohen, Ann}, title = {Bukharin}, date = {1973}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text(TEXT)
    (tmp_path / "text.notes.yaml").write_text(NOTES)
    (tmp_path / "a.bib").write_text(BIB)
    return tmp_path


def run(*arguments: str) -> int:
    return cli.run(["ledger", *arguments])


def ledger(folder: Path) -> str:
    return (folder / "text.notes.yaml").read_text()


def test_init_makes_a_ledger_and_never_writes_over_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init", "text.txt") == 2
    assert "--update" in capsys.readouterr().err
    assert ledger(folder) == NOTES
    assert run("init", "text.txt", "-o", "new.yaml", "--source", "@cohen [p. 3]") == 0
    assert (
        (folder / "new.yaml").read_text().startswith('citekit-ledger: 1\npassage: text.txt\nsource: "@cohen [p. 3]"\n')
    )
    assert run("check", "new.yaml") == 1
    assert run("init", "text.txt", "--source", "Cohen 1973", "-o", "more.yaml") == 2
    assert not (folder / "more.yaml").exists()


def test_init_of_standard_input_prints(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run("init", "-") == 0
    assert "\n  14:\n" in capsys.readouterr().out


def test_init_updates(folder: Path) -> None:
    (folder / "text.notes.yaml").write_text(NOTES.replace("  12: See n. 11 above.\n", ""))
    assert run("init", "text.txt", "--update") == 0
    assert ledger(folder) == NOTES.replace("See n. 11 above.", "").replace(
        "  12: \n", "  # She left in 1928.11 He stayed at home.\n  12:\n"
    )


def test_check_tells_all_and_speaks_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "text.notes.yaml", "-b", "a.bib", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [one["rule"] for one in found] == ["unconfirmed-note", "unfilled-note"]
    (folder / "text.notes.yaml").write_text(NOTES.replace("@cohen [p", "@cohn [p"))
    assert run("check", "text.notes.yaml", "-b", "a.bib") == 1
    assert "did you mean 'cohen'?" in capsys.readouterr().err


def test_check_answers_to_validate_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("validate", "text.notes.yaml") == run("check", "text.notes.yaml") == 1
    capsys.readouterr()
    assert run("--help") == 0
    assert "validate" not in capsys.readouterr().out


def test_a_ledger_that_is_right_is_fine(folder: Path) -> None:
    (folder / "text.notes.yaml").write_text(NOTES.replace("!proposed ", "").replace("14:", "14: Ibid."))
    assert run("check", "text.notes.yaml", "-b", "a.bib") == 0


def test_renumber_changes_ledger_and_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("renumber", "text.notes.yaml", "--passage", "text.txt", "--diff") == 0
    assert ledger(folder) == NOTES
    assert run("renumber", "text.notes.yaml", "--passage", "text.txt") == 0
    assert (folder / "text.txt").read_text() == TEXT.replace("11", "1").replace("12", "2").replace("13", "3").replace(
        "14", "4"
    )
    assert "  2: See n. 1 above.\n" in ledger(folder)
    assert "4 notes numbered anew" in capsys.readouterr().err
    assert run("renumber", "text.notes.yaml", "--map", "1=11,2=12") == 0
    assert "  12: See n. 11 above.\n" in ledger(folder)


def test_a_note_is_put_in_and_taken_out(folder: Path) -> None:
    arguments = ("--passage", "text.txt")
    assert run("insert", "text.notes.yaml", "12", "@cohen: so.", *arguments, "--behind", "He stayed") == 0
    assert "He stayed12 at home.13" in (folder / "text.txt").read_text()
    assert '  12: "@cohen: so."\n  13: See n. 11 above.\n' in ledger(folder)
    assert run("delete", "text.notes.yaml", "12", *arguments) == 0
    assert (folder / "text.txt").read_text() == TEXT
    assert ledger(folder) == NOTES


def test_a_note_that_is_referred_to_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("delete", "text.notes.yaml", "11") == 2
    assert "text.notes.yaml:6:14: error: note 12 refers to note 11" in capsys.readouterr().err
    assert ledger(folder) == NOTES


def test_merge(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.yaml").write_text("citekit-ledger: 1\nnotes:\n  12: Other.\n  14: Fourteen.\n")
    assert run("merge", "text.notes.yaml", "b.yaml") == 1
    assert "text.notes.yaml:6:3: error: note 12 says something else in b.yaml:3:3" in capsys.readouterr().err
    assert ledger(folder) == NOTES
    assert run("merge", "text.notes.yaml", "b.yaml", "--prefer", "first", "-o", "c.yaml") == 0
    assert (folder / "c.yaml").read_text() == NOTES.replace("  14:\n", "  14: Fourteen.\n")
    assert run("merge", "text.notes.yaml", "b.yaml", "--prefer", "second") == 0
    assert "  12: Other.\n" in ledger(folder)


def test_split(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("split", "text.notes.yaml", "--notes", "11,13-14") == 0
    assert capsys.readouterr().out == NOTES.replace("  12: See n. 11 above.\n", "")
    assert run("split", "text.notes.yaml", "--notes", "12") == 0
    assert "text.notes.yaml:6:3: warning: note 12: “n. 11”: note 11 is gone" in capsys.readouterr().err
    (folder / "cut.txt").write_text("They met: “so it was.”13 Then she went.14\n")
    assert run("split", "text.notes.yaml", "--passage", "cut.txt", "-o", "cut.notes.yaml") == 0
    assert (folder / "cut.notes.yaml").read_text().count("passage: cut.txt") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "none.yaml"), "no such file"),
        (("split", "text.notes.yaml"), "which notes?"),
        (("split", "text.notes.yaml", "--notes", "x y"), "not a note, nor a range"),
        (("split", "text.notes.yaml", "--notes", "99"), "hint: it has notes 11, 12, 13, 14"),
        (("split", "text.notes.yaml", "--notes", "11", "--chapter", "Nine"), "no chapter 'Nine'"),
        (("split", "text.notes.yaml", "--notes", "11", "-o", "a.bib"), "there already"),
        (("split", "text.notes.yaml", "--passage", "a.bib"), "no mark of the passage leads"),
        (("renumber", "text.notes.yaml", "--map", "11"), "not a pair"),
        (("renumber", "text.notes.yaml", "--map", "9=8"), "no note 9"),
        (("renumber", "text.notes.yaml", "--map", "11=12"), "two notes would have the number 12"),
        (("insert", "text.notes.yaml", "x9"), "not a note number"),
        (("insert", "text.notes.yaml", "12", "--behind", "so"), "give --passage and --behind together"),
        (("insert", "text.notes.yaml", "12", "--behind", "nowhere", "--passage", "text.txt"), "'nowhere' are not in"),
        (("insert", "text.notes.yaml", "11", "--no-shift"), "text.notes.yaml:5:3: error: note 11 is there already"),
        (("delete", "text.notes.yaml", "99"), "no note 99"),
        (("merge", "text.notes.yaml", "a.bib"), "error"),
        (("init", "none.txt", "-o", "x.yaml"), "no such file"),
        (("init", "text.txt", "-o", "no/x.yaml"), "no folder"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(
    arguments: tuple[str, ...], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run(*arguments) == 2
    told = capsys.readouterr().err
    assert message in told
    assert "Traceback" not in told
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_bom_and_line_ends_stay(folder: Path) -> None:
    (folder / "text.notes.yaml").write_bytes(b"\xef\xbb\xbf" + NOTES.replace("\n", "\r\n").encode())
    assert run("renumber", "text.notes.yaml", "--start", "12") == 0
    expected = NOTES.replace("14:", "15:").replace("13:", "14:").replace("12:", "13:").replace("11", "12")
    assert (folder / "text.notes.yaml").read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


def test_cut_takes_paragraphs_with_their_ledger(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["cut", "text.txt", "--notes", "13-14", "-o", "cut.txt"]) == 0
    assert (folder / "cut.txt").read_text() == "They met: “so it was.”13 Then she went.14\n"
    assert "# thirteen\n  13: !proposed" in (folder / "cut.notes.yaml").read_text()
    assert cli.run(["cut", "text.txt", "--notes", "13-14", "-o", "cut.txt"]) == 2
    assert cli.run(["cut", "text.txt", "--notes", "13-14", "-o", "text.txt"]) == 2
    assert (folder / "text.txt").read_text() == TEXT
    capsys.readouterr()
    assert cli.run(["cut", "text.txt", "--from", "He stayed", "--to", "home."]) == 0
    assert capsys.readouterr().out == "He stayed at home.12\n"
    assert cli.run(["cut", "text.txt"]) == 2
    assert cli.run(["cut", "text.txt", "--notes", "9"]) == 2
    assert cli.run(["cut", "text.txt", "--lines", "7-9"]) == 2
