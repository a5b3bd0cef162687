"""Names of languages and their tags.

The names of babel and polyglossia are those of their manuals; pandoc 3.9 (``-f biblatex -t csljson``) was asked for the
tag of each. The lines say where it has another one.
"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib import bibtex
from citekit.bib.mapping.languages import _rows, babel_name, language_tag, language_tags, locale_tag
from citekit.csl import catalogue
from citekit.findings import Source
from citekit.model import Key, Reference

_WELL_FORMED = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{4,8})*(-x-[a-z]+)?")


def entry(fields: str) -> Reference:
    return bibtex.read(Source("a.bib", f"@book{{a, title = {{T}}, {fields}}}")).references[Key("a")]


# langid: babel's and polyglossia's languages are locales


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("english", "en-US"),
        ("american", "en-US"),
        ("USenglish", "en-US"),
        ("british", "en-GB"),
        ("UKenglish", "en-GB"),
        ("australian", "en-AU"),  # pandoc: en-GB
        ("newzealand", "en-NZ"),  # pandoc: en-GB
        ("canadian", "en-CA"),  # pandoc: en-US
        ("german", "de-DE"),
        ("ngerman", "de-DE"),
        ("germanb", "de-DE"),
        ("austrian", "de-AT"),
        ("naustrian", "de-AT"),
        ("swissgerman", "de-CH"),  # pandoc: no tag, as for those below that end in "…"
        ("french", "fr-FR"),
        ("francais", "fr-FR"),
        ("frenchb", "fr-FR"),  # …
        ("acadian", "fr-CA"),
        ("greek", "el-GR"),
        ("polutonikogreek", "el-polyton"),  # pandoc: el-GR
        ("ancientgreek", "grc"),  # …
        ("latin", "la"),
        ("portuguese", "pt-PT"),
        ("portuges", "pt-PT"),  # …
        ("brazil", "pt-BR"),
        ("russian", "ru-RU"),
        ("ukrainian", "uk-UA"),
        ("belarusian", "be-BY"),  # …
        ("norsk", "nb-NO"),
        ("nynorsk", "nn-NO"),
        ("slovene", "sl-SI"),  # pandoc: sl-SL
        ("slovenian", "sl-SI"),  # …
        ("magyar", "hu-HU"),
        ("farsi", "fa-IR"),
        ("chinese", "zh-CN"),  # …
        ("arabic", "ar"),
        ("catalan", "ca-AD"),
        ("basque", "eu"),
        ("serbianc", "sr-Cyrl-RS"),  # pandoc: sr-RS
        ("german-austria-traditional", "de-AT-1901"),  # …
        ("english-unitedkingdom", "en-GB"),  # …
        ("serbian-latin", "sr-Latn"),  # …
        ("en", "en"),
        ("de-at", "de-AT"),  # pandoc: de-at
        ("zh_hant_tw", "zh-Hant-TW"),
    ],
)
def test_babels_languages(name: str, tag: str) -> None:
    assert locale_tag(name) == tag


# polyglossia's options; pandoc knows the variants of English, Australia's and Canada's as above


@pytest.mark.parametrize(
    ("name", "options", "tag"),
    [
        ("english", "variant=american", "en-US"),
        ("english", "variant=british", "en-GB"),
        ("english", "variant = {uk}", "en-GB"),
        ("english", "variant=australian", "en-AU"),
        ("british", "variant=american", "en-US"),
        ("german", "variant=swiss", "de-CH"),
        ("german", "spelling=old", "de-DE-1901"),
        ("german", "spelling=old, variant=swiss", "de-CH-1901"),
        ("german", "variant=swiss, spelling=old", "de-CH-1901"),
        ("greek", "variant=ancient", "grc"),
        ("portuguese", "variant=brazilian", "pt-BR"),
        ("norwegian", "variant=nynorsk", "nn-NO"),
        ("serbian", "script=cyrillic", "sr-Cyrl-RS"),
        ("french", "hyphenation=true", "fr-FR"),
        ("xyz", "variant=british", "xyz"),
    ],
)
def test_options(name: str, options: str, tag: str) -> None:
    assert locale_tag(name, options=options) == tag


# language: names of languages, without a country


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("English", "en"),
        ("german", "de"),
        ("langgerman", "de"),
        ("langamerican", "en-US"),
        ("langbrazilian", "pt-BR"),
        ("Deutsch", "de"),
        ("русский", "ru"),
        ("Русский", "ru"),
        ("français", "fr"),
        ("francais", "fr"),
        ("Russisch", "ru"),
        ("allemand", "de"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu", "de"),
        ("en-US", "en-US"),
        ("EN", "en"),
        ("Ancient Greek", "grc"),
        ("Greek, Ancient", "grc"),
        ("Old Church Slavonic", "cu"),
        ("Chinese (Traditional)", "zh-Hant"),
        ("English (UK)", "en-GB"),
        ("Klingon", "Klingon"),
        ("various languages", "various languages"),
        ("", ""),
    ],
)
def test_names_of_languages(name: str, tag: str) -> None:
    assert language_tag(name) == tag


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("english and french", ("en", "fr")),
        ("langlatin and langgerman", ("la", "de")),
        ("Deutsch; Englisch", ("de", "en")),
        ("Russian, English", ("ru", "en")),
        ("de/fr", ("de", "fr")),
        ("German and ngerman", ("de",)),
        ("English and Klingon", ()),
        ("", ()),
    ],
)
def test_lists(text: str, tags: tuple[str, ...]) -> None:
    assert language_tags(text) == tags


# In entries


@pytest.mark.parametrize(
    ("fields", "language", "extra"),
    [
        ("langid = {german}", "de-DE", {}),
        ("hyphenation = {british}", "en-GB", {}),
        ("langid = {english}, langidopts = {variant=british}", "en-GB", {}),
        ("language = {german}", "de", {}),
        ("langid = {german}, language = {German}", "de-DE", {}),
        ("langid = {english}, language = {German}", "en-US", {"language": "German"}),
        ("language = {langlatin and langgerman}", "la", {"language": "langlatin and langgerman"}),
        ("language = {Klingon}", "Klingon", {"language": "Klingon"}),
        ("langid = {xyz}, language = {German}", "de", {"langid": "xyz"}),
        ("langid = {xyz}", "xyz", {}),
        ("langidopts = {variant=british}", "", {"langidopts": "variant=british"}),
        ("langid = {german}, hyphenation = {french}", "de-DE", {"hyphenation": "french"}),
    ],
)
def test_the_language_of_an_entry(fields: str, language: str, extra: dict[str, str]) -> None:
    reference = entry(fields)
    assert reference.texts.get("language", ()) == ((language,) if language else ())
    assert reference.extra == extra


# Back to babel


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-US", "american"),
        ("en", "english"),
        ("de-DE", "german"),
        ("de-LU", "german"),
        ("de-CH-1996", "swissgerman"),
        ("ru-RU", "russian"),
        ("ru", "russian"),
        ("nb-NO", "norsk"),
        ("pt-BR", "brazilian"),
        ("grc", "ancientgreek"),
        ("goh", ""),
        ("fr-CH", "french"),
        ("x-elvish", ""),
        ("", ""),
    ],
)
def test_babels_name_of_a_tag(tag: str, name: str) -> None:
    assert babel_name(tag) == name


# The table


def test_babels_name_of_each_language_is_read_as_its_tag() -> None:
    for tag, country, _, names in _rows():
        if names[0] != "*":
            whole = f"{tag}-{country}" if country else tag
            assert locale_tag(babel_name(whole)) == whole


def test_no_name_and_no_code_stands_twice() -> None:
    names = [name for _, _, _, names in _rows() for name in names if name != "*"]
    codes = [code for tag, _, codes, _ in _rows() for code in (tag, *codes)]
    assert len(names) == len(set(names))
    assert len(codes) == len(set(codes))


def test_each_tag_is_well_formed() -> None:
    for tag, country, _, _ in _rows():
        assert _WELL_FORMED.fullmatch(f"{tag}-{country}" if country else tag), tag


def test_countries_are_those_of_csls_locales() -> None:
    locales = {locale for locale in catalogue.locale_names() if locale.count("-") == 1}
    countries = {tag: country for tag, country, _, _ in _rows() if country}
    for language in {locale.partition("-")[0] for locale in locales} & set(countries):
        assert f"{language}-{countries[language]}" in locales


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_a_tag_or_stays(name: str, options: str) -> None:
    tag = locale_tag(name, options=options)
    assert tag == name.strip() or re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", tag)
    language_tags(name)
