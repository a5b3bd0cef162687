"""A project's references edited together: .bib files, a ledger, Markdown and LaTeX; and the commands that do it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from citekit import cli
from citekit.editing import Shelf, open_shelf
from citekit.errors import InvalidInputError, UnreadableError, UsageError
from citekit.files import read_library_source

_ONE = """@book{cohen73,
  author = {Cohen, Stephen F.},
  title  = {Bukharin and the {Bolshevik Revolution}},
  year   = {1973},
}

@inbook{part,
  title    = {A Part},
  crossref = {cohen73},
}
"""
_TWO = """@book{deutscher1959,
\tauthor = "Deutscher, Isaac",
\trelated = "cohen73"
}

@book{cohen1973,
\tauthor = "Cohen, Stephen",
\ttitle = "Bukharin and the Bolshevik Revolution: A Political Biography",
\tyear = 1973,
\tisbn = "0-19-502697-7"
}
"""
_LEDGER = 'citekit-ledger: 1\nnotes:\n  1: "@cohen73 [p. 3]."  # kept\n'
_FILES = {
    "one.bib": _ONE,
    "two.bib": _TWO,
    "notes.yaml": _LEDGER,
    "text.md": "As @cohen73 says.\r\n`@cohen73`\r\n",
    "text.tex": "\\autocite[3]{cohen73}\n",
    "citekit.toml": 'bib = ["one.bib", "two.bib"]\nledger = "notes.yaml"\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in _FILES.items():
        (tmp_path / name).write_bytes(text.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def shelf(*names: str) -> Shelf:
    return open_shelf(["one.bib", "two.bib"], names)


def changed(folder: Path) -> dict[str, str]:
    """Return the files that are no longer as they were."""
    now = {path.name: path.read_bytes().decode() for path in folder.iterdir()}
    assert set(now) == set(_FILES), "a file is left behind"
    return {name: text for name, text in now.items() if text != _FILES[name]}


# --- the shelf ----------------------------------------------------------------------------------------------


def test_a_key_is_renamed_wherever_it_is_cited(folder: Path) -> None:
    written = shelf("notes.yaml", "text.md", "text.tex").rename("cohen73", "cohen:1973").write()
    assert written == ["one.bib", "two.bib", "notes.yaml", "text.md", "text.tex"]
    assert changed(folder) == {
        "one.bib": _ONE.replace("cohen73", "cohen:1973"),
        "two.bib": _TWO.replace("cohen73", "cohen:1973"),
        "notes.yaml": _LEDGER.replace("cohen73", "cohen:1973"),
        "text.md": "As @cohen:1973 says.\r\n`@cohen73`\r\n",
        "text.tex": "\\autocite[3]{cohen:1973}\n",
    }


def test_a_key_that_another_file_has_is_in_use(folder: Path) -> None:
    with pytest.raises(UsageError, match="'cohen1973' is in use") as caught:
        shelf().rename("cohen73", "cohen1973")
    assert str(caught.value.where) == "two.bib:6:7"
    assert changed(folder) == {}


def test_a_key_among_the_ids_of_another_is_in_use(folder: Path) -> None:
    edited = shelf().set_field("part", "ids", "alias, other")
    with pytest.raises(UsageError, match="'part' has it among its ids"):
        edited.rename("cohen73", "other")
    assert changed(folder) == {}


def test_what_is_referred_to_is_not_taken_out(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"referred to by part, deutscher1959, notes\.yaml"):
        shelf("notes.yaml").remove("cohen73")
    shelf("notes.yaml").remove("cohen73", cited="allow").write()
    assert list(changed(folder)) == ["one.bib"]


def test_a_key_that_no_file_has(folder: Path) -> None:
    with pytest.raises(UsageError, match="no entry has the key 'deutscher59'") as caught:
        shelf().set_field("deutscher59", "note", "x")
    assert "deutscher1959" in caught.value.hint


def test_a_key_that_two_files_have(folder: Path) -> None:
    (folder / "two.bib").write_text("@book{part, title = {x}}\n")
    with pytest.raises(UsageError, match=r"is in one\.bib and two\.bib"):
        shelf().set_field("part", "note", "x")


def test_two_entries_of_two_files_are_made_one(folder: Path) -> None:
    before = shelf("notes.yaml", "text.md")
    plan = before.plan_merge("cohen1973", "cohen73")
    assert [one.name for one in plan.open] == ["author", "title"]
    before.merge(plan, take=["author"]).write()
    found = changed(folder)
    assert "@book{cohen73" not in found["one.bib"]
    assert "crossref = {cohen1973}" in found["one.bib"]
    assert '\tauthor = "Cohen, Stephen F.",\n' in found["two.bib"]
    assert '\tids = "cohen73"\n' in found["two.bib"]
    assert 'related = "cohen1973"' in found["two.bib"]
    assert "@cohen1973 [p. 3]" in found["notes.yaml"]
    assert found["text.md"] == "As @cohen1973 says.\r\n`@cohen73`\r\n"


def test_part_and_whole_are_not_made_one(folder: Path) -> None:
    with pytest.raises(UsageError, match="refer to each other"):
        shelf().merge(shelf().plan_merge("cohen73", "part"))


def test_entries_are_added_in_the_layout_of_the_file(folder: Path) -> None:
    (folder / "new.bib").write_text(
        '@string{k = "Knopf"}\n@Book{new, TITLE="T {x}", year=2000, publisher=k, month=jan}\n'
    )
    edited, keys = shelf().add(read_library_source("new.bib"), after="deutscher1959")
    (folder / "new.bib").unlink()
    edited.write()
    assert keys == ["new"]
    written = '@book{new,\n\ttitle = "T {x}",\n\tyear = 2000,\n\tpublisher = "Knopf",\n\tmonth = jan\n}'
    assert changed(folder)["two.bib"] == _TWO.replace("}\n\n@book{cohen", f"}}\n\n{written}\n\n@book{{cohen", 1)


def test_where_to_add_is_asked(folder: Path) -> None:
    (folder / "new.bib").write_text("@book{new, title = {T}}")
    source = read_library_source("new.bib")
    with pytest.raises(UsageError, match="add to which file"):
        shelf().add(source)
    with pytest.raises(UsageError, match="not a file of the project"):
        shelf().add(source, into="three.bib")
    edited, _ = shelf().add(source, into="./one.bib")
    assert "@book{new,\n  title = {T},\n}" in edited.diff().replace("\n+", "\n")


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("@book{part, title = {T}}", UsageError, "in use"),
        ("nothing", UsageError, "no entries"),
        ("@book{new, title = {T", InvalidInputError, "never closed"),
    ],
)
def test_what_cannot_be_added(folder: Path, text: str, error: type[Exception], message: str) -> None:
    (folder / "new.bib").write_text(text)
    with pytest.raises(error, match=message):
        shelf().add(read_library_source("new.bib"), into="one.bib")


def test_a_file_that_was_changed_meanwhile_is_not_written(folder: Path) -> None:
    edited = shelf("notes.yaml").rename("cohen73", "x")
    (folder / "two.bib").write_text(_TWO + "% more\n")
    with pytest.raises(UnreadableError, match="changed while it was edited"):
        edited.write()
    assert list(changed(folder)) == ["two.bib"]


def test_what_is_no_text_that_cites(folder: Path) -> None:
    with pytest.raises(UsageError, match="not a file that cites"):
        shelf("citekit.toml")


def test_only_bib_files_are_edited(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"no \.bib file"):
        open_shelf(["refs.json"])
    with pytest.raises(UsageError, match="standard input"):
        open_shelf(["-"])


# --- the commands -------------------------------------------------------------------------------------------


def run(*arguments: str) -> int:
    return cli.run(arguments)


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("set", "cohen73", "pages", "290--91"), ["one.bib"]),
        (("unset", "cohen1973", "isbn", "year"), ["two.bib"]),
        (
            ("rename", "cohen73", "c", "--in", "text.md", "-i", "text.tex"),
            ["one.bib", "two.bib", "notes.yaml", "text.md", "text.tex"],
        ),
        (("remove", "part"), ["one.bib"]),
        (("sort", "--by", "author"), ["two.bib"]),
        (("sort", "--parents", "anywhere", "-b", "one.bib"), []),
        (("merge", "cohen73", "cohen1973", "--keep-rest"), ["one.bib", "two.bib"]),
    ],
)
def test_a_command_changes_files_and_a_dry_run_shows_it(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], files: list[str]
) -> None:
    assert run("edit", *arguments, "--dry-run") == 0
    diff = capsys.readouterr().out
    assert changed(folder) == {}
    assert [line[4:] for line in diff.splitlines() if line.startswith("+++ ")] == files
    assert run("edit", *arguments) == 0
    out, err = capsys.readouterr()
    assert sorted(changed(folder)) == sorted(files)
    assert out == ""
    assert all(name in err for name in files)
    if not files:
        assert "nothing to change" in err


def test_a_set_value_is_in_the_file(folder: Path) -> None:
    assert run("edit", "set", "cohen73", "publisher", "Alfred {A.} Knopf") == 0
    assert changed(folder) == {
        "one.bib": _ONE.replace("{1973},\n", "{1973},\n  publisher = {Alfred {A.} Knopf},\n", 1),
    }


def test_a_conflict_is_for_the_user_to_settle(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("edit", "merge", "cohen73", "cohen1973") == 1
    err = capsys.readouterr().err
    assert "differs: title: Bukharin and the {Bolshevik Revolution} | left out: Bukharin" in err
    assert "differ in author, title; nothing is written" in err
    assert "--take author" in err
    assert changed(folder) == {}
    assert run("edit", "merge", "cohen73", "cohen1973", "-t", "author", "-t", "title", "--no-ids") == 0
    assert "ids" not in changed(folder)["one.bib"]


def test_a_new_entry_from_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io  # noqa: PLC0415
    import sys  # noqa: PLC0415

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"@book{new, title={T}}")))
    assert run("edit", "add", "-", "--into", "one.bib") == 0
    assert changed(folder)["one.bib"] == f"{_ONE}\n@book{{new,\n  title = {{T}},\n}}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("set", "cohen74", "note", "x"), "did you mean 'cohen73'"),
        (("set", "cohen73", "note", "{"), "unbalanced braces"),
        (("rename", "cohen73", "part"), "in use"),
        (("rename", "cohen73", "a b"), "not a key"),
        (("remove", "cohen73"), "referred to by"),
        (("unset", "cohen73", "nothing"), "no field"),
        (("merge", "cohen73", "nobody"), "no entry has the key"),
        (("add", "none.bib", "--into", "one.bib"), "no such file"),
        (("set", "cohen73", "note", "x", "-b", "none.bib"), "no such file"),
        (("rename", "cohen73", "x", "--in", "none.md"), "no such file"),
        (("sort", "-b", "-"), "standard input"),
    ],
)
def test_wrong_use_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert run("edit", *arguments) == 2
    assert message in capsys.readouterr().err
    assert changed(folder) == {}


def test_a_read_only_file_is_not_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "two.bib").chmod(0o444)
    assert run("edit", "rename", "cohen73", "x") == 2
    assert "read-only" in capsys.readouterr().err
    assert changed(folder) == {}


def test_duplicates_are_listed_with_reasons(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("duplicates") == 1
    out, err = capsys.readouterr()
    assert "cohen1973 = cohen73" in out
    assert "same title, in one without its subtitle; same author; same year" in out
    assert "citekit edit merge cohen1973 cohen73" in out
    assert "1 of them too many" in err
    assert changed(folder) == {}


def test_duplicates_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("duplicates", "--format", "json", "--related") == 1
    found = json.loads(capsys.readouterr().out)
    (one,) = found["duplicates"]
    assert (one["keep"], one["keys"]) == ("cohen1973", ["cohen1973", "cohen73"])
    assert {"variable": "author", "kept": "Cohen, Stephen", "other": "Cohen, Stephen F.", "from": "cohen73"} in one[
        "conflicts"
    ]
    assert found["related"] == []


def test_a_library_without_duplicates(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("duplicates", "-b", "one.bib") == 0
    assert "0 of them too many" in capsys.readouterr().err


def test_entries_that_go_together_may_refer_to_each_other(folder: Path) -> None:
    (folder / "citekit.toml").unlink()
    (folder / "notes.yaml").unlink()
    assert cli.run(["edit", "remove", "cohen73", "part", "part", "--bib", "one.bib"]) == 0
    assert (folder / "one.bib").read_text() == ""


_IDS = "@book{whole,\n  title = {T},\n  ids = {w1, w2},\n}\n@inbook{part,\n  crossref = {w2},\n}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["remove", "whole"], "'whole' is referred to by part"),
        (["set", "w1", "title", "X"], "it is another key of 'whole'"),
        (["add", "new.bib"], "the key 'w1' is in use: 'whole' has it among its ids"),
    ],
)
def test_the_other_keys_of_an_entry_count(
    folder: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "ids.bib").write_text(_IDS)
    (folder / "new.bib").write_text("@book{w1, title = {N}}\n")
    assert cli.run(["edit", *arguments, "--bib", "ids.bib"]) == 2
    assert message in capsys.readouterr().err
    assert (folder / "ids.bib").read_text() == _IDS


def test_a_field_is_taken_out_once(folder: Path) -> None:
    assert cli.run(["edit", "unset", "part", "title", "TITLE", "--bib", "one.bib"]) == 0
    assert (folder / "one.bib").read_text() == _ONE.replace("  title    = {A Part},\n", "")


def test_entries_of_other_formats_are_converted_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new.json").write_text("[]")
    assert cli.run(["edit", "add", "new.json", "--into", "one.bib"]) == 2
    assert "convert it first: citekit convert new.json --to biblatex" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("pagetotl", "did you mean 'pagetotal'?"),
        ("zotero", "it is kept under its name"),
        ("Sorttitle", ""),
        ("usera", ""),
        ("mine", ""),
    ],
)
def test_a_field_that_nothing_reads_is_noticed(
    folder: Path, field: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "own.bib").write_text("@book{a,\n  title = {T},\n}\n@book{b,\n  mine = {1},\n}\n")
    assert cli.run(["edit", "set", "a", field, "x", "--bib", "own.bib"]) == 0
    err = capsys.readouterr().err
    assert (f"no program is known to have a field {field!r} [unknown-field]" in err) is bool(hint)
    assert hint in err
    assert f"{field.lower()} = {{x}},\n" in (folder / "own.bib").read_text().lower()


def test_names_turned_round_are_no_conflict(folder: Path) -> None:
    text = (
        "@book{a,\n  author = {Stephen Cohen and van Berg, Jan},\n}\n"
        "@book{b,\n  author = {Cohen, Stephen and Jan van Berg},\n}\n"
    )
    (folder / "names.bib").write_text(text)
    assert open_shelf(["names.bib"]).plan_merge("a", "b").fields.conflicts == ()
    (folder / "names.bib").write_text(text.replace("Cohen, Stephen and", "Cohen, S. and"))
    assert [one.name for one in open_shelf(["names.bib"]).plan_merge("a", "b").open] == ["author"]


def test_duplicates_that_cannot_be_told_are_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "same.bib").write_text("@book{a, title = {T}}\n@book{a, title = {U}}\n")
    assert cli.run(["duplicates", "--bib", "same.bib"]) == 1
    assert "1 reference, 0 of them too many" in capsys.readouterr().err
