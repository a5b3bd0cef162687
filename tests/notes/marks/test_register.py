"""Texts about software are told from histories and articles."""

from __future__ import annotations

import pytest

from citekit.notes.marks.recognise import find_marks
from citekit.notes.marks.register import is_technical

_SOFTWARE = [
    "2.4.1 Fixed a crash when the config file is empty. The build now needs python3 and libfoo2. See fgets(3) for why.",
    "- Added utf8 support to the parser\n- Renamed the option --v2 to --strict * Removed md5 checksums * Bumped sha1",
    "[ A. Person ] * New upstream release. * Bump debhelper to 13. * Rules: build against python3, not python2.",
]


@pytest.mark.parametrize("text", _SOFTWARE)
def test_a_text_about_software(text: str) -> None:
    assert is_technical(text)
    assert find_marks(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The estate passed to a cousin in 1788.1 He let the house to tenants and/or sold it; by 1790.2 all was gone.",
        "Plasmid pBR322 was cut with EcoRI at 37 °C for 1 h.12 Cells (2×10⁶/ml) were washed in PBS and fixed.13",
    ],
)
def test_a_history_and_an_article_are_none(text: str) -> None:
    assert not is_technical(text)


def test_a_long_text_is_judged_by_stretches() -> None:
    assert is_technical(" ".join(_SOFTWARE) * 300)
    assert not is_technical("The harvest of that year was better than any before it. " * 3000 + _SOFTWARE[0])
