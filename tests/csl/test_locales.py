"""Languages (CSL 1.0.2, Locale Fallback, Terms, Ordinal Suffixes, Long Ordinals, Gender, Locale Options)."""

from __future__ import annotations

import pytest

from citekit.csl.locales import Locale, merged
from citekit.csl.nodes import LocaleNode, TermText
from citekit.csl.number import long_ordinal, ordinal_suffix
from citekit.csl.parse import parse_style


def in_style(*locales: str, language: str = "en-US") -> Locale:
    """Return the locale of a style with these ``cs:locale`` elements, written as "de:<terms>…"."""
    head = ""
    for locale in locales:
        name, _, content = locale.partition(":")
        head += f'<locale xml:lang="{name}">{content}</locale>' if name else f"<locale>{content}</locale>"
    node, _ = parse_style(
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">{head}'
        '<citation><layout><text variable="title"/></layout></citation></style>'
    )
    return merged(language, node.locales)


def term(text: str, name: str = "ibid", attributes: str = "") -> str:
    return f'<terms><term name="{name}" {attributes}>{text}</term></terms>'


# Locale Fallback: the style's own locale of the dialect, of the language, of any; then the files of the dialect,
# of the language's primary dialect, and en-US


@pytest.mark.parametrize(
    ("locales", "expected"),
    [
        ((":" + term("any"), "de:" + term("language"), "de-AT:" + term("dialect")), "dialect"),
        (("de-AT:" + term("dialect"), "de:" + term("language"), ":" + term("any")), "dialect"),
        ((":" + term("any"), "de:" + term("language")), "language"),
        ((":" + term("any"), "de-DE:" + term("another dialect")), "any"),
        (("fr:" + term("another"),), "ebd."),
        ((), "ebd."),
    ],
)
def test_the_locales_of_a_style_come_first(locales: tuple[str, ...], expected: str) -> None:
    assert in_style(*locales, language="de-AT").term("ibid") == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("de-DE", "und"), ("de-AT", "und"), ("de", "und"), ("de-XX", "und"), ("DE-de", "und"), ("xx-XX", "and")],
)
def test_dialects_and_unknown_languages(language: str, expected: str) -> None:
    assert merged(language, ()).term("and") == expected


def test_a_term_may_be_emptied() -> None:
    assert in_style(":" + term("", "and")).term("and") == ""
    assert merged("en-US", ()).term("no such term") is None


# Terms


FORMS = {
    ("a", "long", ""): TermText("long", "longs"),
    ("a", "short", ""): TermText("short", "shorts"),
    ("b", "long", ""): TermText("long", "longs"),
    ("b", "verb", ""): TermText("verb", "verb"),
}


@pytest.mark.parametrize(
    ("name", "form", "expected"),
    [
        ("a", "long", "long"),
        ("a", "short", "short"),
        ("a", "symbol", "short"),  # symbol falls back to short
        ("a", "verb", "long"),  # verb to long
        ("b", "short", "long"),  # short to long
        ("b", "symbol", "long"),  # step by step
        ("b", "verb-short", "verb"),  # verb-short to verb
        ("a", "verb-short", "long"),
    ],
)
def test_forms_fall_back(name: str, form: str, expected: str) -> None:
    locale = Locale("en", [LocaleNode("en", FORMS)])
    assert locale.term(name, form) == expected
    assert locale.term(name, form, plural=True) == expected if expected == "verb" else f"{expected}s"


def test_the_old_name_of_sub_verbo() -> None:
    assert merged("en-US", ()).term("sub verbo", "short") == "s.v."


# Ordinal Suffixes


def ordinals(**terms: str) -> Locale:
    """Return a style's locale with ordinal terms, written as "suffix" or "suffix last-digit"."""
    given = ""
    for name, text in terms.items():
        suffix, _, match = text.partition(" ")
        attribute = f' match="{match}"' if match else ""
        given += f'<term name="{name.replace("_", "-")}"{attribute}>{suffix}</term>'
    return in_style(f":<terms>{given}</terms>")


@pytest.mark.parametrize(
    ("number", "suffix"),
    [(1, "x"), (2, "d"), (3, "n"), (11, "l"), (12, "d"), (21, "n"), (22, "d"), (101, "n"), (102, "d"), (111, "l")],
)
def test_what_a_suffix_matches(number: int, suffix: str) -> None:
    locale = ordinals(
        ordinal="n", ordinal_01="x whole-number", ordinal_02="d last-digit", ordinal_11="l last-two-digits"
    )
    assert ordinal_suffix(number, locale.ordinal) == suffix


@pytest.mark.parametrize(("number", "suffix"), [(2, "a"), (12, "b"), (22, "a"), (112, "b")])
def test_defaults_are_the_last_digit_below_ten_and_the_last_two_above(number: int, suffix: str) -> None:
    assert ordinal_suffix(number, ordinals(ordinal="n", ordinal_02="a", ordinal_12="b").ordinal) == suffix


def test_ordinals_of_a_style_replace_all_of_the_locales() -> None:
    locale = ordinals(ordinal="o")
    assert [ordinal_suffix(number, locale.ordinal) for number in (1, 2, 3, 4)] == ["o", "o", "o", "o"]


def test_long_ordinals_go_to_ten_and_fall_back() -> None:
    english = merged("en-US", ()).ordinal
    assert [long_ordinal(number, english) for number in (1, 10, 11)] == ["first", "tenth", "11th"]


# Gender-specific Ordinals: the gender of the noun, then the neuter


@pytest.mark.parametrize(
    ("language", "number", "gender", "expected"),
    [
        ("fr-FR", 1, "feminine", "ʳᵉ"),
        ("fr-FR", 1, "masculine", "ᵉʳ"),
        ("fr-FR", 2, "feminine", "ᵉ"),
        ("it-IT", 2, "feminine", "ª"),
        ("it-IT", 2, "masculine", "º"),
        ("ca-AD", 2, "", "a"),  # no neuter: the first gender there is
    ],
)
def test_gender_of_suffixes(language: str, number: int, gender: str, expected: str) -> None:
    assert ordinal_suffix(number, merged(language, ()).ordinal, gender) == expected


@pytest.mark.parametrize(
    ("language", "gender", "expected"),
    [
        ("fr-FR", "feminine", "premier"),  # the locale has the neuter alone
        ("pt-BR", "feminine", "primeira"),
        ("pt-BR", "masculine", "primeiro"),
        ("pt-BR", "", "primeira"),  # and never the English "first"
    ],
)
def test_gender_of_words(language: str, gender: str, expected: str) -> None:
    assert long_ordinal(1, merged(language, ()).ordinal, gender) == expected


def test_nouns_have_a_gender() -> None:
    french = merged("fr-FR", ())
    assert (french.gender("edition"), french.gender("volume"), french.gender("nothing")) == (
        "feminine",
        "masculine",
        "",
    )


# Locale Options


def test_options_of_a_style_win_one_by_one() -> None:
    assert merged("en-US", ()).option("punctuation-in-quote")
    assert not merged("en-GB", ()).option("punctuation-in-quote")
    assert merged("fr-FR", ()).option("limit-day-ordinals-to-day-1")
    own = in_style('fr:<style-options punctuation-in-quote="true"/>', language="fr-FR")
    assert own.option("punctuation-in-quote")
    assert own.option("limit-day-ordinals-to-day-1")
    assert not in_style(':<style-options punctuation-in-quote="false"/>').option("punctuation-in-quote")


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
