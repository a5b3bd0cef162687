"""What a rule of cites finds in a Markdown text, with a library."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from citekit.checks.catalogue import rule_named
from citekit.checks.problem import Problem
from tests.checks.cases import check

BOOK = (
    "@book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}%s}\n"
)
ARTICLE = """@article{roe1991, author = {Roe, Tom}, title = {Currents}, journaltitle = {Seas}, volume = {3},
  date = {1991}, pages = {%s}}
"""


def book(more: str = "") -> str:
    """Return a book, with *more* fields."""
    return BOOK % (f", {more}" if more else "")


def article(pages: str) -> str:
    """Return an article with *pages*."""
    return ARTICLE % pages


def found(
    folder: Path, code: str, text: str, library: str = "", more: Mapping[str, str] | None = None
) -> list[Problem]:
    """Return what the rule *code* finds."""
    return check(folder, {"text.md": text, "library.bib": library or book(), **(more or {})}, only=rule_named(code))


def shown(text: str, problem: Problem) -> str:
    """Return the characters of *text* that a finding is told at."""
    line = text.splitlines()[problem.where.line - 1]
    return line[problem.where.column - 1 : problem.where.end_column - 1]


def mended(text: str, problem: Problem) -> str:
    """Return *text* with the fix of a finding made."""
    assert problem.fix is not None
    for edit in sorted(problem.fix.edits, key=lambda one: -one.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text
