"""Whatever a reader of documents or ledgers finds is told by one rule."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import citekit
from citekit.checks.catalogue import all_rules
from citekit.checks.rule import Rule
from tests.checks.cases import check

PACKAGE = Path(citekit.__file__).parent
READERS = (
    *(PACKAGE / "documents").rglob("*.py"),
    *(PACKAGE / "notes" / "marks").rglob("*.py"),
    *(PACKAGE / "notes" / "ledger").rglob("*.py"),
    *(PACKAGE / "notes").glob("*.py"),
)
NAMED = {"Finding", "Problem", "warning", "_warning", "_report", "_add"}
"""What is called with the name of a finding first."""
NEVER_READ = {
    "broken-reference",  # of `citekit renumber` and the like, before they change anything
    "format-left-out",  # of a manuscript made into a ledger
    "jsonl",  # of a corpus
}


def names() -> Iterator[str]:
    """Yield the names of findings that stand in the readers as they are."""
    for path in READERS:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            said = first.value if isinstance(first, ast.Constant) else None
            if called in NAMED and isinstance(said, str) and said.replace("-", "").isalpha():
                yield said


def telling(rule: Rule) -> bool:
    return rule.family in ("notes", "cites")


def test_names_are_found_where_they_stand() -> None:
    found = set(names())
    assert {"broken-line", "undefined-note", "ledger-shape", "unknown-locator-label", "empty-cite", "yaml"} <= found
    assert len(found) > 40


@pytest.mark.parametrize("name", sorted(set(names()) - NEVER_READ))
def test_each_is_told_by_one_rule(name: str) -> None:
    told = [rule.code for rule in all_rules() if name in rule.tells and telling(rule)]
    assert len(told) == 1


def test_no_rule_tells_what_no_reader_finds() -> None:
    told = Counter(name for rule in all_rules() if telling(rule) for name in rule.tells)
    elsewhere = {"conflicting-note", "doubled-note", "empty-note", "number-out-of-order"}  # of files of notes
    assert set(told) - set(names()) <= elsewhere
    assert set(told.values()) == {1}


def test_what_is_no_yaml_is_told_of_the_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    ledger = check(tmp_path / "a", {"text.notes.yaml": "citekit-ledger: 1\nnotes:\n  1: [a\n"})
    library = check(tmp_path / "b", {"library.yaml": "references:\n- id: [a\n"})
    assert [one.code for one in ledger] == ["CK123"]
    assert {one.code for one in library} == {"CK313"}
