"""``citekit quote``."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from citekit.cli import run

BIB = """\
@book{kotkin,
  author = {Kotkin, Stephen}, title = {Stalin}, publisher = {Penguin}, address = {New York}, year = 2017,
}
"""
NOTES, APA = "chicago-notes-bibliography", "apa"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "library.bib").write_text(BIB, "utf-8")
    (tmp_path / "citekit.toml").write_text(f'bib = ["library.bib"]\nstyle = "{NOTES}"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def out(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["quote", *arguments]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", "_")


@pytest.mark.usefixtures("project")
def test_a_style_of_notes_cites_in_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "kotkin", "--locator", "12", "--text", "[T]he *end*[emphasis added].") == (
        "“The end.”¹\n\n1. Stephen Kotkin, Stalin (Penguin, 2017), 12 (emphasis added).\n"
    )


@pytest.mark.usefixtures("project")
def test_other_styles_cite_in_parentheses(capsys: pytest.CaptureFixture[str]) -> None:
    made = out(capsys, "kotkin", "--locator", "12", "--text", "*All* [emphasis added] was lost.", "--style", APA)
    assert made == "“All was lost” (Kotkin, 2017, p. 12; emphasis added).\n"
    made = out(capsys, "@kotkin", "--text", "All was lost.", "--style", APA, "--as", "block")
    assert made == "    All was lost. (Kotkin, 2017)\n"


TRADITIONS = [
    ("german", "de-DE", "„Alles war ‚aus‘.“¹"),
    ("french", "fr-FR", "«_Alles war “aus”¹._»"),
    ("russian", "ru-RU", "«Alles war „aus“»¹."),
    ("mla", "en-GB", "‘Alles war “aus”.’¹"),
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("rules", "locale", "expected"), TRADITIONS)
def test_stop_mark_and_note_follow_the_language(
    capsys: pytest.CaptureFixture[str], rules: str, locale: str, expected: str
) -> None:
    text = "Alles war “aus”."
    made = out(capsys, "kotkin", "--text", text, "--language", "de", "--rules", rules, "--locale", locale)
    assert made.splitlines()[0] == expected


PIECES = [
    ("markdown", "> All was lost.[^1]\n\n[^1]: Stephen Kotkin, *Stalin* (Penguin, 2017).\n"),
    (
        "latex",
        "\\begin{quote}\nAll was lost.\\footnote{Stephen Kotkin, \\textit{Stalin} (Penguin, 2017).}\n\\end{quote}\n",
    ),
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("to", "expected"), PIECES)
def test_a_piece_to_paste_is_printed(capsys: pytest.CaptureFixture[str], to: str, expected: str) -> None:
    assert out(capsys, "kotkin", "--text", "All was lost.", "--as", "block", "--to", to) == expected


@pytest.mark.usefixtures("project")
def test_html_has_a_block_and_its_note(capsys: pytest.CaptureFixture[str]) -> None:
    made = out(capsys, "kotkin", "--text", "All was lost.", "--as", "block", "--to", "html")
    assert made.startswith("<blockquote")
    assert 'href="#fn-1"' in made
    assert 'id="fn-1"' in made
    assert "<html" not in made


def test_a_file_is_a_whole_document(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quote", "kotkin", "--text", "All was lost.", "-o", "out.docx"]) == 0
    assert capsys.readouterr().err == "wrote out.docx: docx, 1 quotation\n"
    with zipfile.ZipFile(project / "out.docx") as archive:
        assert "“All was lost.”" in archive.read("word/document.xml").decode()
    assert run(["quote", "--text", "All was lost.", "-o", "out.html"]) == 0
    assert "<html" in (project / "out.html").read_text("utf-8")


def test_a_file_of_quotations_is_set_in_order(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "q.yaml").write_text(
        "citekit-quotations: 1\nquotations:\n"
        "  - {text: One., key: kotkin, locator: '3'}\n"
        "  - {name: motto, text: All flows., speaker: Heraclitus, epigraph: true}\n"
        "  - {text: Two., key: kotkin, locator: '4'}\n",
        "utf-8",
    )
    assert out(capsys, "--file", "q.yaml", "--number", "7") == (
        "“One.”⁷\n\n    All flows.\n\n    — Heraclitus\n\n“Two.”⁸\n\n"
        "7. Stephen Kotkin, Stalin (Penguin, 2017), 3.\n\n8. Kotkin, Stalin, 4.\n"
    )
    assert out(capsys, "motto", "--file", "q.yaml") == "    All flows.\n\n    — Heraclitus\n"


@pytest.mark.usefixtures("project")
def test_an_epigraph_names_the_author_and_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    made = out(capsys, "kotkin", "--text", "All flows.", "--epigraph")
    assert made == "    All flows.\n\n    — Stephen Kotkin, Stalin\n"


@pytest.mark.usefixtures("project")
def test_the_source_can_stand_in_a_line_below(capsys: pytest.CaptureFixture[str]) -> None:
    made = out(capsys, "kotkin", "--locator", "3", "--text", "All flows.", "--attribution", "--speaker", "A.")
    assert made == "    All flows.\n\n    — A., Stephen Kotkin, Stalin (Penguin, 2017), 3\n"


@pytest.mark.usefixtures("project")
def test_print_is_carried_over(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--printed", "--language", "en-GB", "--text", "‘He said “go” . . . and went.’")
    assert out(capsys, *arguments, "--rules", "german", "--locale", "de-DE") == "„He said ‚go‘ […] and went.“\n"


@pytest.mark.usefixtures("project")
def test_json_has_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(out(capsys, "kotkin", "--text", "[T]he end", "--to", "json"))
    (one,) = told["quotations"]
    assert one["parts"] == [{"capital": "T", "original": "t"}, "he end"]
    assert (one["form"], one["why"], one["key"]) == ("run-in", "2 words", "kotkin")
    assert told["set"].startswith("“The end”¹")


def test_rule_sets_come_from_the_settings(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = '[quotations]\nrules = "house"\n[quotations.house]\nbase = "apa"\nblock-words = 3\n'
    with (project / "citekit.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    assert run(["quote", "--text", "one two three", "--explain"]) == 0
    told = capsys.readouterr()
    assert told.out == "    one two three\n"
    assert told.err == "set apart: 3 words: house sets 3 and more apart\n"


WRONG = [
    ((), "no text"),
    (("--text", ""), "--text:1:1: error: an empty quotation"),
    (("--text", "a", "--file", "b"), "--text and --file are both given"),
    (("--text", "so “it"), "--text:1:4: error: the quotation mark “ is never closed"),
    (("--text", "so [it"), "--text:1:4: error: the bracket [ is never closed"),
    (("--text", "a", "--rules", "chicgo"), "there is no rule set 'chicgo'"),
    (("--text", "a", "--locator", "3"), "a locator without a key"),
    (("kotkin", "--text", "a", "--locator", "no where"), "'no where' is no locator"),
    (("kotkn", "--text", "a"), "no reference has the key 'kotkn'"),
    (("--text", "a", "--language", "xyzzy"), "xyzzy"),
    (("--text", "a", "--marks", "klingon"), "no custom of placing marks is called 'klingon'"),
    (("--text", "a", "--after", "so"), "'so' is no stop"),
    (("--text", "[...]"), "--text:1:1: error: everything is left out"),
    (("--file", "nowhere.txt"), "nowhere.txt"),
    (("--text", "a", "--to", "wordperfect"), "there is no output format 'wordperfect'"),
    (("--text", "a", "-o", "a.xyz"), "the suffix '.xyz' says no format"),
]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_input_is_one_error(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    assert run(["quote", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("error:") == 1
    assert message in told.err
    assert "hint:" in told.err


def test_a_name_that_the_file_has_not_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "q.yaml").write_text("citekit-quotations: 1\nquotations: [{name: first, text: a}]\n", "utf-8")
    assert run(["quote", "frst", "--file", "q.yaml"]) == 2
    assert "did you mean 'first'?" in capsys.readouterr().err


def test_options_that_a_file_of_quotations_decides_are_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "q.yaml").write_text("citekit-quotations: 1\nquotations: [{name: first, text: a}]\n", "utf-8")
    assert run(["quote", "--file", "q.yaml", "--kind", "verse"]) == 2
    assert "--kind is nothing for a file of quotations" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_block_names_its_speaker_beside_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    made = out(capsys, "kotkin", "--text", "All was lost.", "--as", "block", "--speaker", "Kamenev")
    assert made.startswith("    All was lost.¹\n\n    — Kamenev\n")


@pytest.mark.usefixtures("project")
def test_a_note_mark_precedes_the_dash(capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, "kotkin", "--text", "All lost.", "--after", " — ").startswith("“All lost”¹—\n")
