"""XML with places, whatever the file is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.documents import xmltree
from citekit.documents.xmltree import XML_ID, XML_LANG, Element, Text, parse
from citekit.errors import UnreadableError
from citekit.findings import Source


def tree(text: str, entities: dict[str, str] | None = None) -> Element:
    return parse(Source("a.xml", text), entities)


def refusal(text: str, entities: dict[str, str] | None = None) -> UnreadableError:
    with pytest.raises(UnreadableError) as raised:
        tree(text, entities)
    assert raised.value.hint
    assert raised.value.where is not None
    return raised.value


def texts(root: Element) -> list[Text]:
    return [node for node in root.walk() if isinstance(node, Text)]


def raw(text: str, node: Text) -> list[str]:
    """Return what is written for each character of a stretch."""
    places = [node.place(index) for index in range(len(node.text) + 1)]
    return [text[start:end] for start, end in pairwise(places)]


def test_elements_know_where_they_stand() -> None:
    text = '<?xml version="1.0"?>\n<!-- <x> --><a x="1">één<b y="\'>">two</b ><c/>😀<d></d></a>\n'
    root = tree(text)
    assert text[root.start : root.end] == text[text.index("<a") : -1]
    b, c, d = root
    assert (text[b.start : b.end], text[b.inner_start : b.inner_end]) == ('<b y="\'>">two</b >', "two")
    assert (text[c.start : c.end], c.inner_start, c.inner_end, c.empty) == ("<c/>", c.end, c.end, True)
    assert (text[d.start : d.end], d.inner_start, d.inner_end, d.empty) == ("<d></d>", d.start + 3, d.start + 3, False)
    assert b.get("y") == "'>"
    assert list(b.ancestors()) == [root]
    assert root.texts() == "ééntwo😀"


def test_references_line_ends_and_sections_keep_their_places() -> None:
    text = "<a>1 &lt; 2 &#38; &#x1F600;\r\n3\r4<!-- - -->5<![CDATA[&amp;\r\n]]>6</a>"
    first, second, section, last = texts(tree(text))
    assert first.text == "1 < 2 & 😀\n3\n4"
    assert raw(text, first) == ["1", " ", "&lt;", " ", "2", " ", "&#38;", " ", "&#x1F600;", "\r\n", "3", "\r", "4"]
    assert (second.text, section.text, last.text) == ("5", "&amp;\n", "6")
    assert raw(text, section) == ["&", "a", "m", "p", ";", "\r\n"]
    assert (section.start, section.end) == (text.index("&amp;"), text.index("]]>"))


def test_a_section_may_begin_with_an_ampersand() -> None:
    assert tree("<a><![CDATA[& b]]></a>").texts() == "& b"


def test_names_have_their_namespaces() -> None:
    text = (
        '<a xmlns="urn:a" xmlns:b=\'urn:b\' b:x="1" y="2"><b:c/><d xmlns="" xml:lang="de" xml:id="i"><e/></d><f/></a>'
    )
    root = tree(text)
    assert [node.tag for node in root.walk() if isinstance(node, Element)] == [
        "{urn:a}a",
        "{urn:b}c",
        "d",
        "e",
        "{urn:a}f",
    ]
    assert dict(root.attributes) == {"{urn:b}x": "1", "y": "2"}
    d = root.child("d")
    assert d is not None
    assert (d.get(XML_LANG), d.get(XML_ID), d.name, root.name) == ("de", "i", "d", "a")


def test_prefixes_may_be_declared_anew() -> None:
    text = '<p:a xmlns:p="1"><p:b xmlns:p="2"><p:c/></p:b><p:c/><p:c xmlns:p="1"/><p:b xmlns:p="2"/></p:a>'
    tags = [node.tag for node in tree(text).walk() if isinstance(node, Element)]
    assert tags == ["{1}a", "{2}b", "{2}c", "{1}c", "{1}c", "{2}b"]


def test_attributes_are_normalised() -> None:
    assert tree("<a x = '1\r\n2\t3&#10;&quot;&amp;lt;'/>").get("x") == '1 2 3\n"&lt;'


def test_entities_that_are_known_need_no_declaration() -> None:
    text = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/x.dtd"><p x="&nbsp;">a&nbsp;b&two;c</p>'
    )
    root = tree(text, {"nbsp": "\xa0", "two": "fj"})
    (node,) = texts(root)
    assert (node.text, root.get("x")) == ("a\xa0bfjc", "\xa0")
    assert node.place(node.text.index("c")) == text.index("c</p>")
    assert "'copy' is not known" in refusal(text.replace("&two;", "&copy;"), {"nbsp": "\xa0", "two": "fj"}).message


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x "y">',
        f'<!ENTITY l0 "ha">{LAUGHS}',
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;',
        '<!ENTITY x SYSTEM "x.gif" NDATA gif>',
    ],
)
def test_declared_entities_are_refused(declared: str) -> None:
    for entities in ({}, {"nbsp": "\xa0"}):
        assert "an entity is declared" in refusal(f"<!DOCTYPE a [{declared}]><a>&x;</a>", entities).message


def test_an_external_document_type_is_never_fetched(tmp_path: object) -> None:
    assert tree(f'<!DOCTYPE a SYSTEM "file://{tmp_path}/none.dtd"><a/>').tag == "a"


def test_declared_attributes_are_not_added() -> None:
    text = f'<!DOCTYPE a [<!ATTLIST b x CDATA "{"y" * 100_000}">]><a>{"<b/>" * 10_000}</a>'
    root = tree(text)
    assert (root.tag, len(root.children), dict(next(iter(root)).attributes)) == ("a", 10_000, {})


def test_more_declared_attributes_than_any_text_has_are_refused() -> None:
    lists = "".join(f'<!ATTLIST a x{n} CDATA "1">' for n in range(2_000))
    assert "attributes are declared" in refusal(f"<!DOCTYPE a [{lists}]><a/>").message


def test_a_namespace_as_long_as_a_file_is_refused() -> None:
    assert "100000 characters long" in refusal(f'<a xmlns="{"x" * 100_000}">{"<b/>" * 100_000}</a>').message


def test_nesting_is_bounded() -> None:
    deep = xmltree.DEEPEST
    assert tree("<a>" * deep + "</a>" * deep).tag == "a"
    error = refusal("<a>" * 100_000 + "</a>" * 100_000)
    assert "nested more than" in error.message
    assert error.where is not None
    assert error.where.column == deep * 3 + 1


@pytest.mark.parametrize("piece", ["<b/>", "&amp;", "\r", '<b x="1"/>'])
def test_what_would_be_a_tree_too_large_is_refused(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmltree, "MOST_TAGS", 1_000)
    assert "too large" in refusal(f"<a>{piece * 1_001}</a>").message


def test_a_text_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmltree, "LONGEST", 1_000)
    assert "too large" in refusal(f"<a>{'é' * 500}</a>").message


def test_a_huge_attribute_and_many_lines_take_time_in_proportion() -> None:
    lines = "line &amp; more" * 20_000 + "line\n" * 200_000
    text = f'<a x="{"y" * 2_000_000}">{lines}</a>'
    root = tree(text)
    assert len(root.get("x")) == 2_000_000
    assert len(root.children) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no element found"),
        ("<a>", "no element found"),
        ("<a>\n<b></a>", "mismatched tag"),
        ("<a>\0</a>", "not well-formed"),
        ("<a>\ud800</a>", "not well-formed"),
        ("<a x='1' x='2'/>", "duplicate attribute"),
        ("<b:a/>", "unbound prefix"),
        ("text", "syntax error"),
        ("<a>&x;</a>", "undefined entity"),
    ],
)
def test_what_is_not_well_formed_is_named(text: str, message: str) -> None:
    assert message in refusal(text).message


SAMPLE = (
    '<?xml version="1.0"?><!DOCTYPE a><a xmlns:p="u" x="é>">1&lt;😀<p:b y=\'2\'><!-- c --></p:b>\r\n<![CDATA[<]]></a>'
)


@settings(max_examples=300)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 6), st.text("<>&;/!?[]-\"'=a :x\r\n\0é😀\ud800", max_size=6))
def test_a_changed_file_is_an_error_or_a_tree_whose_places_are_in_it(start: int, count: int, new: str) -> None:
    text = SAMPLE[:start] + new + SAMPLE[start + count :]
    try:
        root = tree(text)
    except UnreadableError:
        return
    for node in root.walk():
        if isinstance(node, Text):
            places = [node.place(index) for index in range(len(node.text) + 1)]
            assert places == sorted(places)
            assert (places[0], places[-1]) == (node.start, node.end)
        else:
            assert text.startswith("<", node.start)
            assert text[node.end - 1] == ">"
            assert node.start < node.inner_start <= node.inner_end <= node.end
