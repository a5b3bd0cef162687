"""The runner of cases, on cases of our own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import bib_cases
from tests.bib.deviations import Deviation, Rules

_BIB = "@book{k, author = {Cohen, Stephen F.}, title = {Bukharin}, year = 1973}"
_ITEM: dict[str, Any] = {
    "id": "k",
    "type": "book",
    "author": [{"family": "Cohen", "given": "Stephen F."}],
    "title": "Bukharin",
    "issued": {"date-parts": [["1973"]]},
}


@pytest.fixture
def case(tmp_path: Path) -> Callable[..., list[str]]:
    def make(**changes: Any) -> list[str]:
        (tmp_path / "pandoc-own.bib").write_text(_BIB, encoding="utf-8")
        (tmp_path / "pandoc-own.json").write_text(json.dumps({"csl": [_ITEM | changes]}), encoding="utf-8")
        return [str(tmp_path), "--json", str(tmp_path / "out.json"), "--show", "9"]

    return make


def test_an_item_that_comes_out_as_expected_is_right(case: Callable[..., list[str]]) -> None:
    assert bib_cases.main(case()) == 0


@pytest.mark.parametrize(
    "change", [{"title": "Bukharin and"}, {"issued": {"date-parts": [[1974]]}}, {"DOI": "10.1/x"}, {"id": "other"}]
)
def test_a_field_that_differs_is_found(case: Callable[..., list[str]], change: dict[str, Any], tmp_path: Path) -> None:
    assert bib_cases.main(case(**change)) == 1
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert report["sources"]["pandoc"]["items"] == {"wrong": 1}
    assert [one["field"] for one in report["differences"]] == ["item" if "id" in change else next(iter(change))]


def test_a_folder_without_cases_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bib_cases.main([str(tmp_path)]) == 2
    assert "no cases" in capsys.readouterr().err


def test_a_deviation_covers_what_its_conditions_say() -> None:
    deviation = Deviation("*", "language", "why", expected='^"en', found="-", type="book")
    rules = Rules(frozenset(), frozenset(), (), sentence_case=False, deviations=(deviation,))
    assert rules.reason("a", "language", {"type": "book", "language": "en-US"}, {}) == "why"
    assert not rules.reason("a", "language", {"type": "book", "language": "de"}, {})
    assert not rules.reason("a", "language", {"type": "book", "language": "en"}, {"language": "en-US"})
    assert not rules.reason("a", "language", {"type": "report", "language": "en"}, {})


_RESOLVED = """@inbook{c, crossref = {p}, author = {van Gogh, Vincent and others}, pages = {1--3}, date = {1990-05}}
@book{p, title = {Whole}, location = {London and Paris}, shorttitle = {W}, editor = {{Red Army}}}"""
_CHILD: dict[str, Any] = {
    "id": "c",
    "type": "inbook",
    "names": {
        "author": {"others": True, "list": [{"family": "Gogh", "given": "Vincent", "prefix": "van"}]},
        "editor": {"others": False, "list": [{"family": "Red Army"}]},
    },
    "fields": {
        "booktitle": "Whole",
        "location": ["London", "Paris"],
        "pages": [{"start": "1", "end": "3"}],
        "date": "1990-05",
        "shorttitle": "W",
    },
}


@pytest.mark.parametrize(
    ("names", "fields", "wrong"),
    [
        ({}, {}, []),
        ({"author": {"others": False, "list": [{"family": "Gogh"}]}}, {}, ["author"]),
        ({"editor": {"others": False, "list": []}}, {}, ["inherited editor"]),
        ({}, {"booktitle": "Other", "date": "1990"}, ["date", "inherited booktitle"]),
        ({}, {"note": "none"}, ["inherited note"]),
        ({}, {"pages": ["1"]}, ["pages"]),
    ],
)
def test_resolved_entries_are_compared_by_what_they_have_and_inherit(
    tmp_path: Path, names: dict[str, Any], fields: dict[str, Any], wrong: list[str]
) -> None:
    child = _CHILD | {"names": _CHILD["names"] | names, "fields": _CHILD["fields"] | fields}
    (tmp_path / "biber-own.bib").write_text(_RESOLVED, encoding="utf-8")
    (tmp_path / "biber-own.json").write_text(json.dumps({"entries": [child]}), encoding="utf-8")
    assert bib_cases.main([str(tmp_path), "--json", str(tmp_path / "out.json")]) == bool(wrong)
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert sorted(one["field"] for one in report["differences"] if one["outcome"] == "wrong") == wrong
    assert "inherited shorttitle" in [one["field"] for one in report["differences"] if one["outcome"] == "meant"]
