"""Paper of languages."""

from __future__ import annotations

import pytest

from citekit.output.pages import A4, LETTER, Paper, language_tag, paper


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-US", LETTER), ("fr-CA", LETTER), ("en-GB", A4), ("en", A4), ("zh-Hant-TW", A4), ("ca", A4), ("", A4)],
)
def test_paper(language: str, expected: Paper) -> None:
    assert paper(language) == expected


@pytest.mark.parametrize(("language", "expected"), [("en-US", "en-US"), ("x<y", ""), ("", ""), ("de-1996", "de-1996")])
def test_language_tag(language: str, expected: str) -> None:
    assert language_tag(language) == expected
