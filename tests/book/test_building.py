"""Books built of passages: numbering, positions, what is made again, and processes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citekit.cli import run

BIB = """@book{a, author={Adams, Ann}, title={Alpha}, publisher={Press}, year=1970, keywords={primary}}
@book{b, author={Brown, Bob}, title={Beta}, publisher={Press}, year=1971}
"""
NOTES = """citekit-ledger: 1
notes:
  - chapter: One
    1: "@a [3]"
    2: "@a [4]"
  - chapter: Two
    1: "@a [5]"
    2: See @b.
    3: Not so.
"""
TOML = """title = "Two Parts"
bib = "t.bib"
notes = "book.yaml"
style = "chicago-notes-bibliography-subsequent-ibid"
to = "markdown"
chapters = ["one.txt", {file = "parts/two.txt", title = "Two"}]
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def book(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CITEKIT_CACHE", str(cache))
    (tmp_path / "t.bib").write_text(BIB)
    (tmp_path / "book.yaml").write_text(NOTES)
    (tmp_path / "book.toml").write_text(TOML)
    (tmp_path / "one.txt").write_text("So it was in 1928.1 And so it went on, as they say.2\n")
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "two.txt").write_text("Again it was so in 1929.1 That was its end.2 Others say more.3\n")
    return tmp_path


def notes_of(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^\[\^([^\]]+)\]: (.*)$", path.read_text("utf-8"), re.MULTILINE))


def add(path: Path, line: str) -> None:
    """Put a line into the manifest, above its chapters."""
    path.write_text(path.read_text().replace("chapters =", f"{line}\nchapters ="))


def test_chapters_are_one_document(book: Path) -> None:
    assert run(["build"]) == 0
    assert notes_of(book / "build/one.md") == {
        "c1-1": "Ann Adams, *Alpha* (Press, 1970), 3.",
        "c1-2": "Ibid., 4.",
    }
    assert notes_of(book / "build/parts/two.md") == {
        "c2-1": "Ibid., 5.",
        "c2-2": "See Bob Brown, *Beta* (Press, 1971).",
        "c2-3": "Not so.",
    }
    assert (book / "build/parts/two.md").read_text().startswith("# Two\n")
    assert (book / "build/bibliography.md").read_text() == (
        "## Bibliography\n\nAdams, Ann. *Alpha*. Press, 1970.\n\nBrown, Bob. *Beta*. Press, 1971.\n"
    )


def test_positions_may_begin_anew_with_each_chapter(book: Path) -> None:
    add(book / "book.toml", 'positions = "chapter"')
    assert run(["build"]) == 0
    assert notes_of(book / "build/parts/two.md")["c2-1"] == "Ann Adams, *Alpha* (Press, 1970), 5."


@pytest.mark.parametrize(
    ("numbering", "numbers"),
    [("book", ["c2-3", "c2-4", "c2-5"]), ("chapter", ["c2-1", "c2-2", "c2-3"]), ("kept", ["c2-1", "c2-2", "c2-3"])],
)
def test_numbering(book: Path, numbering: str, numbers: list[str]) -> None:
    add(book / "book.toml", f'numbering = "{numbering}"')
    assert run(["build"]) == 0
    assert list(notes_of(book / "build/parts/two.md")) == numbers


def test_bibliographies_of_the_book_and_of_chapters(book: Path) -> None:
    with (book / "book.toml").open("a") as manifest:
        manifest.write('[[bibliographies]]\ntitle = "Sources"\nkeywords = "primary"\n[[chapter-bibliographies]]\n')
    assert run(["build"]) == 0
    assert (book / "build/bibliography.md").read_text() == "## Sources\n\nAdams, Ann. *Alpha*. Press, 1970.\n"
    assert "Brown, Bob. *Beta*" in (book / "build/parts/two.md").read_text()
    assert "Brown, Bob" not in (book / "build/one.md").read_text()


def test_manuscripts_are_chapters_too(book: Path) -> None:
    (book / "three.md").write_text("As it was [@b, 12]. So[^1] it is.\n\n[^1]: See @a.\n")
    (book / "four.md").write_text("And so on [@b, 13].\n")
    toml = TOML.replace('"one.txt", ', "").replace("]\n", ', "three.md", "four.md"]\n')
    (book / "book.toml").write_text(toml + "[[chapter-bibliographies]]\n")
    assert run(["build"]) == 0
    three, four = ((book / f"build/{name}.md").read_text() for name in ("three", "four"))
    assert "[^c2-cite-1]: Brown, *Beta*, 12." in three
    assert "[^1]: See Adams, *Alpha*." in three
    assert "Adams, Ann. *Alpha*" in three.partition("# Bibliography")[2]
    assert "[^c3-cite-1]: Ibid., 13." in four or "[^c3-cite-1]: Brown, *Beta*, 13." in four
    assert "Adams, Ann" not in four


def test_only_what_changed_is_made_again(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build"]) == 0
    assert run(["build"]) == 0
    assert "3 files as before" in capsys.readouterr().err
    (book / "parts/two.txt").write_text("It was so in 1929.1 That was its end.2 Others say more.3\n")
    assert run(["build"]) == 0
    assert capsys.readouterr().err.splitlines() == [f"wrote {Path('build/parts/two.md')}", "2 files as before"]
    # what a chapter cites may change notes of the next
    (book / "book.yaml").write_text(NOTES.replace('2: "@a [4]"', '2: "@b [4]"'))
    assert run(["build"]) == 0
    assert "bibliography" not in capsys.readouterr().err
    assert notes_of(book / "build/parts/two.md")["c2-1"] == "Adams, *Alpha*, 5."
    # a file that somebody changed is made again
    (book / "build/one.md").write_text("lost")
    assert run(["build"]) == 0
    assert len(notes_of(book / "build/one.md")) == 2
    assert run(["build", "--anew"]) == 0
    assert "as before" not in capsys.readouterr().err.splitlines()[-1]


def test_files_are_the_same_whatever_the_number_of_processes(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citekit.book.processes.WORTH", 0)
    monkeypatch.setenv("CITEKIT_CACHE", str(book / "cache"))
    assert run(["build", "--jobs", "1", "-o", "first"]) == 0
    assert run(["build", "--jobs", "2", "-o", "second"]) == 0
    names = sorted(path.relative_to("first") for path in Path("first").rglob("*.md"))
    assert len(names) == 3
    for name in names:
        assert (Path("first") / name).read_bytes() == (Path("second") / name).read_bytes()


def test_what_is_odd_is_reported(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "one.txt").write_text("So it was in 1928.1 And so it went on, as they say.2 And more of it.3\n")
    assert run(["build"]) == 1
    assert "note 3 is marked in the text, and not in the ledger" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("one.txt", "gone.txt"), "gone.txt: error: no such file"),
        (("t.bib", "gone.bib"), "gone.bib: error: no such file"),
        (('to = "markdown"', 'to = "markdwon"'), "did you mean 'markdown'?"),
        (("-subsequent-ibid", "-ibit"), "unknown style"),
        (('to = "markdown"', 'to = "text"\noutput = "."'), "a chapter would be written over"),
    ],
)
def test_wrong_books_write_nothing(
    book: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], message: str
) -> None:
    (book / "book.toml").write_text(TOML.replace(*change))
    before = sorted(book.rglob("*"))
    assert run(["build"]) == 2
    assert message in capsys.readouterr().err
    assert sorted(book.rglob("*")) == before


def test_a_book_that_is_as_before_is_not_set_again(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["build"]) == 0

    def never(*_: object, **__: object) -> None:
        raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr("citekit.book.building.typeset", never)
        assert run(["build"]) == 0
    for path, old, new in (
        ("t.bib", "Beta", "Gamma"),
        ("book.yaml", "Not so.", "So."),
        ("book.toml", "-subsequent-ibid", ""),
        ("one.txt", "as they say", "as we say"),
    ):
        (book / path).write_text((book / path).read_text().replace(old, new))
        before = {file: file.read_bytes() for file in (book / "build").rglob("*.md")}
        assert run(["build"]) == 0
        assert before != {file: file.read_bytes() for file in (book / "build").rglob("*.md")}


def test_what_was_found_is_told_every_time(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book / "one.txt").write_text("So it was in 1928.1 And so it went on, as they say.2 And more of it.3\n")
    for _ in range(2):
        assert run(["build"]) == 1
        assert "note 3 is marked in the text" in capsys.readouterr().err
