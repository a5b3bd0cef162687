"""Two ledgers as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import InvalidInputError
from citekit.notes.ledger.merging import Preferred, merge
from citekit.notes.ledger.reading import read_ledger
from tests.notes.ledger.sample import ALL, CHAPTERS, source

FIRST = 'citekit-ledger: 1\nnotes:\n  # nine\n  9: "@a"\n  # twelve\n  12: "@b"\n  "*": "@s"\nsource: "@c"\n'
SECOND = (
    "citekit-ledger: 1\r\nnotes:\r\n    # ten\r\n    10:\r\n        before: x\r\n        cites: [{key: b}]\r\n"
    '    12: "@b"\r\n    # 13\r\n    13: !proposed "@b"\r\n'
)


def test_notes_stand_in_order_with_their_comments() -> None:
    assert merge(source(FIRST), source(SECOND)) == (
        'citekit-ledger: 1\nnotes:\n  # nine\n  9: "@a"\n  # ten\n  10:\n      before: x\n      cites: [{key: b}]\n'
        '  # twelve\n  12: "@b"\n  # 13\n  13: !proposed "@b"\n  "*": "@s"\nsource: "@c"\n'
    )


def test_chapters_of_their_own() -> None:
    after = read_ledger(source(merge(source(FIRST), source(SECOND), append=True)))
    assert after.chapters == ("", "")
    assert [(note.run, note.number) for note in after.notes][-3:] == [(1, "10"), (1, "12"), (1, "13")]


def test_chapters_of_one_title_are_one_and_others_find_their_place() -> None:
    other = 'citekit-ledger: 1\nnotes:\n- chapter: Two\n  1: "@a"\n- chapter: Three\n  # more\n  2: "@b"\n'
    text = merge(
        source(other),
        source('citekit-ledger: 1\nnotes:\n  - chapter: One\n    1: "@a"\n  - chapter: Two\n    2: "@a"\n'),
    )
    assert read_ledger(source(text)).chapters == ("One", "Two", "Three")
    assert text.count("chapter: Two") == 1


@pytest.mark.parametrize(
    ("first", "second", "result"),
    [
        ("", '"@b"', '"@b"'),
        ('"@a"', "", '"@a"'),
        ('!proposed "@a"', '"@b"', '"@b"'),
        ('"@a"', '!unsure "@b"', '"@a"'),
        ('!unsure "@a"', '!proposed "@b"', '!proposed "@b"'),
        ('!proposed "@a"', '"@a"', '"@a"'),
        ('"@a" # mine', '"@a"', '"@a" # mine'),
    ],
)
def test_what_says_more_is_taken(first: str, second: str, result: str) -> None:
    head = "citekit-ledger: 1\nnotes:\n  1: "
    assert merge(source(f"{head}{first}\n"), source(f"{head}{second}\n")) == f"{head}{result}\n"


@pytest.mark.parametrize(("prefer", "kept"), [("first", "@b"), ("second", "@x")])
def test_conflicts_are_named_unless_one_is_preferred(prefer: Preferred, kept: str) -> None:
    other = source(SECOND.replace('12: "@b"', '12: "@x"'), "other.yaml")
    with pytest.raises(InvalidInputError) as caught:
        merge(source(FIRST), other)
    (finding,) = caught.value.findings()
    assert (finding.rule, finding.where.line) == ("conflicting-note", 6)
    assert "other.yaml:7:5" in finding.message
    assert f'12: "{kept}"' in merge(source(FIRST), other, prefer=prefer)


@given(st.sampled_from(ALL))
def test_a_ledger_merged_with_itself_is_itself(text: str) -> None:
    assert read_ledger(source(merge(source(text), source(text)))) == read_ledger(source(text))


def test_nothing_is_lost() -> None:
    text = merge(source(CHAPTERS), source(FIRST))
    numbers = [note.number for note in read_ledger(source(text)).notes]
    assert sorted(numbers) == sorted(["1", "2", "1", "2", "1", "9", "12", "*"])
