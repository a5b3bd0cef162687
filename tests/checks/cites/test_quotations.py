"""CK203: quotations whose citation has no page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.cites.found import article, book, found, shown

WORDS = "the water comes in twice a day and goes out again"
FILM = "@video{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}}\n"
SITE = "@online{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, url = {https://example.org}}\n"


def note(text: str) -> str:
    return f"She wrote that “{WORDS}.”[^1]\n\n[^1]: {text}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"She wrote that “{WORDS}” [@lee1990].\n",
        f"She wrote that “{WORDS}.” [@lee1990]\n",
        f"She wrote that “{WORDS}” [see @lee1990, for more].\n",
        f'She wrote that "{WORDS}" [@lee1990].\n',
        note("[@lee1990]."),
        note("See [@lee1990]."),
    ],
)
def test_quotations_without_a_page(tmp_path: Path, text: str) -> None:
    (one,) = found(tmp_path, "CK203", text)
    assert shown(text, one) == "lee1990"
    assert one.message.startswith("11 words are quoted from lee1990")
    assert one.severity.value == "warning"


@pytest.mark.parametrize(
    "text",
    [
        f"She wrote that “{WORDS}” [@lee1990, 12].\n",
        f"She wrote that “{WORDS}” [@lee1990, chap. 2].\n",
        f"She wrote that “{WORDS}” [@lee1990, fig. on 12].\n",
        "She wrote of “the great sea” [@lee1990].\n",
        "She wrote “The Great Sea and Its Slow Tides in the North of Europe” [@lee1990].\n",
        f"She wrote that “{WORDS}” (12). That is known [@lee1990].\n",
        f"She wrote that “{WORDS}” [@lee1990; @roe1991].\n",
        note("[@lee1990], p. 12."),
        note("[@lee1990]; [@roe1991, 4]."),
        note("So it was."),
        f"She wrote that “{WORDS}.” Others know more.[^1]\n\n[^1]: [@lee1990].\n",
    ],
)
def test_what_is_no_quotation_without_a_page(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, "CK203", text, book() + article("1--9")) == []


@pytest.mark.parametrize("library", [FILM, SITE, article("12").replace("roe1991", "lee1990")])
def test_works_without_pages_or_of_one_page(tmp_path: Path, library: str) -> None:
    assert found(tmp_path, "CK203", f"She wrote that “{WORDS}” [@lee1990].\n", library) == []


def test_notes_of_one_number_in_two_chapters_are_two(tmp_path: Path) -> None:
    text = (
        f"# One\n\nShe wrote that “{WORDS}.”[^1]\n\n[^1]: [@lee1990, 4].\n\n"
        "# Two\n\nNobody knew.[^1]\n\n[^1]: [@roe1991].\n"
    )
    assert found(tmp_path, "CK203", text, book() + article("1--9")) == []


def test_quotations_of_a_passage(tmp_path: Path) -> None:
    files = {
        "passage.txt": f"She wrote that “{WORDS}.”1 Nobody knew.2 The ships lay there.3\n",
        "passage.notes.yaml": 'citekit-ledger: 1\nnotes:\n  1: "@lee1990."\n  2: "@lee1990."\n  3: "@lee1990 [3]."\n',
    }
    problems = found(tmp_path, "CK203", "None.\n", more=files)
    assert [(one.where.line, one.note) for one in problems] == [(3, "1")]
