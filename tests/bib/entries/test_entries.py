"""References as entries of .bib files."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which

import pytest
from hypothesis import example, given, settings

from citekit.bib import biblatex_writer, bibtex, bibtex_writer, csljson, exact
from citekit.bib.bibfile.blocks import read_blocks
from citekit.bib.cslfile.items import reference_of
from citekit.bib.entries.check import alike, entry_of
from citekit.bib.entries.writing import Dialect
from citekit.bib.variables import TYPES
from citekit.files import read_source
from citekit.findings import Source
from citekit.model import Date, Key, Library, Name, Reference
from citekit.richtext import Inlines
from tests import odd, sample
from tests.bib import strategies as made
from tests.bib.test_csljson import ANY_TEXT, ODD
from tests.shared import shared

GOLDEN = Path(__file__).parent / "golden"


def library_of(*references: Reference) -> Library:
    return Library({one.key: one for one in references})


def read(text: str) -> Library:
    return bibtex.read(Source("a.bib", text))


def check_same(read: Library, library: Library) -> None:
    """The references are the same, in all that matters."""
    assert list(read.references) == list(library.references)
    for key, meant in library.references.items():
        seen = read.references[key]
        assert seen.type == meant.type
        assert list(exact.different(meant, seen, alike)) == []


def fields(text: str) -> dict[str, str]:
    """The fields of the one entry in *text*."""
    (entry,) = read_blocks(Source("a.bib", text)).entries
    return {name: one.value for name, one in entry.fields.items()}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_is_read_as_it_was_written(kind: str) -> None:
    names = {"author": (Name("Cohen", "Stephen"),)}
    texts: dict[str, Inlines] = {
        "title": ("T",),
        "container-title": ("C",),
        "volume-title": ("V",),
        "publisher": ("P",),
    }
    numbers = {
        "volume": "1",
        "number": "2",
        "issue": "3",
        "collection-number": "4",
        "page": "5–6",
        "number-of-pages": "7",
    }
    one = Reference(Key("k"), kind, texts, numbers, names, {"issued": Date((1973,))})
    text = biblatex_writer.write(library_of(one)).text
    assert exact.NAME not in fields(text)
    check_same(read(text), library_of(one))
    if kind != "entry":  # of which BibTeX files know nothing
        check_same(read(bibtex_writer.write(library_of(one)).text), library_of(one))


@pytest.mark.parametrize(
    ("item", "type_", "expected"),
    [
        ({"type": "book", "title": "A: B", "title-short": "A"}, "book", {"title": "A", "subtitle": "B"}),
        (
            {"type": "book", "title": "A: B", "title-short": "C"},
            "book",
            {"title": "A", "subtitle": "B", "shorttitle": "C"},
        ),
        ({"type": "book", "title": "W", "volume-title": "V"}, "book", {"maintitle": "W", "title": "V"}),
        (
            {"type": "chapter", "title": "T", "container-title": "B", "volume-title": "V"},
            "incollection",
            {"title": "T", "booktitle": "V", "maintitle": "B"},
        ),
        (
            {"type": "article-journal", "container-title": "J", "volume-title": "I"},
            "article",
            {"journaltitle": "J", "issuetitle": "I"},
        ),
        (
            {"type": "article-newspaper", "container-title": "J"},
            "article",
            {"entrysubtype": "newspaper", "journaltitle": "J"},
        ),
        ({"type": "article-journal", "issue": "3", "page": "1-2"}, "article", {"number": "3", "pages": "1--2"}),
        ({"type": "article-journal", "issue": "Spring"}, "article", {"issue": "Spring"}),
        ({"type": "article-journal", "number": "e12"}, "article", {"eid": "e12"}),
        (
            {"type": "report", "number": "12", "publisher": "I", "genre": "technical report"},
            "report",
            {"number": "12", "institution": "I", "type": "techreport"},
        ),
        ({"type": "book", "collection-title": "S", "collection-number": "4"}, "book", {"series": "S", "number": "4"}),
        (
            {"type": "book", "publisher": "A; B", "publisher-place": "C"},
            "book",
            {"publisher": "A and B", "location": "C"},
        ),
        (
            {"type": "book", "publisher": "Routledge and Kegan Paul"},
            "book",
            {"publisher": "{Routledge and Kegan Paul}"},
        ),
        ({"type": "legal_case", "authority": "Court"}, "jurisdiction", {"institution": "Court"}),
        ({"type": "patent", "jurisdiction": "France"}, "patent", {"location": "France"}),
        (
            {"type": "manuscript", "archive": "RGASPI", "archive_location": "f. 17", "archive-place": "Moscow"},
            "unpublished",
            {"archive": "RGASPI", "archive_location": "f. 17", "archiveplace": "Moscow"},
        ),
        ({"type": "speech", "title": "T"}, "unpublished", {"entrysubtype": "speech", "title": "T"}),
        ({"type": "book", "language": "ru-RU"}, "book", {"langid": "russian"}),
        ({"type": "book", "status": "in press"}, "book", {"pubstate": "inpress"}),
        (
            {"type": "book", "DOI": "10.1/a_b%c", "URL": "https://a.b/c_d"},
            "book",
            {"doi": "10.1/a_b%c", "url": "https://a.b/c_d"},
        ),
        ({"type": "book", "number-of-pages": "3", "keyword": "a, b"}, "book", {"pagetotal": "3", "keywords": "a, b"}),
        ({"type": "book", "reviewed-title": "T"}, "book", {"reviewedtitle": "T"}),
        ({"type": "motion_picture", "director": [{"family": "A"}]}, "movie", {"editor": "A", "editortype": "director"}),
        (
            {"type": "book", "editor": [{"family": "A"}], "illustrator": [{"family": "B"}]},
            "collection",
            {"editor": "A", "editora": "B", "editoratype": "illustrator"},
        ),
        ({"type": "chapter", "container-author": [{"family": "A"}]}, "inbook", {"bookauthor": "A"}),
        (
            {"type": "book", "issued": {"date-parts": [[1928, 7], [1929]], "circa": True}},
            "book",
            {"date": "1928-07~/1929~"},
        ),
        ({"type": "book", "issued": {"literal": "in two parts"}}, "book", {"year": "in two parts"}),
        (
            {"type": "book", "accessed": {"date-parts": [[2020, 1, 2]]}, "original-date": {"date-parts": [[-44]]}},
            "book",
            {"urldate": "2020-01-02", "origdate": "-0043"},
        ),
        (
            {"type": "book", "custom": {"usera": "x & y", "annotator": [{"family": "A"}]}},
            "book",
            {"usera": r"x \& y", "annotator": "A"},
        ),
    ],
)
def test_variables_in_biblatex(item: dict[str, object], type_: str, expected: dict[str, str]) -> None:
    one = reference_of({"id": "k", **item})
    entry = entry_of(one, "k", Dialect())
    assert (entry.type, entry.fields) == (type_, expected)


@pytest.mark.parametrize(
    ("item", "type_", "expected"),
    [
        ({"type": "book", "title": "A: B", "publisher-place": "C"}, "book", {"title": "A: B", "address": "C"}),
        ({"type": "article-journal", "container-title": "J"}, "article", {"journal": "J"}),
        ({"type": "thesis", "publisher": "U"}, "phdthesis", {"school": "U"}),
        ({"type": "thesis", "genre": "Master’s thesis"}, "mastersthesis", {"type": "Master’s thesis"}),
        ({"type": "report", "publisher": "I"}, "techreport", {"institution": "I"}),
        ({"type": "webpage", "publisher": "P"}, "misc", {"entrysubtype": "online", "howpublished": "P"}),
        ({"type": "map", "title": "T"}, "misc", {"entrysubtype": "map", "title": "T"}),
        ({"type": "book", "edition": "2"}, "book", {"edition": "Second"}),
        ({"type": "book", "edition": "22"}, "book", {"edition": "22nd"}),
        (
            {"type": "book", "issued": {"date-parts": [[1929, 1, 30]]}},
            "book",
            {"year": "1929", "month": "jan", "day": "30"},
        ),
        ({"type": "book", "issued": {"date-parts": [[1929], [1930]]}}, "book", {"year": "1929--1930"}),
        (
            {"type": "book", "issued": {"date-parts": [[1929, 1], [1929, 3]]}},
            "book",
            {"year": "1929", "date": "1929-01/1929-03"},
        ),
        (
            {"type": "book", "issued": {"date-parts": [[1929]], "season": 1}},
            "book",
            {"year": "1929", "month": "Spring"},
        ),
        ({"type": "book", "issued": {"date-parts": [[-44]], "circa": True}}, "book", {"year": "c. 44 BC"}),
        ({"type": "book", "translator": [{"family": "A"}]}, "book", {"translator": "A"}),
        ({"type": "book", "annote": "x"}, "book", {"annote": "x"}),
    ],
)
def test_variables_in_bibtex(item: dict[str, object], type_: str, expected: dict[str, str]) -> None:
    entry = entry_of(reference_of({"id": "k", **item}), "k", Dialect(biblatex=False))
    assert (entry.type, entry.fields, entry.lost) == (type_, expected, ())


def test_a_file_looks_as_people_write_it() -> None:
    items = [
        {
            "id": "cohen1973",
            "type": "book",
            "title": 'Bukharin and <span class="nocase">Bolsheviks</span>',
            "author": [{"family": "Cohen", "given": "Stephen F."}],
            "issued": {"date-parts": [[1973, 9]]},
            "edition": "2",
            "publisher": "Knopf",
            "publisher-place": "New York",
            "note": "50 % & more",
            "page": "1-2",
            "ISBN": "0-394-46014-6",
        },
        {
            "id": "b",
            "type": "webpage",
            "title": "T",
            "URL": "https://a.b/c_d",
            "accessed": {"date-parts": [[2020, 1, 2]]},
        },
    ]
    library = csljson.read(Source("a.json", json.dumps(items)))
    assert biblatex_writer.write(library).text == read_source(GOLDEN / "two.biblatex.bib").text
    assert bibtex_writer.write(library).text == read_source(GOLDEN / "two.bibtex.bib").text


@pytest.mark.parametrize("items", [sample.references(), odd.references()])
def test_the_samples(items: list[dict[str, object]]) -> None:
    library = library_of(*map(reference_of, items))
    check_same(read(biblatex_writer.write(library).text), library)


@example(one=Reference(Key("0"), "article", {"DOI": ("{",)}))
@example(one=Reference(Key("0"), "article", {"URL": ("a}b{",)}))
@settings(max_examples=60)
@given(made.references(texts=ANY_TEXT))
def test_a_reference_is_read_as_it_was_written(one: Reference) -> None:
    written = biblatex_writer.write(library_of(one))
    assert written.findings == ()
    read_ = read(written.text)
    check_same(read_, library_of(one))


@settings(max_examples=40)
@given(made.references(made.PROSE))
def test_ascii_says_the_same(one: Reference) -> None:
    check_same(read(biblatex_writer.write(library_of(one), ascii_only=True).text), library_of(one))


@settings(max_examples=60)
@given(made.references(made.PROSE))
def test_what_bibtex_does_not_say_is_listed(one: Reference) -> None:
    text, findings = bibtex_writer.write(library_of(one))
    (seen,) = read(text).references.values()
    different = {variable for _, variable in exact.different(one, seen, alike)} | (
        {"type"} if seen.type != one.type else set()
    )
    told = {finding.message.split("'")[1] for finding in findings}
    assert different == told


def test_what_biblatex_cannot_say_is_kept_beside_it() -> None:
    check_same(read(biblatex_writer.write(library_of(ODD)).text), library_of(ODD))


def test_what_is_kept_beside_an_entry_gives_way_to_changes() -> None:
    one = Reference(Key("k"), "book", names={"author": (Name("Fontaine", "Jean", "de", "La"),)})
    text = biblatex_writer.write(library_of(one)).text
    assert read(text).references[Key("k")].names["author"] == (Name("Fontaine", "Jean", "de", "La"),)
    changed = read(text.replace("Jean", "Jean Jacques", 1)).references[Key("k")]
    assert changed.names["author"] == (Name("La Fontaine", "Jean Jacques", "de"),)
    assert read("@book{k, citekit = {a note of mine}}").references[Key("k")].extra == {"citekit": "a note of mine"}


CROSSREF = """@mvbook{m, title = {Main}, subtitle = {Sub}, author = {A, B}, date = {1999}}
@inbook{c, crossref = {m}, title = {Chapter}}
@inbook{o, crossref = {elsewhere}, title = {Chapter}}
@xdata{x, location = {Paris}}
@book{d, xdata = {x}, title = {T}}
"""


def test_what_entries_took_over_is_said_by_each() -> None:
    library = read(CROSSREF)
    text = biblatex_writer.write(library).text
    check_same(read(text), library)
    assert text.count("crossref = {m}") == 1  # it changes nothing
    assert "elsewhere" not in text
    assert "xdata" not in text
    assert "location = {Paris}" in text
    assert "crossref" not in bibtex_writer.write(library).text  # BibTeX wants the whole after its parts


def test_characters_without_a_command_are_told() -> None:
    one = Reference(Key("k"), "book", {"title": ("Čapek 中文",)})
    text, findings = bibtex_writer.write(library_of(one), ascii_only=True)
    assert r"title = {{\v C}apek 中文}" in text
    assert [finding.message for finding in findings] == [
        "2 characters have no command in LaTeX, and stay as they are: 中 文"
    ]


def test_keys() -> None:
    keys = ["a b", "a_b", "{x}", "ключ", "%", "c"]
    library = library_of(*(Reference(Key(key), "book") for key in keys))
    text, findings = biblatex_writer.write(library)
    assert list(read(text).references) == ["a_ba", "a_b", "x", "ключ", "ref", "c"]
    assert [finding.message for finding in findings] == [
        "the key 'a b' is written 'a_ba'",
        "the key '{x}' is written 'x'",
        "the key '%' is written 'ref'",
    ]
    assert list(read(biblatex_writer.write(library, ascii_only=True).text).references)[3] == "kliuch"


def test_the_cases_are_read_as_they_were_written() -> None:
    for path in sorted(shared("bib-cases").glob("*.bib"))[::7]:
        library = bibtex.read(read_source(path))
        text, findings = biblatex_writer.write(library)
        again = read(text)
        if not findings:
            check_same(again, library)
        assert len(again.references) == len(library.references), path.name


@pytest.mark.skipif(which("biber") is None, reason="biber is not installed")
def test_biber_has_nothing_to_say(tmp_path: Path) -> None:
    items = [item | {"id": f"k{number}"} for number, item in enumerate(odd.references())]
    (tmp_path / "a.bib").write_text(biblatex_writer.write(library_of(*map(reference_of, items))).text)
    done = subprocess.run(
        ["biber", "--tool", "-O", "b.bib", "a.bib"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    told = [line for line in done.stdout.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert [line for line in told if "is not an integer" not in line] == []  # a year in words
    assert len(bibtex.read(read_source(tmp_path / "b.bib")).references) == len(items)


@pytest.mark.skipif(which("bibtex") is None, reason="bibtex is not installed")
def test_bibtex_reads_the_file(tmp_path: Path) -> None:
    items = [item | {"id": f"k{number}"} for number, item in enumerate(odd.references())]
    library = library_of(*map(reference_of, items))
    (tmp_path / "a.bib").write_text(bibtex_writer.write(library, ascii_only=True).text)
    (tmp_path / "a.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{a}\n")
    done = subprocess.run(["bibtex", "a"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0  # 2 is an error, and 1 are warnings of plain.bst, which misses fields
    assert (tmp_path / "a.bbl").read_text().count("\\bibitem") == len(items)
