"""Fragments of RTF (Unicode characters; formats are tested with the requests)."""

from __future__ import annotations

import pytest

from citekit.output.fragment_rtf import fragment


@pytest.mark.parametrize(
    ("text", "expected"),
    [("é", r"\uc0\u233 "), ("日", r"\uc0\u26085 "), ("𝄞", r"\uc0\u-10188 \uc0\u-8930 "), ("\ud800", r"\uc0\u-10240 ")],
)
def test_characters_as_signed_numbers_of_16_bits(text: str, expected: str) -> None:
    assert fragment((text,)) == expected
