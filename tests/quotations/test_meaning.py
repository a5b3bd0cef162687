"""Whatever tradition sets a quotation, it says the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import NoteReference
from citekit.quotations.quotation import Part, Quotation, Quoted
from citekit.quotations.reading import read_markup, understood, unwrapped
from citekit.quotations.rules import RULES
from citekit.quotations.setting import set_quotation
from citekit.richtext import plain
from tests.quotations.meaning import meaning
from tests.quotations.strategies import quotations

LANGUAGES = "en-US en-GB de de-CH fr fr-CA fr-CH ru pl cs es it it-CH sv fi ja zh zh-TW nl pt-PT nb el hu".split()

traditions = st.tuples(st.sampled_from(sorted(RULES)), st.sampled_from(LANGUAGES))


def printed(quotation: Quotation, tradition: tuple[str, str]) -> str:
    rules, language = tradition
    made = set_quotation(quotation, RULES[rules], language, form="run-in")
    return plain(part for part in made.paragraphs[0] if not isinstance(part, NoteReference))


def read_back(text: str, tradition: tuple[str, str]) -> tuple[Part, ...]:
    return unwrapped(understood(text, tradition[1]))


@given(quotations(), traditions)
def test_print_is_understood(quotation: Quotation, tradition: tuple[str, str]) -> None:
    text = printed(quotation, tradition)
    assert meaning(read_back(text, tradition)) == meaning(quotation.parts), text


@given(quotations(), traditions, traditions)
def test_one_tradition_is_carried_into_another(
    quotation: Quotation, first: tuple[str, str], second: tuple[str, str]
) -> None:
    carried = Quotation(read_back(printed(quotation, first), first))
    text = printed(carried, second)
    assert meaning(read_back(text, second)) == meaning(read_back(printed(quotation, second), second)), text


@given(st.integers(1, 7), st.sampled_from(LANGUAGES))
def test_quotations_nest_to_any_depth(depth: int, language: str) -> None:
    parts: tuple[Part, ...] = ("so it",)
    for _ in range(depth):
        parts = ("and ", Quoted(parts), " too")
    text = printed(Quotation(parts), ("chicago", language))
    assert meaning(understood(text, language)) == meaning((Quoted(parts),)), text


SAME = [
    ("“Yes,” he said", "“Yes”, he said"),
    ("gone [...]. And", "gone. [...] And"),
    ("[he -> Stalin] left", "[Stalin] left"),
    ("*so* it is", "so it is"),
]
OTHER = [
    ("“Yes” he said", "Yes he said"),
    ("gone [...] and", "gone and"),
    ("[Stalin] left", "Stalin left"),
    ("he left", "he did not leave"),
    ("“a ‘b’”", "“a” b"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_some_texts_say_the_same(one: str, other: str) -> None:
    assert meaning(read_markup(one)) == meaning(read_markup(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_others_do_not(one: str, other: str) -> None:
    assert meaning(read_markup(one)) != meaning(read_markup(other))
