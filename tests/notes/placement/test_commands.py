"""``citekit notes --place`` and ``--undo``, and ``citekit render --marks``."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit import cli
from citekit.excerpt import ExcerptOptions
from citekit.model import NoteReference
from citekit.output.layout import texts
from citekit.richtext import plain
from tests.test_excerpt import composed, passage
from tests.test_scope import cut

TEXT = "He left home.1 She stayed there.2 “So it was.”3 In 1928.4\r\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


def test_marks_are_moved_and_moved_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["notes", "a.txt", "--place", "french", "-o", "b.txt"]) == 0
    assert (folder / "b.txt").read_bytes().decode() == ("He left home1. She stayed there2. “So it was3.” In 1928.4\r\n")
    told = capsys.readouterr().err
    assert "wrote b.txt with 3 marks moved; b.moves.json puts it back" in told
    assert "a.txt:1:57: warning: mark 4 stays: it would run into the number before it" in told
    assert cli.run(["notes", "b.txt", "--undo", "b.moves.json", "-o", "c.txt"]) == 0
    assert (folder / "c.txt").read_bytes() == TEXT.encode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--place", "frensh"], "did you mean 'french'?"),
        (["--place", "kept"], "moves no mark"),
        (["--place", "french", "--strip"], "one thing at a time"),
        (["--undo", "none.json"], "no such file"),
        (["--undo", "wrong.json"], "not a file of moves"),
        (["--undo", "other.json"], "of another text"),
        (["--place", "french", "-o", "wrong.json"], "there already"),
    ],
)
def test_wrong_use(arguments: list[str], told: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "wrong.json").write_text("{}")
    (folder / "other.json").write_text('{"citekit-moves": 1, "sha256": "0", "moves": []}')
    assert cli.run(["notes", "a.txt", *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("marks", "shown"),
    [("kept", "Text.|9 |Text.|10"), ("french", "Text|9|. Text|10|."), ("auto", "Text.|9| Text.|10")],
)
def test_an_excerpt_has_its_marks_where_a_custom_has_them(marks: str, shown: str) -> None:
    composed = cut("9 10", '  9: "@a [p. 1]"\n  10: "@b [p. 2]"\n', marks=marks)
    (paragraph,) = texts(composed.excerpt)
    pieces = [piece.number if isinstance(piece, NoteReference) else plain((piece,)) for piece in paragraph]
    assert "|".join(pieces).replace(" ", "") == shown.replace(" ", "")
    assert ExcerptOptions().marks == "kept"


@pytest.mark.parametrize("bytes_", [b"\xef\xbb\xbf" + TEXT.encode(), b"\xff\xfe" + TEXT.encode("utf-16-le")])
@pytest.mark.parametrize("way", [("--place", "french", "--undo", "moves"), ("--strip", None, "--restore", "marks")])
def test_a_text_comes_back_to_the_byte(folder: Path, bytes_: bytes, way: tuple[str, str | None, str, str]) -> None:
    (folder / "a.txt").write_bytes(bytes_)
    there, value, back, record = way
    assert cli.run(["notes", "a.txt", *filter(None, (there, value)), "-o", "b.txt"]) == 0
    assert (folder / "b.txt").read_bytes() != bytes_
    assert cli.run(["notes", "b.txt", back, f"b.{record}.json", "-o", "c.txt"]) == 0
    assert (folder / "c.txt").read_bytes() == bytes_


@pytest.mark.parametrize(("form", "shown"), [("raised", "1928⁴."), ("bracketed", "1928[4].")])
def test_a_mark_that_would_not_be_read_is_moved_in_another_form(folder: Path, form: str, shown: str) -> None:
    assert cli.run(["notes", "a.txt", "--place", "french", "--unreadable", form, "-o", "b.txt"]) == 0
    assert shown in (folder / "b.txt").read_bytes().decode()
    assert cli.run(["notes", "b.txt", "--undo", "b.moves.json", "-o", "c.txt"]) == 0
    assert (folder / "c.txt").read_bytes() == TEXT.encode()


NOTES = '  9: "@a [p. 1]"\n  10: "@b [p. 2]"\n'


def test_an_excerpt_says_what_was_moved() -> None:
    assert [cut("9 10", NOTES, marks=marks).moved for marks in ("kept", "american", "french")] == [0, 0, 2]


def test_a_language_without_a_custom_is_reported() -> None:
    found = composed(passage("Text.9", "9"), '  9: "@a"\n', locale="fi-FI", options=ExcerptOptions(marks="auto"))
    assert (found.moved, [one.rule for one in found.findings]) == (0, ["unknown-custom"])


def test_marks_of_an_excerpt_that_stay_are_reported() -> None:
    text = passage("“Text,9”10 he said.", "9", "10")
    found = composed(text, '  9: "@a"\n  10: "@b"\n', options=ExcerptOptions(marks="french"))
    assert [(one.rule, one.where.column) for one in found.findings] == [("mark-not-moved", 7), ("mark-not-moved", 9)]
