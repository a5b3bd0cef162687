"""``citekit find``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import unstyle

from citekit.cli import run
from citekit.commands.find import as_lines
from citekit.model import Date, Key, Name, Reference

LIBRARY = r"""
@book{cohen1973, author = {Cohen, Stephen F.}, title = {Bukharin and the Bolshevik Revolution}, date = {1973}}
@book{carr1950, author = {Carr, E. H.}, title = {The Bolshevik Revolution, 1917--1923}, date = {1950/1953}}
@collection{three, editor = {van der Berg, Jan and Müller, Anna and others}, title = {Essays}, date = {-0043}}
@misc{bare}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "references").mkdir()
    (tmp_path / "references" / "library.bib").write_text(LIBRARY, "utf-8")


def find(*words: str) -> int:
    return run(["find", *words])


def test_one_line_a_reference(capsys: pytest.CaptureFixture[str]) -> None:
    assert find("bolshevik") == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "cohen1973  Cohen 1973      Bukharin and the Bolshevik Revolution",
        "carr1950   Carr 1950–1953  The Bolshevik Revolution, 1917–1923",
    ]
    assert err == "2 references\n"


def test_the_library_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.bib").write_text("@book{other, title = {Bolshevik}}")
    assert find("bolshevik", "-b", "other.bib") == 0
    assert capsys.readouterr().out == "other    Bolshevik\n"


def test_the_best_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert find("bolshevik", "--limit", "1") == 0
    out, err = capsys.readouterr()
    assert out.startswith("cohen1973")
    assert len(out.splitlines()) == 1
    assert err == "2 references, 1 of them not shown (--limit 0 shows all)\n"
    assert find("type:book", "--limit", "0") == 0
    assert capsys.readouterr().err == "3 references\n"


def test_json_has_items_scores_and_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert find("cohen", "--format", "json") == 0
    out, err = capsys.readouterr()
    (hit,) = json.loads(out)
    assert hit["score"] > 0
    assert (hit["path"], hit["line"]) == (str(Path("references/library.bib")), 2)
    assert hit["item"]["id"] == "cohen1973"
    assert hit["item"]["author"] == [{"family": "Cohen", "given": "Stephen F."}]
    assert err == ""


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["bolshevic"], "no reference has 'bolshevic'", "did you mean 'bolshevik'?"),
        (["cohne", "bolshevik"], "no reference has 'cohne'", "did you mean 'cohen'?"),
        (["title:bolshevic"], "no reference has 'title:bolshevic'", "did you mean 'bolshevik'?"),
        (["autor:cohen"], "no reference has 'autor'", "did you mean 'author:'?"),
        (["cohen", "carr"], "each of the words is found", "leave one out"),
        (['"revolution bolshevik"'], "each of the words is found", "leave one out"),
        (["year:1800"], "no reference has 'year:1800'", ""),
        (["qqqqqq", "wwwwww"], "no reference has 'qqqqqq' or 'wwwwww'", ""),
    ],
)
def test_nothing_found_says_why(words: list[str], message: str, hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert find(*words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert (hint in err) if hint else ("hint" not in err)


def test_nothing_found_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert find("qqqqqq", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize("words", [["***"], ['""'], [" "], ["year:-"]])
def test_no_word_is_wrong_use(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert find(*words) == 2
    assert "there is no word in it" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["a", "--limit", "-1"], ["a", "--format", "xml"], ["a", "-b", "none.bib"]])
def test_wrong_use(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert find(*arguments) == 2
    assert "error: " in capsys.readouterr().err


def test_what_could_be_read_is_searched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = "".join(f"@book{{a{number}, year = 1}}\n@book{{a{number}, year = 2}}\n" for number in range(5))
    (tmp_path / "other.bib").write_text(again + "@book{good, title = {Found}}")
    assert find("found", "-b", "other.bib") == 0
    out, err = capsys.readouterr()
    assert out.startswith("good")
    assert err.count("duplicate-key") == 3
    assert "2 more errors" in err


def person(family: str) -> Name:
    return Name(family)


@pytest.mark.parametrize(
    ("names", "date", "line"),
    [
        ({}, Date(), "k"),
        ({"author": (person("A"),)}, Date((1973, 5)), "k  A 1973"),
        ({"author": (person("A"), person("B"))}, Date((1970,), (1972,)), "k  A and B 1970–1972"),
        ({"author": (person("A"), person("B"), person("C"))}, Date((1970,), ()), "k  A et al. 1970–"),
        ({"author": (person("A"), Name(literal="others"))}, Date((1970, 1), (1970, 5)), "k  A et al. 1970"),
        ({"editor": (Name("Berg", "Jan", non_dropping_particle="van der"),)}, Date((-44,)), "k  van der Berg 44 BC"),
        ({"illustrator": (Name(literal="NASA"),)}, Date(literal="n.d."), "k  NASA n.d."),
    ],
)
def test_who_and_when(names: dict[str, tuple[Name, ...]], date: Date, line: str) -> None:
    reference = Reference(Key("k"), "book", names=names, dates={"issued": date} if date != Date() else {})
    assert [unstyle(one) for one in as_lines([reference])] == [line]


def test_lines_are_cut_to_the_screen() -> None:
    one = Reference(
        Key("key"), "book", {"title": ("A title that is long " * 5,)}, names={"author": (person("N" * 50),)}
    )
    line = unstyle(next(as_lines([one], 70)))
    assert len(line) <= 70
    assert line.endswith("…")
    assert "NNN…" in line
    narrow = unstyle(next(as_lines([one], 10)))
    assert len(narrow) > 40  # something of the title is always seen


@pytest.mark.parametrize(
    ("word", "message", "hint"),
    [
        ("year:2000-1900", "the years of 'year:2000-1900' end before they begin", "year:1900..2000"),
        ("author:", "'author:' stands alone", "write the word to look for behind it"),
        ("autor:cohen", "no reference has 'autor'", "did you mean 'author:'?"),
    ],
)
def test_what_is_asked_for_in_a_wrong_form(
    word: str, message: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find(word) == 1
    err = capsys.readouterr().err
    assert message in err
    assert hint in err
