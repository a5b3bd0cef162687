"""bibtexparser's model in and out: what both read is the same, and what one loses is told."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from bibtexparser import middlewares, model
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.bibtex import read
from citekit.bib.interchange import from_bibtexparser, to_bibtexparser
from citekit.files import read_library_source
from citekit.findings import Severity, Source, Span
from citekit.model import Key, Name
from citekit.richtext import plain
from tests.shared import shared

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

CLEAN = """Written by hand.

% A comment.
@comment{jabref-meta: x}
@preamble{ "\\foo" # {bar} }
@string{k = "Knopf"}
@string(s = k # { Inc.})
@Book{cohen,
  author = {Cohen, Stephen F. and {Central Committee}},
  TITLE = {Kak {lomali} \\& {NEP}},
  publisher = k,
  year = 1973, month = jan,
  note = "a {"} b",
}

@article(other, title = {T}, journal = "J" # { K}
)@misc{third}
"""


def plainly(library: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return the blocks of a library with all that they hold; a failed block as the block that failed."""
    shown = []
    for given_block in library.blocks:
        known = getattr(given_block, "ignore_error_block", None)
        block = known or given_block
        held = {name: value for name, value in vars(block).items() if name != "_error"}
        if isinstance(block, model.Entry):
            held["_fields"] = [(one.key, one.value, one.start_line, one.enclosing) for one in block.fields]
        shown.append((type(block).__name__, held))
    return shown


@pytest.mark.parametrize("stack", [None, (), (middlewares.RemoveEnclosingMiddleware(),)])
def test_a_clean_file_is_read_as_bibtexparser_reads_it(stack: Any) -> None:
    ours, theirs = to_bibtexparser(CLEAN, stack), parse_string(CLEAN, stack)
    assert plainly(ours) == plainly(theirs)
    assert ours.failed_blocks == []


def test_further_middlewares() -> None:
    more = (middlewares.SeparateCoAuthors(), middlewares.SplitNameParts())
    ours, theirs = to_bibtexparser(CLEAN, None, more), parse_string(CLEAN, None, more)
    assert plainly(ours) == plainly(theirs)
    assert ours.entries_dict["cohen"]["author"][0].last == ["Cohen"]


# What stands behind the three files: a comment inside an entry, which bibtexparser takes for a part of the next name;
# an entry closed with ")", which fails there; and a line that it counts wrongly behind "\\@" in a value.
DIFFERENT = {
    "biber-biber-tool",
    "biber-biblatex-chicago-notes-test",
    "cj-biblatex-text-with-different-delimiters",
}


def test_the_cases_are_read_as_bibtexparser_reads_them_and_give_the_same_references() -> None:
    different = set()
    for path in sorted(shared("bib-cases").glob("*.bib")):
        source = read_library_source(path)
        raw = parse_string(source.text, ())
        if plainly(to_bibtexparser(source, ())) != plainly(raw):
            different.add(path.stem)
        references = read(source).references
        assert from_bibtexparser(raw).references == references, path
        assert from_bibtexparser(parse_string(source.text)).references.keys() == references.keys(), path
    assert different <= DIFFERENT


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("@book{a, title = {x\n@book{b, title = {y}}", ["a", "b"]),
        ("@book{a, title {x}}", ["a"]),
        ("@book\n{a, title = {x}}", ["a"]),
        ("@book{a, title = {\n@book{b, c = {d}}\n}}", ["a"]),
        ("% @book{a, title = {x}}\n@book{b}", ["b"]),
        ("@book{a, title = {x} % year = 2\n}", ["a"]),
    ],
)
def test_what_bibtexparser_reads_otherwise_is_here(text: str, keys: list[str]) -> None:
    library = to_bibtexparser(text)
    failed = [block.ignore_error_block for block in library.failed_blocks]
    entries = [block for block in (*library.entries, *failed) if isinstance(block, model.Entry)]
    assert sorted(entry.key for entry in entries) == keys
    theirs = parse_string(text)
    assert [(one.key, one.fields) for one in theirs.entries] != [(one.key, one.fields) for one in entries]


def test_errors_are_failed_blocks_with_what_could_be_read() -> None:
    library = to_bibtexparser("@book{a, title = {x\n@book{b, f={1}, f={2}}\n@book{c}\n@article{c}", ())
    first, second, third = library.failed_blocks
    assert isinstance(first.ignore_error_block, model.Entry)
    assert first.ignore_error_block.fields_dict["title"].value == "{x"
    assert "never closed" in str(first.error)
    assert isinstance(second, model.DuplicateFieldKeyBlock)
    assert isinstance(third, model.DuplicateBlockKeyBlock)


# --- in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stack",
    [
        (),
        None,
        (middlewares.RemoveEnclosingMiddleware(),),
        (middlewares.RemoveEnclosingMiddleware(), middlewares.SeparateCoAuthors()),
        (
            middlewares.ResolveStringReferencesMiddleware(),
            middlewares.RemoveEnclosingMiddleware(),
            middlewares.SeparateCoAuthors(),
            middlewares.SplitNameParts(),
            middlewares.MonthIntMiddleware(),
        ),
    ],
)
def test_values_are_taken_as_the_parser_and_its_middlewares_leave_them(stack: Any) -> None:
    library = from_bibtexparser(parse_string(CLEAN, stack))
    assert library.references == read(Source("a.bib", CLEAN)).references
    assert library.findings == ()


def test_values_that_were_decoded_are_text() -> None:
    text = (
        "@book{a, title = {50\\% of \\'Ecole \\& {NEP} \\$5}, url = {https://e.org/_b}, "
        'author={M{\\"u}ller, A. and B, C}}'
    )
    decoded = parse_string(text, append_middleware=(middlewares.LatexDecodingMiddleware(),))
    (reference,) = from_bibtexparser(decoded, values="text").references.values()
    assert plain(reference.texts["title"]) == "50% of École & NEP $5"
    assert reference.texts["URL"] == ("https://e.org/_b",)
    assert reference.names["author"] == (Name("Müller", "A."), Name("B", "C"))


def test_values_that_a_program_has_set() -> None:
    fields = [
        model.Field("title", "The Title"),
        model.Field("author", ["Cohen, Stephen", "Knuth, Donald"]),
        model.Field("year", 1973),
        model.Field("publisher", "knopf"),
        model.Field("note", "A {NEP} thing"),
        model.Field("series", '"Quoted" # { text}'),
        model.Field("location", "May"),
    ]
    library = Library([model.String("knopf", "Alfred Knopf"), model.Entry("book", "a", fields)])
    found = from_bibtexparser(library)
    assert found.findings == ()
    reference = found.references[Key("a")]
    texts = {name: plain(value) for name, value in reference.texts.items()}
    assert texts["title"] == "The Title"
    assert texts["publisher"] == "Alfred Knopf"
    assert texts["publisher-place"] == "May"
    assert texts["collection-title"] == "Quoted text"
    assert [name.family for name in reference.names["author"]] == ["Cohen", "Knuth"]
    assert reference.dates["issued"].start == (1973,)


def test_failed_blocks_are_read_again_and_told() -> None:
    theirs = parse_string("\n@book{a,\n title = {x\n\n@book{b, title = {y}}\n@book{b, title = {z}}\n")
    assert [entry.key for entry in theirs.entries] == ["b"]
    found = from_bibtexparser(theirs, "a.bib")
    assert list(found.references) == ["a", "b"]
    told = {(one.rule, one.severity, one.where.line) for one in found.findings}
    assert ("unclosed-brace", Severity.ERROR, 3) in told
    assert ("duplicate-key", Severity.ERROR, 6) in told


def test_places_are_lines_of_the_file_where_there_is_one() -> None:
    theirs = parse_string("\n\n@book{a,\n\n title = {x}, publisher = zz}\n")
    found = from_bibtexparser(theirs, "a.bib")
    assert found.references[Key("a")].where == Span("a.bib", 3, 1, 1)
    assert [finding.where for finding in found.findings] == [Span("a.bib", 5, 1, 1)]
    nowhere = from_bibtexparser(theirs)
    assert nowhere.references[Key("a")].where is None
    assert [finding.where for finding in nowhere.findings] == [Span("")]


@given(
    st.dictionaries(
        st.text(alphabet="abcd:/é1", min_size=1, max_size=4),
        st.dictionaries(st.sampled_from(["title", "note", "x"]), st.text(alphabet='a1 {}\\"#%=@,', max_size=12)),
        max_size=3,
    )
)
def test_any_library_is_taken(entries: dict[str, dict[str, str]]) -> None:
    made: list[model.Block] = [
        model.Entry("book", key, [model.Field(name, value) for name, value in fields.items()])
        for key, fields in entries.items()
    ]
    found = from_bibtexparser(Library(made))
    told = " ".join(finding.message for finding in found.findings)
    for key in entries:
        assert Key(key) in found.references or key in told or found.findings


@given(st.text(alphabet='@book{}()a,= "#\n%t1-', max_size=80))
def test_any_text_is_given(text: str) -> None:
    library = to_bibtexparser(text)
    assert all(block.raw or block.start_line is not None for block in library.blocks)
