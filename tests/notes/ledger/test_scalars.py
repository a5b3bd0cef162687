"""Texts as scalars of YAML."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.yamltree import compose


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("See @a [p. 3].", "See @a [p. 3]."),
        ("@a [p. 3]", '"@a [p. 3]"'),
        ("so: there", '"so: there"'),
        ("so #1", '"so #1"'),
        ("a:b", "a:b"),
        ("12", "12"),
        ("*", '"*"'),
        ("null", '"null"'),
        ("", '""'),
        ('“He said” "no" \\', '"“He said” \\"no\\" \\\\"'),
    ],
)
def test_plain_where_that_says_the_same(text: str, written: str) -> None:
    assert as_scalar(text) == written


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a\u2028b")
@example("a\ufeffb")
@example("~")
def test_yaml_reads_the_text_again(text: str) -> None:
    root = compose(f"key: {as_scalar(text)}\n")
    assert root is not None
    value = root.value[0][1]
    assert value.value == text
    assert str(value.tag or "").endswith(":null") is False
