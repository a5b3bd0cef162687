"""Keys that sort as a language's readers expect."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.csl.collation import collator
from citekit.errors import UsageError


def ordered(language: str, *words: str) -> list[str]:
    return sorted(words, key=collator(language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-US", ["cote", "coté", "côte", "coz"]),
        ("en-US", ["Müller", "Mulligan", "Munro"]),
        ("de-DE", ["Straße", "Strasse und", "Strauß"]),
        ("sv-SE", ["Zander", "Ålund", "Ärlig", "Öberg"]),
        ("da-DK", ["Zeuthen", "Ærø", "Øster", "Ångström"]),
        ("en-US", ["Ångström", "Arendt", "Öberg", "Zander"]),
        ("es-ES", ["Nunez", "Nzambi", "Ñuñez", "Ocampo"]),
        ("pl-PL", ["Lwów", "Łódź", "Mazur"]),
        ("cs-CZ", ["cizí", "čeština", "hora", "chata", "ibis"]),
        ("ru-RU", ["Ежов", "Ёлкин", "Жуков", "Иванов", "Йозеф", "Яковлев"]),
        ("uk-UA", ["Гоголь", "Ґалаґан", "Дмитро"]),
        ("en-US", ["al Azm", "Alba", "O'Brien", "OBrien B", "Otto"]),
        ("en-US", ["1984", "20", "Animal Farm"]),
    ],
)
def test_words_come_in_the_language_s_order(language: str, words: list[str]) -> None:
    assert ordered(language, *reversed(words)) == words


def test_case_and_accents_only_break_ties() -> None:
    assert ordered("en-US", "Résumé B", "resume A", "resume C") == ["resume A", "Résumé B", "resume C"]


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_text_has_a_place(texts: list[str]) -> None:
    key = collator("fr-FR")
    once = sorted(texts, key=key)
    assert [key(text) for text in sorted([*texts[1:], *texts[:1]], key=key)] == [key(text) for text in once]


def test_an_unknown_implementation_is_an_error() -> None:
    with pytest.raises(UsageError, match="unknown collation"):
        collator("en-US", "icu")


@pytest.mark.parametrize("name", ["PyICU", "icu4py", "pyuca"])
def test_another_implementation_is_used_or_its_absence_said(name: str) -> None:
    if find_spec({"PyICU": "icu"}.get(name, name)) is None:
        with pytest.raises(UsageError, match="not installed"):
            collator("en-US", name)
        return
    made = collator("en-US", name)
    assert made.name == name
    assert sorted(["b", "á", "c"], key=made) == ["á", "b", "c"]
