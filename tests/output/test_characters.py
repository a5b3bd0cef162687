from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.output.characters import clean, identifiers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\n\tb", "a   b"),
        ("a\u2028b\x85c", "a b c"),
        ("\x00a\x07\x7f\x9f\uffff", "a"),
        ("\udc80", "\ufffd"),
        ("é\u00a0\u00ad\U0001f600", "é\u00a0\u00ad\U0001f600"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.lists(st.text(), unique=True))
def test_identifiers_are_distinct_and_safe(names: list[str]) -> None:
    result = identifiers(names)
    assert list(result) == names
    assert len({name.lower() for name in result.values()}) == len(names)
    assert all(re.fullmatch("[A-Za-z0-9_-]+", name) for name in result.values())


def test_identifier_of_a_sign_is_its_name() -> None:
    assert identifiers(["*", "‡", "", "**", "*"]) == {
        "*": "asterisk",
        "‡": "double-dagger",
        "": "empty",
        "**": "u002a-u002a",
    }
