"""Fragments of HTML: characters that have markup of their own."""

from __future__ import annotations

import unicodedata

import pytest

from citekit.output import fragment_html
from citekit.output.fragment_html import escaped, fragment


def test_the_raised_letters_are_those_that_unicode_calls_so() -> None:
    every = {chr(code) for code in range(0xA0, 0x3200)}
    assert {char for char in every if unicodedata.decomposition(char).startswith("<super>")} == fragment_html._RAISED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2ᵉ", "2<sup>e</sup>"),
        ("Brand™ – x²", "Brand<sup>TM</sup> – x<sup>2</sup>"),
        ("AT&T <x>", "AT&#38;T &#60;x&#62;"),
        ("Ångström – “a”", "Ångström – “a”"),
        ("", ""),
    ],
)
def test_texts_are_written_as_html(text: str, expected: str) -> None:
    assert escaped(text) == fragment((text,)) == expected
