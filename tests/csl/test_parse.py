"""From XML to nodes (CSL 1.0.2, Style Structure, Rendering Elements): what a style says is all there, and is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import citekit.csl
from citekit.csl import nodes
from citekit.csl.nodes import Dress
from citekit.csl.parse import parse_locale, parse_style
from citekit.errors import StyleError
from citekit.richtext import Format

SPACE = 'xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'


def parsed(body: str, head: str = "", attributes: str = "") -> tuple[nodes.StyleNode, list[str]]:
    """Return a style whose citation layout is *body*, and what is odd about it."""
    xml = f'<style {SPACE} class="in-text" {attributes}>{head}<citation><layout>{body}</layout></citation></style>'
    style, findings = parse_style(xml, "s.csl")
    return style, [finding.message for finding in findings]


def node(body: str) -> Any:
    """Return the one node of a layout."""
    style, odd = parsed(body)
    assert odd == []
    (only,) = style.citation.children
    return only


# Rendering Elements


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<text variable="title"/>', nodes.Variable("title")),
        ('<text variable="title" form="short"/>', nodes.Variable("title", "short")),
        ('<text term="ibid" form="symbol" plural="true"/>', nodes.Term("ibid", "symbol", plural=True)),
        ('<text value="x"/>', nodes.Value("x")),
        ('<number variable="edition" form="ordinal"/>', nodes.Number("edition", "ordinal")),
        ('<label variable="page" form="short" plural="never"/>', nodes.Label("page", "short", "never")),
        ('<group delimiter=", "><text value="x"/></group>', nodes.Group((nodes.Value("x"),), ", ")),
        (
            '<date variable="issued" form="text" date-parts="year"/>',
            nodes.DateNode("issued", "text", "year"),
        ),
        (
            '<date variable="issued" delimiter=" "><date-part name="day" form="ordinal" range-delimiter="-"/></date>',
            nodes.DateNode("issued", parts=(nodes.DatePart("day", "ordinal", "-"),), delimiter=" "),
        ),
        (
            '<names variable="author editor" delimiter=";"><label/><name/><et-al term="and others"/></names>',
            nodes.Names(
                ("author", "editor"),
                nodes.NameNode(),
                nodes.EtAl("and others"),
                nodes.Label(),
                label_first=True,
                delimiter=";",
            ),
        ),
        (
            '<names variable="author"><substitute><names variable="editor"/></substitute></names>',
            nodes.Names(("author",), substitute=(nodes.Names(("editor",)),)),
        ),
        (
            '<choose><if type="book map" match="any"><text value="x"/></if><else><text value="y"/></else></choose>',
            nodes.Choose(
                (
                    nodes.Branch((("type", "book"), ("type", "map")), "any", (nodes.Value("x"),)),
                    nodes.Branch((), "all", (nodes.Value("y"),)),
                )
            ),
        ),
    ],
)
def test_elements(xml: str, expected: object) -> None:
    assert node(xml) == expected


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('prefix="(" suffix=")"', Dress("(", ")")),
        ('font-style="italic"', Dress(format=Format(style="italic"))),
        ('font-variant="small-caps"', Dress(format=Format(variant="small-caps"))),
        ('font-weight="light"', Dress(format=Format(weight="light"))),
        ('text-decoration="underline"', Dress(format=Format(decoration="underline"))),
        ('vertical-align="sup"', Dress(format=Format(align="sup"))),
        ('display="indent"', Dress(format=Format(display="indent"))),
        ('text-case="title"', Dress(text_case="title")),
        ('quotes="true" strip-periods="true"', Dress(quotes=True, strip_periods=True)),
        ('quotes="false" strip-periods="false"', Dress()),
    ],
)
def test_what_elements_wear(attributes: str, expected: Dress) -> None:
    assert node(f'<text value="x" {attributes}/>').dress == expected


# Style Structure


def test_a_style_as_a_whole() -> None:
    head = '<macro name="m"><text value="x"/></macro><locale xml:lang="de"/>'
    style, _ = parsed('<text macro="m"/>', head, 'default-locale="de-DE" page-range-format="minimal"')
    assert (style.note, style.default_locale, style.bibliography) == (False, "de-DE", None)
    assert style.macros == {"m": (nodes.Value("x"),)}
    assert style.options["page-range-format"] == "minimal"
    assert [locale.language for locale in style.locales] == ["de"]


def test_sort_keys() -> None:
    xml = (
        f'<style {SPACE}><citation><sort><key variable="issued" sort="descending"/>'
        '<key macro="m" names-min="2" names-use-first="1" names-use-last="true"/></sort>'
        '<layout><text value="x"/></layout></citation><macro name="m"/></style>'
    )
    style, _ = parse_style(xml)
    names = {"et-al-min": "2", "et-al-use-first": "1", "et-al-use-last": "true"}
    assert style.citation.sort == (nodes.SortKey("issued", descending=True), nodes.SortKey(macro="m", names=names))


def test_a_locale() -> None:
    terms = '<term name="page" gender="feminine"><single>p</single><multiple>pp</multiple></term>'
    locale = parse_locale(
        f'<locale {SPACE} xml:lang="fr-FR"><style-options punctuation-in-quote="true"/>'
        f'<date form="numeric"><date-part name="year"/></date><terms>{terms}'
        '<term name="ordinal-01" gender-form="feminine" match="whole-number">re</term></terms></locale>'
    )
    assert (locale.language, locale.options) == ("fr-FR", {"punctuation-in-quote": "true"})
    assert locale.terms["page", "long", ""] == nodes.TermText("p", "pp", "feminine")
    assert locale.terms["ordinal-01", "long", "feminine"] == nodes.TermText("re", "re", match="whole-number")
    assert locale.dates["numeric"].parts == (nodes.DatePart("year"),)


# What is wrong is said, and the rest used


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<text/>", "cs:text says not what to print"),
        ("<txt/>", "cs:txt cannot stand here"),
        ('<text macro="m"/>', "the macro 'm' is not defined"),
        ('<text value="x" font-style="itallic"/>', "cs:text has font-style='itallic', which means nothing"),
        ('<choose><if><text value="x"/></if></choose>', "cs:if has no condition"),
    ],
)
def test_findings(body: str, message: str) -> None:
    style, odd = parsed(body + '<text value="rest"/>')
    assert odd == [message]
    assert style.citation.children[-1] == nodes.Value("rest")


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        ("<style>", "not well-formed"),
        (f"<locale {SPACE}/>", "no CSL style"),
        (f"<style {SPACE}/>", "no cs:citation"),
        (f"<style {SPACE}><citation/></style>", "no cs:citation with a cs:layout"),
    ],
)
def test_what_is_no_style(xml: str, message: str) -> None:
    with pytest.raises(StyleError, match=message):
        parse_style(xml)


# Nothing is parsed in vain: what no pass reads would be a style's wish, silently passed over

PASSES = "\n".join(
    path.read_text("utf-8")
    for path in Path(str(citekit.csl.__file__)).parent.glob("*.py")
    if path.stem not in ("parse", "nodes", "schema", "validate")
)
NODES: list[Any] = [
    nodes.Dress, nodes.Variable, nodes.Term, nodes.Value, nodes.MacroCall, nodes.Number, nodes.Label, nodes.DatePart,
    nodes.DateNode, nodes.Group, nodes.Branch, nodes.Choose, nodes.NameNode, nodes.EtAl, nodes.Names, nodes.SortKey,
    nodes.Section, nodes.TermText, nodes.LocaleNode, nodes.StyleNode,
]  # fmt: skip
OPTIONS = """
    demote-non-dropping-particle initialize-with-hyphen page-range-format
    disambiguate-add-givenname disambiguate-add-names disambiguate-add-year-suffix givenname-disambiguation-rule
    cite-group-delimiter collapse year-suffix-delimiter after-collapse-delimiter near-note-distance
    hanging-indent second-field-align line-spacing entry-spacing
    subsequent-author-substitute subsequent-author-substitute-rule
    and delimiter-precedes-et-al delimiter-precedes-last et-al-min et-al-use-first et-al-subsequent-min
    et-al-subsequent-use-first et-al-use-last initialize initialize-with name-as-sort-order sort-separator
    name-form name-delimiter names-delimiter punctuation-in-quote limit-day-ordinals-to-day-1
"""


@pytest.mark.parametrize(("owner", "field"), [(owner, field) for owner in NODES for field in owner._fields])
def test_every_field_of_a_node_is_read(owner: Any, field: str) -> None:
    assert re.search(rf"\.{field}\b", PASSES), f"no pass reads {owner.__name__}.{field}"


@pytest.mark.parametrize("option", OPTIONS.split())
def test_every_option_is_read(option: str) -> None:
    assert f'"{option}"' in PASSES, f"no pass reads {option}"
