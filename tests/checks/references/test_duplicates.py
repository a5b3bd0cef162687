"""Entries that are one work, and keys that stand for two."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.catalogue import rule_named
from citekit.checks.library import read_entries
from citekit.checks.running import run_on_entries
from tests.checks.cases import TODAY
from tests.checks.references.libraries import places, problems

BOOK = "author = {Ann Lee}, title = {Tides of the Northern Sea}, date = {1990}, publisher = {Quay}, location = {Hull}"
ARTICLE = (
    "author = {Ann Lee}, title = {Tides of the Northern Sea}, date = {1990}, journaltitle = {Seas}, volume = {3}, "
    "pages = {3--9}"
)


def two(kind: str, first: str, second: str) -> str:
    return f"@{kind}{{one,\n  {first}\n}}\n@{kind}{{two,\n  {second}\n}}\n"


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("article", ARTICLE, ARTICLE),
        ("article", ARTICLE, ARTICLE.replace("Ann Lee", "Lee, A.")),
        ("article", ARTICLE, ARTICLE.replace("{Tides of the Northern Sea}", "{{Tides} of the {Northern} {Sea}}")),
        ("article", f"{ARTICLE}, doi = {{10.1000/182}}", f"{ARTICLE}, doi = {{https://doi.org/10.1000/182}}"),
        ("book", f"{BOOK}, isbn = {{978-0-19-502697-9}}", f"{BOOK}, isbn = {{0-19-502697-7}}"),
        ("book", BOOK.replace("date = ", "year = "), BOOK),
        (
            "book",
            f"{BOOK}, isbn = {{0-19-502697-7}}",
            f"{BOOK}, isbn = {{978-0195026979}}".replace("Sea}", "Sea: A Book}"),
        ),
        ("book", BOOK.replace("Tides", r"T{\"u}des"), BOOK.replace("Tides", "Tüdes")),
        ("book", BOOK.replace("Tides of the", "Приливы и отливы"), BOOK.replace("Tides of the", "{Приливы} и отливы")),
    ],
)
def test_works_that_stand_there_twice(tmp_path: Path, kind: str, first: str, second: str) -> None:
    text = two(kind, first, second)
    assert places(tmp_path, text, "duplicate-work") == ["two"]
    (found,) = problems(tmp_path, text, "duplicate-work", "alike-work")
    assert "'one'" in found.message


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("book", BOOK, BOOK.replace("1990", "1998") + ", edition = {2}"),
        ("book", f"{BOOK}, volume = {{1}}", f"{BOOK}, volume = {{2}}"),
        ("article", ARTICLE, ARTICLE.replace("Ann Lee", "Bo Kay").replace("3--9", "10--19")),
        ("bookinbook", f"{BOOK}, booktitle = {{Seas}}, pages = {{1--425}}, isbn = {{978-0-19-502697-9}}",
         f"{BOOK}, booktitle = {{Seas}}, pages = {{138--161}}, chapter = {{7}}, isbn = {{978-0-19-502697-9}}"),
        ("article", ARTICLE.replace("Tides of the Northern Sea", "Introduction"),
         ARTICLE.replace("Tides of the Northern Sea", "Introduction").replace("Ann Lee", "Bo Kay").replace("{3", "{4")),
        ("incollection", f"{BOOK}, booktitle = {{Seas}}, isbn = {{978-0-19-502697-9}}",
         f"{BOOK}, booktitle = {{Seas}}, isbn = {{978-0-19-502697-9}}".replace("Tides of the Northern", "The Dead")),
    ],
)  # fmt: skip
def test_works_that_are_two(tmp_path: Path, kind: str, first: str, second: str) -> None:
    assert problems(tmp_path, two(kind, first, second), "duplicate-work") == []


def test_three_are_told_of_twice(tmp_path: Path) -> None:
    text = two("article", ARTICLE, ARTICLE) + f"@article{{three,\n  {ARTICLE}\n}}\n"
    assert {one.key for one in problems(tmp_path, text, "duplicate-work")} == {"two", "three"}


def test_what_is_doubtful_is_a_hint(tmp_path: Path) -> None:
    text = two("book", "author = {Ann Lee}, title = {Tides}, date = {1990}", "title = {Tides}, date = {1990}")
    assert problems(tmp_path, text, "duplicate-work") == []


@pytest.mark.parametrize(
    ("ids", "expected"),
    [("two", ["two"]), ("first, two", ["two"]), ("first,first2", []), ("shared", ["shared"]), ("one", []), ("", [])],
)
def test_aliases_that_are_keys_of_others(tmp_path: Path, ids: str, expected: list[str]) -> None:
    text = two("book", f"title = {{Tides}}, ids = {{{ids}}}", "title = {Winds}, ids = {shared}")
    found = places(tmp_path, text, "ambiguous-alias")
    assert found == expected


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("title = {Winds}", 1),
        ("title = {Tides}", 0),
        ("title = {{Tides}}", 0),
        ("author = {Bo Kay}", 0),
    ],
)
def test_a_key_of_two_files(tmp_path: Path, second: str, count: int) -> None:
    for name, fields in (("a.bib", "title = {Tides}"), ("b.bib", second)):
        (tmp_path / name).write_text(f"@book{{lee,\n  {fields}\n}}\n", "utf-8")
    entries = read_entries([str(tmp_path / "a.bib"), str(tmp_path / "b.bib")], TODAY)
    found = run_on_entries([rule_named("key-in-two-files")], entries)
    assert [(one.key, Path(one.where.path).name) for one in found] == [("lee", "b.bib")] * count
