"""Texts that a test writes, and what one rule finds in them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from citekit.checks.catalogue import rule_named
from citekit.checks.checking import Asked, checked
from citekit.checks.fixing import Fixing
from citekit.checks.problem import Problem
from tests.checks.cases import TODAY, check

BOOK = "@book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}\n"


def found(folder: Path, text: str, rule: str, name: str = "text.md", **files: str) -> list[Problem]:
    """Return what a rule finds in a document, and in *files* by their names with "_" for "."."""
    others = {other.replace("_", "."): content for other, content in files.items()}
    return check(folder, {name: text, **others}, only=rule_named(rule))


def places(text: str, problems: list[Problem]) -> list[str]:
    """Return what stands at the places of problems."""
    lines = text.splitlines()
    return [lines[one.where.line - 1][one.where.column - 1 : one.where.end_column - 1] for one in problems]


def in_language(language: str, text: str) -> str:
    """Return a manuscript that says its language."""
    return f"---\nlang: {language}\n---\n\n{text}\n"


def mended(folder: Path, text: str, rule: str, fixing: Fixing = "unsafe", settings: str = "") -> str:
    """Return a passage as a rule mends it; what it has mended it does not find again."""
    (folder / "citekit.toml").write_text(settings, "utf-8")
    path = folder / "passage.txt"
    path.write_text(text, "utf-8", newline="")
    with contextlib.chdir(folder):
        asked = Asked(("passage.txt",), select=(rule,), fixing=fixing, caching=False, today=TODAY)
        done = checked(asked)
        again = checked(Asked(("passage.txt",), select=(rule,), caching=False, today=TODAY))
    assert not done.unread
    assert [one for one in again.report.problems if one.fix and (fixing == "unsafe" or one.fix.safe)] == []
    return path.read_text("utf-8")


def proved(folder: Path, text: str, source: str, files: Mapping[str, str] | None = None) -> list[Problem]:
    """Return what all rules of proofs find in a text about the *source* of the book; *files* stand beside it."""
    given = {"text.md": text, "library.bib": BOOK, "lee1990.txt": source, **(files or {})}
    return [one for one in check(folder, given, hints=True) if one.code in _PROOFS]


_PROOFS = frozenset(("CK401", "CK402", "CK403", "CK404", "CK405", "CK415"))
