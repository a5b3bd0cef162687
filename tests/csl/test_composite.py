"""Citations whose author stands in the running text: "Smith (2000)"; and the halves of such citations."""

from __future__ import annotations

from typing import Any, cast

import pytest

from citekit.bib.cslfile.items import references_of
from citekit.csl.document import Document, Placed
from citekit.csl.output import Tokens
from citekit.csl.processor import CitationInput, CiteInput, CompiledStyle, Mode, citation_input, set_document
from citekit.model import Citation, Cite, Key
from citekit.richtext import plain
from tests.csl.conftest import compiled

NAMES = (
    '<names variable="author"><name form="short" and="symbol"/>'
    '<substitute><text variable="title" quotes="true"/></substitute></names>'
)
BODY = f'<group delimiter=" ">{NAMES}<date variable="issued"><date-part name="year"/></date></group>'
LOCATOR = '<text variable="locator" prefix=", "/>'
AUTHOR_DATE = f'<layout prefix="(" suffix=")" delimiter="; ">{BODY}{LOCATOR}</layout>'
NUMBER = '<layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout>'
NOTE = (
    '<layout suffix="." delimiter="; "><choose><if position="ibid"><text term="ibid"/></if><else>'
    '<names variable="author" suffix=", "/><text variable="title"/></else></choose></layout>'
)
REFERENCES = references_of(
    {"id": key, "type": "book", "title": title, "author": author, "issued": {"date-parts": [[year]]}}
    for key, title, year, author in (
        ("a", "Alpha", 2000, [{"family": "Smith", "given": "John"}]),
        ("b", "Beta", 2001, [{"family": "Doe", "given": "Jane"}, {"family": "Roe", "given": "Ann"}]),
        ("c", "Gamma", 2002, [{"family": "Smith", "given": "John"}]),
        ("many", "Delta", 2003, [{"family": family} for family in ("A", "B", "C")]),
        ("none", "Epsilon", 2004, []),
    )
)


def set_one(style: CompiledStyle, keys: str, mode: str, infix: Tokens = (), **cite: Any) -> str:
    """Return a citation of *keys* in *mode*; *cite* is said of the first."""
    first, *others = keys.split()
    cites = (CiteInput(first, **cite), *(CiteInput(key) for key in others))
    citation = CitationInput(cites, 1, mode=cast("Mode", mode), infix=infix)
    return plain(set_document(style, REFERENCES, [citation]).citations[0])


@pytest.mark.parametrize(
    ("keys", "mode", "expected"),
    [
        ("a", "composite", "Smith (2000)"),
        ("a b", "composite", "Smith (2000; Doe & Roe 2001)"),
        ("b a", "composite", "Doe & Roe (2001; Smith 2000)"),
        ("none", "composite", "“Epsilon” (2004)"),  # what stands for an author is named
        ("a", "author-only", "Smith"),
        ("a b", "author-only", "Smith"),
        ("a", "suppress-author", "(2000)"),
        ("a b", "suppress-author", "(2000; Doe & Roe 2001)"),
        ("a", "", "(Smith 2000)"),
    ],
)
def test_author_and_date(keys: str, mode: str, expected: str) -> None:
    assert set_one(compiled(AUTHOR_DATE), keys, mode) == expected


def test_years_of_one_author_collapse_behind_the_name() -> None:
    assert set_one(compiled(AUTHOR_DATE, collapse="year"), "a c", "composite") == "Smith (2000, 2002)"


def test_the_author_is_that_of_the_first_cite_in_the_order_of_the_style() -> None:
    layout = '<sort><key variable="issued"/></sort>' + AUTHOR_DATE
    assert set_one(compiled(layout), "b a", "composite") == "Smith (2000; Doe & Roe 2001)"


@pytest.mark.parametrize(
    ("infix", "expected"),
    [
        ("in", "Smith in (2000)"),
        (" argued", "Smith argued (2000)"),
        ("’s work", "Smith’s work (2000)"),
        (", for one,", "Smith, for one, (2000)"),
    ],
)
def test_an_infix_stands_between_author_and_rest(infix: str, expected: str) -> None:
    assert set_one(compiled(AUTHOR_DATE), "a", "composite", (infix,)) == expected


def test_a_prefix_leads_up_to_the_author_and_a_suffix_ends_the_cite() -> None:
    affixes: dict[str, Any] = {"prefix": ("see ",), "suffix": (", e.g.",), "locator": "12"}
    assert set_one(compiled(AUTHOR_DATE), "a b", "composite", **affixes) == "see Smith (2000, 12, e.g.; Doe & Roe 2001)"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("a", "Smith [1]"),
        ("b a", "Doe and Roe [1, 2]"),
        ("many", "A et al. [1]"),
        ("none", "Epsilon [1]"),
    ],
)
def test_a_style_of_numbers_names_the_author_by_family_name(keys: str, expected: str) -> None:
    assert set_one(compiled(NUMBER), keys, "composite") == expected


def test_a_note_is_set_as_a_whole_and_the_author_is_given_apart() -> None:
    style = compiled(NOTE, note=True)
    notes = [CitationInput((CiteInput("a"),), number, mode="composite", infix=("argued",)) for number in (1, 2)]
    rendered = set_document(style, REFERENCES, notes)
    assert [plain(text) for text in rendered.citations] == ["John Smith, Alpha.", "Ibid."]
    assert {index: plain(text) for index, text in rendered.authors.items()} == {
        0: "John Smith argued",
        1: "Smith argued",
    }
    assert set_one(style, "a", "suppress-author") == "John Smith, Alpha."
    assert set_one(style, "a", "author-only") == "John Smith"


def test_an_editing_session_knows_the_authors_too() -> None:
    document = Document(compiled(NOTE, note=True), REFERENCES)
    document.arrange([Placed("n1", CitationInput((CiteInput("a"),), 1, mode="composite"))])
    assert plain(document.authors["n1"]) == "John Smith"
    document.change("n1", CitationInput((CiteInput("a"),), 1))
    assert not document.authors


def test_a_changed_mode_is_a_change() -> None:
    document = Document(compiled(AUTHOR_DATE), REFERENCES)
    document.insert("1", CitationInput((CiteInput("a"),)))
    changed = document.change("1", CitationInput((CiteInput("a"),), mode="composite"))
    assert plain(changed["1"]) == "Smith (2000)"


def test_cites_that_are_all_authors_have_no_brackets() -> None:
    cites = (CiteInput("a", form="author-only"), CiteInput("b", form="author-only"))
    assert (
        plain(set_document(compiled(AUTHOR_DATE), REFERENCES, [CitationInput(cites)]).citations[0])
        == "Smith; Doe & Roe"
    )


def test_the_model_has_modes() -> None:
    citation = Citation((Cite(Key("a")),), 1, mode="composite", infix=("’s work",))
    assert citation_input(citation).mode == "composite"
    assert plain(set_document(compiled(AUTHOR_DATE), REFERENCES, [citation]).citations[0]) == "Smith’s work (2000)"


def test_a_citation_of_nothing_prints_nothing() -> None:
    modes: tuple[Mode, ...] = ("composite", "author-only", "suppress-author")
    for mode in modes:
        citation = CitationInput((), 1, mode=mode)
        assert set_document(compiled(AUTHOR_DATE), REFERENCES, [citation]).citations == ((),)


def test_a_raised_number_follows_the_author_without_a_blank() -> None:
    raised = '<layout vertical-align="sup" delimiter=","><text variable="citation-number"/></layout>'
    assert set_one(compiled(raised), "a", "composite") == "Smith1"
    assert set_one(compiled(NUMBER), "a", "composite") == "Smith [1]"
