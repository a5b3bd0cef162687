"""Bibliographies (CSL 1.0.2, Bibliography-specific Options, Display; Appendix VI - Links)."""

from __future__ import annotations

from typing import Any

import pytest

from citekit.bib.cslfile.items import references_of
from citekit.csl.processor import CompiledStyle, set_document
from citekit.output.fragment_html import fragment
from tests.csl.conftest import styled

DOE, ROE, POE = ({"family": family} for family in ("Doe", "Roe", "Poe"))


def listed(style: CompiledStyle, *items: dict[str, Any], links: bool = False) -> list[str]:
    """Return the entries of *items*."""
    references = references_of({"id": str(number), "type": "book", **item} for number, item in enumerate(items))
    made = set_document(style, references, (), list(references)).bibliography
    return [
        fragment(entry.content, links=links).strip() for entry in made.entries
    ]  # blocks stand on lines of their own


# Whitespace


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", (False, None, 1, 1)),
        ('hanging-indent="true"', (True, None, 1, 1)),
        ('hanging-indent="false"', (False, None, 1, 1)),
        ('second-field-align="flush"', (False, "flush", 1, 1)),
        ('second-field-align="margin"', (False, "margin", 1, 1)),
        ('line-spacing="2" entry-spacing="0"', (False, None, 2, 0)),
    ],
)
def test_whitespace(options: str, expected: tuple[object, ...]) -> None:
    made = set_document(styled('<text variable="title"/>', options), {}, ()).bibliography
    assert (made.hanging_indent, made.second_field_align, made.line_spacing, made.entry_spacing) == expected


@pytest.mark.parametrize("align", ["flush", "margin"])
def test_the_first_field_is_set_apart(align: str) -> None:
    body = '<text variable="citation-number" suffix=". "/><text variable="title"/><text variable="volume" prefix=" "/>'
    made = styled(f'<layout suffix=".">{body}</layout>', f'second-field-align="{align}"')
    assert listed(made, {"title": "T", "volume": "2"}) == [
        '<div class="csl-left-margin">1. </div><div class="csl-right-inline">T 2.</div>'
    ]


# Reference Grouping


NAMES = '<names variable="author"><name form="short"/></names><text variable="title" prefix=". "/>'
FOUR: list[dict[str, Any]] = [
    {"author": [DOE, ROE], "title": "a"},
    {"author": [DOE, ROE], "title": "b"},
    {"author": [DOE, POE], "title": "c"},
    {"title": "d"},
    {"author": [DOE], "title": "e"},
    {"author": [DOE], "title": "f"},
]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("", ["Doe, Roe. a", "—. b", "Doe, Poe. c", ". d", "Doe. e", "—. f"]),
        ("complete-all", ["Doe, Roe. a", "—. b", "Doe, Poe. c", ". d", "Doe. e", "—. f"]),
        ("complete-each", ["Doe, Roe. a", "—, —. b", "Doe, Poe. c", ". d", "Doe. e", "—. f"]),
        ("partial-each", ["Doe, Roe. a", "—, —. b", "—, Poe. c", ". d", "Doe. e", "—. f"]),
        ("partial-first", ["Doe, Roe. a", "—, Roe. b", "—, Poe. c", ". d", "Doe. e", "—. f"]),
    ],
)
def test_repeated_authors(rule: str, expected: list[str]) -> None:
    option = f'subsequent-author-substitute-rule="{rule}"' if rule else ""
    assert listed(styled(NAMES, f'subsequent-author-substitute="—" {option}'), *FOUR) == expected


def test_a_repeated_author_may_be_left_out() -> None:
    assert listed(styled(NAMES, 'subsequent-author-substitute=""'), *FOUR[:2]) == ["Doe, Roe. a", ". b"]


# Display


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<text variable="title" display="block"/><text variable="volume" display="indent"/>',
            '<div class="csl-block">[T</div><div class="csl-indent">2]</div>',
        ),
        ('<text variable="title" display="block"/><text variable="volume"/>', '<div class="csl-block">[T</div>2]'),
        ('<text variable="title"/><text variable="volume" display="block"/>', '[T<div class="csl-block">2]</div>'),
        ('<text variable="title"/><text variable="volume" font-style="italic"/>', "[T<i>2</i>]"),
    ],
)
def test_the_affixes_of_a_layout_stand_in_the_blocks_it_begins_and_ends_with(body: str, expected: str) -> None:
    made = styled(f'<layout prefix="[" suffix="]">{body}</layout>')
    (entry,) = listed(made, {"title": "T", "volume": "2"})
    assert "".join(entry.split("\n")).replace("  ", "") == expected  # blocks stand on lines of their own


# Appendix VI: Links


@pytest.mark.parametrize(
    ("body", "item", "expected"),
    [
        ('<text variable="URL"/>', {"URL": "http://a.org/b"}, '<a href="http://a.org/b">http://a.org/b</a>'),
        ('<text variable="DOI"/>', {"DOI": "10.1/x"}, '<a href="https://doi.org/10.1/x">10.1/x</a>'),
        ('<text variable="PMID"/>', {"PMID": "12"}, '<a href="https://www.ncbi.nlm.nih.gov/pubmed/12">12</a>'),
        (
            '<text variable="PMCID"/>',
            {"PMCID": "PMC12"},
            '<a href="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12">PMC12</a>',
        ),
        # rendered URI components are part of the anchor
        (
            '<text variable="DOI" prefix="https://doi.org/"/>',
            {"DOI": "10.1/x"},
            '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>',
        ),
        (
            '<text variable="DOI" prefix="doi: https://doi.org/" suffix="."/>',
            {"DOI": "10.1/x"},
            'doi: <a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>.',
        ),
        (
            '<text variable="DOI" prefix="http://dx.doi.org/"/>',
            {"DOI": "10.1/x"},
            '<a href="https://doi.org/10.1/x">http://dx.doi.org/10.1/x</a>',
        ),
        # other affixes are not
        ('<text variable="DOI" prefix="doi:"/>', {"DOI": "10.1/x"}, 'doi:<a href="https://doi.org/10.1/x">10.1/x</a>'),
        (
            '<text variable="URL" prefix="Available from: "/>',
            {"URL": "http://a.org"},
            'Available from: <a href="http://a.org">http://a.org</a>',
        ),
    ],
)
def test_links(body: str, item: dict[str, str], expected: str) -> None:
    assert listed(styled(body), item, links=True) == [expected]
    assert "<a" not in listed(styled(body), item)[0]


# What begins and ends an entry

NUMBER = '<text variable="citation-number" prefix="[" suffix="] "/>'


@pytest.mark.parametrize("options", ["", 'second-field-align="flush"'])
def test_a_term_after_the_number_begins_the_entry(options: str) -> None:
    layout = f'<layout>{NUMBER}<text term="no date" form="short"/></layout>'
    (entry,) = listed(styled(layout, options), {})
    assert entry.removesuffix("</div>").split()[-1].split(">")[-1] == "N.d."


def test_a_term_after_a_repeated_author_does_not() -> None:
    layout = '<layout><names variable="author"/> <text term="no date" form="short" prefix=" "/></layout>'
    items = [{"author": [{"literal": "Doe"}]}] * 2
    assert listed(styled(layout, 'subsequent-author-substitute="—"'), *items) == ["Doe n.d.", "— n.d."]


def test_the_stop_of_an_entry_stands_in_the_block_that_ends_it() -> None:
    layout = f'<layout suffix=".">{NUMBER}<group display="right-inline"><text variable="title"/></group></layout>'
    assert listed(styled(layout), {"title": "One"}) == ['[1] <div class="csl-right-inline">One.</div>']
    italic = '<layout suffix="."><text variable="title" font-style="italic"/></layout>'
    assert listed(styled(italic), {"title": "One"}) == ["<i>One</i>."]


def test_page_ranges_are_set_in_any_case() -> None:
    layout = '<layout><text variable="page" text-case="lowercase"/></layout>'
    assert listed(styled(layout, own='page-range-format="chicago"'), {"page": "S1034-S1041"}) == ["s1034–41"]


def test_one_name_and_a_title_sort_before_two_names() -> None:
    layout = (
        '<sort><key macro="all"/></sort><layout><names variable="author"/><text variable="title" prefix=" "/></layout>'
    )
    macro = '<macro name="all"><names variable="author"/><text variable="title" prefix=" "/></macro>'
    smith, jane = {"family": "Smith", "given": "John"}, {"family": "Smith", "given": "Jane"}
    items = [{"author": [smith, jane], "title": "A"}, {"author": [smith], "title": "The"}]
    assert listed(styled(layout, head=macro), *items) == ["John Smith The", "John Smith, Jane Smith A"]


def test_character_references_that_a_style_escapes_twice_are_read() -> None:
    layout = '<layout><names variable="author" suffix="&amp;#160;:"/></layout>'
    items = [{"author": [{"literal": "Doe"}]}] * 2
    assert listed(styled(layout, 'subsequent-author-substitute="&amp;#8212;"'), *items) == ["Doe\u00a0:", "—\u00a0:"]
