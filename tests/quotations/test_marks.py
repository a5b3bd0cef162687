"""Quotation marks by language."""

import pytest

from citekit.quotations.marks import Stops, marks_of

NARROW, NO_BREAK = "\u202f", "\u00a0"

MARKS = [
    ("en-US", "“‘“", "”’”", "inside"),
    ("en-GB", "‘“‘", "’”’", "own"),
    ("de-DE", "„‚„", "“‘“", "own"),
    ("de-AT", "„‚„", "“‘“", "own"),
    ("de-CH", "«‹«", "»›»", "own"),
    ("ru-RU", "«„«", "»“»", "outside"),
    ("pl-PL", "„«„", "”»”", "outside"),
    ("cs-CZ", "„‚„", "“‘“", "own"),
    ("es-ES", "«“‘«", "»”’»", "always"),
    ("it-IT", "«“‘«", "»”’»", "outside"),
    ("sv-SE", "”’”", "”’”", "own"),
    ("fi-FI", "”’”", "”’”", "own"),
    ("ja-JP", "「『「", "」』」", "outside"),
    ("zh-CN", "“‘“", "”’”", "own"),
    ("zh-TW", "「『「", "」』」", "own"),
    ("zh-Hant-TW", "「『「", "」』」", "own"),
]


@pytest.mark.parametrize(("language", "opening", "closing", "stops"), MARKS)
def test_marks_alternate_with_depth(language: str, opening: str, closing: str, stops: Stops) -> None:
    marks = marks_of(language)
    assert [marks.at(depth) for depth in range(len(opening))] == list(zip(opening, closing, strict=True))
    assert marks.stops == stops


@pytest.mark.parametrize(
    ("language", "space", "inner"),
    [("fr-FR", NARROW, ("“", "”")), ("fr", NARROW, ("“", "”")), ("fr-CA", NO_BREAK, ("“", "”"))],
)
def test_french_guillemets_have_spaces_within(language: str, space: str, inner: tuple[str, str]) -> None:
    assert marks_of(language).pairs == ((f"«{space}", f"{space}»"), inner)


def test_swiss_french_has_single_guillemets_within() -> None:
    assert marks_of("fr-CH").pairs[1] == (f"‹{NARROW}", f"{NARROW}›")


def test_an_unknown_language_has_english_marks() -> None:
    assert marks_of("tlh").pairs == marks_of("en-US").pairs


def test_swapped_marks_are_those_within() -> None:
    assert marks_of("en-US").swapped().pairs == marks_of("en-GB").pairs
