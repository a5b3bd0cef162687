"""Pages, their ranges and their number.

The table of ranges was put to biber 2.18 (``--tool --output-format=biblatexml``: what it splits into first and last),
pandoc 3.9 and citation-js 0.8, which write hyphens for dashes; the lines say where they see something else.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.bib.mapping.pages import page_count, pages, ranged
from tests.bib.read_entry import one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("330--331", "330–331"),
        ("330-331", "330–331"),
        ("330–331", "330–331"),
        ("330—331", "330–331"),
        ("330---331", "330–331"),  # pandoc: an em dash
        ("330 -- 331", "330–331"),  # pandoc, citation-js keep the blanks
        ("330 - 331", "330–331"),
        ("123- 130", "123–130"),
        ("123−130", "123–130"),  # U+2212; biber: no range
        ("123‑130", "123–130"),  # U+2011
        ("330-1", "330–1"),
        ("105-09", "105–09"),
        ("12", "12"),
        ("12, 15", "12, 15"),
        ("12--15, 20", "12–15, 20"),
        ("12--15,20--25", "12–15,20–25"),
        ("12-15; 20-25", "12–15; 20–25"),
        ("12--15 and 20", "12–15 and 20"),
        ("xii--xv", "xii–xv"),
        ("xii-xv", "xii–xv"),
        ("xii-5", "xii–5"),
        ("XII-XV", "XII–XV"),
        ("ⅥⅠ-ⅻ", "ⅥⅠ–ⅻ"),
        ("12a-12d", "12a–12d"),
        ("12r-15v", "12r–15v"),
        ("12r-v", "12r–v"),
        ("fol. 12r-15v", "fol. 12r–15v"),
        ("S10-S15", "S10–S15"),
        ("D47-52", "D47–52"),
        ("e1-e10", "e1–e10"),
        ("1:5-1:15", "1:5–1:15"),
        ("12.1-12.5", "12.1–12.5"),
        ("[12]-[15]", "[12]–[15]"),
        ("100--", "100–"),
        ("--100", "–100"),
        ("1,234--1,240", "1,234–1,240"),  # biber: three items
    ],
)
def test_ranges(text: str, expected: str) -> None:
    assert pages(text) == expected


# biber splits the first five in two


@pytest.mark.parametrize("text", ["A-12", "III-4", "12-A", "123-e5", "2020-045", "TR-12-34-5", "V-X", "C-D"])
def test_labels_keep_their_hyphen(text: str) -> None:
    assert pages(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A-12--A-15", "A-12–A-15"),
        ("A-12-A-15", "A-12–A-15"),  # biber: A-12-A to 15
        ("2-1--2-15", "2-1–2-15"),
        ("2-1-2-15", "2-1–2-15"),
        ("A--12", "A–12"),
    ],
)
def test_ranges_of_labels(text: str, expected: str) -> None:
    assert pages(text) == expected


@pytest.mark.parametrize(
    "text", ["12+", "12ff.", "12 sq.", "e0123456", "n/a", "in press", "national edition", "12/13", "xii+340", "sec. 3"]
)
def test_what_is_no_range_stays(text: str) -> None:
    assert pages(text) == text


def test_a_dash_between_words_stays() -> None:
    assert pages("national edition — late") == "national edition — late"


# "pp." is the style's to print


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pp. 12-15", "12–15"),
        ("p. 12", "12"),
        ("pp.12", "12"),
        ("pp12", "12"),
        ("pages 12-15", "12–15"),
        ("p. xii", "xii"),
        ("S. 12-15", "12–15"),
        ("с. 12–15", "12–15"),
        ("С. 12–15", "12–15"),
        ("стр. 12", "12"),
        ("p12", "p12"),  # these may be labels
        ("S12", "S12"),
        ("s12-s15", "s12–s15"),
        ("pp. various", "pp. various"),
        ("pages", "pages"),
        ("Sp. 12", "Sp. 12"),  # columns
    ],
)
def test_the_label_is_taken_off(text: str, expected: str) -> None:
    assert pages(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("340 p.", "340"),
        ("340 pp", "340"),
        ("340 S.", "340"),
        ("340 с.", "340"),
        ("340 Seiten", "340"),
        ("xii+340 pp.", "xii+340"),
        ("xii, 340 p.", "xii, 340"),
        ("xii, [2], 340 p.", "xii, [2], 340"),
        ("340", ""),
        ("p. 340", ""),
        ("12-15 p.", ""),
        ("340 plates", ""),
    ],
)
def test_the_number_of_pages(text: str, count: str) -> None:
    assert page_count(text) == count


# In entries: LaTeX, braces, bookpagination


@pytest.mark.parametrize(
    ("fields", "numbers"),
    [
        ("pages = {12--15}", {"page": "12–15"}),
        ("pages = {{12-15}}", {"page": "12–15"}),
        ("pages = {{A-12}--{A-15}}", {"page": "A-12–A-15"}),
        ("pages = {{I-II}---{III-IV}}", {"page": "I-II–III-IV"}),
        ("pages = {{12-15}, 20-25}", {"page": "12-15, 20–25"}),
        (r"pages = {12\bibrangedash 15}", {"page": "12–15"}),
        (r"pages = {12\bibrangedash{}15\bibrangessep20}", {"page": "12–15, 20"}),
        (r"pages = {12\hyphen 15}", {"page": "12-15"}),
        (r"pages = {12\textendash15}", {"page": "12–15"}),
        (r"pages = {176\psqq}", {"page": "176ff."}),  # pandoc: 176
        (r"pages = {176\psq{}, 180}", {"page": "176f., 180"}),
        ("pages = {pp.~12--15}", {"page": "12–15"}),
        ("pages = {12-15}, bookpagination = {section}", {"section": "12–15"}),
        ("pages = {340 p.}", {"number-of-pages": "340"}),
        ("pages = {12--15}, pagetotal = {340 p.}", {"page": "12–15", "number-of-pages": "340"}),
        ("pages = {12}, numpages = {xii+340}", {"page": "12", "number-of-pages": "xii+340"}),
        ("page = {12}", {"page": "12"}),
    ],
)
def test_pages_of_an_entry(fields: str, numbers: dict[str, str]) -> None:
    assert one("book", fields).numbers == numbers


def test_a_second_field_is_kept() -> None:
    reference = one("book", "pages = {12}, page = {13}, pagetotal = {340}, numpages = {350}")
    assert reference.numbers == {"page": "12", "number-of-pages": "340"}
    assert reference.extra == {"page": "13", "numpages": "350"}


DASHES = "-‐‑‒–—―−"


def without_dashes(text: str) -> str:
    return "".join(letter for letter in text if letter not in DASHES and not letter.isspace())


@given(st.one_of(st.text(max_size=20), st.text("0123456789-–—,; AIVXivxrabS.:[]()", max_size=20)))
@example("-")
@example("1 - - 2")
def test_all_characters_are_kept_but_dashes(text: str) -> None:
    assert without_dashes(ranged(text)) == without_dashes(text)


@given(st.one_of(st.text(max_size=20), st.text("0123456789-–, pS.", max_size=20)))
def test_pages_lose_nothing_but_their_label(text: str) -> None:
    assert without_dashes(text).endswith(without_dashes(pages(text)))


@given(st.text("0123456789-–, AIVivr", max_size=20))
def test_pages_that_are_set_stay(text: str) -> None:
    assert ranged(ranged(text)) == ranged(text)
