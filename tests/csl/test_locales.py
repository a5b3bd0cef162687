"""Terms and their fallback (CSL 1.0.2, Locale Fallback, Terms)."""

from __future__ import annotations

import pytest

from citekit.csl.locales import merged


@pytest.mark.parametrize(
    ("language", "name", "form", "expected"),
    [
        ("en-US", "from", "short", "fr."),
        ("en-GB", "from", "short", "fr."),
        ("de-DE", "from", "short", "von"),
        ("de-AT", "from", "short", "von"),
        ("es-ES", "and", "symbol", "y"),
        ("de-DE", "section", "symbol", "§"),
    ],
)
def test_forms_of_a_language_come_before_english(language: str, name: str, form: str, expected: str) -> None:
    assert merged(language, ()).term(name, form) == expected
