"""Rule sets: run in or set apart, and those of the user."""

from typing import Any

import pytest

from citekit.errors import UsageError
from citekit.quotations.length import Form, form_of, length_of
from citekit.quotations.quotation import Break, Insertion, Kind, Omission, Part, Quotation, Turn
from citekit.quotations.rules import RULES, chosen, problems, rules_named, rules_of


def prose(words: int, paragraphs: int = 1) -> Quotation:
    parts: list[Part] = ["word " * words]
    for _ in range(paragraphs - 1):
        parts += [Break(), "word " * words]
    return Quotation(tuple(parts))


def verse(lines: int) -> Quotation:
    parts: list[Part] = ["word word"]
    for _ in range(lines - 1):
        parts += [Break("line"), "word word"]
    return Quotation(tuple(parts), kind="verse")


FORMS = [
    ("chicago", prose(99), "run-in"),
    ("chicago", prose(100), "block"),
    ("chicago", prose(5, 2), "block"),
    ("chicago", verse(1), "run-in"),
    ("chicago", verse(2), "block"),
    ("mla", prose(62), "run-in"),  # four lines of 78 characters
    ("mla", prose(63), "block"),
    ("mla", prose(5, 2), "run-in"),
    ("mla", verse(3), "run-in"),
    ("mla", verse(4), "block"),
    ("apa", prose(39), "run-in"),
    ("apa", prose(40), "block"),
    ("bluebook", prose(49), "run-in"),
    ("bluebook", prose(50), "block"),
    ("german", prose(39), "run-in"),
    ("german", prose(40), "block"),
    ("french", prose(46), "run-in"),
    ("french", prose(48), "block"),
    ("russian", prose(77), "run-in"),
    ("russian", prose(79), "block"),
    ("russian", verse(2), "block"),
]


@pytest.mark.parametrize(("rules", "quotation", "form"), FORMS)
def test_a_quotation_is_run_in_or_set_apart(rules: str, quotation: Quotation, form: Form) -> None:
    assert form_of(quotation, RULES[rules])[0] == form


def test_an_epigraph_is_set_apart() -> None:
    assert form_of(Quotation(("A word.",), epigraph=True), RULES["apa"]) == ("block", "an epigraph stands alone")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he didn’t well-nigh 1,000 1928–29", 6),
        ("“Yes,” he said", 3),
        ("今日は", 3),
        ("raison d’état", 2),
        ("", 0),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert length_of(Quotation((text,))).words == words


@pytest.mark.parametrize(
    ("parts", "kind", "paragraphs", "lines"),
    [
        (("a", Omission("paragraphs"), Break(), "b"), "prose", 2, 2),
        ((Break("line", 2), "a", Break("line"), "b", Break("stanza"), "c"), "verse", 2, 3),
        ((Turn("A"), "a", Turn("B"), "b", Insertion("c")), "dialogue", 2, 1),
    ],
)
def test_paragraphs_and_lines_are_counted(parts: tuple[Part, ...], kind: Kind, paragraphs: int, lines: int) -> None:
    length = length_of(Quotation(parts, kind=kind))
    assert (length.paragraphs, length.lines) == (paragraphs, lines)


def test_every_rule_set_names_its_source() -> None:
    assert all(rules.source and rules.title for rules in RULES.values())


@pytest.mark.parametrize(
    ("language", "name"), [("de-AT", "german"), ("fr-CA", "french"), ("ru", "russian"), ("en-GB", "chicago")]
)
def test_a_language_has_its_rule_set(language: str, name: str) -> None:
    assert rules_of(language).name == name


def test_an_unknown_rule_set_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError) as told:
        rules_named("chicgo")
    assert told.value.hint == "did you mean 'chicago'?"


def test_rule_sets_of_ones_own_change_another() -> None:
    table = {"rules": "house", "house": {"base": "mla", "block-words": 60, "block-lines": 0, "silent": ["capital"]}}
    assert problems(table) == []
    made = chosen(table)
    house = rules_named(made.rules, made.own)
    assert (house.block_words, house.verse_lines) == (60, 4)
    assert house.silent == frozenset(["capital"])
    assert form_of(prose(60), house)[0] == "block"


WRONG: list[tuple[Any, str]] = [
    ([], "'quotations' is not a table"),
    ({"rules": "hous"}, "there is no rule set 'hous'"),
    ({"excerpts": "hous"}, "there is no rule set 'hous'"),
    ({"rules": "auto"}, "there is no rule set 'auto'"),
    ({"rule": "mla"}, "unknown setting 'rule' of quotations"),
    ({"house": {"base": "mlaa"}}, "rule set 'house': unknown base 'mlaa'"),
    ({"house": {"block-word": 3}}, "rule set 'house': unknown field 'block-word'"),
    ({"house": {"block-words": "3"}}, "rule set 'house': the field 'block-words' is not a whole number, 0 for none"),
    ({"house": {"block-words": -3}}, "rule set 'house': the field 'block-words' is not a whole number, 0 for none"),
    ({"house": {"line-width": 0}}, "rule set 'house': a line has no width"),
    ({"house": {"brackets": "[["}}, "rule set 'house': unknown brackets '[['"),
    ({"house": {"silent": ["words"]}}, "rule set 'house': 'silent' is no list of known changes"),
]


@pytest.mark.parametrize(("table", "message"), WRONG)
def test_wrong_settings_are_told(table: Any, message: str) -> None:
    assert [told for told, hint in problems(table) if hint] == [message]
