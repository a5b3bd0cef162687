"""CK201, CK202, CK208, CK210, CK212, CK213: which works are cited, and by which keys."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.checks.cites.found import article, book, found, mended, shown


@pytest.mark.parametrize("key", ["lea1990", "Lee1990", "lee1909", "lee90", "nobody"])
def test_a_key_that_no_reference_has(tmp_path: Path, key: str) -> None:
    text = f"In @{{{key}}} and [see @{key}, 12; @lee1990].\n"
    problems = found(tmp_path, "CK201", text)
    assert [(shown(text, one), one.severity.value, one.key) for one in problems] == [(key, "error", key)] * 2


@pytest.mark.parametrize(("key", "hint"), [("lea1990", "did you mean 'lee1990'?"), ("nobody", "add the work")])
def test_the_nearest_key_is_offered(tmp_path: Path, key: str, hint: str) -> None:
    (one,) = found(tmp_path, "CK201", f"So it was [@{key}].\n")
    assert one.hint.startswith(hint)


def test_the_nearest_key_is_put_in_its_place(tmp_path: Path) -> None:
    text = "---\ntitle: lea1990\n---\n\nSo it was [see @lea1990, 12].\n"
    (one,) = found(tmp_path, "CK201", text)
    assert mended(text, one) == text.replace("@lea1990", "@lee1990")
    assert one.fix is not None
    assert not one.fix.safe


def test_of_two_near_keys_none_is_put_in(tmp_path: Path) -> None:
    library = book() + book().replace("lee1990", "lee1991")
    (one,) = found(tmp_path, "CK201", "So it was [@lee1992].\n", library)
    assert one.fix is None
    assert "'lee1990'" in one.hint
    assert "'lee1991'" in one.hint


def test_aliases_are_known_keys(tmp_path: Path) -> None:
    assert found(tmp_path, "CK201", "So it was [@lee].\n", book("ids = {lee}")) == []


def test_keys_in_ledgers_have_their_places(tmp_path: Path) -> None:
    ledger = 'citekit-ledger: 1\nnotes:\n  1: "See @lea1990 [12]."\n  2:\n    cites:\n      - key: lea1990\n'
    problems = found(tmp_path, "CK201", "None.\n", more={"notes.yaml": ledger})
    assert [(one.where.line, mended(ledger, one).splitlines()[one.where.line - 1], one.note) for one in problems] == [
        (3, '  1: "See @lee1990 [12]."', "1"),
        (6, "      - key: lee1990", "2"),
    ]


def test_where_no_reference_is_known_nothing_is_unknown(tmp_path: Path) -> None:
    assert found(tmp_path, "CK201", "So it was [@lee1990].\n", "% nothing yet\n") == []


def test_unknown_keys_by_the_thousand_take_no_time(tmp_path: Path) -> None:
    text = "".join(f"So it was [@smith{number}].\n\n" for number in range(3000))
    library = "".join(book().replace("lee1990", f"jones{number}") for number in range(3000))
    start = time.process_time()
    assert len(found(tmp_path, "CK201", text, library)) == 3000
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    ("text", "uncited"),
    [
        ("So it was [@lee1990].\n", ["roe1991"]),
        ("So it was [@lee1990; @roe1991].\n", []),
        ("---\nnocite: '@roe1991'\n---\n\nSo it was [@lee1990].\n", []),
        ("---\nnocite: '@*'\n---\n\nSo it was.\n", []),
        ("So it was.\n", ["lee1990", "roe1991"]),
    ],
)
def test_entries_that_nothing_cites(tmp_path: Path, text: str, uncited: list[str]) -> None:
    problems = found(tmp_path, "CK202", text, book() + article("1--9"))
    assert [one.key for one in problems] == uncited
    assert {one.severity.value for one in problems} <= {"hint"}


def test_a_work_cited_by_its_other_key_is_cited(tmp_path: Path) -> None:
    assert found(tmp_path, "CK202", "So it was [@lee].\n", book("ids = {lee}")) == []


def test_a_work_that_others_are_parts_of_is_cited_with_them(tmp_path: Path) -> None:
    library = (
        "@incollection{roe1991, author = {Roe, Tom}, title = {Currents}, crossref = {seas}, pages = {1--9}}\n"
        "@collection{seas, editor = {Lee, Ann}, title = {Seas}, date = {1991}, publisher = {Quay}}\n"
    )
    assert found(tmp_path, "CK202", "So it was [@roe1991].\n", library) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("So it was [@lee1990, 12; @lee1990, 12].", 1),
        ("So it was [@lee1990; @lee1990].", 1),
        ("So it was [@lee1990, 12; @roe1991, 3; @lee1990, 12].", 1),
        ("So it was [@lee1990, 12; @lee1990, 14].", 0),
        ("So it was [@lee1990, 12; @lee1990, fol. 12].", 0),
        ("So it was [@lee1990, 12]. So it was [@lee1990, 12].", 0),
        ("So it was [@lee1990, 12, on tides; @lee1990, 12, on ships].", 0),
    ],
)
def test_one_place_cited_twice(tmp_path: Path, text: str, count: int) -> None:
    problems = found(tmp_path, "CK208", f"{text}\n", book() + article("1--9"))
    assert len(problems) == count
    assert all(one.where.column > text.rindex(";") for one in problems)


def test_other_keys_are_told_and_replaced(tmp_path: Path) -> None:
    text = "So it was [see @lee, 12].\n"
    (one,) = found(tmp_path, "CK210", text, book("ids = {lee}"))
    assert (shown(text, one), one.severity.value) == ("lee", "hint")
    assert one.fix is not None
    assert one.fix.safe
    assert mended(text, one) == "So it was [see @lee1990, 12].\n"


@pytest.mark.parametrize(("library", "count"), [("% nothing yet\n", 1), ("", 0)])
def test_a_document_without_references_is_told_once(tmp_path: Path, library: str, count: int) -> None:
    text = "So it was [@lee1990]. So it was [@lee1990].\n"
    assert len(found(tmp_path, "CK212", text, library)) == count


@pytest.mark.parametrize(
    ("command", "is_told"), [("\\cite{}", True), ("\\cite{a b}", True), ("\\cite{lee1990}", False)]
)
def test_commands_without_a_key(tmp_path: Path, command: str, is_told: bool) -> None:
    text = f"\\documentclass{{article}}\n\\begin{{document}}\nSo it was {command}.\n\\end{{document}}\n"
    problems = found(tmp_path, "CK213", "None.\n", more={"paper.tex": text})
    assert [one.severity.value for one in problems] == ["error"] * is_told
