"""Files of quotations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from citekit.findings import Source
from citekit.model import Cite, Key, Locator
from citekit.quotations import is_quotation_file
from citekit.quotations.forms import QuotationFile, as_data, read_quotations
from citekit.quotations.quotation import Break, Capital, Emphasis, FinalStop, Omission, Quotation, Quoted, Sic, Turn
from tests.quotations.strategies import quotations

FILE = """\
citekit-quotations: 1
quotations:
  - name: first
    text: "[T]he party [...] had won."
    key: "@kotkin2017"
    locator: pp. 12–13
    speaker: Stalin
  - printed: "Er sagte … ‚nein‘"
    language: de-DE
  - text: |
      one
        two
    kind: verse
    epigraph: true
"""


def read(text: str) -> QuotationFile:
    return read_quotations(Source("q.yaml", text))


def test_a_file_says_what_is_quoted_and_from_where() -> None:
    found = read(FILE)
    assert found.findings == ()
    first, second, third = (one.quotation for one in found.quotations)
    assert first.parts[:2] == (Capital("T", "t"), "he party ")
    assert first.cite == Cite(Key("kotkin2017"), Locator("page", "12–13"))
    assert first.speaker == "Stalin"
    assert second.parts == ("Er sagte ", Omission(), " ", Quoted(("nein",)))
    assert (third.kind, third.epigraph, third.parts) == ("verse", True, ("one", Break("line", 1), "two"))
    assert [(one.name, one.where.line, one.where.column) for one in found.quotations] == [
        ("first", 4, 11),
        ("", 8, 14),
        ("", 10, 11),
    ]


def data(*parts: Any) -> str:
    return json.dumps({"citekit-quotations": 1, "quotations": [{"parts": parts}]})


def test_parts_are_data() -> None:
    text = data(
        {"capital": "T"},
        "he ",
        {"omission": "end"},
        {"sic": True},
        {"sic": "read"},
        {"emphasis": ["so", {"quoted": ["it"]}], "added": True},
        {"final-stop": ",", "original": "."},
        {"break": "line", "indent": 2},
        {"turn": "LEAR"},
    )
    assert read(text).quotations[0].quotation.parts == (
        Capital("T", "t"),
        "he ",
        Omission("end"),
        Sic(),
        Sic("read"),
        Emphasis(("so", Quoted(("it",))), added=True),
        FinalStop(",", "."),
        Break("line", 2),
        Turn("LEAR"),
    )


@given(quotations())
def test_what_is_written_as_data_is_read_the_same(quotation: Quotation) -> None:
    written = as_data(quotation)
    assert read(data(*written["parts"])).quotations[0].quotation.parts == quotation.parts
    del written["parts"]
    again = read(json.dumps({"citekit-quotations": 1, "quotations": [written]}))
    assert again.quotations[0].quotation == quotation


HEAD = "citekit-quotations: 1\nquotations:\n  - "
WRONG = [
    ("", "the file is empty", 0, 0),
    ("- a", "a file of quotations is a mapping", 1, 1),
    ("quotations: []", "the format's version is missing", 1, 1),
    ("citekit-quotations: 2\nquotations: []", "version '2' of the format is not known", 1, 21),
    ("citekit-quotations: 1\nquotations: []", "there are no quotations", 2, 13),
    ("citekit-quotations: 1\nquotations: [", "not valid YAML", 2, 14),
    ("citekit-quotations: 1\nquotation:\n  - text: a", "unknown field 'quotation' in the file", 2, 1),
    (HEAD + "just a text", "a quotation is a mapping", 3, 5),
    (HEAD + "key: a", "a quotation without words", 3, 5),
    (HEAD + "text: a\n    language: xx-zz", "unknown language 'xx-zz'", 4, 15),
    (HEAD + "text: ''", "an empty quotation", 3, 11),
    (HEAD + "text: ~", "an empty quotation", 3, 11),
    (HEAD + "text: [a]", "a text is wanted here", 3, 11),
    (HEAD + "parts: []", "an empty quotation", 3, 12),
    (HEAD + "parts: [{omision: words}]", "unknown part 'omision'", 3, 14),
    (HEAD + "parts: [{omission: word}]", "unknown extent 'word'", 3, 24),
    (HEAD + "parts: [{break: line, indent: -1}]", "'-1' is no number of steps", 3, 35),
    (HEAD + "parts: [{insertion: ' '}]", "brackets without words", 3, 25),
    (HEAD + "parts: [{substitution: '', original: a}]", "brackets without words", 3, 28),
    (HEAD + "parts: [[a]]", "a part is a text or a mapping", 3, 13),
    (HEAD + "text: a\n    parts: [b]", "a quotation has 'text' and 'parts'", 4, 12),
    (HEAD + "text: a\n    text: b", "the field 'text' stands here twice", 4, 5),
    (HEAD + "text: a\n    locator: 3", "a locator without a key", 4, 14),
    (HEAD + "text: a\n    key: k\n    locator: nowhere at all", "'nowhere at all' is no locator", 5, 14),
    (HEAD + "text: a\n    kind: vers", "unknown kind 'vers'", 4, 11),
    (HEAD + "parts: &a [{quoted: *a}]", "its lists are nested more than 60 deep", 1, 1),
    (HEAD + "text: 'he “said'", "the quotation mark “ is never closed", 3, 11),
    (HEAD + "text: 'he [said'", "the bracket [ is never closed", 3, 11),
]


@pytest.mark.parametrize(("text", "message", "line", "column"), WRONG)
def test_what_is_wrong_is_told_with_its_place(text: str, message: str, line: int, column: int) -> None:
    found = read(text)
    assert len(found.findings) == 1
    finding = found.findings[0]
    assert finding.message.startswith(message)
    assert (finding.where.line, finding.where.column) == (line, column)
    assert finding.hint
    assert found.quotations == ()


def test_what_is_right_is_read_beside_what_is_wrong() -> None:
    found = read(FILE + "  - text: ''\n")
    assert (len(found.quotations), len(found.findings)) == (3, 1)


def test_files_of_quotations_are_known() -> None:
    assert is_quotation_file(FILE)
    assert not is_quotation_file("The party had won.")


def test_a_name_is_given_once() -> None:
    found = read(FILE + "  - {name: first, text: again}\n")
    assert [(one.message, one.where.line) for one in found.findings] == [("two quotations are called 'first'", 15)]
