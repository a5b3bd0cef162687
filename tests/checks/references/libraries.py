"""Libraries that a test writes, what one rule finds in them, and what is left of them when it has mended them."""

from __future__ import annotations

from pathlib import Path

from citekit.checks.catalogue import rule_named
from citekit.checks.checking import Asked, checked
from citekit.checks.fixing import Fixing
from citekit.checks.library import read_entries
from citekit.checks.problem import Problem
from citekit.checks.running import run_on_entries
from tests.checks.cases import TODAY


def problems(folder: Path, text: str, *rules: str, name: str = "library.bib") -> list[Problem]:
    """Return what the rules find in a file of references."""
    path = folder / name
    path.write_text(text, "utf-8", newline="")
    entries = read_entries([str(path)], TODAY)
    return run_on_entries([rule_named(rule) for rule in rules], entries)


def places(folder: Path, text: str, rule: str, name: str = "library.bib") -> list[str]:
    """Return what stands at the places of what a rule finds; of other formats what is found is the record."""
    found = problems(folder, text, rule, name=name)
    lines = text.splitlines()
    return [lines[one.where.line - 1][one.where.column - 1 : one.where.end_column - 1] for one in found]


def entry(fields: str, kind: str = "misc") -> str:
    """Return a library of one entry."""
    return f"@{kind}{{a,\n  {fields}\n}}\n"


def mended(folder: Path, text: str, rule: str, fixing: Fixing = "safe") -> str:
    """Return a library as a rule mends it; what it has mended it does not find again."""
    path = folder / "library.bib"
    path.write_text(text, "utf-8", newline="")
    asked = Asked((str(path),), select=(rule,), fixing=fixing, caching=False, today=TODAY)
    done = checked(asked)
    assert not done.unread
    assert all(one.fix is None or (fixing == "safe" and not one.fix.safe) for one in done.report.problems)
    return path.read_text("utf-8")
