"""Bibliographies that settings ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.cli import run
from citekit.documents.manuscript import Selection
from citekit.errors import InvalidInputError
from citekit.settings import read_settings

TABLES = """
[[bibliographies]]
title = "Sources"
types = ["manuscript", "book"]
keywords = "primary"
annotated = true

[[bibliographies]]
without = ["primary"]
abbreviations = true
"""


def test_tables_are_read(tmp_path: Path) -> None:
    (tmp_path / "citekit.toml").write_text(TABLES)
    assert read_settings(tmp_path / "citekit.toml").bibliographies == (
        Selection("Sources", types=("manuscript", "book"), keywords=("primary",), annotated=True),
        Selection(without=("primary",), abbreviations=True),
    )


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('bibliographies = "Sources"', "'bibliographies' are not tables", "[[bibliographies]]"),
        ('[[bibliographies]]\ntitel = "S"', "unknown setting 'titel' of a bibliography", "'title'"),
        ("[[bibliographies]]\ntitle = 3", "the title of a bibliography is not a text", "3"),
        ('[[bibliographies]]\ntypes = ["boook"]', "unknown type of works 'boook'", "'book'"),
        ("[[bibliographies]]\nkeywords = [3]", "'keywords' of a bibliography is not a text", "[3]"),
        ('[[bibliographies]]\nannotated = "yes"', "'annotated' of a bibliography is not true or false", "yes"),
    ],
)
def test_wrong_tables_are_named(tmp_path: Path, text: str, message: str, hint: str) -> None:
    (tmp_path / "citekit.toml").write_text(f"\n{text}\n")
    with pytest.raises(InvalidInputError) as caught:
        read_settings(tmp_path / "citekit.toml")
    (finding,) = caught.value.findings()
    assert message in finding.message
    assert hint in finding.hint
    assert finding.where.line == 2


BIB = """@book{a, author={Adams, Ann}, title={Alpha}, publisher={Press}, year=1970, keywords={primary},
  shorthand={ALP}, annotation={On *bees*.}}
@article{b, author={Brown, Bob}, title={Beta}, journal={Journal of Bees}, shortjournal={J. Bees}, year=1971}
"""


def test_a_bibliography_of_some_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.bib").write_text(BIB)
    library = ["--bib", str(tmp_path / "t.bib"), "--style", "apa"]
    assert run(["bib", *library, "--keyword", "Primary", "--title", "Sources", "--annotated"]) == 0
    assert capsys.readouterr().out == "Sources\n\nAdams, A. (1970). Alpha. Press.\n    On bees.\n"
    assert run(["bib", *library, "--abbreviations", "--type", "article"]) == 0
    assert "J. Bees Journal of Bees" in capsys.readouterr().out
    assert run(["bib", *library, "--type", "artcle"]) == 2
    assert "did you mean 'article'?" in capsys.readouterr().err


def test_the_bibliographies_of_the_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.bib").write_text(BIB)
    (tmp_path / "citekit.toml").write_text('bib = "t.bib"\nstyle = "apa"\n' + TABLES)
    (tmp_path / "p.txt").write_text("So it was in 1970.1 And so on.2\n")
    (tmp_path / "p.notes.yaml").write_text('citekit-ledger: 1\nnotes:\n  1: "@a"\n  2: "@b"\n')
    monkeypatch.chdir(tmp_path)
    for command in (["bib"], ["render", "p.txt"]):
        assert run(command) == 0
        out = capsys.readouterr().out
        assert "Sources\n\nAdams" in out
        assert "On bees." in out
        assert "J. Bees Journal of Bees" in out
