"""Manuscripts with their citations set, through the command and in Python."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from citekit import output
from citekit.citing import Wanted, cite, read_manuscript
from citekit.cli import run
from citekit.model import Citation, Excerpt
from citekit.richtext import plain

BIB = """@book{a, author={Adams, Ann}, title={Alpha}, publisher={Press}, year=1970}
@book{b, author={Brown, Bob}, title={Beta}, publisher={Press}, year=1971}
"""
TEX = r"""\documentclass{article}
\addbibresource{t.bib}
\begin{document}
So it was \autocite[3]{a}. As \textcite{b} says.\footnote{Compare \cite[4]{a}, too.}\footnote{Not so.}
\end{document}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.bib").write_text(BIB)
    (tmp_path / "t.tex").write_text(TEX)
    return tmp_path


def test_a_manuscript_is_set_with_the_library_that_it_names(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", "t.tex", "-o", "out.tex"]) == 0
    assert capsys.readouterr().err == "wrote out.tex: 3 citations, 2 new notes\n"
    text = (here / "out.tex").read_text("utf-8")
    assert "So it was.\\footnote{Ann Adams, \\textit{Alpha} (Press, 1970), 3.} As Bob Brown\\footnote" in text
    assert "Compare Adams, \\textit{Alpha}, 4, too." in text
    assert text.count("Not so.") == 1
    assert (here / "t.tex").read_text() == TEX


def test_what_is_said_comes_before_what_the_manuscript_asks_for(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "other.bib").write_text(BIB.replace("Adams", "Abel"))
    assert run(["cite", "t.tex", "--bib", "other.bib", "--style", "apa", "--no-list"]) == 0
    out = capsys.readouterr().out
    assert "So it was (Abel, 1970, p. 3). As Brown (1971) says." in out
    assert "Abel, A." not in out


def test_a_ledger_beside_the_manuscript_says_what_its_notes_cite(here: Path) -> None:
    (here / "t.notes.yaml").write_text('citekit-ledger: 1\nnotes:\n  1: "See @b [9]."\n')
    made = cite("t.tex", Wanted())
    assert made.notes == 1
    assert "\\footnote{See Brown, \\textit{Beta}, 9.}\\footnote{Not so.}" in made.data.decode()


def test_a_ledger_is_made_of_a_manuscript_and_set_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", "init", "t.tex"]) == 0
    assert "2 citations in the running text" in capsys.readouterr().err
    ledger = (here / "t.notes.yaml").read_text()
    assert re.search(r"1: .*@a", ledger)
    assert "2: Not so." in ledger
    before = cite("t.tex", Wanted(ledger="t.notes.yaml"))
    (here / "t.notes.yaml").unlink()
    assert before.data == cite("t.tex", Wanted()).data


def test_notes_and_citations_are_shown_with_their_places(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notes", "t.tex"]) == 0
    rows = [line.split(None, 2) for line in capsys.readouterr().out.splitlines()[3:]]
    assert [row[-1] for row in rows] == ["[page 3]", "@b", "@a [page 4]", "Not so."]
    assert run(["notes", "t.tex", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [note["text"] for note in found["notes"]][1:] == ["Not so."]
    first = found["citations"][0]
    assert TEX[first["start"] : first["end"]] == "\\autocite[3]{a}"
    assert (first["line"], first["column"]) == (4, 11)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["t.tex", "-o", "t.tex"], "the manuscript itself would be overwritten"),
        (["gone.tex"], "no such file"),
        (["t.bib"], "not a manuscript that citekit reads"),
        (["t.tex", "--from", "word"], "there is no manuscript format 'word'"),
        (["t.tex", "--style", "nope"], "unknown style"),
        (["t.tex", "--bib", "gone.bib"], "no such file"),
        (["t.tex", "--notes", "gone.yaml"], "no such file"),
        (["plain.tex"], "no citation stands in it"),
        (["unknown.tex"], "no reference has the key 'nobody'"),
        (["broken.md"], "broken.md:3:1: error: not valid YAML"),
        (["named.docx"], "not a Word file"),
    ],
)
def test_wrong_input_is_one_error(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    (here / "plain.tex").write_text("\\documentclass{article}\\begin{document}Nothing.\\end{document}")
    (here / "unknown.tex").write_text(TEX.replace("{a}", "{nobody}"))
    (here / "broken.md").write_text("---\nbibliography: [t.bib\n---\nSo [@a].\n")
    (here / "named.docx").write_text("So [@a].\n")
    before = sorted(here.iterdir())
    assert run(["cite", *arguments]) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    assert sorted(here.iterdir()) == before
    assert (here / "t.tex").read_text() == TEX


def test_a_style_and_language_that_nobody_has_are_told(here: Path) -> None:
    (here / "t.tex").write_text(TEX.replace("\\begin{doc", "\\usepackage[klingon]{babel}\n\\begin{doc"))
    assert cite("t.tex", Wanted()).citations == 3


def test_a_manuscript_is_read_in_python(here: Path) -> None:
    manuscript = read_manuscript("t.tex")
    assert (manuscript.format, len(manuscript.notes), len(manuscript.cited)) == ("latex", 2, 3)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_word_files_go_through_a_ledger_and_keep_all_notes(
    here: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "p.txt").write_text("So it was in July, 1928.11 And so on, as they say.12 Nobody asked.14\n")
    notes = '  11: "@a [3]"\n  12: "See *there* and @b [4]; so they say."\n  14: Not cited.\n'
    (here / "p.notes.yaml").write_text(f"citekit-ledger: 1\nnotes:\n{notes}")
    assert run(["render", "p.txt", "--bib", "t.bib", "-o", f"p{suffix}"]) == 0
    before = read_manuscript(f"p{suffix}")
    assert [note.number for note in before.notes] == ["11", "12", "14"]
    # the printed notes are found in the library again, confirmed, and set in another style
    assert run(["ledger", "suggest", f"p{suffix}", "--bib", "t.bib", "-o", "s.yaml"]) in (0, 1)
    confirmed = (here / "s.yaml").read_text().replace("!proposed ", "").replace("!unsure ", "")
    (here / "s.yaml").write_text(confirmed)
    assert run(["cite", f"p{suffix}", "-n", "s.yaml", "--bib", "t.bib", "-s", "apa", "-o", f"q{suffix}"]) == 0
    after = read_manuscript(f"q{suffix}")
    assert [note.number for note in after.notes] == ["11", "12", "14"]
    texts = ["".join(plain(part) for part in note.parts if not isinstance(part, Citation)) for note in after.notes]
    assert "Adams, 1970, p. 3" in texts[0]
    assert texts[2] == "Not cited."


@pytest.mark.parametrize("suffix", [".md", ".docx", ".odt", ".html", ".tex"])
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--locale", "en-US"], "So it was.^1 „Well“,^2 he"),
        (["--locale", "fr-FR"], "So it was^1. „Well“^2, he"),
        (["--locale", "fr-FR", "--marks", "american"], "So it was.^1 „Well“,^2 he"),
        (["--locale", "en-US", "--marks", "kept"], "So it was^1. „Well“^2, he"),
    ],
)
def test_marks_of_new_notes_stand_where_the_language_has_them(
    here: Path, suffix: str, options: list[str], expected: str
) -> None:
    text = "So it was [@a]. „Well“ [@b], he says."
    match suffix:
        case ".docx" | ".odt":
            data = output.writer(suffix[1:]).write(Excerpt(((text,),)))
        case ".tex":
            cited = text.replace("[@a]", "\\autocite{a}").replace("[@b]", "\\autocite{b}")
            data = f"\\documentclass{{article}}\\begin{{document}}{cited}\\end{{document}}".encode()
        case ".html":
            data = f"<!doctype html><html lang=en><title>T</title><p>{text}</p></html>".encode()
        case _:
            data = text.encode()
    (here / f"m{suffix}").write_bytes(data)
    assert run(["cite", f"m{suffix}", "--bib", "t.bib", "--no-list", "-o", f"n{suffix}", *options]) == 0
    made = read_manuscript(f"n{suffix}")
    part, marks = made.parts[made.notes[0].marks[0].part].text, [note.marks[0] for note in made.notes]
    shown = part[: marks[0].start] + "^1" + part[marks[0].end : marks[1].start] + "^2" + part[marks[1].end :]
    without_notes = re.sub(r"<[^<>]*>|(?<=\^\d)\{(?:[^{}]|\{[^{}]*\})*\}", "", shown)
    assert expected in without_notes


def test_an_unknown_custom_is_an_error(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cite", "t.tex", "--marks", "frensh"]) == 2
    assert "did you mean 'french'?" in capsys.readouterr().err
