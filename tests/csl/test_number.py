"""Numbers in text (CSL 1.0.2, Choose, Number, Ordinal Suffixes, Label)."""

from __future__ import annotations

import pytest

from citekit.csl.locales import merged
from citekit.csl.number import is_numeric, is_plural, long_ordinal, ordinal_suffix, roman, split_numbers
from citekit.csl.numbering import number_text, page_text


@pytest.mark.parametrize("text", ["2", "2nd", "D2", "2-4", "2, 3 & 5", "12–14", "xii", "L2d"])
def test_numbers_are_numeric(text: str) -> None:
    assert is_numeric(text)


@pytest.mark.parametrize("text", ["second", "2nd edition", "", "special", "2 and more"])
def test_words_are_not(text: str) -> None:
    assert not is_numeric(text)


@pytest.mark.parametrize("text", ["12-14", "3 & 4", "5, 7", "12–14", "i-ix", "213, and 235"])
def test_several_numbers_are_plural(text: str) -> None:
    assert is_plural(text)


@pytest.mark.parametrize("text", ["15", "a", "12a", "1,200", "1, fol. 186, 8 April", ""])
def test_one_is_not(text: str) -> None:
    assert not is_plural(text)


def test_numbers_are_spaced_as_csl_says() -> None:
    assert split_numbers("2,3&5 - 7") == ["2", ", ", "3", " & ", "5", "-", "7"]
    assert split_numbers("1,200") == ["1,200"]
    assert split_numbers("1,200, 3") == ["1,200", ", ", "3"]
    assert split_numbers("two") is None


@pytest.mark.parametrize(("number", "numeral"), [(1, "i"), (4, "iv"), (1999, "mcmxcix"), (4000, "4000"), (0, "0")])
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@pytest.mark.parametrize("form", ["numeric", "ordinal", "long-ordinal", "roman"])
def test_a_number_of_thousands_of_digits_stays_as_it_is(form: str) -> None:
    assert number_text("9" * 5000, form, "volume", merged("en-US", ()), "") == "9" * 5000


@pytest.mark.parametrize(
    ("number", "suffix"), [(1, "st"), (2, "nd"), (3, "rd"), (4, "th"), (11, "th"), (12, "th"), (21, "st"), (113, "th")]
)
def test_english_ordinals(number: int, suffix: str) -> None:
    assert ordinal_suffix(number, merged("en-US", ()).ordinal) == suffix


def test_ordinals_in_gender_and_in_words() -> None:
    french = merged("fr-FR", ())
    assert ordinal_suffix(1, french.ordinal, "feminine") == "ʳᵉ"
    assert ordinal_suffix(2, french.ordinal) == "ᵉ"
    assert long_ordinal(3, merged("en-US", ()).ordinal) == "third"
    assert long_ordinal(11, merged("en-US", ()).ordinal) == "11th"


def test_a_dash_of_pages_alone_is_the_language_s() -> None:
    french = merged("fr-FR", ())
    assert page_text("12–14", french, "", pages=True) == "12\u201114"
    assert page_text("12-14", french, "", pages=False) == "12\u201114"
    assert page_text("2–3", french, "expanded", pages=False) == "2–3"
