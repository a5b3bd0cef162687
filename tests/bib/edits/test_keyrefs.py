"""Entries that name other entries: found, and renamed in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.edits.edit import BibFile
from citekit.bib.edits.keyrefs import cited_in_latex, references, referring, rename_references
from citekit.findings import Source


def bib(text: str) -> BibFile:
    return BibFile(Source("a.bib", text))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("crossref = {old}", "crossref = {new}"),
        ('xref = "old"', 'xref = "new"'),
        ("CrossRef={ old }", "CrossRef={ new }"),
        ("xdata = {a,old,b}", "xdata = {a,new,b}"),
        ("related = { a ,  old ,\n  older}", "related = { a ,  new ,\n  older}"),
        ("entryset = {old, a}", "entryset = {new, a}"),
        ("ids = {older,old}", "ids = {older,new}"),
        ("author = {xdata=old-author-1 and A, B}", "author = {xdata=new-author-1 and A, B}"),
        ("title = {xdata=old-title}", "title = {xdata=new-title}"),
        (
            r"note = {see \cite{old}, \parencites(a)[1]{older, old}[2]{old}}",
            r"note = {see \cite{new}, \parencites(a)[1]{older, new}[2]{new}}",
        ),
        ("crossref = {OLD}", "crossref = {new}"),
        ('xdata = "a," # {old}', 'xdata = "a," # {new}'),
    ],
)
def test_a_reference_is_renamed_and_its_spacing_stays(value: str, expected: str) -> None:
    file = bib(f"@book{{k, {value}}}\n")
    assert rename_references(file, "old", "new").text == f"@book{{k, {expected}}}\n"


@pytest.mark.parametrize(
    "value",
    [
        "title = {old}",
        "crossref = {older}",
        "xdata = {old a}",
        "note = {the old man, xdata=older-author-1}",
        r"note = {\textit{old}}",
        "crossref = old",
        "% crossref = {old}\n title = {x}",
    ],
)
def test_what_only_looks_like_a_reference_stays(value: str) -> None:
    file = bib(f"@book{{k, {value}}}\n@comment{{old}} old\n")
    assert rename_references(file, "old", "new").text == file.text


def test_other_capitals_are_another_key_where_there_is_one() -> None:
    file = bib("@book{k, crossref = {OLD}}\n@book{OLD, title = {x}}\n")
    assert references(file, "old", known={"OLD", "old"}) == []
    assert len(references(file, "OLD", known={"OLD"})) == 1


def test_who_refers_to_a_key() -> None:
    file = bib("@book{a, crossref = {p}}\n@book{b, title = {p}}\n@book{c, related = {a,p}, xdata = {p}}\n@book{p}\n")
    assert referring(file, "p") == ["a", "c"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (r"\cite{k}", 1),
        (r"\autocite[see][12]{a,k ,b}", 1),
        (r"\footcites(x)(y)[1]{k}[2]{a}{k}", 2),
        (r"\Citeauthor*{k} and \nocite{*}", 1),
        (r"\textcite<1>{k}", 1),
        (r"\cite {k}", 1),
        (r"\ref{k} {k} k", 0),
        (r"\cite{kk}", 0),
        (r"\cite{}{k", 0),
    ],
)
def test_commands_that_cite(text: str, count: int) -> None:
    found = list(cited_in_latex(text, "k"))
    assert len(found) == count
    assert all(text[start:end] == "k" for start, end in found)


@given(st.text(alphabet="\\cite{}[]()k, a", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(text[start:end] == "k" for start, end in cited_in_latex(text, "k"))
