"""Notes as blocks of lines: comments go with their note, and what is put back is the text to the letter."""

from __future__ import annotations

import pytest

from citekit.errors import InvalidInputError, UsageError
from citekit.notes.ledger.blocks import checked_ledger, layout, put, set_field
from citekit.notes.ledger.reading import read_ledger
from tests.notes.ledger.sample import ALL, CHAPTERS, COMMENTED, UNFILLED, source


@pytest.mark.parametrize("text", [text for text in ALL if "{1:" not in text and "{chapter" not in text])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_put_back_is_the_text(text: str, newline: str) -> None:
    text = text.replace("\n", newline)
    before = layout(source(text))
    assert put(before, before.runs) == text


@pytest.mark.parametrize("text", ALL)
def test_what_is_put_back_says_the_same(text: str) -> None:
    before = layout(source(text))
    assert read_ledger(source(put(before, before.runs))) == read_ledger(source(text))


def test_comments_belong_to_the_note_below_or_above() -> None:
    blocks = {block.name: block.text for block in layout(source(COMMENTED)).blocks}
    assert blocks["11"].startswith("  # on eleven\n  11:")
    assert blocks["11"].endswith("# set in deeper\n")
    assert blocks["12"].startswith("  # on twelve\n")
    assert blocks["13"].endswith("    # no comment @b\n  # after thirteen\n\n")
    assert blocks["*"].endswith("  # at the end\n")


def test_a_note_to_be_filled_in_leaves_the_comment_below_to_the_next() -> None:
    assert [block.text for block in layout(source(UNFILLED)).blocks][:2] == [
        "  # on one\n  1:\n",
        "  # on two\n  2:\n",
    ]


def test_places_are_of_the_numbers() -> None:
    for text in ALL:
        for block in layout(source(text)).blocks:
            assert block.text[block.start : block.end].strip("\"'") == block.name
            assert block.text[: block.start].rpartition("\n")[2].strip(" -") == ""


def test_runs_may_be_left_out_or_stand_elsewhere() -> None:
    before = layout(source(CHAPTERS))
    one, two, three = before.runs
    after = read_ledger(source(put(before, [three, two, one])))
    assert after.findings == ()
    assert after.chapters == ("Three", "", "One")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("notes: {}\n", "passage: p.txt\nnotes: {}\n"),
        ("passage: old.txt  # mine\nnotes: {}\n", "passage: p.txt  # mine\nnotes: {}\n"),
        ("notes: {}\npassage: 'a b'\n", "notes: {}\npassage: p.txt\n"),
    ],
)
def test_a_field_is_set_where_it_stands_or_second(before: str, after: str) -> None:
    head = "citekit-ledger: 1 # v\n"
    assert set_field(head + before, "passage", "p.txt") == head + after


def test_comments_within_braces_are_not_guessed_at() -> None:
    with pytest.raises(UsageError) as caught:
        layout(source("citekit-ledger: 1\nnotes: {1: '@a', # one\n  2: '@b'}\n"))
    assert caught.value.findings()[0].where.line == 2


def test_a_ledger_with_errors_is_not_edited() -> None:
    with pytest.raises(InvalidInputError):
        checked_ledger(source("citekit-ledger: 1\nnotes: {x9: '@a'}\n"))
