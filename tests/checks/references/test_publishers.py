"""Rules of publishers, journals, languages and translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.references.libraries import entry, mended, places, problems


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("publisher = {New York: Knopf}", ["New York"]), ("publisher = {Bath : Quay}", ["Bath"]),
        ("publisher = {Cambridge, MA: MIT Press}", ["Cambridge, MA"]), ("publisher = {Москва: Наука}", ["Москва"]),
        ("publisher = {Bath: Quay}, location = {Bath}", ["Bath"]),
        ("publisher = {Kiepenheuer: Witsch}, location = {Köln}", []), ("publisher = {Knopf}", []),
        ("publisher = {4:3 Press}", []), ("publisher = {edition: Quay}", []), ("publisher = {A Press:Quay}", []),
    ],
)  # fmt: skip
def test_places_in_publishers(tmp_path: Path, fields: str, expected: list[str]) -> None:
    assert places(tmp_path, entry(fields), "place-in-publisher") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("publisher = {New York: Knopf}", "location = {New York}, publisher = {Knopf}"),
        ('publisher = "New York: Knopf"', 'location = {New York}, publisher = "Knopf"'),
        ("publisher = {Bath: Quay}, location = {Bath}", "publisher = {Quay}, location = {Bath}"),
    ],
)
def test_a_place_gets_a_field_of_its_own(tmp_path: Path, fields: str, expected: str) -> None:
    assert mended(tmp_path, entry(fields), "place-in-publisher") == entry(fields)
    assert mended(tmp_path, entry(fields), "place-in-publisher", "unsafe") == entry(expected)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ("publisher = {Quay}, date = {1850}", True), ("publisher = {Quay}, year = 1899", True),
        ("publisher = {Quay}, date = {1900}", False), ("date = {1850}", False),
        ("publisher = {Quay}, location = {Bath}, date = {1850}", False), ("publisher = {Quay}", False),
        ("publisher = {Quay}, address = {Bath}, year = {1850}", False),
    ],
)  # fmt: skip
def test_old_books_without_place(tmp_path: Path, fields: str, wrong: bool) -> None:
    assert len(problems(tmp_path, entry(fields, "book"), "publisher-without-place")) == wrong


def library(field: str, *values: str) -> str:
    return "".join(f"@misc{{k{number},\n  {field} = {{{one}}}\n}}\n" for number, one in enumerate(values))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("American Historical Review", "Amer. Hist. Rev."), ["Amer. Hist. Rev."]),
        (("Journal of the History of Ideas", "J. Hist. Ideas"), ["J. Hist. Ideas"]),
        (("American Historical Review", "Am. Hum. Rev."), []), (("Slavic Review", "Slavic Review"), []),
        (("Amer. Hist. Rev.",), []), (("American Review", "American Revue", "Am. Rev."), []),
    ],
)  # fmt: skip
def test_journals_in_two_forms(tmp_path: Path, values: tuple[str, ...], found: list[str]) -> None:
    assert places(tmp_path, library("journaltitle", *values), "journal-in-two-forms") == found


@pytest.mark.parametrize(("field", "rule"), [("publisher", "publisher"), ("journaltitle", "journal")])
@pytest.mark.parametrize(
    ("values", "found"),
    [
        (("Quay and Sons", "Quay and Sons", "Quay \\& Sons"), ["Quay \\& Sons"]),
        (("The Quay", "Quay", "Quay"), ["The Quay"]),
        (("Editions Quai", "Éditions Quai", "Éditions Quai"), ["Editions Quai"]),
        (("QUAY", "Quay", "Quay", "quay"), ["QUAY", "quay"]), (("Quay and Sons", "Quay \\& Sons"), []),
        (("Quay", "Harbour"), []), (("Quay", "Quay"), []),
    ],
)  # fmt: skip
def test_two_spellings(tmp_path: Path, field: str, rule: str, values: tuple[str, ...], found: list[str]) -> None:
    assert places(tmp_path, library(field, *values), f"{rule}-in-two-spellings") == found


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("englihs", "english"), ("germn", "german"), ("english", ""), ("ngerman", ""), ("de-CH", ""), ("sumerian", ""),
        ("", ""), ("sorbian", ""), ("aramaic", ""), ("maya", ""), ("Russain", "russian"), ("fr", ""),
    ],
)  # fmt: skip
def test_languages(tmp_path: Path, value: str, hint: str) -> None:
    found = problems(tmp_path, entry(f"langid = {{{value}}}"), "unknown-language")
    assert [hint in one.hint for one in found] == ([True] if hint else [])


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("translator = {Kay, Bo}", ["a translation without its language"]),
        ("origtitle = {Приливы}", ["an original title without its language"]),
        ("translator = {Kay, Bo}, origlanguage = {russian}", []),
        ("title = {Tides}", []),
        ("origdate = {1900}", []),
    ],
)
def test_translations(tmp_path: Path, fields: str, found: list[str]) -> None:
    assert [one.message for one in problems(tmp_path, entry(fields), "translation-without-original")] == found
