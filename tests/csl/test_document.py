"""An editing session: what an edit changes, and that it ends where a whole run ends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.bib.cslfile.items import references_of
from citekit.csl.document import Document
from citekit.csl.processor import CitationInput, CiteInput, CompiledStyle, set_document
from citekit.model import Key
from citekit.output.fragment_html import fragment
from citekit.richtext import plain
from citekit.values import replace
from tests.csl.conftest import compiled

SHORT = (
    '<names variable="author"><name form="short"/></names>'
    '<date variable="issued"><date-part name="year" prefix=" "/></date>'
)
NOTES = (
    '<choose><if position="ibid"><text term="ibid"/></if><else-if position="subsequent">'
    '<text variable="title" form="short"/></else-if><else>' + SHORT + "</else></choose>"
)
REFERENCES = references_of(
    {
        "id": key,
        "type": "book",
        "title": f"Title {key}",
        "author": [{"family": "Doe" if key in "ab" else "Roe", "given": key.upper()}],
        "issued": {"date-parts": [[1999 if key == "e" else 2000]]},
    }
    for key in "abcde"
)


def cited(*keys: str) -> CitationInput:
    return CitationInput(tuple(CiteInput(key) for key in keys))


def test_an_edit_tells_what_changed() -> None:
    document = Document(compiled(NOTES, note=True), REFERENCES)
    assert [*document.insert("1", cited("a"))] == ["1"]
    assert plain(document.insert("2", cited("a"))["2"]) == "Ibid."
    changed = document.insert("between", cited("c"), before="2")
    assert {name: plain(text) for name, text in changed.items()} == {"between": "Roe 2000", "2": "Title a"}
    assert {name: plain(text) for name, text in document.remove("between").items()} == {"2": "Ibid."}


def test_a_new_chapter_cites_in_full_again_and_numbers_works_through() -> None:
    layout = NOTES + '<text variable="citation-number" prefix=" "/>'
    document = Document(compiled(layout, note=True), REFERENCES)
    document.insert("1", cited("a"))
    document.insert("2", cited("a"))
    document.insert("3", cited("c"))
    document.insert("4", cited("a"))
    changed = document.change("3", cited("c")._replace(chapter="II"))
    assert {name: plain(text) for name, text in changed.items()} == {"4": "Doe 2000 1"}


def test_a_new_work_of_the_same_year_changes_the_older_cite() -> None:
    document = Document(compiled(SHORT, disambiguate_add_year_suffix="true", bibliography=SHORT), REFERENCES)
    document.insert("1", cited("a"))
    changed = document.insert("2", cited("b"))
    assert {name: plain(text) for name, text in changed.items()} == {"1": "Doe 2000a", "2": "Doe 2000b"}
    assert [plain(entry.content) for entry in document.bibliography().entries] == ["Doe 2000a", "Doe 2000b"]


def test_names_are_checked() -> None:
    document = Document(compiled(SHORT), REFERENCES)
    document.insert("1", cited("a"))
    with pytest.raises(ValueError, match="already"):
        document.insert("1", cited("b"))
    with pytest.raises(KeyError):
        document.remove("2")


def test_an_edit_that_cites_what_is_not_there_changes_nothing() -> None:
    document = Document(compiled(SHORT, bibliography=SHORT), REFERENCES)
    document.insert("1", cited("a"))
    before = (document.texts, document.bibliography())
    for edit in (document.insert, document.change):
        with pytest.raises(KeyError):
            edit("2" if edit == document.insert else "1", cited("b", "nowhere"))
        assert (document.texts, document.bibliography()) == before
    assert [*document.insert("2", cited("b"))] == ["2"]


def test_a_reference_may_change_while_nothing_cites_it() -> None:
    references = dict(REFERENCES)
    style = compiled(SHORT, disambiguate_add_year_suffix="true")
    document = Document(style, references)
    document.insert("1", cited("a"))
    document.insert("2", cited("b"))
    document.remove("2")
    references[Key("b")] = replace(REFERENCES[Key("c")], key=Key("b"))
    document.insert("2", cited("b"))
    assert [plain(text) for text in document.texts.values()] == ["Doe 2000", "Roe 2000"]


# What a citation's text can depend on elsewhere in a document, a style for each.
NUMBERED = '<text variable="citation-number"/>'
YEARS = (
    '<sort><key macro="year"/><key variable="title" sort="descending"/></sort><layout delimiter="; ">'
    + SHORT
    + "</layout>"
)
BACK = (
    '<choose><if position="near-note"><text value="near"/></if><else-if position="subsequent">'
    '<text variable="first-reference-note-number" prefix="n. "/></else-if><else>' + SHORT + "</else></choose>"
)
NOTED = (
    '<names variable="author"><name form="short"/></names>'
    '<choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose>'
    '<text variable="first-reference-note-number" prefix=" n. "/>'
)
YEAR = '<macro name="year"><date variable="issued"><date-part name="year"/></date></macro>'
STYLES = {
    "year suffix": compiled(SHORT, disambiguate_add_year_suffix="true", bibliography=SHORT),
    "ibid": compiled(NOTES, note=True, disambiguate_add_year_suffix="true", bibliography=SHORT),
    "first note": compiled(BACK, note=True, near_note_distance="2", bibliography=SHORT),
    "told apart by notes": compiled(NOTED, note=True),
    "given names": compiled(
        SHORT, bibliography=SHORT, disambiguate_add_givenname="true", givenname_disambiguation_rule="all-names"
    ),
    "names by cite": compiled(SHORT, bibliography=SHORT, disambiguate_add_givenname="true"),
    "numbers": compiled(NUMBERED, bibliography=SHORT, collapse="citation-number"),
    "sorted": compiled(YEARS, head=YEAR, bibliography=SHORT, disambiguate_add_year_suffix="true"),
}
Edits = st.lists(
    st.tuples(st.sampled_from("irmc"), st.integers(0, 9), st.lists(st.sampled_from("abcde"), min_size=1, max_size=3)),
    max_size=12,
)


def edited(document: Document, edits: list[tuple[str, int, list[str]]]) -> list[tuple[str, CitationInput]]:
    """Make *edits* (insert, remove, move to the end, change), and return what the document then holds."""
    order: list[tuple[str, CitationInput]] = []
    for number, (edit, place, keys) in enumerate(edits):
        at = place % len(order) if order else 0
        name = order[at][0] if order else ""
        if edit == "i" or not order:
            document.insert(f"c{number}", cited(*keys), before=name)
            order.insert(at, (f"c{number}", cited(*keys)))
        elif edit == "r":
            document.remove(name)
            del order[at]
        elif edit == "c":
            document.change(name, cited(*keys))
            order[at] = (name, cited(*keys))
        else:
            document.move(name)
            order.append(order.pop(at))
    return order


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(max_examples=60, deadline=None)
@given(edits=Edits)
def test_edits_end_where_a_whole_run_ends(style: CompiledStyle, edits: list[tuple[str, int, list[str]]]) -> None:
    document = Document(style, REFERENCES)
    order = edited(document, edits)
    whole = [
        CitationInput(one.cites, number if style.style.note else 0) for number, (_, one) in enumerate(order, start=1)
    ]
    rendered = set_document(style, REFERENCES, whole)
    assert [*document.texts.items()] == [*zip([name for name, _ in order], rendered.citations, strict=True)]
    assert document.bibliography() == rendered.bibliography


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(max_examples=30, deadline=None)
@given(edits=Edits)
def test_an_edit_returns_the_texts_that_are_not_as_before(
    style: CompiledStyle, edits: list[tuple[str, int, list[str]]]
) -> None:
    document = Document(style, REFERENCES)
    edited(document, edits)
    before = document.texts
    changed = document.insert("new", cited("a", "e"), before=next(iter(before), ""))
    assert changed == {name: text for name, text in document.texts.items() if before.get(name) != text}
    assert document.affected >= changed.keys()


def test_given_names_added_everywhere_change_older_cites() -> None:
    document = Document(STYLES["given names"], REFERENCES)
    document.insert("1", cited("a"))
    changed = document.insert("2", cited("b"))
    assert {name: plain(text) for name, text in changed.items()} == {"1": "A Doe 2000", "2": "B Doe 2000"}


def test_rendering_leaves_references_and_style_as_they_were(style: Any) -> None:
    made = style(SHORT, disambiguate_add_year_suffix="true")
    before = repr((made.style, REFERENCES))
    first = set_document(made, REFERENCES, [cited("a", "b")])
    assert set_document(made, REFERENCES, [cited("a", "b")]) == first
    assert repr((made.style, REFERENCES)) == before
    assert fragment(first.citations[0]) == "Doe 2000a; Doe 2000b"


def test_what_is_uncited_is_listed_before_the_first_citation() -> None:
    document = Document(compiled(SHORT, bibliography=SHORT), REFERENCES, ["c"])
    assert [entry.key for entry in document.bibliography().entries] == ["c"]
