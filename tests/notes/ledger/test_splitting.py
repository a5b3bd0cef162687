"""The part of a ledger that an excerpt has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UsageError
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.splitting import split
from tests.notes.ledger.sample import ALL, BRACES, CHAPTERS, COMMENTED, source


def test_notes_keep_their_comments_and_the_rest_its_place() -> None:
    text = split(source(COMMENTED), {(0, "12"), (0, "*")}, "new: p.txt")
    assert 'passage: "new: p.txt"\n' in text
    assert "# on twelve" in text
    assert "# at the end" in text
    assert "eleven" not in text
    assert text.startswith("# What the notes cite.\ncitekit-ledger: 1   # the version\n")
    assert text.endswith('source: "@old"\n')


def test_runs_without_notes_go_with_their_titles() -> None:
    text = split(source(CHAPTERS), {(1, "2"), (2, "1")})
    assert text == 'citekit-ledger: 1\nnotes:\n  - 2: "@b"\n  - chapter: Three\n    1: "@a"\n'


def test_braces_become_lines() -> None:
    assert split(source(BRACES), {(0, "2")}) == (
        'citekit-ledger: 1\nnotes:  # all\n  2: "See @b [p. 3]"\nsource: "@c"\n'
    )


@pytest.mark.parametrize("text", ALL)
def test_no_notes_are_an_empty_ledger(text: str) -> None:
    after = read_ledger(source(split(source(text), set())))
    assert after.findings == ()
    assert after.notes == ()


@given(st.sampled_from(ALL), st.data())
def test_the_notes_wanted_and_no_others(text: str, data: st.DataObject) -> None:
    before = read_ledger(source(text))
    ids = [(note.run, note.number) for note in before.notes]
    wanted = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    after = read_ledger(source(split(source(text), wanted)))
    assert [note.parts for note in after.notes] == [
        note.parts for note in before.notes if (note.run, note.number) in wanted
    ]


def test_an_alias_is_not_parted_from_its_anchor() -> None:
    text = "citekit-ledger: 1\nnotes:\n  1: &one '@a'\n  2: *one\n"
    with pytest.raises(UsageError):
        split(source(text), {(0, "2")})
    assert "*one" in split(source(text), {(0, "1"), (0, "2")})
