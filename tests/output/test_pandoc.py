"""Excerpts as documents of pandoc's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from citekit.documents import pandoc as documents
from citekit.model import Bibliography, BibliographyEntry, Excerpt, Headings, Key, NoteReference, SetNote
from citekit.output import pandoc
from citekit.richtext import BOLD, ITALIC, PROTECTED, Format, Inlines, Link, Styled
from tests.documents.pandocjson import ast, needs_pandoc
from tests.documents.pandocjson import pandoc as run_pandoc
from tests.output import samples


def written(excerpt: Excerpt) -> Any:
    return json.loads(pandoc.write(excerpt))


@pytest.mark.parametrize(
    ("content", "nodes"),
    [
        (("A  b\u00a0c",), ["A", " ", "b\u00a0c"]),
        (("a ", Styled(("b c",), ITALIC)), ["a", " ", ("Emph", ["b", " ", "c"])]),
        ((Styled(("a", Styled(("b",), BOLD)), ITALIC),), [("Emph", ["a", ("Strong", ["b"])])]),
        ((Styled(("a",), PROTECTED), Styled(("b",), Format(decoration="underline"))), ["a", ("Underline", ["b"])]),
    ],
)
def test_inlines(content: Inlines, nodes: list[Any]) -> None:
    def short(node: Any) -> Any:
        match node:
            case {"t": "Str", "c": text}:
                return text
            case {"t": "Space"}:
                return " "
            case {"t": name, "c": list(inner)}:
                return (name, [short(one) for one in inner])
        return node

    assert [short(node) for node in json.loads(pandoc.inlines(content))] == nodes


def test_links_lead_to_web_addresses_only() -> None:
    (link,) = json.loads(pandoc.inlines((Link(("a",), "https://a.b/?c&d"),)))
    assert (link["t"], link["c"][2]) == ("Link", ["https://a.b/?c&d", ""])
    assert json.loads(pandoc.inlines((Link(("a",), "javascript:a"),))) == [{"t": "Str", "c": "a"}]


def test_notes_stand_at_their_marks_and_none_is_lost() -> None:
    marks = (NoteReference("11", "a"), NoteReference("11", "a", again=True), NoteReference("12", "b", linked=False))
    notes = (SetNote("11", "a", ("One",)), SetNote("13", "c", ("Lost",)))
    quotation, heading, lost = written(Excerpt((("So.", *marks),), notes))["blocks"]
    assert [node["t"] for node in quotation["c"][0]["c"]] == ["Str", "Note", "Superscript", "Superscript"]
    assert heading["c"][2] == [{"t": "Str", "c": "Notes"}]
    assert [node.get("c", " ") for node in lost["c"]] == ["13.", " ", "Lost"]


def test_works_in_several_lists_have_ids_of_their_own() -> None:
    one = Bibliography((BibliographyEntry(Key("a:b"), ("A",)),), title="One")
    blocks = json.loads(pandoc.bibliographies([one, one], Headings(), "en"))["blocks"]
    divs = [block for block in blocks if block["t"] == "Div"]
    assert [(div["c"][0][0], div["c"][1][0]["c"][0][0]) for div in divs] == [
        ("refs", "ref-a-b"),
        ("refs-2", "ref-a-b-2"),
    ]


@pytest.mark.parametrize(("wanted", "version"), [("1.22", [1, 22]), ("", [1, 23]), ("9", [1, 23])])
def test_the_version_is_that_of_pandoc_3_unless_another_is_wanted(
    wanted: str, version: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEKIT_PANDOC_API", wanted)
    assert written(Excerpt())["pandoc-api-version"][:2] == version


@given(samples.excerpts())
def test_any_excerpt_is_a_document(excerpt: Excerpt) -> None:
    assert documents.read("x.ast", pandoc.write(excerpt)).format == "pandoc"


@needs_pandoc
def test_pandoc_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    own = ast("")["pandoc-api-version"]
    monkeypatch.setenv("CITEKIT_PANDOC_API", f"{own[0]}.{own[1]}")
    text = pandoc.write(samples.LIGHTHOUSE).decode()
    html = run_pandoc(text, "-f", "json", "-t", "html")
    assert html.count('role="doc-noteref"') == 4
    assert 'class="csl-entry"' in html
    for to in ("docx", "latex", "odt"):
        run_pandoc(text, "-f", "json", "-t", to, "-o", "/dev/null")
