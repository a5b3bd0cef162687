"""``citekit check`` and ``citekit rule``."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from citekit.cli import run

GOOD = """\
@book{lee1990,
  author = {Lee, Ann},
  title = {Tides},
  date = {1990},
  publisher = {Quay},
  location = {Bristol},
}
"""
WRONG = GOOD.replace("  date", "  doi = {10:1000},\n  date")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("library.bib").write_text(WRONG, "utf-8")


def check(*words: str) -> int:
    return run(["check", *words])


def test_a_finding_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("library.bib") == 1
    out, err = capsys.readouterr()
    assert out.startswith("library.bib:4:10: error: '10:1000' is no DOI")
    assert "   4 |   doi = {10:1000},\n     |          ^^^^^^^\n" in out
    assert err == ""


def test_nothing_wrong_is_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    Path("library.bib").write_text(GOOD, "utf-8")
    assert check("library.bib") == 0
    assert "error" not in capsys.readouterr().out


def test_the_settings_say_what_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("citekit.toml").write_text('bib = "library.bib"\n', "utf-8")
    assert check() == 1
    assert "malformed-doi" in capsys.readouterr().out
    Path("citekit.toml").write_text('bib = "library.bib"\n[check]\nignore = ["malformed-doi"]\n', "utf-8")
    assert check() == 0
    Path("citekit.toml").write_text('bib = "library.bib"\n[check.severity]\nCK340 = "hint"\n', "utf-8")
    assert check() == 0
    assert check("--fail-on", "hint") == 1


def test_where_nothing_is_settled_it_asks(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 2
    assert "nothing to check" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gone.bib",), "gone.bib: error: no such file"),
        (("library.bib", "--select", "nonsense"), "there is no rule 'nonsense'"),
        (("library.bib", "--output-format", "sarf"), "there is no form of output 'sarf'"),
        (("library.bib", "--baseline", "gone.json"), "gone.json: error: no such file"),
        (("picture.png",), "nothing that citekit checks"),
        (("-", "--fix"), "standard input cannot be mended in place"),
        (("library.bib", "--output", "."), "a directory"),
    ],
)
def test_wrong_use_is_code_2(
    words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    Path("picture.png").write_bytes(b"\x89PNG")
    assert check(*words) == 2
    err = capsys.readouterr().err
    assert message in err
    assert "Traceback" not in err


def test_a_file_that_cannot_be_read_does_not_hide_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    Path("book.docx").write_bytes(b"PK\x03\x04 damaged")
    assert check("book.docx", "library.bib") == 2
    out, err = capsys.readouterr()
    assert "malformed-doi" in out
    assert "book.docx: error:" in err


def test_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(WRONG.encode())))
    assert check("-", "--stdin-filename", "mine.bib") == 1
    out = capsys.readouterr().out
    assert out.startswith("mine.bib:4:10: error:")
    assert "doi = {10:1000}" in out
    assert not Path("mine.bib").exists()


def test_a_baseline_is_written_and_holds(capsys: pytest.CaptureFixture[str]) -> None:
    Path("citekit.toml").write_text('bib = "library.bib"\n[check]\nbaseline = "accepted.json"\n', "utf-8")
    assert check() == 2  # the file is not there yet
    assert check("--update-baseline") == 0
    assert "accepted.json: 1 finding accepted" in capsys.readouterr().err
    assert check() == 0
    Path("library.bib").write_text(f"% a line before\n{WRONG}", "utf-8")
    assert check() == 0
    assert check("--no-baseline") == 1
    Path("library.bib").write_text(WRONG.replace("10:1000", "10:2000"), "utf-8")
    assert check() == 1


def test_json_and_github(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert check("library.bib", "--output-format", "json", "-o", "report.json") == 1
    assert json.loads(Path("report.json").read_text("utf-8"))["problems"][0]["code"] == "CK340"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    Path("summary.md").write_text("before\n", "utf-8")
    assert check("library.bib", "--output-format", "github") == 1
    assert capsys.readouterr().out.startswith("::error file=library.bib,line=4,")
    summary = Path("summary.md").read_text("utf-8")
    assert summary.startswith("before\n")
    assert "CK340" in summary


def test_a_file_has_no_colours() -> None:
    assert check("library.bib", "-o", "report.txt") == 1
    assert "\x1b" not in Path("report.txt").read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("form", ["human", "concise", "json", "jsonl", "github", "gitlab", "sarif", "junit", "html"])
def test_a_file_whose_name_is_no_text(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(b"caf\xe9.bib")
    Path(name).write_text(WRONG, "utf-8")
    assert check(name, "--output-format", form) == 1
    out = capsys.readouterr().out
    assert "Traceback" not in out
    if form == "json":
        assert json.loads(out)["problems"][0]["path"] == name


def test_the_report_itself_is_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert check(".", "--output-format", "html", "-o", "report.html") == 1
    assert check(".") == 1
    assert "library.bib" in Path("report.html").read_text("utf-8")
    assert "in 1 file" in Path("report.html").read_text("utf-8")


@pytest.mark.parametrize("form", ["human", "concise"])
def test_what_a_terminal_would_obey_is_not_printed(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("library.bib").write_text(WRONG.replace("10:1000", "10:\x1b[31m1"), "utf-8")
    assert check("library.bib", "--output-format", form) == 1
    assert "\x1b[31m1" not in capsys.readouterr().out


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", "malformed-doi"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CK340 malformed-doi (references, error)\n\nA DOI that cannot be one.\n")
    assert "Wrong::" in out
    assert run(["rule"]) == 0
    assert "CK340  malformed-doi" in capsys.readouterr().out
    assert run(["rule", "CK34", "--format", "json"]) == 0
    assert {row["code"][:4] for row in json.loads(capsys.readouterr().out)} == {"CK34"}
    assert run(["rule", "nonsense"]) == 2
