"""Reading .bib files: what is right becomes references, what is wrong a finding with its place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.bib.bibtex import read
from citekit.findings import Severity, Source
from citekit.model import Date, Key, Library, Name, Reference
from citekit.richtext import PROTECTED, Styled, plain


def library(text: str) -> Library:
    return read(Source("a.bib", text))


def one(text: str) -> Reference:
    read_library = library(text)
    assert read_library.findings == ()
    (reference,) = read_library.references.values()
    return reference


def texts(fields: str, kind: str = "book") -> dict[str, str]:
    reference = one(f"@{kind}{{k, {fields}}}")
    return {name: plain(value) for name, value in reference.texts.items()} | dict(reference.numbers)


def test_an_entry_is_a_reference_with_its_place() -> None:
    reference = one(
        "\n\n@Book{cohen1973,\n  Author = {Cohen, Stephen F.},\n  TITLE = {Kak lomali {NEP}},\n  date = 1973}"
    )
    assert (reference.key, reference.type) == ("cohen1973", "book")
    assert reference.texts["title"] == ("Kak lomali ", Styled(("NEP",), PROTECTED))
    assert reference.names["author"] == (Name("Cohen", "Stephen F."),)
    assert reference.dates["issued"] == Date((1973,))
    assert reference.where is not None
    assert (reference.where.line, reference.where.column) == (3, 7)


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("article", "article-journal"),
        ("book", "book"),
        ("mvcollection", "book"),
        ("incollection", "chapter"),
        ("inproceedings", "paper-conference"),
        ("online", "webpage"),
        ("phdthesis", "thesis"),
        ("techreport", "report"),
        ("unpublished", "manuscript"),
        ("letter", "personal_communication"),
        ("misc", "document"),
    ],
)
def test_types(kind: str, csl: str) -> None:
    assert one(f"@{kind}{{k, title = {{T}}}}").type == csl


@pytest.mark.parametrize(
    ("kind", "fields", "variables"),
    [
        ("book", "title = {T}, subtitle = {S}", {"title": "T: S"}),
        ("book", "title = {Who?}, subtitle = {S}", {"title": "Who? S"}),
        ("book", "title = {V}, maintitle = {M}", {"title": "M", "volume-title": "V"}),
        ("incollection", "title = {T}, booktitle = {B}, volume = 11", {"container-title": "B", "volume": "11"}),
        ("article", "journal = {J}, number = 3", {"container-title": "J", "issue": "3"}),
        ("book", "series = {S}, number = 3", {"collection-title": "S", "collection-number": "3"}),
        ("report", "number = 3, institution = {I}", {"number": "3", "publisher": "I"}),
        ("book", "pages = {332--340}", {"page": "332–340"}),
        ("book", "location = {London and New York}", {"publisher-place": "London; New York"}),
        ("book", "doi = {10.1/a_b%20c}", {"DOI": "10.1/a_b%20c"}),
        ("book", "url = {https://e.org/a%20b\\_c}", {"URL": "https://e.org/a%20b_c"}),
        ("book", "langid = {ngerman}", {"language": "de-DE"}),
        ("book", "usere = {How}, nativetitle = {Как}", {"translated-title": "How", "native-title": "Как"}),
        (
            "unpublished",
            "archive = {RGASPI}, fond = 17, opis = 3, delo = 724",
            {"archive": "RGASPI", "archive_location": "f. 17, op. 3, d. 724"},
        ),
        ("thesis", "type = {phdthesis}", {"genre": "PhD thesis"}),
    ],
)
def test_fields_become_variables(kind: str, fields: str, variables: dict[str, str]) -> None:
    found = texts(fields, kind)
    assert {name: found.get(name) for name in variables} == variables


def test_a_newspaper_is_told_by_its_subtype() -> None:
    assert one("@article{k, entrysubtype = {newspaper}}").type == "article-newspaper"


def test_a_field_without_a_home_is_kept() -> None:
    assert one("@book{k, userc = {MS \\& 3}}").extra == {"userc": "MS & 3"}


def test_strings_and_concatenation() -> None:
    text = (
        '@string{k = "Knopf"}\n@string{kn = k # { Inc.}}\n@book{a, publisher = kn # " (NY)", month = jan, year = 1929}'
    )
    reference = one(text)
    assert plain(reference.texts["publisher"]) == "Knopf Inc. (NY)"
    assert reference.dates["issued"] == Date((1929, 1))


def test_an_entry_takes_over_from_its_crossref() -> None:
    text = (
        "@inbook{c, title = {C}, crossref = {b}}\n"
        "@book{b, title = {B}, subtitle = {S}, author = {Able, Ann}, crossref = {m}, year = 1990}\n"
        "@mvbook{m, title = {M}, publisher = {P}}"
    )
    found = library(text)
    assert found.findings == ()
    child = found.references[Key("c")]
    assert plain(child.texts["publisher"]) == "P"
    assert "author" in child.names
    assert "container-author" in child.names
    assert child.dates["issued"] == Date((1990,))


@pytest.mark.parametrize(
    ("text", "place", "message", "kept"),
    [
        ("@book{a,\n title = {T},\n\n@book{b, title = {U}}", "a.bib:1:", "'a'", ["a", "b"]),
        ("@book{a, title={x {y}}\n@book{b, title={z}}", "a.bib:1:", "'a'", ["a", "b"]),
        ("@book{a, title = {x", "a.bib:1:", "'a'", ["a"]),
        ("@book{title = {T}}\n@book{b}", "a.bib:1:", "key", ["b"]),
        ("@book{a}\n@article{a}", "a.bib:2:", "'a'", ["a"]),
        ("@book{a, title={x}, title={y}}", "a.bib:1:", "title", ["a"]),
        ("@book{a, publisher = knopf}", "a.bib:1:", "'knopf'", ["a"]),
        ("@book{a, crossref = {zz}}", "a.bib:1:", "'zz'", ["a"]),
        ("@book{a, crossref = {b}}\n@book{b, crossref = {a}}", "a.bib:", "itself", ["a", "b"]),
    ],
)
def test_what_is_wrong_is_an_error_and_the_rest_is_read(text: str, place: str, message: str, kept: list[str]) -> None:
    found = library(text)
    errors = [finding for finding in found.findings if finding.severity is Severity.ERROR]
    assert any(str(finding.where).startswith(place) and message in finding.message for finding in errors), errors
    assert list(found.references) == kept


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("@book{a,\n title = {T}\n year = 1999}", "a.bib:2:13", "comma"),
        ("@book{a}\n@book{a}", "a.bib:2:7", "'a'"),
    ],
)
def test_what_is_repaired_without_doubt_is_a_warning(text: str, place: str, message: str) -> None:
    (finding,) = library(text).findings
    assert (finding.severity, str(finding.where)) == (Severity.WARNING, place)
    assert message in finding.message


def test_warnings_leave_the_entry_as_it_is() -> None:
    found = library("@bok{a, title = {\\weird{T}}}")
    assert [finding.severity for finding in found.findings] == [Severity.WARNING] * 2
    assert plain(found.references[Key("a")].texts["title"]) == "T"


@given(st.text(alphabet="@book{}a,= \"#\n%t1()\\'-", max_size=80))
def test_any_text_gives_a_library(text: str) -> None:
    found = library(text)
    for finding in found.findings:
        assert finding.message


@given(
    st.lists(
        st.sampled_from(["@book{%s, title = {T}}", "@book{%s, title = {T}", "@book{%s, title = }", "@book{%s"]),
        max_size=6,
    )
)
def test_no_entry_is_lost_without_a_finding(shapes: list[str]) -> None:
    text = "\n".join(shape % f"k{number}" for number, shape in enumerate(shapes))
    found = library(text)
    told = " ".join(finding.message for finding in found.findings)
    for key in re.findall(r"k\d+", text):
        assert key in found.references or f"'{key}'" in told
