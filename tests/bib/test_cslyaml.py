"""CSL-YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from citekit.bib import csljson
from citekit.bib.cslyaml import read, write
from citekit.findings import Severity, Source
from citekit.model import Date, Key, Library, Name, Reference
from citekit.project import open_library
from citekit.richtext import ITALIC, PROTECTED, Styled, plain
from tests.bib import strategies as made
from tests.bib.test_csljson import ANY_TEXT, ODD


def reference(text: str) -> Reference:
    """The one reference that the lines *text* make, with its id and type."""
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    library = read(Source("a.yaml", f"references:\n- id: a\n  type: book\n{lines}"))
    assert library.findings == ()
    return library.references[Key("a")]


MARKDOWN = """---
title: My *book*
references:
- id: a
  type: book
  title: The *Ring*
---

Text, [@a], and a rule:

---

---
references:
- id: b
  type: book
...

| a table |
---
"""


def test_the_metadata_blocks_of_a_markdown_file() -> None:
    library = read(Source("a.md", MARKDOWN))
    assert (list(library.references), library.findings) == (["a", "b"], ())
    assert library.references[Key("a")].texts["title"] == ("The ", Styled(("Ring",), ITALIC))
    assert str(library.references[Key("b")].where) == "a.md:15:7"


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n- id: b\n",
        "references: [{id: a}, {id: b}]",
        "---\nreferences:\n- id: a\n- id: b\n---\n",
        "---\nreferences:\n- id: a\n---\nreferences:\n- id: b\n...\n",
        "x: &x {type: book}\nreferences:\n- {id: a, <<: *x}\n- {<<: [*x], id: b}",
    ],
)
def test_shapes_of_a_file(text: str) -> None:
    assert list(read(Source("a.yaml", text)).references) == ["a", "b"]
    assert list(read(Source("a.yaml", "id: a")).references) == ["a"]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("references:\n\t- id: a", "a.yaml:2:1", "found character '\\t'"),
        ("references: [", "a.yaml:1:14", "not valid YAML"),
        ('- id: a\n  title: "b\n  type: book\n', "a.yaml:2:10", "not valid YAML: found unexpected end of stream"),
        ("- id: a\n  title: b: c", "a.yaml:2:11", "mapping values are not allowed"),
        ("- id: a\n  title: \x01", "a.yaml:2:10", "special characters are not allowed"),
        ("- id: a\n  type: book\n  type: song", "a.yaml:3:3", "'type' stands here twice"),
        ("- a", "a.yaml:1:3", "a reference that is no mapping"),
        ("- type: book", "a.yaml:1:3", "a reference without an id"),
        ("- {id: a, type: book}\n- {id: a, type: book}", "a.yaml:2:8", "the id 'a' is used again; first in a.yaml:1:8"),
        ("- id: a\n  title: &x [*x]", "a.yaml:2:10", "a value that holds itself"),
        ("[" * 700, "a.yaml:1:1", "nested too deeply"),
        ("- ? [a]\n  : b\n  id: a", "a.yaml:1:5", "a key that is no text"),
    ],
)
def test_wrong_files_are_findings_with_their_place(text: str, place: str, message: str) -> None:
    errors = [one for one in read(Source("a.yaml", text)).findings if one.severity is Severity.ERROR]
    assert message in errors[0].message
    assert str(errors[0].where) == place


def test_tabs_have_a_hint() -> None:
    (finding,) = read(Source("a.yaml", "references:\n\t- id: a")).findings
    assert finding.hint == "indent with blanks, not with tabs"


def test_aliases_that_grow_without_end_are_refused() -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    text = "\n  ".join(["- id: a", "type: book", *lines])
    (finding,) = read(Source("a.yaml", text)).findings
    assert finding.message == "aliases make this text too large"


@pytest.mark.parametrize(
    ("text", "name"),
    [("", "no references"), ("title: x", "no references"), ("a text", "a reference that is no mapping")],
)
def test_files_without_references(text: str, name: str) -> None:
    (finding,) = read(Source("a.yaml", text)).findings
    assert finding.message == name


def test_what_is_odd_is_a_warning() -> None:
    text = "- id: a\n  type: bok\n  issued: [1929]\n  volume: [1]"
    library = read(Source("a.yaml", text))
    assert [f"{one.where} {one.message}" for one in library.findings] == [
        "a.yaml:2:3 unknown type 'bok' in 'a'",
        "a.yaml:3:3 'issued' is no date in 'a'",
        "a.yaml:4:3 'volume' is no number or text in 'a'",
    ]
    assert library.references[Key("a")].extra == {"issued": '["1929"]', "volume": '["1"]'}


def test_scalars_are_texts() -> None:
    text = "language: no\nnumber: 04\nedition: 2.0\ntitle: true\nnote: ~\nvolume: 2001-01-02\nversion: 1_000"
    read_ = reference(text)
    assert read_.texts == {"language": ("no",), "title": ("true",)}
    assert read_.numbers == {"number": "04", "edition": "2.0", "volume": "2001-01-02", "version": "1_000"}


# As pandoc 3.9 reads these (pandoc -f markdown -t csljson); it drops texts that are no dates.
@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2001-21~/2003", Date((2001,), (2003,), 1, circa=True)),
        (r"2001-03/\~", Date((2001, 3), (), circa=True)),
        ("2001/..", Date((2001,), ())),
        ("2001?", Date((2001,), circa=True)),
        ("-0100", Date((-101,))),
        ("{year: 2003, month: 3}", Date((2003, 3))),
        ("{year: 2003, season: 2}", Date((2003,), season=2)),
        ("[{year: 2001, month: 2}, {year: 2003}]", Date((2001, 2), (2003,))),
        ("[{year: 2001, circa: true}]", Date((2001,), circa=True)),
        ("{date-parts: [[2001, 3], [2002]], season: 2}", Date((2001, 3), (2002,), 2)),
        ("{date-parts: [[2001]], circa: false}", Date((2001,))),
        (r"{literal: around \*1900\*}", Date(literal="around *1900*")),
        ("in press", Date(literal="in press")),
    ],
)
def test_dates(text: str, date: Date) -> None:
    assert reference(f"issued: {text}").dates["issued"] == date


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[{family: O*X*, given: J., dropping-particle: [van, der]}]", (Name("OX", "J.", "van der"),)),
        (r"[{literal: 'R_ed\_ \*A\*'}]", (Name(literal="R_ed_ *A*"),)),
        ("{family: Berg, suffix: Jr, comma-suffix: yes}", (Name("Berg", suffix="Jr", comma_suffix=True),)),
        ("{family: Berg, static-ordering: false}", (Name("Berg"),)),
        ("Smith, John", (Name(literal="Smith, John"),)),
        ("[Smith, {literal: others}]", (Name(literal="Smith"), Name(literal="others"))),
    ],
)  # fmt: skip
def test_names(text: str, names: tuple[Name, ...]) -> None:
    assert reference(f"author: {text}").names["author"] == names


def test_verbatim_variables_and_lists() -> None:
    text = r"""doi: 10.1/a_b*c*
url: http://x.y/a\_b\*
isbn: 123
keyword: [a, b]
categories: [a, b]
title: '<i>A</i> *b* [NEP]{.nocase}'
abstract: |
  One
  line

  and *more*.
"""
    read_ = reference(text)
    assert {name: plain(value) for name, value in read_.texts.items() if name != "title"} == {
        "DOI": "10.1/a_b*c*",
        "URL": "http://x.y/a_b*",
        "ISBN": "123",
        "keyword": "a, b",
        "abstract": "One line\nand more.",
    }
    assert read_.extra == {"categories": '["a", "b"]'}
    assert read_.texts["title"] == (
        Styled(("A",), ITALIC), " ", Styled(("b",), ITALIC), " ", Styled(("NEP",), PROTECTED),
    )  # fmt: skip


@settings(max_examples=20)  # ruamel.yaml takes its time
@given(made.libraries(made.references(texts=ANY_TEXT)))
def test_a_library_is_read_as_it_was_written(library: Library) -> None:
    assert read(Source("a.yaml", write(library).text)).references == library.references


@settings(max_examples=10)
@given(made.references())
def test_ascii_says_the_same(one: Reference) -> None:
    text = write(Library({one.key: one}), ascii_only=True).text
    assert text.isascii()
    assert read(Source("a.md", text)).references == {one.key: one}


def test_what_csl_yaml_cannot_say_is_kept_beside_it() -> None:
    library = Library({ODD.key: ODD})
    assert read(Source("a.yaml", write(library).text)).references == library.references
    again = write(read(Source("a.yaml", write(library).text)))
    assert read(Source("a.yaml", again.text)).references == library.references


def test_a_file_in_yaml_and_in_json() -> None:
    text = """---
references:
- id: k
  type: book
  title: "The *Ring*: 3 \\\\* 3"
  edition: "04"
  volume: 3
  author:
  - family: Berg
    given: Jan
    non-dropping-particle: van
    comma-suffix: true
  custom:
    usera: x
...
"""
    library = read(Source("a.yaml", text))
    assert write(library).text == text
    assert csljson.read(Source("a.json", csljson.write(library).text)) == library


def test_of_a_folder_only_yaml_with_references_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("references:\n- {id: a, type: book}\n")
    (tmp_path / "notes.yaml").write_text("citekit-ledger: 1\nnotes: {}\n")
    (tmp_path / "b.yml").write_text("- id: b\n  type: book\n")
    assert list(open_library(tmp_path).references) == ["a", "b"]
