"""CSL-JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from citekit.bib import reader_for, suffixes
from citekit.bib.cslfile.items import exact_item_of, item_of, reference_of
from citekit.bib.csljson import read, write
from citekit.errors import UsageError
from citekit.findings import Severity, Source
from citekit.markup import parse_markup
from citekit.model import Date, Key, Library, Name, Reference
from citekit.richtext import ITALIC, PROTECTED, SMALL_CAPS, Format, Link, Styled
from citekit.values import replace
from tests.bib import strategies as made

ITEM = {
    "id": "a",
    "type": "book",
    "title": "The <i>Ring</i>",
    "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van"}, {"literal": "Red Army"}],
    "issued": {"date-parts": [[1929, 1], [1930]]},
    "volume": 3,
    "custom": {"x": 1},
}


def test_an_item_is_a_reference() -> None:
    library = read(Source("a.json", json.dumps([ITEM])))
    assert library.findings == ()
    reference = library.references[Key("a")]
    assert reference.names["author"] == (Name("Berg", "Jan", "", "van"), Name(literal="Red Army"))
    assert reference.dates["issued"] == Date((1929, 1), (1930,))
    assert reference.numbers["volume"] == "3"
    assert reference.extra == {"x": "1"}
    assert reference.where is not None


def test_markup() -> None:
    assert parse_markup('<span class="nocase">NEP</span> <b') == (Styled(("NEP",), PROTECTED), " <b")
    assert parse_markup('<span style="font-variant:small-caps">x</span>') == (Styled(("x",), SMALL_CAPS),)
    assert parse_markup("<i>a") == ("<i>a",)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "a.json:1:1", "not valid JSON: nothing is in it"),
        ("{", "a.json:1:2", "not valid JSON"),
        ("[1,]", "a.json:1:4", "not valid JSON"),
        ("[]\n]", "a.json:2:1", "not valid JSON: extra data"),
        ('{"items": []', "a.json:1:13", "not valid JSON"),
        ("[" * 100_000, "a.json:1:1", "nested too deeply"),
        ('[{"id": "\\ud800"}]', "a.json:1:10", "half of a pair"),
        ("3", "a.json:1:1", "not CSL-JSON"),
        ('{"a": []}', "a.json:1:1", "not CSL-JSON"),
        ("[\n 3]", "a.json:2:2", "item 1 is no object"),
        ('[\n {"type": "book"}]', "a.json:2:2", "item 1 has no id"),
        ('[{"id": true}]', "a.json:1:2", "item 1 has no id"),
        ('[{"id": "a", "type": "book"},\n {"id": "a"}]', "a.json:2:9", "the id 'a' is used again; first in a.json:1:9"),
    ],
)
def test_wrong_files_are_findings(text: str, place: str, message: str) -> None:
    *_, finding = read(Source("a.json", text)).findings
    assert message in finding.message
    assert str(finding.where) == place
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ('"type": "bok"', "unknown type 'bok'"),
        ('"author": "Cohen, Stephen"', "'author' is no list of names"),
        ('"author": [["Cohen"]]', "'author' is no list of names"),
        ('"issued": [1929]', "'issued' is no date"),
        ('"issued": {"year": 1929}', "'issued' has no date parts"),
        ('"issued": {"date-parts": [["spring"]]}', "'issued' has wrong date parts"),
        ('"issued": {"date-parts": [[1929, 1, 32]]}', "'issued' has wrong date parts"),
        ('"volume": [1]', "'volume' is no number or text"),
        ('"title": {"a": 1}', "'title' is no text"),
        ('"title": "x", "title": "y"', "'title' stands here twice"),
    ],
)
def test_what_is_odd_is_a_warning_with_its_place(member: str, message: str) -> None:
    library = read(Source("a.json", f'[{{"id": "a",\n {member}}}]'))
    (finding,) = (one for one in library.findings if "no type" not in one.message)
    assert finding.message == f"{message} in 'a'"
    assert (finding.severity, str(finding.where)) == (Severity.WARNING, "a.json:2:2")
    assert list(library.references) == ["a"]


def test_nothing_of_an_odd_item_is_dropped() -> None:
    reference = reference_of(
        {"id": 3, "author": "Cohen", "editor": ["Davies"], "volume": [1], "x": {"y": 1}, "annotator": [{"family": "D"}]}
    )
    assert reference.key == "3"
    assert reference.names == {
        "author": (Name(literal="Cohen"),), "editor": (Name(literal="Davies"),), "annotator": (Name("D"),),
    }  # fmt: skip
    assert reference.extra == {"volume": "[1]", "x": '{"y": 1}'}


@pytest.mark.parametrize("text", ['{"id": "a"}', '{"items": [{"id": "a"}]}', '{"x": [1], "references": [{"id": "a"}]}'])
def test_one_item_or_an_object_with_items(text: str) -> None:
    assert list(read(Source("a.json", text)).references) == ["a"]


def test_readers_are_found_by_suffix() -> None:
    assert reader_for("x.JSON").SUFFIXES == (".json",)
    assert {".bib", ".json"} <= set(suffixes())
    with pytest.raises(UsageError, match="unknown suffix"):
        reader_for("x.docx")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2009-10/2010", Date((2009, 10), (2010,))),  # the schema allows a date as EDTF text
        ("2009-10~", Date((2009, 10), circa=True)),
        ("in press", Date(literal="in press")),
        (2009, Date((2009,))),
        ({"edtf": "2009-22"}, Date((2009,), season=2)),
        ({"edtf": "2009", "circa": True}, Date((2009,), circa=True)),
        ({"date-parts": [2009, 10]}, Date((2009, 10))),
        ({"date-parts": [["2009", "10", ""]]}, Date((2009, 10))),
        ({"date-parts": [[2009]], "season": "3"}, Date((2009,), season=3)),
        ({"date-parts": [[2009]], "season": "Autumn"}, Date((2009,), season=3)),
        ({"date-parts": [[2009]], "season": None}, Date((2009,))),
        ({"date-parts": [[2009]], "season": "3" * 5000}, Date((2009,))),
        ({"date-parts": [[2009], [0]]}, Date((2009,), ())),
        ({"date-parts": [[2009, 22], [2010, 23]]}, Date((2009,), (2010, 23), 2)),
    ],
)
def test_dates(written: object, date: Date) -> None:
    assert reference_of({"id": "a", "issued": written}).dates["issued"] == date


def test_an_item_is_written_as_it_was_read() -> None:
    item = {
        "id": "k",
        "type": "book",
        "title": 'The <i>Ring</i> of <span class="nocase">NEP</span>',
        "author": [{"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}, {"literal": "Red Army"}],
        "issued": {"date-parts": [[1928, 7], [1929]], "circa": True},
        "page": "12-14",
        "custom": {"annotator": [{"family": "Deutscher"}], "usera": "text"},
    }
    reference = reference_of({name: value for name, value in item.items() if name != "custom"})
    extra = {"usera": "text"}
    names = {**reference.names, "annotator": (Name(family="Deutscher"),)}
    assert item_of(replace(reference, extra=extra, names=names)) == item


def test_a_file_has_a_line_for_each_variable() -> None:
    issued = {"date-parts": [[1928, 7], [1929]]}
    library = read(Source("a.json", json.dumps([{"id": "k", "type": "book", "title": "[1,\n[2]]", "issued": issued}])))
    assert write(library).text == (
        """[
  {
    "id": "k",
    "type": "book",
    "title": "[1,\\n[2]]",
    "issued": {
      "date-parts": [[1928, 7], [1929]]
    }
  }
]
"""
    )
    assert write(Library()).text == "[]\n"


ANY_TEXT = made.inlines(formats=made.FORMATS + made.ODD_FORMATS, links=True)


@given(made.libraries(made.references(texts=ANY_TEXT)))
def test_a_library_is_read_as_it_was_written(library: Library) -> None:
    assert read(Source("a.json", write(library).text)) == library


@given(made.references())
def test_an_item_in_ascii_says_the_same(reference: Reference) -> None:
    library = Library({reference.key: reference})
    text = write(library, ascii_only=True).text
    assert text.isascii()
    assert read(Source("a.json", text)) == library


ODD = Reference(
    Key("odd"),
    "book",
    texts={
        "title": (
            "<i>not markup</i>",
            Styled(("x",), Format(style="italic", weight="bold")),
            Link(("y",), "https://z"),
        ),
        "note": ("original-date: 1999\ntype: song",),
        "volume": ("a number as text",),
        "custom": ("x",),
        "id": ("y",),
    },
    numbers={"title-short": "3"},
    names={"annotator": (Name("van Dam", "J. von"),), "issued": (Name(literal="x"),)},
    dates={"annotated": Date((1999,)), "accessed": Date(literal="soon", season=3)},
    extra={"annotator": "both", "citekit": "x", "title": "y"},
)


def test_what_csl_json_cannot_say_is_kept_beside_it() -> None:
    assert reference_of(exact_item_of(ODD)) == ODD
    plain = exact_item_of(replace(ODD, texts={"title": ("T",)}, numbers={}, names={}, dates={}, extra={}))
    assert "custom" not in plain


def test_what_another_program_has_changed_counts() -> None:
    title = ("<i>a</i>",)
    item = exact_item_of(Reference(Key("k"), "book", {"title": title}))
    assert reference_of(item).texts["title"] == title
    assert reference_of(item | {"title": "<i>a</i>, 2nd edition"}).texts["title"] == (
        Styled(("a",), ITALIC),
        ", 2nd edition",
    )


@pytest.mark.parametrize(
    "entries",
    [
        {"x": 3},
        [3],
        [{"kind": "texts"}],
        [{"kind": "texts", "variable": "title", "said": "T", "value": 3}],
        [{"kind": "texts", "variable": "title", "said": "T", "value": [{"format": {"colour": "red"}, "text": []}]}],
        [{"kind": "dates", "variable": "issued", "said": None, "value": {"start": "x"}}],
        [{"kind": "nonsense", "variable": "title", "said": "T", "value": []}],
    ],
)
def test_entries_that_are_not_ours_count_for_nothing(entries: object) -> None:
    item = {"id": "k", "type": "book", "title": "T"}
    assert reference_of(item | {"custom": {"citekit": entries}}) == reference_of(item)


def test_tags_within_tags_have_an_end() -> None:
    text = "<i>" * 5000 + "x" + "</i>" * 5000
    assert "x" in json.dumps(item_of(reference_of({"id": "k", "title": text})))
