"""Everything that a reader of references finds is told by one rule."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import citekit
from citekit.bib.bibfile.flaws import finding_names
from citekit.checks.catalogue import all_rules
from citekit.checks.checking import Asked, checked
from tests.checks.cases import TODAY

_PACKAGE = Path(citekit.__file__).parent
# What is read when files of references are opened; what is made of an entry afterwards is found by rules of their own.
_READERS = (
    "encodings.py",
    "bib/__init__.py",
    "bib/bibfile/blocks.py",
    "bib/inheritance/containers.py",
    "bib/mapping/entry_types.py",
    "bib/csljson.py",
    "bib/cslyaml.py",
    "bib/cslfile/yamlnodes.py",
    "bib/ris.py",
    "bib/risfile/record.py",
    "bib/risfile/lines.py",
)
_REPORTS = frozenset(("Finding", "report", "_report", "_warn", "_error"))


def named_in(path: Path) -> Iterator[str]:
    """Yield the names of findings that stand in a module as the first argument of what makes one."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if called in _REPORTS and isinstance(first, ast.Constant) and " " not in str(first.value):
                yield str(first.value)


def test_readers_have_names_to_look_for() -> None:
    assert {"encoding", "duplicate-field", "unknown-crossref", "csl-json", "csl-yaml", "ris", "yaml"} <= names()


def names() -> set[str]:
    return {*finding_names(), *(name for path in _READERS for name in named_in(_PACKAGE / path))}


def test_every_finding_of_a_reader_is_told_by_one_rule() -> None:
    told = Counter(name for rule in all_rules() if rule.family == "references" for name in rule.tells)
    assert {name: told[name] for name in sorted(names())} == dict.fromkeys(sorted(names()), 1)


def test_a_name_that_readers_of_notes_have_as_well_is_told_by_the_rule_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("references:\n- id: a\n\t type: book\n", "utf-8")
    (tmp_path / "n.notes.yaml").write_text("citekit-ledger: 1\nnotes:\n\t1: x\n", "utf-8")
    found = checked(Asked((str(tmp_path),), select=("all",), caching=False, today=TODAY)).report.problems
    told = {(Path(one.where.path).name, one.rule) for one in found if "YAML" in one.message}
    assert told == {("a.yaml", "unreadable-reference"), ("n.notes.yaml", "unreadable-ledger")}


def test_no_rule_of_references_waits_for_what_nobody_finds() -> None:
    waiting = {name for rule in all_rules() if rule.family == "references" and not rule.online for name in rule.tells}
    assert waiting - names() == set()
