"""Quotations laid beside their sources, and searched for."""

from hypothesis import assume, example, given
from hypothesis import strategies as st

from citekit.quotations.proof.alignment import aligned
from citekit.quotations.proof.claims import wording_of
from citekit.quotations.proof.search import Index, windows
from citekit.quotations.proof.words import words_of
from citekit.quotations.quotation import Insertion, Omission, Part

Words = st.lists(st.sampled_from("a b c d e f g h".split()), min_size=1, max_size=30)


def pairs_of(parts: tuple[Part, ...], source: str) -> list[tuple[str, str]]:
    """Return what stands beside what, in words."""
    wording, words = wording_of(parts), words_of(source)
    return [
        (wording.items[one.item].text or wording.items[one.item].kind if one.item >= 0 else "", words.forms[one.word])
        if one.word >= 0
        else (wording.items[one.item].text or wording.items[one.item].kind, "")
        for one in aligned(wording, words, 0, len(words))
    ]


def test_a_word_changed_stands_beside_the_other() -> None:
    assert pairs_of(("one three four five",), "zero one two four five six") == [
        ("one", "one"), ("three", "two"), ("four", "four"), ("five", "five"),
    ]  # fmt: skip


def test_omissions_pass_over_words_and_brackets_cover_them() -> None:
    assert pairs_of(("one ", Omission(), " four ", Insertion("X"), " six"), "one two three four five six") == [
        ("one", "one"), ("omission", "two"), ("omission", "three"), ("four", "four"), ("X", "five"), ("six", "six"),
    ]  # fmt: skip


def test_an_omission_may_pass_over_nothing() -> None:
    assert pairs_of(("one ", Omission(), " two"), "one two") == [("one", "one"), ("omission", ""), ("two", "two")]


def test_one_word_may_be_two() -> None:
    assert pairs_of(("it is today here",), "it is to-day here")[2:4] == [("", "to"), ("today", "day")]
    assert pairs_of(("it is to-day here",), "it is today here")[2:4] == [("to", ""), ("day", "today")]


@given(Words, Words, Words)
def test_what_is_there_costs_nothing(before: list[str], quoted: list[str], behind: list[str]) -> None:
    source = words_of(" ".join([*before, *quoted, *behind]))
    wording = wording_of((" ".join(quoted),))
    pairs = aligned(wording, source, 0, len(source))
    assert [one.item for one in pairs] == list(range(len(quoted)))
    assert [source.forms[one.word] for one in pairs] == quoted


@given(Words, Words)
def test_all_items_are_there_in_order(quoted: list[str], other: list[str]) -> None:
    wording, source = wording_of((" ".join(quoted),)), words_of(" ".join(other))
    pairs = aligned(wording, source, 0, len(source))
    assert [one.item for one in pairs if one.item >= 0] == list(range(len(quoted)))
    words = [one.word for one in pairs if one.word >= 0]
    assert words == sorted(set(words))


@given(Words, Words, Words)
@example([*"aaabbaa"], [*"abaaaaaaaaaa"], ["a"])
def test_what_is_there_is_found(before: list[str], quoted: list[str], behind: list[str]) -> None:
    index = Index(words_of(" ".join([*before, "x", *quoted, "y", *behind])))
    wording = wording_of((" ".join(quoted),))
    found = windows(index, wording)
    assert any(" ".join(quoted) in " ".join(index.words.forms[one.start : one.end]) for one in found)


@given(Words)
def test_what_is_nowhere_is_not_found(quoted: list[str]) -> None:
    assume(quoted)
    index = Index(words_of("x y z " * 50))
    assert windows(index, wording_of((" ".join(quoted),))) == ()
