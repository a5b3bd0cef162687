"""Titles on all levels, their subtitles and addons, and short titles."""

from __future__ import annotations

import pytest

from citekit.bib.mapping.titles import join
from citekit.richtext import ITALIC, PROTECTED, Styled
from tests.bib.read_entry import one, variables

_TITLES = ("title", "volume-title", "container-title", "title-short", "event-title", "native-title")


def titles(kind: str, fields: str) -> dict[str, str]:
    return {name: value for name, value in variables(kind, fields).items() if name in _TITLES}


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("T", "S", "T: S"),
        ("Who?", "S", "Who? S"),
        ("Stop!", "S", "Stop! S"),
        ("Foo.", "S", "Foo. S"),
        ("Foo:", "S", "Foo: S"),
        ("``Who?''", "S", "“Who?” S"),
        ("``Who''", "S", "“Who”: S"),
        ("\\emph{Who?}", "S", "Who? S"),
        ("", "S", "S"),
    ],
)
def test_between_title_and_subtitle(title: str, subtitle: str, whole: str) -> None:
    assert titles("book", f"title = {{{title}}}, subtitle = {{{subtitle}}}")["title"] == whole


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ("title = {T}, titleaddon = {Reprint}", "T. Reprint"),
        ("title = {T}, titleaddon = {of 2002}", "T. Of 2002"),
        ("title = {T?}, titleaddon = {Reprint}", "T? Reprint"),
        ("title = {T}, subtitle = {S}, titleaddon = {(translation)}", "T: S. (translation)"),
    ],
)
def test_an_addon_is_a_sentence(fields: str, title: str) -> None:
    assert titles("book", fields)["title"] == title


MAIN = "maintitle = {M}, mainsubtitle = {MS}, maintitleaddon = {MA}"
BOOK = "booktitle = {B}, booksubtitle = {BS}, booktitleaddon = {BA}"


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("book", "title = {T}", {"title": "T"}),
        ("mvbook", "title = {T}, volumes = 3", {"title": "T"}),
        ("book", f"title = {{T}}, {MAIN}", {"title": "M: MS. MA", "volume-title": "T"}),
        ("book", f"title = {{T}}, subtitle = {{S}}, {MAIN}", {"title": "M: MS. MA", "volume-title": "T: S"}),
        ("book", MAIN, {"title": "M: MS. MA"}),
        ("book", "title = {T}, booktitle = {B}", {"title": "T", "container-title": "B"}),
        ("collection", "title = {T}, booktitle = {T}", {"title": "T"}),
        ("inbook", f"title = {{T}}, {BOOK}", {"title": "T", "container-title": "B: BS. BA"}),
        (
            "inbook",
            f"title = {{T}}, {BOOK}, {MAIN}",
            {"title": "T", "volume-title": "B: BS. BA", "container-title": "M: MS. MA"},
        ),
        ("suppbook", f"title = {{T}}, {MAIN}", {"title": "T", "container-title": "M: MS. MA"}),
        ("inbook", BOOK, {"container-title": "B: BS. BA"}),
        ("article", "title = {T}, journal = {J}", {"title": "T", "container-title": "J"}),
        (
            "article",
            "title = {T}, journaltitle = {J}, journalsubtitle = {JS}, journaltitleaddon = {JA}",
            {"title": "T", "container-title": "J: JS. JA"},
        ),
        (
            "article",
            "title = {T}, journaltitle = {J}, issuetitle = {I}, issuesubtitle = {IS}",
            {"title": "T", "container-title": "J", "volume-title": "I: IS"},
        ),
        ("periodical", "title = {P}, issuetitle = {I}", {"title": "P", "volume-title": "I"}),
        ("proceedings", "title = {T}, eventtitle = {E}", {"title": "T", "event-title": "E"}),
        ("misc", "eventtitle = {E}, eventtitleaddon = {ACM}", {"event-title": "E (ACM)"}),
        ("misc", "eventtitle = {E}, eventtitleaddon = {(ACM)}", {"event-title": "E (ACM)"}),
        ("misc", "eventtitleaddon = {ACM}", {"event-title": "ACM"}),
    ],
)
def test_levels(kind: str, fields: str, expected: dict[str, str]) -> None:
    found = titles(kind, fields)
    found.pop("title-short", None)
    assert found == expected


@pytest.mark.parametrize(
    ("kind", "fields", "left"),
    [
        ("article", "title = {T}, journaltitle = {J}, booktitle = {B}", {"booktitle": "B"}),
        ("article", "title = {T}, journaltitle = {J}, journal = {K}", {"journal": "K"}),
        ("book", "title = {T}, maintitle = {M}, issuetitle = {I}", {"issuetitle": "I"}),
        ("inbook", "title = {T}, booksubtitle = {S}, mainsubtitle = {M}", {"booksubtitle": "S", "mainsubtitle": "M"}),
        ("book", "title = {T}, reprinttitle = {R}, indextitle = {I}", {"reprinttitle": "R", "indextitle": "I"}),
    ],
)
def test_a_title_without_a_place_is_kept(kind: str, fields: str, left: dict[str, str]) -> None:
    assert one(kind, fields).extra == left


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ("title = {T}", None),
        ("title = {T}, shorttitle = {Sh}", "Sh"),
        ("title = {T}, subtitle = {S}", "T"),
        ("title = {T}, subtitle = {S}, shorttitle = {Sh}", "Sh"),
        ("title = {T}, titleaddon = {A}", "T"),
        ("title = {T: S}", "T"),
        ("title = {T: S}, subtitle = {More}", "T"),
        ("title = {3:16 to Yuma}", None),
        ("title = {Bees (Hymenoptera: Apidae)}", None),
        ("title = {``A: B'' and C}", None),
        ("title = {Who? S}", None),
        ("title = {T}, maintitle = {M}", None),
        ("title = {T}, subtitle = {S}, maintitle = {M}", "T"),
        ("title = {T: S}, maintitle = {M}", "T"),
        ("title = {T}, maintitle = {M}, shorttitle = {Sh}", "Sh"),
    ],
)
def test_short_titles(fields: str, short: str | None) -> None:
    assert titles("book", fields).get("title-short") == short


def test_a_short_title_keeps_its_formatting() -> None:
    reference = one("book", "title = {\\emph{Hamlet}: A Study}")
    assert reference.texts["title-short"] == (Styled((Styled(("Hamlet",), PROTECTED),), ITALIC),)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            "title = {Как ломали НЭП}, romanizedtitle = {Kak lomali NEP}",
            {"title": "Kak lomali NEP", "native-title": "Как ломали НЭП"},
        ),
        ("title = {Kak lomali NEP}, nativetitle = {Как}", {"title": "Kak lomali NEP", "native-title": "Как"}),
    ],
)
def test_scripts(fields: str, expected: dict[str, str]) -> None:
    assert titles("book", fields) == expected


def test_a_romanized_title_of_a_latin_one_is_kept() -> None:
    assert one("book", "title = {T}, romanizedtitle = {R}").extra == {"romanizedtitle": "R"}


def test_join_keeps_formatting() -> None:
    hamlet = Styled(("Hamlet",), ITALIC)
    assert join((hamlet,), ": ", ("S",)) == (hamlet, ": S")
