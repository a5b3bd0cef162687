"""``citekit ledger convert`` and ``schema``; and docs/ledger-forms.md, whose examples are run."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from citekit import cli
from citekit.notes.ledger.forms import schema

PAGE = Path(__file__).parents[2] / "docs" / "ledger-forms.md"
YAML = 'citekit-ledger: 1\npassage: text.txt\nnotes:\n  1: See @a.\n  2: !unsure "@b"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.yaml").write_text(YAML)
    return tmp_path


def run(*arguments: str) -> int:
    return cli.run(["ledger", *arguments])


def blocks(language: str) -> list[tuple[str, str]]:
    """Return the examples of the page in a language, with the names of the files that they are."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.finditer(rf"(?:^`(\S+)`:\n\n)?^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [(match[1] or "", match[2]) for match in found]


def test_the_examples_of_the_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {name: text for language in ("yaml", "markdown", "json") for name, text in blocks(language)}
    for name in ("notes.yaml", "chapter.md", "zotero.json"):
        (folder / name).write_text(files[name], encoding="utf-8")
    commands = 0
    for _, text in blocks("console"):
        for example in re.split(r"^\$ citekit ", text, flags=re.MULTILINE)[1:]:
            command, _, expected = example.partition("\n")
            cli.run(command.split())
            shown = capsys.readouterr()
            assert shown.out + shown.err == expected, command
            commands += 1
    assert commands == 5
    for name in ("notes.md", "notes.json"):
        assert (folder / name).read_text(encoding="utf-8") == files[name]
    assert run("convert", "notes.json", "--to", "yaml") == 0
    assert capsys.readouterr().out == files["notes.yaml"].partition("\n")[2]


def test_a_ledger_goes_there_and_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form, suffix in (("markdown", ".markdown"), ("csl-json", ".json"), ("yaml", ".yml")):
        assert run("convert", "notes.yaml", "--to", form) == 0
        shown = capsys.readouterr().out
        assert run("convert", "notes.yaml", "-o", f"other{suffix}") == 0
        assert (folder / f"other{suffix}").read_text() == shown
        assert run("convert", f"other{suffix}", "--to", "yaml") == 0
        assert capsys.readouterr().out == YAML


def test_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Text^[See @a.]\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("convert", "-", "--from", "markdown", "--to", "csl-json", "-o", "-") == 0
    (citation,) = json.loads(capsys.readouterr().out)["citations"]
    assert citation["citationItems"] == [{"id": "a", "prefix": "See "}]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(YAML.encode())))
    assert run("convert", "-", "--to", "yaml") == 0
    assert capsys.readouterr().out == YAML


def test_no_file_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", "notes.yaml", "--to", "markdown", "-o", "notes.yaml") == 2
    assert "there already" in capsys.readouterr().err
    assert (folder / "notes.yaml").read_text() == YAML


@pytest.mark.parametrize("arguments", [["notes.yaml"], ["notes.yaml", "-o", "x.txt"], ["notes.yaml", "-o", "-"]])
def test_the_form_has_to_be_named(arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", *arguments) == 2
    assert "--to: yaml, markdown, csl-json" in capsys.readouterr().err


def test_errors_are_told_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "broken.md").write_text("[^1]: @a [pgs. 3]\n")
    assert run("convert", "broken.md", "-o", "new.yaml") == 2
    assert "broken.md:1:11: error: unknown locator label 'pgs.'" in capsys.readouterr().err
    assert not (folder / "new.yaml").exists()


def test_the_passage_is_called_from_the_new_folder(folder: Path) -> None:
    (folder / "other").mkdir()
    assert run("convert", "notes.yaml", "-o", "other/notes.md") == 0
    assert 'passage: "../text.txt"\n' in (folder / "other" / "notes.md").read_text()


def test_other_forms_are_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "n.md").write_text("[^1]: See n. 7 above.\n\n[^2]: @nobody [p. 3]\n")
    assert run("check", "n.md") == 1
    assert "n.md:1:" in (told := capsys.readouterr().err)
    assert "refers to note 7" in told
    (folder / "a.bib").write_text("@book{a, title = {A}}\n")
    assert run("check", "n.md", "-b", "a.bib") == 1
    assert "no reference has the key 'nobody'" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ["renumber --map 1=2", "insert 1 x", "split --notes 1"])
def test_other_forms_are_not_edited(arguments: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", "notes.yaml", "-o", "notes.md") == 0
    before = (folder / "notes.md").read_text()
    command, *rest = arguments.split()
    assert run(command, "notes.md", *rest) == 2
    assert "only YAML ledgers are" in capsys.readouterr().err
    assert (folder / "notes.md").read_text() == before


def test_the_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    assert capsys.readouterr().out == schema()
    assert run("schema", "-o", "ledger.schema.json") == 0
    assert json.loads((folder / "ledger.schema.json").read_text()) == json.loads(schema())


def test_every_form_renders_alike(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "text.txt").write_text("She left.1 He stayed.2\n")
    (folder / "a.bib").write_text("@book{a, title = {A}, date = {1973}}\n@book{b, title = {B}, date = {1974}}\n")
    shown = set()
    for name in ("notes.yaml", "notes.md", "notes.json"):
        if name != "notes.yaml":
            assert run("convert", "notes.yaml", "-o", name) == 0
        assert cli.run(["render", "text.txt", "-n", name, "-b", "a.bib"]) == 0
        shown.add(capsys.readouterr().out)
    assert len(shown) == 1
    assert "See A" in shown.pop()
