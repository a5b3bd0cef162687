"""Findings as lines: the place in its line, with a caret under it."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from citekit.findings import Finding, Severity, Span
from citekit.reports import Excerpt, as_json, as_lines, excerpt


def lines(path: Path, text: str, line: int, column: int, end: int, **more: str) -> list[str]:
    path.write_text(text, encoding="utf-8", newline="")
    finding = Finding("rule", "thing", Span(str(path), line, column, end), Severity.WARNING, **more)
    return [click.unstyle(shown).replace(str(path), "a.bib") for shown in as_lines([finding])]


def test_a_finding_has_its_line_a_caret_and_a_hint(tmp_path: Path) -> None:
    assert lines(tmp_path / "a", "@book{a,\n  title = knopf\n}", 2, 11, 16, hint="do it") == [
        "a.bib:2:11: warning: thing [rule]",
        "   2 |   title = knopf",
        "     |           ^^^^^",
        "  hint: do it",
    ]


@pytest.mark.parametrize(
    ("text", "columns", "shown", "caret"),
    [
        ("\tx = y", (6, 7), " x = y", "     ^"),
        ("日本 = x", (6, 7), "日本 = x", "       ^"),
        ("e\u0301 = x", (6, 7), "e\u0301 = x", "    ^"),
        ("a\x01b", (3, 4), "a\ufffdb", "  ^"),
        ("abc\r\n", (4, 4), "abc", "   ^"),
    ],
)
def test_the_caret_stands_under_the_place(
    tmp_path: Path, text: str, columns: tuple[int, int], shown: str, caret: str
) -> None:
    assert lines(tmp_path / "a", text, 1, *columns)[1:] == [f"   1 | {shown}", f"     | {caret}"]


@pytest.mark.parametrize(
    ("where", "text"),
    [(Span("a"), "x"), (Span(""), "x"), (Span("a", 1, 1, 2), "   "), (Span("a", 7, 1, 2), "x")],
)
def test_without_a_line_there_is_nothing_to_show(tmp_path: Path, where: Span, text: str) -> None:
    (tmp_path / "a").write_text(text)
    named = Span(str(tmp_path / where.path) if where.path else "", where.line, where.column, where.end_column)
    assert len(list(as_lines([Finding("rule", "thing", named)]))) == 1


def test_a_file_that_is_gone_has_no_line() -> None:
    assert len(list(as_lines([Finding("rule", "thing", Span("gone.bib", 1, 1, 2))]))) == 1


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "0123456789" * 20
    found = excerpt(line, Span("a", 1, 100, 105), 40)
    assert found is not None
    assert len(found.text) == 40
    assert found.text[found.start : found.end] == line[99:104]
    assert (found.text[0], found.text[-1]) == ("…", "…")
    assert excerpt(line, Span("a", 1, 1, 3), 10) == Excerpt("012345678…", 0, 2)
    assert excerpt(line, Span("a", 1, 199, 201), 10) == Excerpt("…123456789", 8, 10)


def test_json_has_the_line_too(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("@book{a}")
    first, second = as_json([Finding("r", "m", Span(str(path), 1, 7, 8), key="a"), Finding("r", "m", Span(""))])
    assert (first["key"], first["excerpt"]) == ("a", {"text": "@book{a}", "start": 6, "end": 7})
    assert (second["key"], second["excerpt"]) == (None, None)
