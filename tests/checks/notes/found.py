"""What a rule of notes finds in a passage with its ledger, or in a manuscript."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from citekit.checks.catalogue import rule_named
from citekit.checks.problem import Problem
from tests.checks.cases import check

LIBRARY = """
@book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
@book{roe1991, author = {Roe, Tom}, title = {Currents}, date = {1991}, publisher = {Quay}, location = {Bristol}}
"""


def in_text(folder: Path, code: str, text: str, name: str = "text.md") -> list[Problem]:
    """Return what the rule *code* finds in a manuscript."""
    return check(folder, {name: text, "library.bib": LIBRARY}, only=rule_named(code))


def in_passage(folder: Path, code: str, text: str, notes: str = "") -> list[Problem]:
    """Return what the rule *code* finds in a passage, and in the *notes* of its ledger where there are any."""
    files = {"passage.txt": text, "library.bib": LIBRARY}
    if notes:
        files["passage.notes.yaml"] = ledger(notes)
    return check(folder, files, only=rule_named(code))


def in_notes(folder: Path, code: str, notes: Sequence[str], first: int = 1) -> list[Problem]:
    """Return what the rule *code* finds in a Markdown text with *notes*, which are numbered from *first*."""
    return in_text(folder, code, text_with(notes, first))


def text_with(notes: Sequence[str], first: int = 1) -> str:
    """Return a Markdown text with *notes*."""
    marks = " ".join(f"So it was.[^{first + place}]" for place in range(len(notes)))
    return marks + "\n\n" + "\n\n".join(f"[^{first + place}]: {note}" for place, note in enumerate(notes)) + "\n"


def ledger(notes: str) -> str:
    """Return a ledger with *notes*, one to a line."""
    return "citekit-ledger: 1\nnotes:\n" + "".join(f"  {line}\n" for line in notes.splitlines())


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
