"""``citekit convert``."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from citekit import cli
from citekit.bib import reader_named, writer_for, writer_named, written_formats
from citekit.conversion import guessed_format
from citekit.errors import UsageError
from citekit.findings import Source

RIS = "TY  - BOOK\nID  - cohen1973\nAU  - Cohen, Stephen F.\nTI  - Bukharin\nPY  - 1973\nER  - \n"
BIB = """@book{cohen1973, author = {Cohen, Stephen F.}, title = {Bukharin}, date = {1973}}
@book{danilov2000, editor = {Danilov, Viktor}, title = {Kak lomali {NEP}}, date = {2000}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ris").write_text(RIS)
    (tmp_path / "a.bib").write_text(BIB)
    return tmp_path


def run(*arguments: str) -> int:
    return cli.run(["convert", *arguments])


def keys(text: str) -> list[str]:
    return [item["id"] for item in json.loads(text)]


@pytest.mark.parametrize("target", written_formats())
def test_every_format_is_written_and_read_again(folder: Path, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.bib", "--to", target, "-o", "out.x") == 0
    assert capsys.readouterr().err == f"wrote out.x: {target}, 2 references\n"
    assert run("out.x", "--from", target, "--to", "csl-json") == 0
    back = json.loads(capsys.readouterr().out)
    assert run("a.bib", "--to", "csl-json") == 0
    assert back == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("name", "target"), [("x.json", "csl-json"), ("x.YAML", "csl-yaml"), ("x.yml", "csl-yaml")])
def test_the_suffix_says_the_format(folder: Path, name: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.ris", "-o", name) == 0
    assert capsys.readouterr().err == f"wrote {name}: {target}, 1 reference\n"
    assert (folder / name).is_file()


def test_several_files_and_folders_are_one_library(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "b.json").write_text('[{"id": "b", "type": "book"}]')
    assert run("a.bib", "more", "--to", "csl-json") == 0
    assert keys(capsys.readouterr().out) == ["cohen1973", "danilov2000", "b"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (RIS, "ris"),
        (f"Provider: X\n\n{RIS}", "ris"),
        ('[{"id": "a"}]', "csl-json"),
        (' {"id": "a"}', "csl-json"),
        ("---\nreferences: []\n", "csl-yaml"),
        ("references:\n- id: a", "csl-yaml"),
        (BIB, "bibtex"),
        ("% a comment\n@book{a}", "bibtex"),
        ("", "bibtex"),
    ],
)
def test_standard_input_shows_its_format(text: str, name: str) -> None:
    assert guessed_format(Source("<stdin>", text)) == name


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RIS.encode())))
    assert run("-", "--to", "json") == 0
    assert keys(capsys.readouterr().out) == ["cohen1973"]


def test_chosen_keys_in_their_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.bib", "--to", "csl-json", "-k", "danilov2000", "--key", "cohen1973", "-k", "danilov2000") == 0
    assert keys(capsys.readouterr().out) == ["danilov2000", "cohen1973"]


def test_what_a_ledger_cites(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "notes.yaml").write_text('citekit-ledger: 1\nnotes:\n  1: "@danilov2000 [p. 3]."\n')
    assert run("a.bib", "--to", "csl-json", "--cited", "--notes", "notes.yaml") == 0
    assert keys(capsys.readouterr().out) == ["danilov2000"]


def test_what_can_be_read_is_written_and_the_rest_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.json").write_text('[{"id": "a", "type": "book"}, {"id": "a", "type": "song"}, {"type": "book"}]')
    assert run("bad.json", "--to", "csl-yaml") == 1
    out, err = capsys.readouterr()
    assert out == "---\nreferences:\n- id: a\n  type: book\n...\n"
    assert "bad.json:1:38: error: the id 'a' is used again; first in bad.json:1:9" in err
    assert "bad.json:1:60: error: item 3 has no id" in err


def test_what_is_wrong_elsewhere_is_not_reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "odd.json").write_text('[{"id": "a", "type": "book"}, {"id": "b", "type": "bok"}]')
    assert run("odd.json", "--to", "csl-json", "--key", "a") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.bib"], "convert to which format?"),
        (["a.bib", "-o", "x.docx"], "the suffix '.docx' says no format"),
        (["a.bib", "-o", "x"], "the file name has no suffix that says a format"),
        (["a.bib", "--to", "endnote"], "references are not written as 'endnote'"),
        (["a.bib", "--to", "csljso"], "did you mean 'csl-json'?"),
        (["a.bib", "--to", "json", "--from", "wordxml"], "no references are read from 'wordxml'"),
        (["a.docx", "--to", "json"], "not a file of references"),
        (["none.bib", "--to", "json"], "no such file"),
        (["a.bib", "--to", "json", "-k", "cohen73"], "did you mean 'cohen1973'?"),
        (["a.ris", "--from", "csl-json", "--to", "json", "-k", "x"], "a.ris:1:1: error: not valid JSON"),
        ([], "Missing argument"),
    ],
)
def test_wrong_use(folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments, *(["-o", "kept.json"] if "--to" in arguments else [])) == 2
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert not (folder / "kept.json").exists()


def test_the_file_itself_is_replaced_in_one_step(folder: Path) -> None:
    (folder / "a.json").write_text('[{"id": "a", "type": "book"}]')
    assert run("a.json", "-o", "a.json") == 0
    assert json.loads((folder / "a.json").read_text()) == [{"id": "a", "type": "book"}]
    assert sorted(path.name for path in folder.iterdir()) == ["a.bib", "a.json", "a.ris"]


def test_ascii(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "u.json").write_text('[{"id": "a", "type": "book", "title": "Ж"}]')
    assert run("u.json", "--to", "csl-json", "--ascii") == 0
    out = capsys.readouterr().out
    assert out.isascii()
    assert json.loads(out)[0]["title"] == "Ж"


def test_sentence_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "t.bib").write_text(
        "@book{a, title = {A Life of {Marx}}}\n@book{b, title = {Ein Leben}, langid = {german}}"
    )
    assert run("t.bib", "--to", "csl-json", "--sentence-case") == 0
    a, b = json.loads(capsys.readouterr().out)
    assert a["title"] == 'A life of <span class="nocase">Marx</span>'
    assert b["title"] == "Ein Leben"


def test_formats_by_name() -> None:
    assert reader_named("biblatex") is reader_named("BibTeX")
    assert writer_named("CSLJSON").NAME == writer_named("json").NAME == writer_for("a.json").NAME == "csl-json"
    with pytest.raises(UsageError, match="not written as 'ris'"):
        writer_named("ris")


@pytest.mark.parametrize(
    ("name", "text", "arguments", "message"),
    [
        ("l.bib", f"% kept{BIB}", [], "its comments, strings and layout would be lost"),
        ("l.bib", BIB, ["-k", "cohen1973"], "the references left out would be lost"),
        ("l.json", '[{"id": "a"}, {"id": "b"}]', ["-k", "a"], "the references left out would be lost"),
        ("l.json", '[{"id": "a", "type": "book"}, {"type": "book"}]', [], "what cannot be read in it would be lost"),
    ],
)
def test_a_file_is_not_written_over_itself_with_less_in_it(
    folder: Path, name: str, text: str, *, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text(text)
    (folder / f"link-{name}").symlink_to(name)
    for output in (name, f"./{name}", f"link-{name}"):
        assert run(name, "-o", output, *arguments) == 2
        assert message in capsys.readouterr().err
    assert (folder / name).read_text() == text


def test_a_file_that_is_named_twice_is_read_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "b.json").write_text('[{"id": "b", "type": "book"}]')
    assert run("more/b.json", "a.bib", "more", "./a.bib", "--to", "csl-json") == 0
    out, err = capsys.readouterr()
    assert keys(out) == ["b", "cohen1973", "danilov2000"]
    assert err == ""


@pytest.mark.parametrize("text", ["", "hello\n"])
def test_standard_input_without_references_is_told(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("-", "--to", "json") == 0
    out, err = capsys.readouterr()
    assert out == "[]\n"
    assert err.startswith("<stdin>: warning: no entries in this file")


def test_what_is_no_ris_is_not_converted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.bib", "--from", "ris", "-o", "out.json") == 2
    assert "a.bib: error: no records in this file" in capsys.readouterr().err
    assert not (folder / "out.json").exists()


def test_a_reference_is_chosen_by_another_key_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ids.bib").write_text("@book{a, title = {T}, ids = {b, c}}\n@book{d, title = {U}}\n")
    (folder / "notes.yaml").write_text('citekit-ledger: 1\nnotes:\n  1: "@c [p. 3]."\n')
    assert run("ids.bib", "--to", "csl-json", "-k", "b", "-k", "a") == 0
    assert keys(capsys.readouterr().out) == ["a"]
    assert run("ids.bib", "--to", "csl-json", "--cited", "--notes", "notes.yaml") == 0
    assert keys(capsys.readouterr().out) == ["a"]


def test_a_ledger_is_for_what_is_cited(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.bib", "--to", "csl-json", "--notes", "notes.yaml") == 2
    assert "add --cited" in capsys.readouterr().err


def test_an_option_without_its_value_names_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.bib", "--output") == 2
    assert "see: citekit convert --help" in capsys.readouterr().err
