"""Sorting: entries move with their comments, everything else stays, and the reader sees the same."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.bib.bibtex import read
from citekit.bib.edits.edit import BibFile
from citekit.bib.edits.reorder import ORDERS, PARENTS, Order, Parents, sort
from citekit.errors import UsageError
from citekit.findings import Source
from tests.bib.edits.test_edit import bib, files, seen
from tests.shared import shared

_FILE = """% -*- coding: utf-8 -*-
@book{b, author = {Nove, Alec}, year = 1975}

% about a
% and more of it
@article{a, author = {Nove, Alec}, year = 1962} % behind a

@comment{by itself}

% by itself

@inbook{C, author = {Lewin, Moshe}, crossref = {p}}
@collection{p, editor = {Suny, Ronald}, title = {T}}
"""


def keys(file: BibFile) -> list[str]:
    return file.keys()


@pytest.mark.parametrize(
    ("by", "parents", "expected"),
    [
        ("key", "as-now", ["a", "b", "C", "p"]),
        ("author", "as-now", ["C", "a", "b", "p"]),
        ("author", "anywhere", ["C", "a", "b", "p"]),
        ("type", "as-now", ["a", "b", "C", "p"]),
        ("type", "anywhere", ["a", "b", "p", "C"]),
    ],
)
def test_entries_are_in_order(by: Order, parents: Parents, expected: list[str]) -> None:
    assert keys(sort(bib(_FILE), by, parents)) == expected


def test_comments_directly_above_move_and_others_stay() -> None:
    assert (
        sort(bib(_FILE), "key").text
        == """% -*- coding: utf-8 -*-
% about a
% and more of it
@article{a, author = {Nove, Alec}, year = 1962} % behind a

@book{b, author = {Nove, Alec}, year = 1975}

@comment{by itself}

% by itself

@inbook{C, author = {Lewin, Moshe}, crossref = {p}}
@collection{p, editor = {Suny, Ronald}, title = {T}}
"""
    )


def test_parents_that_stand_in_front_may_stay_there() -> None:
    file = bib("@book{p, title = {T}}\n@inbook{b, crossref = {p}}\n@inbook{a, crossref = {p}}\n")
    assert keys(sort(file, "key")) == ["a", "b", "p"]
    other = bib("@book{P, title = {T}}\n@inbook{z, crossref = {P}}\n@inbook{Q, crossref = {P}}\n")
    assert keys(sort(other, "key")) == ["P", "Q", "z"]
    assert keys(sort(other, "key", "last")) == ["Q", "z", "P"]


def test_a_string_that_would_come_too_late_moves_to_the_top() -> None:
    file = bib("% head\n\n@book{b, title = {T}}\n\n@string{s = {S}}\n\n@book{a, title = s}\n")
    sorted_file = sort(file, "key")
    assert sorted_file.text == "% head\n\n@string{s = {S}}\n\n@book{a, title = s}\n\n\n@book{b, title = {T}}\n"
    assert seen(sorted_file)["a"]["title"] == "S"


def test_a_string_that_is_defined_anew_keeps_entries_apart() -> None:
    file = bib("@string{s = {1}}\n@book{b, title = s}\n@string{s = {2}}\n@book{a, title = s}\n")
    with pytest.raises(UsageError, match="would not say the same"):
        sort(file, "key")


def test_a_comment_behind_an_entry_hides_nothing_in_its_new_place() -> None:
    file = bib("@book{b} @book{c}\n@book{a} % of a\n")
    assert sort(file, "key").text == "@book{a} % of a\n @book{b}\n@book{c}\n"


def test_sorting_by_author_reads_names_and_not_their_spelling() -> None:
    file = bib(r"""@book{a, author = {de la Cruz, Ana}}
@book{b, author = {{\'A}vila, Teresa}}
@book{c, editor = {Beria, L.}}
@book{d, title = {The Army}}
""")
    assert keys(sort(file, "author")) == ["d", "b", "c", "a"]


@settings(max_examples=40)
@given(files(), st.sampled_from(ORDERS), st.sampled_from(PARENTS))
def test_sorting_keeps_everything_and_is_done_once(text: str, by: Order, parents: Parents) -> None:
    file = bib(text)
    try:
        done = sort(file, by, parents)
    except UsageError:
        assert "string" in text.lower()
        return
    assert seen(done) == seen(file)
    assert Counter("".join(done.text.split())) == Counter("".join(text.split()))
    assert sort(done, by, parents).text == done.text


def test_the_cases_say_the_same_when_they_are_sorted() -> None:
    for path in sorted(shared("bib-cases").glob("*.bib")):
        file = BibFile.read(path)
        for by in ORDERS:
            done = sort(file, by)
            assert Counter(done.text.split()) == Counter(file.text.split()), path
            assert sort(done, by).text == done.text, path
        if len(file.text) < 4000:
            assert read(Source("a.bib", done.text)).references == read(Source("a.bib", file.text)).references, path
