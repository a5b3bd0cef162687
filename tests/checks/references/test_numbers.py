"""Rules of pages, volumes, numbers and editions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.references.libraries import entry, mended, places, problems


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("45--32", ["45--32"]), ("145-132", ["145-132"]), ("145–132", ["145–132"]), ("145 -- 132", ["145 -- 132"]),
        ("3--9, 45--32", ["45--32"]), ("45--32, 9--3", ["45--32", "9--3"]), ("99--100, 300--200", ["300--200"]),
        ("32--45", []), ("321--5", []), ("321-25", []), ("99--103", []), ("xii--5", []), ("7--7", []), ("A12--A3", []),
        ("12-3", []), ("1405-0001", []), ("1:15--1:5", []), ("2.15--2.5", []), ("e12345", []), ("340 pp.", []),
        ("32--45, 3--9", []), ("", []),
    ],
)  # fmt: skip
def test_pages_that_go_back(tmp_path: Path, pages: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(f"pages = {{{pages}}}"), "reversed-pages") == expected


def test_where_pages_go_back(tmp_path: Path) -> None:
    (found,) = problems(tmp_path, "@misc{a,\n  pages =\n    {3--9, 45--32}\n}\n", "reversed-pages")
    assert (found.where.line, found.where.column, found.where.end_column) == (3, 12, 18)
    assert found.hint == "32--45?"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("132-145", "132--145"), ("132 - 145", "132 -- 145"), ("3-9, 12-15", "3--9, 12--15"), ("321-5", "321--5"),
        ("132--145", "132--145"), ("132–145", "132–145"), ("A-12", "A-12"), ("12-A", "12-A"), ("III-4", "III-4"),
        ("1:5-1:15", "1:5-1:15"), ("1405-0001", "1405-0001"), ("2-15-2-18", "2-15-2-18"),
    ],
)  # fmt: skip
def test_a_single_hyphen(tmp_path: Path, pages: str, expected: str) -> None:
    text = entry(f"pages = {{{pages}}}")
    assert mended(tmp_path, text, "single-dash-in-pages") == entry(f"pages = {{{expected}}}")
    assert places(tmp_path, text, "single-dash-in-pages") == ["-"] * (len(expected) - len(pages))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("pp. 132--145", "132--145"), ("p. 5", "5"), ("pp.~132--145", "132--145"), ("S. 3--9", "3--9"),
        ("Seiten 3--9", "3--9"), ("págs. 3--9", "3--9"), ("стр. 3--9", "3--9"), ("с. 3", "3"), ("PP. 3--9", "3--9"),
        ("pages 3--9", "3--9"), ("132--145", "132--145"), ("p5", "p5"), ("S5--S9", "S5--S9"), ("340 pp.", "340 pp."),
        ("pl. 4", "pl. 4"), ("", ""),
    ],
)  # fmt: skip
def test_a_label_before_the_pages(tmp_path: Path, pages: str, expected: str) -> None:
    text = entry(f"pages = {{{pages}}}")
    assert len(problems(tmp_path, text, "label-in-pages")) == (pages != expected)
    assert mended(tmp_path, text, "label-in-pages") == entry(f"pages = {{{expected}}}")


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("volume", "Vol. 3", "3"), ("volume", "vol.3", "3"), ("volume", "Bd. 12", "12"), ("volume", "tome 2", "2"),
        ("volume", "т. 4", "4"), ("number", "No. 4", "4"), ("number", "№ 4", "4"), ("number", "Heft 2", "2"),
        ("issue", "Nr. 5", "5"), ("volume", "3", "3"), ("volume", "III", "III"), ("volume", "Band A", "Band A"),
        ("number", "3--4", "3--4"), ("number", "Summer", "Summer"), ("volume", "N.S. 3", "N.S. 3"), ("number", "", ""),
        ("volume", "3, pt. 2", "3, pt. 2"), ("number", "November 3", "November 3"), ("volume", "Tom 3", "3"),
    ],
)  # fmt: skip
def test_a_label_before_a_number(tmp_path: Path, field: str, value: str, expected: str) -> None:
    text = entry(f"{field} = {{{value}}}")
    assert len(problems(tmp_path, text, "label-in-number")) == (value != expected)
    assert mended(tmp_path, text, "label-in-number") == text
    assert mended(tmp_path, text, "label-in-number", "unsafe") == entry(f"{field} = {{{expected}}}")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2nd", "2"), ("2nd ed.", "2"), ("Second", "2"), ("Third edition", "3"), ("2. Aufl.", "2"), ("zweite", "2"),
        ("2e éd.", "2"), ("2", "2"), ("", ""), ("Revised edition", "Revised edition"), ("3rd, revised", "3rd, revised"),
        ("Facsimile", "Facsimile"), (r"2\textsuperscript{nd}", "2"),
    ],
)  # fmt: skip
def test_an_edition_in_words(tmp_path: Path, value: str, expected: str) -> None:
    text = entry(f"edition = {{{value}}}")
    assert len(problems(tmp_path, text, "edition-in-words")) == (value != expected)
    assert mended(tmp_path, text, "edition-in-words") == text
    assert mended(tmp_path, text, "edition-in-words", "unsafe") == entry(f"edition = {{{expected}}}")


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("340 pp.", "340"), ("xii+340 pp.", "xii+340"), ("340 S.", "340"), ("340 p.", "340"), ("340", ""), ("3--9", ""),
        ("xii--xv", ""), ("", ""), ("A12", ""), ("132ff.", ""), ("12r", ""),
    ],
)  # fmt: skip
def test_a_length_for_a_place(tmp_path: Path, value: str, count: str) -> None:
    text = entry(f"pages = {{{value}}}")
    assert [one.hint for one in problems(tmp_path, text, "count-in-pages")] == (
        [f"write pagetotal = {{{count}}}"] if count else []
    )
    name = "pagetotal" if count else "pages"
    assert mended(tmp_path, text, "count-in-pages", "unsafe") == entry(f"{name} = {{{value}}}")


@pytest.mark.parametrize(
    ("rule", "page"), [("reversed-pages", "45-32"), ("label-in-pages", "pp. 3-9"), ("single-dash-in-pages", "3-9")]
)
def test_pages_of_other_formats(tmp_path: Path, rule: str, page: str) -> None:
    text = f'[{{"id": "a", "type": "book", "page": "{page}"}}]'
    found = problems(tmp_path, text, rule, name="a.json")
    assert [one.key for one in found] == ([] if rule == "single-dash-in-pages" else ["a"])
    assert all(one.fix is None for one in found)
