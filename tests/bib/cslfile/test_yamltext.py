"""Values as YAML text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from citekit.bib.cslfile.yamlnodes import Nodes
from citekit.bib.cslfile.yamltext import to_yaml
from citekit.findings import Source


def said(text: str) -> Any:
    """What YAML *text* says, by our reading."""
    nodes = Nodes(Source("a.yaml", text), [])
    (root,) = nodes.documents(0, len(text))
    return nodes.value(root)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("The Ring: a story", '"The Ring: a story"'),
        ("https://x.y/z#a", "https://x.y/z#a"),
        ("A #0", '"A #0"'),
        ("Ends:", '"Ends:"'),
        ("12", "12"),
        ("04", '"04"'),
        ("1e3", '"1e3"'),
        ("2001-01-02", '"2001-01-02"'),
        ("No", '"No"'),
        ("null", '"null"'),
        ("", '""'),
        ("*a*", '"*a*"'),
        ("- a", '"- a"'),
        ("Б", "Б"),
        ("a\nb", '"a\\nb"'),
        ("a\x85\u2028\ufeff\x7f", '"a\\x85\\u2028\\ufeff\\x7f"'),
        ("a ", '"a "'),
        (True, "true"),
        ([], "[]"),
        (["a", ["b", {"c": "d", "e": "f"}]], "\n- a\n- - b\n  - c: d\n    e: f"),
        ({"b": {"c": {}}}, "\n  b:\n    c: {}"),
    ],
)
def test_each_value_in_its_plainest_style(value: Any, text: str) -> None:
    assert to_yaml({"a": value}) == f"a:{'' if text.startswith(chr(10)) else ' '}{text}\n"


ODD = st.sampled_from("aB1 :#-?'\"\\&*!|>%@`{}[],~\n\té\x7f\x85\u2028\ufeff💣")
TEXTS = st.one_of(st.text(ODD, max_size=6), st.text(max_size=4))
VALUES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


@settings(max_examples=60)
@given(st.dictionaries(TEXTS, VALUES, max_size=3), st.booleans())
def test_a_value_is_read_as_it_was_written(value: dict[str, Any], ascii_only: bool) -> None:
    text = to_yaml(value, ascii_only=ascii_only)
    assert said(text or "{}") == value
    assert text.isascii() or not ascii_only


@given(TEXTS)
def test_other_programs_read_texts_as_texts(text: str) -> None:
    (value,) = YAML(typ="safe", pure=True).load(to_yaml([text]))
    assert str(value) == text
