"""The manifest of a book, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.book.manifest import ChapterFile, read_manifest
from citekit.documents.manuscript import Selection
from citekit.errors import InvalidInputError


def test_paths_count_from_the_manifest(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(
        'bib = "refs"\nchapters = ["a.md", {file = "b.txt", notes = "b.yaml", title = "B"}]\n'
        '[[bibliographies]]\ntitle = "Sources"\n'
    )
    book = read_manifest(path)
    assert book.bib == (str(tmp_path / "refs"),)
    first, second = book.chapters
    assert first == ChapterFile(str(tmp_path / "a.md"), where=first.where)
    assert (second.path, second.ledger, second.title) == (str(tmp_path / "b.txt"), str(tmp_path / "b.yaml"), "B")
    assert second.where is not None
    assert (second.where.line, second.where.column) == (2, 30)
    assert book.lists == (Selection("Sources"),)
    assert book.output == str(tmp_path / "build")


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("", 0, "the book has no chapters", "chapters = "),
        ('title = "T"\nchapters = []', 2, "the book has no chapters", "01.md"),
        ('chapters = "a.md"', 1, "'chapters' is not a list", "01.md"),
        ('chapters = ["a.md"]\nsytle = "apa"', 2, "unknown setting 'sytle'", "'style'"),
        ('chapters = ["a.md"]\nnumbering = "pages"', 2, "'numbering' is not 'kept' or 'chapter' or 'book'", "pages"),
        ('chapters = ["a.md"]\ntitle = 3', 2, "'title' is not a text", "3"),
        ('chapters = ["a.md"]\nbib = 3', 2, "'bib' is not a path or a list of paths", "3"),
        ('chapters = [\n"a.md",\n"a.md"]', 2, "the chapter 'a.md' comes twice", "one chapter"),
        ('chapters = [{title = "A"}]', 1, "a chapter has no file", "file ="),
        ('chapters = [{file = "a.md", titel = "A"}]', 1, "unknown setting 'titel' of a chapter", "'title'"),
        ('chapters = [{file = "a.md", title = 1}]', 1, "'title' of a chapter is not a text", "1"),
        ('chapters = ["a.md"]\n[[bibliographies]]\ntypes = "boook"', 2, "unknown type of works 'boook'", "'book'"),
        ('chapters = ["a.md"', 1, "not valid TOML", "quotes"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, line: int, message: str, hint: str) -> None:
    path = tmp_path / "book.toml"
    path.write_text(text)
    with pytest.raises(InvalidInputError) as caught:
        read_manifest(path)
    finding = caught.value.findings()[0]
    assert message in finding.message
    assert hint in finding.hint
    assert finding.where.line == line
