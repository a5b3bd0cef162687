"""Ledgers as citations of CSL-JSON, and the citations of other programs."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import UsageError
from citekit.findings import Severity, Source
from citekit.model import Citation, Cite, Key, Ledger, Locator, Note, NotePart
from citekit.notes.ledger.forms import citations, citations_writing
from citekit.notes.ledger.reading import read_ledger
from citekit.notes.ledger.writing import same, write_ledger
from citekit.richtext import ITALIC, Styled, plain
from tests.notes.ledger.strategies import ledgers, short_forms
from tests.shared import shared

YAML = """citekit-ledger: 1
passage: chapter.txt
source: "@kotkin [p. 3]"
notes:
  - chapter: One
    1: See @cohen [pp. 290–91, so]; cf. -@dan. *Lost.* See @a [5]
    2: !proposed Lost.
  - "*": As @cohen says.
    2:
      cites:
        - key: cohen
          author-only: true
      after: "[here](https://a.b)"
    3:
"""
CITATIONS: list[dict[str, Any]] = [
    {
        "citationID": "1",
        "citationItems": [
            {"id": "cohen", "locator": "290–91", "label": "page", "prefix": "See ", "suffix": ", so"},
            {"id": "dan", "prefix": "cf. ", "suppress-author": True},
        ],
        "properties": {"noteIndex": 1, "chapter": "One"},
    },
    {
        "citationID": "1.2",
        "citationItems": [{"id": "a", "locator": "5"}],
        "properties": {"noteIndex": 1, "citekit": {"before": ". <i>Lost.</i> See "}},
    },
    {
        "citationID": "2",
        "citationItems": [],
        "properties": {"noteIndex": 2, "citekit": {"status": "proposed", "before": "Lost."}},
    },
    {
        "citationID": "3",
        "citationItems": [{"id": "cohen", "prefix": "As "}],
        "properties": {
            "noteIndex": 3,
            "mode": "composite",
            "citekit": {"number": "*", "run": 1, "after": " says."},
        },
    },
    {
        "citationID": "4",
        "citationItems": [{"id": "cohen", "author-only": True}],
        "properties": {
            "noteIndex": 4,
            "citekit": {
                "number": "2",
                "run": 1,
                "exactly": {"cites": [{"key": "cohen", "author-only": True}], "after": "[here](https://a.b)"},
                "after": " here",
            },
        },
    },
    {"citationID": "5", "citationItems": [], "properties": {"noteIndex": 5, "citekit": {"number": "3", "run": 1}}},
]
DOCUMENT = {
    "citekit-ledger": 1,
    "passage": "chapter.txt",
    "source": {
        "citationItems": [{"id": "kotkin", "locator": "3", "label": "page"}],
        "properties": {"noteIndex": 0},
    },
    "chapters": ["One", ""],
    "citations": CITATIONS,
}


def read(document: Any) -> Ledger:
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, indent=1)
    return citations.read(Source("notes.json", text))


def yaml(text: str) -> Ledger:
    ledger = read_ledger(Source("notes.yaml", text))
    assert ledger.findings == ()
    return ledger


def cluster(*keys: str, **properties: Any) -> dict[str, Any]:
    return {"citationID": "+".join(keys), "citationItems": [{"id": key} for key in keys], "properties": properties}


def said(ledger: Ledger) -> list[tuple[int, str, str]]:
    """Return run and number of each note and its text, a cite as its key."""
    texts = []
    for note in ledger.notes:
        pieces = ["+".join(c.key for c in p.cites) if isinstance(p, Citation) else plain(p) for p in note.parts]
        texts.append((note.run, note.number, "|".join(pieces)))
    return texts


def test_what_is_written_is_read() -> None:
    assert json.loads(citations_writing.write(yaml(YAML))) == DOCUMENT
    assert same(read(DOCUMENT), yaml(YAML))


@settings(max_examples=200, deadline=None)
@given(ledgers)
def test_every_ledger_comes_back(ledger: Ledger) -> None:
    again = read(citations_writing.write(ledger))
    assert again.findings == ()
    assert again.notes == ledger.notes
    assert (again.chapters, again.source, again.passage) == (ledger.chapters, ledger.source, ledger.passage)


def test_an_edit_wins_over_what_is_said_exactly() -> None:
    text = json.dumps(DOCUMENT, ensure_ascii=False).replace('"after": " here"', '"after": " there"')
    assert read(text).notes[3].parts[1:] == ((" there",),)


def test_numbers_that_rise_are_the_index() -> None:
    def indexes(numbers: str) -> list[int]:
        ledger = yaml(f"citekit-ledger: 1\nnotes: {{{numbers}}}\n")
        document = json.loads(citations_writing.write(ledger))
        return [one["properties"]["noteIndex"] for one in document["citations"]]

    assert indexes('11: "@a", 13: "@b"') == [11, 13]
    assert indexes('13: "@b", 11: "@a"') == [1, 2]
    assert indexes('1: "@b", "*": "@a"') == [1, 2]


def test_a_character_that_json_cannot_hold_is_an_error() -> None:
    with pytest.raises(UsageError, match="CSL-JSON"):
        citations_writing.write(Ledger((Note("1", (("\ud800",),)),)))


def test_yaml_in_braces_is_a_ledger_too() -> None:
    ledger = read({"citekit-ledger": 1, "notes": {"1": "See @a."}})
    assert (said(ledger), ledger.findings) == ([(0, "1", "a|.")], ())


# --- other programs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "notes"),
    [
        ([cluster("a", noteIndex=1), cluster("b", noteIndex=3)], [(0, "1", "a"), (0, "3", "b")]),
        ([cluster("a"), cluster("b", "c")], [(0, "1", "a"), (0, "2", "b+c")]),
        ([cluster("a", noteIndex=2), cluster("b", noteIndex=2)], [(0, "2", "a|. |b")]),
        ([cluster("a", noteIndex=2), cluster("b", noteIndex=1)], [(0, "2", "a"), (1, "1", "b")]),
        (
            [cluster("a", noteIndex=1, chapter="X"), cluster("b", noteIndex=1, chapter="Y")],
            [(0, "1", "a"), (1, "1", "b")],
        ),
        (cluster("a", noteIndex=4), [(0, "4", "a")]),
        ({"style": "apa", "citations": [{"citationItems": [{"id": "a"}], "noteIndex": 2}]}, [(0, "2", "a")]),
        ([[{"id": "a"}, {"id": 7}], [{"id": "b"}]], [(0, "1", "a+7"), (0, "2", "b")]),
        ([{"id": "a"}, {"id": "b"}], [(0, "1", "a+b")]),
        ([cluster("a", noteIndex=1), [], []], [(0, "1", "a")]),
        (
            [
                [cluster("a", noteIndex=1), [], []],
                [cluster("b", noteIndex=2), [["a", 1]], []],
                [cluster("c", noteIndex=1), [], [["a", 2], ["b", 3]]],
            ],
            [(0, "1", "c"), (0, "2", "a"), (0, "3", "b")],
        ),
    ],
)
def test_the_shapes_of_other_programs(document: Any, notes: list[tuple[int, str, str]]) -> None:
    ledger = read(document)
    assert (said(ledger), ledger.findings) == (notes, ())


def test_a_field_of_zotero() -> None:
    field = {
        "citationID": "x9",
        "properties": {"formattedCitation": "Cohen", "plainCitation": "Cohen", "noteIndex": 3},
        "citationItems": [
            {
                "id": 1234,
                "uris": ["http://zotero.org/1"],
                "itemData": {"id": 1234, "type": "book", "citation-key": "cohen1973", "title": "B"},
                "locator": "12-13",
                "label": "page",
                "prefix": "see",
                "suffix": "<i>passim</i>",
            },
            {"id": 77, "locator": "", "label": "page", "suppress-author": False},
        ],
        "schema": "csl-citation.json",
    }
    ledger = read([field])
    assert ledger.findings == ()
    (citation,) = ledger.notes[0].parts
    assert citation == Citation(
        (
            Cite(Key("cohen1973"), Locator("page", "12-13"), ("see",), (Styled(("passim",), ITALIC),)),
            Cite(Key("77")),
        )
    )


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ({"id": "a", "prefix": " see ", "suffix": " x"}, (Cite(Key("a"), prefix=("see",), suffix=("x",)),)),
        ({"id": "a", "locator": "chap. 3"}, (Cite(Key("a"), Locator("chapter", "3")),)),
        ({"id": "a", "locator": 3}, (Cite(Key("a"), Locator("page", "3")),)),
        ({"id": "a", "locator": "recto"}, (Cite(Key("a"), Locator("page", "recto")),)),
        ({"id": "a", "suffix": "line\nbreak"}, (Cite(Key("a"), suffix=("line break",)),)),
        ({"id": "a", "author-only": 1, "suppress-author": True}, (Cite(Key("a"), form="suppress-author"),)),
    ],
)
def test_items_are_read_so_that_a_ledger_can_say_them(item: Any, parts: tuple[Cite, ...]) -> None:
    ledger = read([{"citationItems": [item]}])
    assert (ledger.notes[0].parts, ledger.findings) == ((Citation(parts),), ())
    assert same(yaml(write_ledger(ledger)), ledger)


def test_what_a_ledger_cannot_say_is_told() -> None:
    ledger = read([cluster("a", noteIndex=1, mode="composite", infix="’s"), cluster("b", mode="suppress-author")])
    assert [cite.form for cite in ledger.cites] == ["full", "suppress-author"]
    assert [(one.rule, one.severity) for one in ledger.findings] == [("left-out", Severity.WARNING)] * 2
    ledger = read([{"citationItems": [{"id": "a", "prefix": "2<sup>nd</sup>"}]}])
    assert ledger.cites[0].prefix == ("2nd",)
    assert [one.rule for one in ledger.findings] == ["left-out"]


def test_citations_of_the_running_text_are_no_notes() -> None:
    ledger = read([cluster("a", noteIndex=0), cluster("b", noteIndex=1), cluster("c", noteIndex=0)])
    assert said(ledger) == [(0, "1", "b")]
    assert [one.message for one in ledger.findings] == ["2 citations in the running text, outside of notes"]
    ledger = read([cluster("a", noteIndex=0), cluster("b", noteIndex=0)])
    assert said(ledger) == [(0, "1", "a"), (0, "2", "b")]
    assert [one.severity for one in ledger.findings] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ('[\n {"citationItems": [{"id": "a",, }]}]', 2, 32, "json"),
        ("", 1, 1, "json"),
        ('[\n {"citationItems": [{"key": "a"}]}]', 2, 21, "ledger-shape"),
        ('[\n {"citationItems": [{"id": "a", "locator": "3", "label": "pgs"}]}]', 2, 59, "unknown-locator-label"),
        ('[\n {"citationItems": [{"id": "a", "prefix": ["x"]}]}]', 2, 43, "ledger-shape"),
        ('[\n {"citationItems": [{"id": "a", "author-only": "x"}]}]', 2, 49, "ledger-shape"),
        ('[\n {"items": []}]', 2, 2, "ledger-shape"),
        ('[\n {"citationItems": [{"id": "a"}], "properties": {"noteIndex": "x"}}]', 2, 64, "note-number"),
        ('[\n {"citationItems": [{"id": "a"}], "mode": "compsite"}]', 2, 44, "ledger-shape"),
        ('\n[{"id": "a", "type": "book"}]', 2, 1, "ledger-shape"),
        ("{}", 1, 1, "ledger-shape"),
        ("3", 1, 1, "ledger-shape"),
        ('{"citations": 3}', 1, 1, "ledger-shape"),
        ('{"citekit-ledger": 2,\n "citations": []}', 1, 20, "ledger-version"),
        ('{"citekit-ledger": 1,\n "citations": [{"citationItems": []}]}', 2, 16, "note-number"),
        ('{"citekit-ledger": 1, "source": {}, "citations": []}', 1, 33, "ledger-shape"),
    ],
)
def test_what_is_wrong_has_its_place(text: str, line: int, column: int, rule: str) -> None:
    finding = read(text).findings[0]
    assert (finding.where.line, finding.where.column, finding.rule) == (line, column, rule)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("own", "rule"),
    [
        ({"number": "first"}, "note-number"),
        ({"run": 3}, "ledger-shape"),
        ({"status": "sure"}, "ledger-shape"),
        ({"exactly": {"cites": 3}}, "ledger-shape"),
    ],
)
def test_what_is_wrong_in_a_ledger(own: Any, rule: str) -> None:
    ledger = read({"citekit-ledger": 1, "citations": [cluster("a", noteIndex=1, citekit=own)]})
    assert [one.rule for one in ledger.findings] == [rule]
    twice = [cluster("a", noteIndex=1), cluster("b", noteIndex=2), cluster("c", noteIndex=1)]
    ledger = read({"citekit-ledger": 1, "citations": twice})
    assert [one.rule for one in ledger.findings] == ["duplicate-note"]


_anything: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-1, 3), short_forms, st.just(float("inf"))),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                "id citationItems properties noteIndex citekit locator label prefix suffix mode before exactly "
                "run number status citations citekit-ledger source chapters chapter infix notes".split()
            ),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


_odd_citations = st.dictionaries(st.sampled_from(["properties", "mode", "infix"]), _anything).map(
    lambda members: [{"citationItems": [{"id": "a"}], **members}]
)


@settings(deadline=None, max_examples=200)
@given(st.one_of(_anything, _odd_citations))
def test_anything_is_read_or_told(document: Any) -> None:
    ledger = read(document)
    if not any(finding.severity is Severity.ERROR for finding in ledger.findings):
        assert same(yaml(write_ledger(ledger)), ledger)


_texts = st.lists(st.one_of(short_forms, st.sampled_from(["<i>", "</i>", "<sup>2</sup>", "<b>x</b>", " "])), max_size=4)
_items = st.fixed_dictionaries(
    {"id": short_forms},
    optional={
        "prefix": _texts.map("".join),
        "suffix": _texts.map("".join),
        "locator": short_forms,
        "label": st.sampled_from(["page", "folio", "sub verbo", "version"]),
        "suppress-author": st.booleans(),
    },
)


_clusters = st.fixed_dictionaries(
    {"citationItems": st.lists(_items, max_size=2)}, optional={"mode": st.just("composite")}
)


@settings(deadline=None, max_examples=200)
@given(st.lists(_clusters, min_size=1, max_size=3))
def test_what_any_program_says_can_be_written(document: Any) -> None:
    ledger = read(document)
    assert all(finding.severity is Severity.WARNING for finding in ledger.findings)
    assert same(yaml(write_ledger(ledger)), ledger)
    keys: list[str] = [item["id"].strip() for one in document for item in one["citationItems"]]
    assert [cite.key.strip() for cite in ledger.cites] == keys


def test_long_files_are_read() -> None:
    document = [cluster("a", noteIndex=place) for place in range(1, 3000)]
    parts: tuple[NotePart, ...] = (Citation((Cite(Key("a")),)),)
    assert [note.parts for note in read(document).notes] == [parts] * 2999
    assert read("[" * 3000 + "]" * 3000).findings[0].rule == "json"


def test_the_citations_of_the_official_suite() -> None:
    """Each is read, every item of a note is there, and a ledger can say all of them."""
    sections = 0
    for path in sorted(shared("csl-suite").glob("*.txt")):
        for text in re.findall(r">>=+ CITATION(?:S|-ITEMS) =+>>\n(.*?)\n<<=", path.read_text("utf-8"), re.DOTALL):
            ledger = citations.read(Source(path.name, text))
            assert all(one.severity is Severity.WARNING for one in ledger.findings), path.name
            assert same(yaml(write_ledger(ledger)), ledger), path.name
            sections += 1
    assert sections > 150
