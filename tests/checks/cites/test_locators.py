"""CK204–CK207, CK209, CK214, CK215: locators."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.checks.pages import pages_of
from tests.checks.cites.found import article, book, found, mended, shown


def cite(locator: str, key: str = "roe1991") -> str:
    return f"The tide turned [@{key}, {locator}].\n"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("290", [(290, 290)]),
        ("290--310", [(290, 310)]),
        ("290–310", [(290, 310)]),
        ("290-310", [(290, 310)]),
        ("321--5", [(321, 325)]),
        ("321--25, 330", [(321, 325), (330, 330)]),
        ("290ff.", [(290, 290)]),
        ("290f.", [(290, 290)]),
        ("12n3", [(12, 12)]),
        ("xii--xv", [(12, 15)]),
    ],
)
def test_pages_are_read_as_numbers(text: str, pages: list[tuple[int, int]]) -> None:
    assert [(one.first, one.last) for one in pages_of(text) or ()] == pages


@pytest.mark.parametrize("text", ["e12345", "S12", "A4", "", "310--290", "forthcoming", "12:1–14.2.1", "R1–R9a-b"])
def test_what_is_no_page_is_compared_with_nothing(text: str) -> None:
    assert not pages_of(text)


@pytest.mark.parametrize(
    ("pages", "locator"),
    [
        ("290--310", "12"),
        ("290--310", "p. 311"),
        ("290--310", "pp. 12–14"),
        ("290--310", "300, 312"),
        ("321--5", "326"),
        ("12--20, 40--44", "30"),
        ("xii--xx", "xxi"),
        ("290", "12"),
    ],
)
def test_pages_outside_of_an_article(tmp_path: Path, pages: str, locator: str) -> None:
    assert [one.severity.value for one in found(tmp_path, "CK204", cite(locator), article(pages))] == ["error"]


@pytest.mark.parametrize(
    ("pages", "locator"),
    [
        ("290--310", "290"),
        ("290--310", "310"),
        ("290--310", "291–2"),
        ("290--310", "300n5"),
        ("290--310", "305ff."),
        ("290--310", "xii"),
        ("290--310", "chap. 3"),
        ("290--310", "n. 4"),
        ("321--5", "324"),
        ("12--20, 40--44", "41"),
        ("290", "295"),
        ("290+", "12"),
        ("e12345", "12"),
        ("S12--S20", "12"),
        ("290--310", "308–312"),
    ],
)
def test_pages_that_an_article_may_have(tmp_path: Path, pages: str, locator: str) -> None:
    assert found(tmp_path, "CK204", cite(locator), article(pages)) == []


def test_the_locator_is_where_it_is_told(tmp_path: Path) -> None:
    text = "In 12 days the tide turned [see @roe1991, pp. 12–14, and more].\n"
    (one,) = found(tmp_path, "CK204", text, article("290--310"))
    assert (one.where.line, one.where.column, one.where.end_column) == (1, 47, 52)
    assert shown(text, one) == "12–14"
    assert (one.key, one.note) == ("roe1991", "")


def test_the_locator_is_found_in_latex_before_the_key(tmp_path: Path) -> None:
    text = "\\documentclass{article}\n\\begin{document}\nIt turned.\\footcite[12]{roe1991}\n\\end{document}\n"
    problems = found(tmp_path, "CK204", "None.\n", article("290--310"), {"paper.tex": text})
    assert [shown(text, one) for one in problems] == ["12"]


def test_the_locator_is_found_in_ledgers(tmp_path: Path) -> None:
    ledger = (
        'citekit-ledger: 1\nnotes:\n  12: "See @roe1991 [p. 12]."\n'
        "  13:\n    cites:\n      - {key: roe1991, locator: p. 13}\n"
    )
    problems = found(tmp_path, "CK204", "None.\n", article("290--310"), {"notes.yaml": ledger})
    assert [(one.where.line, shown(ledger, one), one.note) for one in problems] == [(3, "12", "12"), (6, "13", "13")]


@pytest.mark.parametrize("pagination", ["section", "verse", "column"])
def test_works_that_are_not_counted_in_pages(tmp_path: Path, pagination: str) -> None:
    library = article("290--310").replace("volume", f"pagination = {{{pagination}}}, volume")
    assert found(tmp_path, "CK204", cite("12"), library) == []


@pytest.mark.parametrize(
    ("total", "locator", "is_told"),
    [("310", "400", True), ("xii+310", "400", True), ("310", "312", False), ("310", "xv", False), ("many", "4", False)],
)
def test_pages_of_a_book(tmp_path: Path, total: str, locator: str, is_told: bool) -> None:
    problems = found(tmp_path, "CK204", cite(locator, "lee1990"), book(f"pagetotal = {{{total}}}"))
    assert [one.severity.value for one in problems] == ["warning"] * is_told


def test_a_book_may_have_pages_that_are_not_its_own(tmp_path: Path) -> None:
    assert found(tmp_path, "CK204", cite("400", "lee1990"), book("pages = {1--20}")) == []


@pytest.mark.parametrize(
    ("pages", "locator", "is_told"),
    [
        ("290--310", "308–312", True),
        ("290--310", "280–291", True),
        ("290--310", "1–400", True),
        ("290--310", "290–310", False),
        ("290--310", "12", False),
        ("290", "290–95", False),
        ("12--20, 21--30", "19–22", False),
        ("290--310", "308ff.", False),
    ],
)
def test_pages_that_go_beyond_an_article(tmp_path: Path, pages: str, locator: str, is_told: bool) -> None:
    assert len(found(tmp_path, "CK214", cite(locator), article(pages))) == is_told


@pytest.mark.parametrize("locator", ["45–23", "pp. 45-23", "12, 45–23", "fol. 45–23", "311--290"])
def test_ranges_that_go_back(tmp_path: Path, locator: str) -> None:
    (one,) = found(tmp_path, "CK205", cite(locator, "lee1990"))
    assert "goes back" in one.message
    assert one.hint in ("23–45?", "290–311?")


@pytest.mark.parametrize(
    "locator", ["23–45", "321–5", "321–25", "99–102", "sec. 3-1", "¶ 12-3", "7:23–8:2", "12–12", "1990.45–23", "xii–v"]
)
def test_ranges_that_do_not_go_back(tmp_path: Path, locator: str) -> None:
    assert found(tmp_path, "CK205", cite(locator, "lee1990")) == []


@pytest.mark.parametrize(
    ("locator", "says"),
    [
        ("29o", "letter"),
        ("p. 2O1", "letter"),
        ("p. 1l2", "letter"),
        ("pp. 290-", "no end"),
        ("pp. 290–", "no end"),
        ("290-95-99", "no range"),
        ("p. p. 3", "twice"),
        ("pp. p. 3", "twice"),
    ],
)
def test_locators_that_are_mistyped(tmp_path: Path, locator: str, says: str) -> None:
    (one,) = found(tmp_path, "CK206", cite(locator, "lee1990"))
    assert says in one.message


@pytest.mark.parametrize(
    "locator",
    ["290–95", "290--95", "12a", "12b–c", "290ff.", "fol. 12r", "fol. 12v–13r", "sec. 2l", "xl", "I–II", "12n3", "S12",
     "290, emphasis added", "290-line table"],
)  # fmt: skip
def test_locators_that_are_right(tmp_path: Path, locator: str) -> None:
    assert found(tmp_path, "CK206", cite(locator, "lee1990")) == []


def test_two_dashes_of_latex_are_a_range(tmp_path: Path) -> None:
    text = "\\documentclass{article}\n\\begin{document}\nIt turned.\\footcite[290--95]{lee1990}\n\\end{document}\n"
    for code in ("CK205", "CK206"):
        folder = tmp_path / code
        folder.mkdir()
        assert found(folder, code, "None.\n", more={"paper.tex": text}) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("See [@lee1990], 45.", "45"),
        ("See [@lee1990], p. 45.", "45"),
        ("See [@lee1990] p. 45; so it was.", "45"),
        ("So it was (as in [@lee1990], 45–46).", "45–46"),
    ],
)
def test_a_page_behind_a_citation(tmp_path: Path, text: str, value: str) -> None:
    (one,) = found(tmp_path, "CK215", f"{text}\n")
    assert shown(text, one) == value
    folder = tmp_path / "again"
    folder.mkdir()
    new = mended(f"{text}\n", one)
    assert one.fix is not None
    assert not one.fix.safe
    assert found(folder, "CK215", new) == []
    assert f"{value}]" in new


@pytest.mark.parametrize(
    "text",
    [
        "See [@lee1990, 45].",
        "See [@lee1990, 45], 46.",
        "See [@lee1990], 45 people drowned.",
        "See [@lee1990], 1990.",
        "See [@lee1990]. 45 people drowned.",
        "See [@lee1990] 45 times.",
        "@lee1990 counts 45.",
    ],
)
def test_numbers_that_are_no_pages(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "CK215", f"{text}\n") == []


def test_a_page_behind_a_cite_of_a_ledger(tmp_path: Path) -> None:
    ledger = 'citekit-ledger: 1\nnotes:\n  1: "See @lee1990, 45."\n  2: "See @lee1990 [45]."\n'
    (one,) = found(tmp_path, "CK215", "None.\n", more={"notes.yaml": ledger})
    assert (one.where.line, shown(ledger, one), one.fix) == (3, ", 45", None)


@pytest.mark.parametrize(("suffix", "is_told"), [("see also 33", True), ("esp. p. 33", True), ("with 33 maps", False)])
def test_a_page_among_words(tmp_path: Path, suffix: str, is_told: bool) -> None:
    assert len(found(tmp_path, "CK209", f"So it was [@lee1990, {suffix}].\n")) == is_told
