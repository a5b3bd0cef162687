"""Reading and writing the user's files."""

from __future__ import annotations

import io
import stat
import sys
from pathlib import Path

import pytest

from citekit.errors import UnreadableError
from citekit.files import Rewritten, json_of, read_source, write_file, write_files
from citekit.findings import Source


def test_text_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffeins\r\nzwei – “drei”".encode())
    assert read_source(path).text == "eins\r\nzwei – “drei”"


def test_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Сталин".encode("utf-16"))
    assert read_source(path).text == "Сталин"


def test_bytes_that_are_no_text_are_named_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("one\ntwö ".encode() + "é".encode("latin-1") + b"\n")
    with pytest.raises(UnreadableError, match="not UTF-8 text: byte 0xe9") as caught:
        read_source(path)
    assert caught.value.where is not None
    assert (caught.value.where.line, caught.value.where.column) == (2, 5)
    assert "UTF-8" in caught.value.hint


def test_a_file_with_nul_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(UnreadableError, match="NUL"):
        read_source(tmp_path / "a.docx")


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_source(tmp_path / "missing.txt")
    with pytest.raises(UnreadableError, match="a directory, where a file is wanted"):
        read_source(tmp_path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"text")))
    source = read_source("-")
    assert (source.path, source.text) == ("<stdin>", "text")


def test_writing_replaces_the_file_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_text("old")
    path.chmod(0o640)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in tmp_path.iterdir()] == ["out.html"]


def test_writing_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_file(tmp_path / "link.txt", b"new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_an_output_without_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="there is no folder"):
        write_file(tmp_path / "missing" / "out.html", b"")
    with pytest.raises(UnreadableError, match="a directory"):
        write_file(tmp_path, b"")


def test_a_failed_rename_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnreadableError, match="No space left"):
        write_file(tmp_path / "out.txt", b"new")
    assert list(tmp_path.iterdir()) == []


# --- several files at once ----------------------------------------------------------------------------------


def two_files(folder: Path) -> list[Rewritten]:
    for name in ("a", "b"):
        (folder / name).write_bytes(name.encode())
    return [Rewritten(str(folder / name), name.encode(), f"new {name}".encode()) for name in ("a", "b")]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_files_are_written(tmp_path: Path) -> None:
    files = two_files(tmp_path)
    (tmp_path / "a").chmod(0o640)
    write_files(files)
    assert contents(tmp_path) == {"a": b"new a", "b": b"new b"}
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_no_file_is_written_where_one_was_changed_meanwhile(tmp_path: Path) -> None:
    files = two_files(tmp_path)
    (tmp_path / "b").write_bytes(b"other")
    with pytest.raises(UnreadableError, match="changed while it was edited"):
        write_files(files)
    assert contents(tmp_path) == {"a": b"a", "b": b"other"}


def test_no_file_is_written_where_one_is_read_only(tmp_path: Path) -> None:
    files = two_files(tmp_path)
    (tmp_path / "b").chmod(0o444)
    with pytest.raises(UnreadableError, match="read-only"):
        write_files(files)
    assert contents(tmp_path) == {"a": b"a", "b": b"b"}


def test_no_file_is_written_where_one_is_gone(tmp_path: Path) -> None:
    files = two_files(tmp_path)
    (tmp_path / "b").unlink()
    with pytest.raises(UnreadableError, match="no such file"):
        write_files(files)
    assert contents(tmp_path) == {"a": b"a"}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_was_put_in_its_place_is_put_back_when_the_next_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    files = two_files(tmp_path)
    replace = Path.replace

    def fail_at_b(self: Path, target: Path) -> Path:
        if target.name == "b" and ".b." in self.name:
            raise error
        return replace(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fail_at_b)
        with pytest.raises(UnreadableError if isinstance(error, OSError) else KeyboardInterrupt):
            write_files(files[:1] + files[1:])
    assert contents(tmp_path) == {"a": b"a", "b": b"b"}


def test_a_link_stays_a_link_when_several_are_written(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"a")
    (tmp_path / "link").symlink_to("target")
    write_files([Rewritten(str(tmp_path / "link"), b"a", b"b")])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"b"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"a": 1,}', "take out the comma before '}'"),
        ("[1, 2", "ends too early"),
        ("{'a': 1}", "double quotes"),
        ('{"a": 1 "b": 2}', "a comma is missing"),
        ('{"a": 1}\n{"b": 2}', "one object or list"),
        ('"a\nb"', "line breaks in a text"),
        ('"\\emph"', "written twice"),
        ("[nonsense]", "look here"),
    ],
)
def test_what_may_mend_a_text_that_is_no_json(text: str, hint: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        json_of(Source("a.json", text))
    assert hint in caught.value.hint
