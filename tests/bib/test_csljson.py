"""CSL-JSON."""

from __future__ import annotations

import json

import pytest

from citekit.bib import merge, reader_for, suffixes
from citekit.bib.csljson import item_of, read, reference_of
from citekit.errors import UsageError
from citekit.findings import Source
from citekit.markup import parse_markup
from citekit.model import Date, Key, Name
from citekit.richtext import PROTECTED, SMALL_CAPS, Styled
from citekit.values import replace

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
    assert reference.extra == {"custom": '{"x": 1}'}
    assert reference.where is not None


def test_markup() -> None:
    assert parse_markup('<span class="nocase">NEP</span> <b') == (Styled(("NEP",), PROTECTED), " <b")
    assert parse_markup('<span style="font-variant:small-caps">x</span>') == (Styled(("x",), SMALL_CAPS),)
    assert parse_markup("<i>a") == ("<i>a",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not valid JSON"),
        ("3", "not CSL-JSON"),
        ("[3]", "item 1 is no object"),
        ('[{"type": "book"}]', "item 1 has no id"),
        ('[{"id": "a"}, {"id": "a"}]', "'a' is used again"),
    ],
)
def test_wrong_files_are_findings(text: str, message: str) -> None:
    (finding,) = read(Source("a.json", text)).findings
    assert message in finding.message


def test_readers_are_found_by_suffix() -> None:
    assert reader_for("x.JSON").SUFFIXES == (".json",)
    assert {".bib", ".json"} <= set(suffixes())
    with pytest.raises(UsageError, match="unknown suffix"):
        reader_for("x.docx")


def test_a_key_in_two_files_is_an_error() -> None:
    one = read(Source("a.json", '[{"id": "a"}]'))
    merged = merge([one, read(Source("b.json", '[{"id": "a"}]'))])
    assert [finding.rule for finding in merged.findings] == ["duplicate-key"]
    assert str(merged.findings[0].where).startswith("b.json")


@pytest.mark.parametrize(
    ("given", "date"),
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
    ],
)
def test_dates(given: object, date: Date) -> None:
    assert reference_of({"id": "a", "issued": given}).dates["issued"] == date


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
