"""``citekit process``: JSON in, JSON out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from citekit.errors import UnreadableError, UsageError
from citekit.findings import Span
from citekit.process import process, process_text
from tests.test_cli import citekit

BOOK = {
    "id": "b",
    "type": "book",
    "title": "On <i>Homo sapiens</i> & others",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2001]]},
    "publisher": "Verso",
}
ONE = {"citationID": "c1", "noteIndex": 1, "citationItems": [{"id": "b", "locator": "23-25", "label": "page"}]}


def request(**changes: Any) -> dict[str, Any]:
    return {"style": "chicago-notes-bibliography", "references": [BOOK], "citations": [ONE], **changes}


def test_citations_and_bibliography_in_html() -> None:
    made = process(request())
    note = 'Jane Doe, <i>On <span style="font-style:normal;">Homo Sapiens</span> &#38; Others</i> (Verso, 2001), 23–25.'
    assert made["citations"] == [{"id": "c1", "text": note}]
    assert made["bibliography"]["entries"][0]["text"].startswith('<div class="csl-entry">Doe, Jane. <i>On ')
    assert made["bibliography"]["options"]["hanging-indent"] is True
    assert made["warnings"] == []


@pytest.mark.parametrize(
    ("format_", "piece"),
    [
        ("text", "On Homo Sapiens & Others (Verso, 2001), 23–25."),
        ("markdown", "*On* Homo Sapiens *& Others*"),
        ("latex", r"\& Others"),
        ("rtf", r"{\i On {\i0 Homo Sapiens} & Others} (Verso, 2001), 23\uc0\u8211 25."),
    ],
)
def test_other_formats(format_: str, piece: str) -> None:
    text = process(request(format=format_))["citations"][0]["text"]
    assert piece in text


def test_many_styles_are_keyed_by_name_and_keep_their_errors() -> None:
    made = process({**request(), "styles": ["apa", "no-such-style"]})
    assert made["apa"]["citations"][0]["text"] == "(Doe, 2001, pp. 23–25)"
    assert "unknown style" in made["no-such-style"]["error"]


def test_a_style_may_be_given_as_xml() -> None:
    style = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation><layout>'
        '<text variable="title"/></layout></citation></style>'
    )
    made = process(request(style=style))
    assert made["citations"][0]["text"] == "On <i>Homo sapiens</i> &#38; others"
    assert made["warnings"] == ["the style has no bibliography"]


def test_without_citations_all_references_are_listed() -> None:
    made = process(request(citations=[], locale="de-DE", style="apa"))
    assert [entry["id"] for entry in made["bibliography"]["entries"]] == ["b"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"references": {}}, '"references" has to be a list'),
        ({"references": [{"type": "book"}]}, "has no id"),
        ({"citations": [{"citationItems": [{"id": "x"}]}]}, "cites 'x'"),
        ({"citations": [{}]}, "citationItems"),
        ({"citations": [{"noteIndex": "1", "citationItems": []}]}, "noteIndex"),
        ({"format": "pdf"}, "unknown format 'pdf'"),
        ({"locale": "xx-XX"}, "unknown locale"),
        ({"styles": "apa"}, '"styles" has to be a list'),
    ],
)
def test_a_wrong_request_is_one_error(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        process(request(**changes))


def test_what_is_no_json_has_a_place() -> None:
    with pytest.raises(UnreadableError) as caught:
        process_text('{"style": "apa",\n "references": [}', "r.json")
    assert str(caught.value.where) == "r.json:2:17"


def test_abbreviations_are_the_short_forms_of_variables() -> None:
    article = {**BOOK, "type": "article-journal", "container-title": "Physical Review Letters", "volume": "1"}
    forms = {"container-title": {"Physical Review Letters": "Phys. Rev. Lett."}}
    made = process({"style": "ieee", "references": [article], "abbreviations": forms})
    assert "<i>Phys. Rev. Lett.</i>" in made["bibliography"]["entries"][0]["text"]


def test_a_wrong_word_in_a_request_has_its_place() -> None:
    text = json.dumps(request(citations=[{"citationItems": [{"id": "x"}]}]), indent=1)
    with pytest.raises(UsageError) as caught:
        process_text(text, "r.json")
    where = caught.value.where
    assert where
    assert text.splitlines()[where.line - 1][where.column - 1 : where.end_column - 1] == "x"


def test_unknown_keys_are_warned_of() -> None:
    assert "did you mean 'locale'?" in process(request(local="de-DE"))["warnings"][0]


def test_on_the_command_line() -> None:
    done = citekit("process", text=json.dumps(request(style="apa")).encode())
    assert (done.returncode, json.loads(done.stdout)["citations"][0]["id"]) == (0, "c1")
    wrong = citekit("process", text=b'{"styl": "apa"}')
    assert wrong.returncode == 2
    assert "names no style" in wrong.stderr
    assert citekit("process", text=b"[1]").returncode == 2


@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "apa", "ieee", "din-1505-2", "gost-r-7-0-5-2008"])
def test_values_of_the_wrong_kind_do_not_stop_a_document(style: str) -> None:
    odd: list[dict[str, Any]] = [
        {"id": "1", "type": 5, "title": ["x"], "author": {"family": "x"}, "issued": "2001"},
        {"id": "2", "type": "book", "author": [3, {"family": None}], "issued": {"date-parts": [[None]]}},
        {"id": "3", "type": "book", "title": '<i>a <b>b</i></b> "c', "issued": {"date-parts": 5}, "page": "1-"},
        {"id": "4", "type": "x-y", "issued": {"date-parts": [[2001, 99, 99]]}, "edition": {}, "volume": "&"},
        BOOK,
    ]
    cites = [{"citationItems": [{"id": one["id"], "locator": "\n", "label": "foo"}]} for one in odd]
    made = process({"style": style, "references": odd, "citations": cites})
    assert len(made["citations"]) == len(odd)


@pytest.mark.parametrize(("locator", "expected"), [(5, ", p. 5"), (0, ", p. 0"), ("", ""), (None, "")])
def test_a_locator_may_be_a_number(locator: Any, expected: str) -> None:
    made = process(request(style="apa", citations=[{"citationItems": [{"id": "b", "locator": locator}]}]))
    assert made["citations"][0]["text"] == f"(Doe, 2001{expected})"


@pytest.mark.parametrize(
    ("label", "expected"), [({}, "Verse 5"), ({"label": "page"}, "p. 5"), ({"label": "line"}, "Line 5")]
)
def test_bare_locators_are_counted_in_what_the_reference_is(label: dict[str, str], expected: str) -> None:
    work = {"id": "v", "type": "book", "title": "Iliad", "custom": {"pagination": "verse"}}
    cited = [{"citationItems": [{"id": "v", "locator": "5", **label}]}]
    made = process(request(style="apa", references=[work], citations=cited))
    assert made["citations"][0]["text"] == f"(<i>Iliad</i>, n.d., {expected})"


def test_a_wrong_value_in_a_cite_is_one_error() -> None:
    with pytest.raises(UsageError, match='"position" has to be a number'):
        process(request(citations=[{"citationItems": [{"id": "b", "position": "first"}]}]))


def test_a_new_chapter_begins_anew() -> None:
    plain = {"citationItems": [{"id": "b"}]}
    notes = [
        {**plain, "noteIndex": 1, "chapter": 1},
        {**plain, "noteIndex": 2},
        {**plain, "noteIndex": 1, "chapter": 2},
    ]
    first, again, anew = (one["text"] for one in process(request(format="text", citations=notes))["citations"])
    assert (first, again) == ("Jane Doe, On Homo Sapiens & Others (Verso, 2001).", "Doe, On Homo Sapiens & Others.")
    assert anew == first
    with pytest.raises(UsageError, match='"chapter" has to be'):
        process(request(citations=[{**plain, "chapter": ["I"]}]))


def test_modes_of_a_citation() -> None:
    book = {"citationItems": [{"id": "b"}]}
    given = [{**book, "mode": "composite"}, {**book, "properties": {"mode": "composite", "infix": "in"}}]
    texts = [one["text"] for one in process(request(style="apa", citations=given))["citations"]]
    assert texts == ["Doe (2001)", "Doe in (2001)"]
    assert process(request(citations=given))["citations"][1]["author"] == "Doe in"
    with pytest.raises(UsageError, match="unknown mode 'composit'") as caught:
        process(request(citations=[{**book, "mode": "composit"}]))
    assert caught.value.hint == "did you mean 'composite'?"


def test_the_collation_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert process(request())["bibliography"]["options"]["collation"] == "embedded"
    monkeypatch.setenv("CITEKIT_COLLATION", "ICU")
    with pytest.raises(UsageError, match="unknown collation 'ICU'"):
        process(request(styles=["apa", "ieee"]))


# Wrong input: whatever stands anywhere in a request, the answer is a result or one error with its place

EVERYTHING: dict[str, Any] = {
    "style": "apa",
    "locale": "en-GB",
    "format": "html",
    "links": True,
    "bibliography": True,
    "uncited": ["b"],
    "abbreviations": {"title": {"a": "b"}},
    "references": [
        {**BOOK, "editor": [{"literal": "WHO"}], "accessed": {"raw": "2001"}, "volume": "3", "note": "a: b"}
    ],
    "citations": [
        {
            **ONE,
            "chapter": 1,
            "mode": "composite",
            "infix": "x",
            "properties": {"noteIndex": 1},
            "citationItems": [
                {"id": "b", "locator": "2", "label": "page", "prefix": "see", "suffix": "x", "position": 0}
            ],
        }
    ],
}
VALUES = [
    "null",
    "true",
    "-1",
    "1.5",
    '""',
    '"x"',
    "[]",
    "{}",
    "[[{}]]",
    '{"a": 1}',
    "NaN",
    "1e999",
    '"\\ud800"',
    "9" * 5000,
]


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the paths of all members and elements in *value*."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in members:
        yield (*path, key)
        yield from paths(inner, (*path, key))


@pytest.mark.parametrize("path", list(paths(EVERYTHING)), ids=str)
def test_any_value_anywhere(path: tuple[Any, ...]) -> None:
    request = json.loads(json.dumps(EVERYTHING))
    around = request
    for key in path[:-1]:
        around = around[key]
    around[path[-1]] = "@@"
    for value in VALUES:
        text = json.dumps(request, indent=1).replace('"@@"', value)
        where = answered(text)
        assert where is None or 1 <= where.line <= text.count("\n") + 1, value


def answered(text: str) -> Span | None:
    """Return ``None`` if there is a result that can be written, else the place of the error."""
    try:
        made = process_text(text, "r.json")
    except (UsageError, UnreadableError) as error:
        return error.where or Span("no place", 0)
    json.dumps(made, ensure_ascii=False).encode()
    return None


@pytest.mark.parametrize(
    ("change", "word", "message"),
    [
        ({"locale": 5}, "5", '"locale" has to be a text, and is 5'),
        ({"locale": "xx-YY"}, "xx-YY", "unknown locale"),
        ({"style": "appa"}, "appa", "unknown style"),
        ({"style": "<style/>"}, "<style/>", "no CSL element"),
        ({"styles": ["apa", 7]}, "7", "a style has to be a text, and is 7"),
        ({"format": "pfd"}, "pfd", "unknown format"),
        ({"references": [{**BOOK, "id": True}]}, "true", "the id of reference 1 has to be a text or a number"),
        ({"uncited": ["y"]}, "y", "uncited cites 'y'"),
        ({"citations": [{"citationItems": [{"id": "b", "locator": ["z"]}]}]}, '["z"]', '"locator" has to be'),
        ({"citations": [{**ONE, "noteIndex": -3}]}, "-3", "is negative"),
        ({"bibliography": "nein"}, "nein", '"bibliography" has to be true or false'),
    ],
)
def test_what_is_wrong_has_its_place(change: dict[str, Any], word: str, message: str) -> None:
    text = json.dumps(request(**change))
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        process_text(text, "r.json")
    where = caught.value.where
    assert where
    assert text[where.column - 1 : where.end_column - 1] == word
