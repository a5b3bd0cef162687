"""Runs and entries of Word files."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.model import Bibliography, BibliographyEntry, Key
from citekit.output import wordml
from citekit.output.characters import clean
from citekit.output.entries import EntryLook, entry_look
from citekit.output.layout import is_web_address
from citekit.richtext import BOLD, ITALIC, SMALL_CAPS, SUBSCRIPT, SUPERSCRIPT, Format, Inlines, Link, Styled, plain
from tests.output import samples
from tests.output.packages import W, word_text, xml


def run(properties: str, text: str) -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("R&D <1>",), run("", "R&amp;D &lt;1&gt;")),
        (("a\nb\x00",), run("", "a b")),
        ((Styled(("a",), ITALIC),), run("<w:i/><w:iCs/>", "a")),
        ((Styled(("a",), BOLD),), run("<w:b/><w:bCs/>", "a")),
        ((Styled(("a",), Format(weight="light")),), run('<w:b w:val="0"/><w:bCs w:val="0"/>', "a")),
        ((Styled(("a",), SMALL_CAPS),), run("<w:smallCaps/>", "a")),
        ((Styled(("a",), samples.UNDERLINE),), run('<w:u w:val="single"/>', "a")),
        ((Styled(("a",), SUPERSCRIPT),), run('<w:vertAlign w:val="superscript"/>', "a")),
        ((Styled(("a",), SUBSCRIPT),), run('<w:vertAlign w:val="subscript"/>', "a")),
        (
            (Styled((Styled((Styled(("a",), SUPERSCRIPT),), ITALIC),), BOLD),),
            run('<w:b/><w:bCs/><w:i/><w:iCs/><w:vertAlign w:val="superscript"/>', "a"),
        ),
        ((Styled(("a", Styled(("b",), Format(style="normal"))), ITALIC),), run("<w:i/><w:iCs/>", "a") + run("", "b")),
        (("אב",), run("<w:rtl/>", "אב")),
        (("see אב 12, גד.",), run("", "see ") + run("<w:rtl/>", "אב 12, גד") + run("", ".")),
        (
            ("co\u00adop",),
            '<w:r><w:t xml:space="preserve">co</w:t><w:softHyphen/><w:t xml:space="preserve">op</w:t></w:r>',
        ),
        ((Link(("a",), "javascript:x"),), run("", "a")),
        ((), ""),
    ],
)
def test_runs(content: Inlines, expected: str) -> None:
    assert wordml.runs(content) == expected


def test_text_of_a_paragraph_from_right_to_left() -> None:
    expected = run("<w:rtl/>", "(אב), ") + run("", "Cohen 12") + run("<w:rtl/>", ".")
    assert wordml.runs(("(אב), Cohen 12.",), right_to_left=True) == expected


def test_properties_around_stay_and_stand_in_the_order_of_the_schema() -> None:
    around = {"sz": '<w:sz w:val="20"/>', "rStyle": '<w:rStyle w:val="Body"/>', "b": "<w:b/>"}
    written = wordml.runs(("a", Styled(("b",), ITALIC)), around=around)
    base = '<w:rStyle w:val="Body"/><w:b/>'
    assert written == run(f'{base}<w:sz w:val="20"/>', "a") + run(f'{base}<w:i/><w:iCs/><w:sz w:val="20"/>', "b")


def test_link_is_a_field() -> None:
    written = wordml.runs(("See ", Link(("a ", Styled(("b",), ITALIC)), "https://example.org/a\\b?c&d"), "."))
    root = xml(written)
    kinds = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert [one.text for one in root.iter(f"{W}instrText")] == [' HYPERLINK "https://example.org/a%5Cb?c&d" ']
    assert word_text(root) == "See a b."
    assert written.count('<w:rStyle w:val="Hyperlink"/>') == 2
    assert "rStyle" not in wordml.runs((Link(("a",), "https://example.org"),), link_style="")


@given(samples.inlines, st.booleans())
def test_every_character_survives(content: Inlines, right_to_left: bool) -> None:
    assert word_text(xml(wordml.runs(content, right_to_left=right_to_left))) == clean(plain(content))


@given(samples.inlines)
def test_targets_survive(content: Inlines) -> None:
    told = [one.text or "" for one in xml(wordml.runs(content)).iter(f"{W}instrText")]
    quoted = [re.fullmatch(r' HYPERLINK "([^"\\]*)" ', instruction) for instruction in told]
    assert all(one and is_web_address(one[1]) for one in quoted)


# --- entries ---


def entry(content: Inlines, annotation: Inlines = ()) -> BibliographyEntry:
    return BibliographyEntry(Key("a"), content, annotation)


def indents(written: str) -> list[dict[str, str]]:
    return [{name.removeprefix(W): value for name, value in one.attrib.items()} for one in xml(written).iter(f"{W}ind")]


def test_entry_with_a_hanging_indent() -> None:
    bibliography = Bibliography((entry(("Quill.",)),), hanging_indent=True)
    look = entry_look(bibliography)
    written = wordml.entry_paragraphs(bibliography.entries[0], look)
    assert indents(written) == [{"left": "480", "hanging": "480"}]
    assert '<w:pStyle w:val="Bibliography"/>' in written
    of_style = wordml.entry_paragraphs(bibliography.entries[0], look, of_style=look)
    assert of_style == wordml.paragraph(run("", "Quill."), wordml.styled("Bibliography"))


@pytest.mark.parametrize(("align", "left"), [("flush", "600"), ("margin", "0")])
def test_label_has_a_tab_stop(align: Literal["flush", "margin"], left: str) -> None:
    bibliography = Bibliography(samples.NUMBERED.entries, second_field_align=align)
    written = wordml.entry_paragraphs(bibliography.entries[0], entry_look(bibliography))
    root = xml(written)
    assert [one.get(f"{W}pos") for one in root.iter(f"{W}tab") if one.get(f"{W}pos")] == [left]
    assert indents(written) == [{"left": left, "hanging": "600"}, {"left": str(int(left) + 480), "firstLine": "0"}]
    assert [word_text(one) for one in root] == ["[9]A. Quill, Lamps, 1962.", "Annotated."]
    assert [one.tag.removeprefix(W) for one in root[0] if one.tag != f"{W}pPr"] == ["r"] * 5


def test_spaces_are_in_lines() -> None:
    look = entry_look(Bibliography((entry(("a",)),), line_spacing=2, entry_spacing=0))
    assert '<w:spacing w:after="0" w:line="480" w:lineRule="auto"/>' in wordml.entry_paragraphs(entry(("a",)), look)


def test_annotation_is_a_paragraph_kept_with_its_entry() -> None:
    written = wordml.entry_paragraphs(entry(("a",), ("Good.",)), EntryLook(), start="<s/>", end="<e/>")
    first, second = xml(written)
    assert first.find(f"{W}pPr/{W}keepNext") is not None
    assert written.index("<s/>") < written.index(">a<") < written.index("<e/>") < written.index("Good.")
    style = second.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    assert style.get(f"{W}val") == "Annotation"
