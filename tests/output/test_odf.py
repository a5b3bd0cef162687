"""Spans of OpenDocument texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.output import odf
from citekit.output.characters import clean
from citekit.richtext import BOLD, ITALIC, SUPERSCRIPT, Inlines, Link, Styled, plain
from tests.output import samples
from tests.output.packages import TEXT, odf_text, xml


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("R&D <1>",), "R&amp;D &lt;1&gt;"),
        ((" a  b ",), "<text:s/>a <text:s/>b<text:s/>"),
        (
            ("a ", Styled(("b ",), ITALIC), " c"),
            'a <text:span text:style-name="citekit-i">b<text:s/></text:span><text:s/>c',
        ),
        ((Styled((Styled(("a",), SUPERSCRIPT),), BOLD),), '<text:span text:style-name="citekit-bp">a</text:span>'),
        (
            (Link(("a", Styled(("b",), ITALIC)), "https://example.org/?a&b"),),
            (
                '<text:a xlink:type="simple" xlink:href="https://example.org/?a&amp;b">a'
                '<text:span text:style-name="citekit-i">b</text:span></text:a>'
            ),
        ),
        ((Link(("a",), "javascript:x"),), "a"),
        ((), ""),
    ],
)
def test_spans(content: Inlines, expected: str) -> None:
    assert odf.spans(content) == expected


def test_blanks_between_other_characters_are_as_they_are() -> None:
    assert odf.spans((" and ",), before=".", after="(") == " and "


@given(samples.inlines)
def test_every_character_survives(content: Inlines) -> None:
    assert odf_text(xml(odf.spans(content))) == clean(plain(content))


@given(st.text(" ab", max_size=8), st.text(" ab", max_size=8))
def test_blanks_survive_where_texts_meet(first: str, second: str) -> None:
    written = odf.characters(first, after=(second or " ")[0]) + odf.characters(second, before=(first or " ")[-1])
    assert odf_text(xml(written)) == first + second


@given(samples.inlines)
def test_every_look_is_defined(content: Inlines) -> None:
    written = odf.spans(content)
    used = {one.get(f"{TEXT}style-name") for one in xml(written).iter(f"{TEXT}span")}
    style = f"{{{odf.NAMESPACES['style']}}}"
    assert {one.get(f"{style}name") for one in xml(odf.text_styles(written)).iter(f"{style}style")} == used
