"""The JSON Schema of ledgers: it takes what the reader takes, and refuses nothing that the reader reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from citekit.findings import Source
from citekit.model import Ledger
from citekit.notes.ledger.forms import schema
from citekit.notes.ledger.reading import CITE_FIELDS, read_ledger
from citekit.notes.ledger.writing import write_ledger
from citekit.notes.locators import LABELS
from tests.notes.ledger import sample
from tests.notes.ledger.strategies import ledgers
from tests.notes.ledger.test_writing import CANONICAL

SCHEMA = json.loads(schema())
HEAD = "citekit-ledger: 1\nnotes:\n"


def as_json(text: str) -> Any:
    """Return YAML as an editor gives it to the schema: keys are texts, tags are looked through."""
    text = re.sub(r"!(?:proposed|unsure)\b", "", text)
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text)))


def is_valid(text: str) -> bool:
    return bool(Draft202012Validator(SCHEMA).is_valid(as_json(text)))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_it_has_the_fields_of_the_reader() -> None:
    assert set(SCHEMA["$defs"]["cite"]["properties"]) == set(CITE_FIELDS)
    assert list(SCHEMA["$defs"]["labelOnly"]["properties"]) == list(LABELS)


def test_everything_in_it_is_described() -> None:
    def undescribed(node: Any, path: str) -> list[str]:
        found = []
        for name, one in (node.get("properties") or {}).items() if isinstance(node, dict) else ():
            found += [] if "description" in one or name in LABELS else [f"{path}/{name}"]
            found += undescribed(one, f"{path}/{name}")
        return found

    for name, one in SCHEMA["$defs"].items():
        assert "description" in one or name in ("label", "flag"), name
        assert [path for path in undescribed(one, name) if path != "labelled/label"] == []
    assert undescribed(SCHEMA, "") == []


@pytest.mark.parametrize("text", [*sample.ALL, CANONICAL])
def test_ledgers_are_valid(text: str) -> None:
    assert is_valid(text)


def test_the_examples_of_the_documentation_are_valid() -> None:
    pages = Path(__file__).parents[3] / "docs"
    found = []
    for page in ("ledger.md", "ledger-forms.md"):
        text = (pages / page).read_text(encoding="utf-8")
        for example in re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            whole = re.match(r"(?:#.*\n)*citekit-ledger:", example) is not None
            head = "citekit-ledger: 1\n" if example.startswith("notes:") else HEAD
            found.append(example if whole else head + example)
    assert len(found) > 4
    for text in found:
        assert is_valid(text), text
        assert read_ledger(Source("n.yaml", text)).findings == ()


@settings(max_examples=100, deadline=None)
@given(ledgers)
def test_what_is_written_is_valid(ledger: Ledger) -> None:
    assert is_valid(write_ledger(ledger))


WRONG = [
    "",
    "[]",
    "text",
    "citekit-ledger: 1\n",
    "notes: {}\n",
    "citekit-ledger: 2\nnotes: {}\n",
    "citekit-ledger: 1\nnotes:\n",
    "citekit-ledger: 1\nnotes: []\n",
    "citekit-ledger: 1\nnotes: text\n",
    "citekit-ledger: 1\nnotes: [text]\n",
    "citekit-ledger: 1\nnotes: [[]]\n",
    "citekit-ledger: 1\nnots: {}\nnotes: {}\n",
    "citekit-ledger: 1\npassage: [a]\nnotes: {}\n",
    "citekit-ledger: 1\nsource:\nnotes: {}\n",
    "citekit-ledger: 1\nsource: {key: a}\nnotes: {}\n",
    HEAD + "  first: x\n",
    HEAD + "  1a: x\n",
    HEAD + "  chapter: x\n",
    HEAD + "  - chapter: [x]\n",
    HEAD + "  - title: x\n",
    HEAD + "  1: [[x]]\n",
    HEAD + "  1: {befor: x}\n",
    HEAD + "  1: {before: [x]}\n",
    HEAD + "  1: {cites: x}\n",
    HEAD + "  1: {cites: {key: a}}\n",
    HEAD + "  1: {cites: [[x]]}\n",
    HEAD + "  1: {cites: [{locator: 3}]}\n",
    HEAD + "  1: {cites: [{key: [a]}]}\n",
    HEAD + "  1: {cites: [{key: a, page: 3}]}\n",
    HEAD + "  1: {cites: [{key: a, prefix: {a: b}}]}\n",
    HEAD + "  1: {cites: [{key: a, locator: [3]}]}\n",
    HEAD + "  1: {cites: [{key: a, locator: {}}]}\n",
    HEAD + "  1: {cites: [{key: a, locator: {page: 3, line: 4}}]}\n",
    HEAD + "  1: {cites: [{key: a, locator: {value: 3}}]}\n",
    HEAD + "  1: {cites: [{key: a, locator: {page: [3]}}]}\n",
    HEAD + "  1: {cites: [{key: a, locator: {label: page, valu: 3}}]}\n",
    HEAD + "  1: {cites: [{key: a, suppress-author: 1}]}\n",
    HEAD + "  1: {cites: [{key: a, suppress-author: maybe}]}\n",
    HEAD + "  1: {cites: [{key: a, suppress-author: true, author-only: true}]}\n",
]


@pytest.mark.parametrize("text", WRONG)
def test_what_it_refuses_the_reader_refuses_too(text: str) -> None:
    assert not is_valid(text)
    assert read_ledger(Source("n.yaml", text)).findings != ()


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  1: 1929\n  2: 3.5\n  3: true\n  4:\n  '*': x\n  a: [1, {before: 2}]\n",
        HEAD + "  1: {cites: [3, {key: 1973, locator: 5, prefix: 1, suffix: no}]}\n",
        HEAD + "  1: {cites: [{key: a, locator: {Bd.: 3}}, {key: a, locator: {label: fol, value: 3}}]}\n",
        HEAD + "  - {}\n  - {chapter: 3, 1: x}\n",
        HEAD + "  1: {cites: [{key: a, suppress-author: 'true', author-only: false}]}\n",
        "citekit-ledger: '1'\nnotes: {}\nsource: {cites: [{key: a}]}\n",
    ],
)
def test_what_the_reader_takes_it_takes_too(text: str) -> None:
    found = read_ledger(Source("n.yaml", text)).findings
    assert [one for one in found if "not a cite" not in one.message] == []
    assert is_valid(text)
