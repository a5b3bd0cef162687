"""OpenDocument texts: their parts, and what a reader that counts notes as LibreOffice does gets from them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given

from citekit.model import Excerpt, Headings
from citekit.output import odt
from citekit.output.characters import clean
from citekit.output.layout import laid_out
from citekit.output.odf import NAMESPACES
from citekit.richtext import plain
from tests.output import samples
from tests.output.packages import TEXT, as_lines, members, odf_text

STYLE = f"{{{NAMESPACES['style']}}}"


def lines(data: bytes) -> bytes:
    return as_lines(members(data), "text:p", "text:h", "style:style", "style:default-style", "manifest:file-entry")


def test_golden(golden: Callable[[str, bytes], None]) -> None:
    golden("output/lighthouse.odt.txt", lines(odt.write(samples.LIGHTHOUSE)))
    golden("output/quoted.odt.txt", lines(odt.write(samples.QUOTED)))
    golden("output/again.odt.txt", lines(odt.write(samples.AGAIN)))
    golden("output/numbered.odt.txt", lines(odt.bibliographies([samples.NUMBERED], samples.GERMAN, "de-DE")))
    golden("output/titled.odt.txt", lines(odt.bibliographies(samples.TITLED, Headings(), "en-GB")))


# --- read back ---


class Read:
    """An ODF text as its reader sees it; notes are counted as ODF 1.3 Part 3, 6.3 has it."""

    def __init__(self, data: bytes) -> None:
        self.parts = {
            name: ET.fromstring(text)  # noqa: S314 - our own
            for name, text in members(data).items()
            if name.endswith(".xml")
        }
        self.content = self.parts["content.xml"]
        self.paragraphs = [one for one in self.content.iter() if one.tag in {f"{TEXT}p", f"{TEXT}h"}]
        self.notes = list(self.content.iter(f"{TEXT}note"))
        configuration = next(self.parts["styles.xml"].iter(f"{TEXT}notes-configuration"))
        self.following = int(configuration.get(f"{TEXT}start-value", "0")) + 1
        self.numbers = [self._number(note) for note in self.notes]

    def _number(self, note: ET.Element) -> str:
        citation = note.find(f"{TEXT}note-citation")
        assert citation is not None
        label = citation.get(f"{TEXT}label")
        if label is None:
            label, self.following = str(self.following), self.following + 1
        assert citation.text == label
        return label

    def texts(self, *styles: str) -> list[str]:
        return [odf_text(one) for one in self.paragraphs if one.get(f"{TEXT}style-name") in styles]


@given(samples.excerpts())
def test_marks_and_notes_are_those_of_the_excerpt(excerpt: Excerpt) -> None:
    read = Read(odt.write(excerpt))
    noted = {note.anchor for note in excerpt.notes}
    expected = samples.printed(excerpt, lambda mark: "" if mark.anchor in noted else clean(mark.number))
    assert read.texts("Quotations", *(f"block{number}" for number in range(1, 9))) == expected
    assert read.numbers == [note.number for note in excerpt.notes]
    assert read.texts("Footnote") == [f" {clean(plain(note.content))}" for note in excerpt.notes]


@given(samples.excerpts())
def test_entries_survive(excerpt: Excerpt) -> None:
    read = Read(odt.write(excerpt))
    written = [odf_text(one) for one in read.paragraphs]
    for each in excerpt.bibliographies:
        for entry in each.entries:
            texts = [*(line.content for line in laid_out(entry.content).lines), entry.annotation]
            assert all(text in written for text in (clean(plain(text)) for text in texts) if text.strip())


def test_notes_stand_between_the_words_of_their_paragraph() -> None:
    content = members(odt.write(samples.LIGHTHOUSE))["content.xml"]
    assert re.search('begins<text:note text:id="ftn3".*</text:note>; it goes on for pages.<text:note ', content)
    assert "</text:note> Nobody asked" in content


def test_marks_that_come_back_refer_to_notes() -> None:
    read = Read(odt.write(samples.AGAIN))
    references = {one.get(f"{TEXT}ref-name"): one.text for one in read.content.iter(f"{TEXT}note-ref")}
    assert references == {"ftn2": "12", "ftn4": "†"}
    assert [one.get(f"{TEXT}id") for one in read.notes] == ["ftn1", "ftn2", "ftn3", "ftn4"]


def test_note_without_a_mark_is_printed_under_the_heading() -> None:
    read = Read(odt.write(samples.AGAIN))
    headings = read.texts("Heading_20_1")
    assert headings[0] == "Notes"
    assert read.texts("Footnote")[-1] == "99 No mark."


def test_label_is_before_a_tab() -> None:
    content = members(odt.bibliographies([samples.NUMBERED], samples.GERMAN, "de-DE"))["content.xml"]
    assert ">[9]<text:tab/>A. Quill, " in content


def test_styles_that_are_used_are_defined() -> None:
    read = Read(odt.write(samples.AGAIN))
    defined = {one.get(f"{STYLE}name") for part in read.parts.values() for one in part.iter(f"{STYLE}style")}
    used = {
        value
        for part in read.parts.values()
        for one in part.iter()
        for name, value in one.attrib.items()
        if name.endswith(("}style-name", "}parent-style-name"))
    }
    assert used <= defined
    assert {"Quotations", "Footnote", "Footnote_20_anchor", "Bibliography_20_1", "Heading_20_1"} <= used


@given(samples.excerpts())
def test_the_same_bytes_whenever_it_is_written(excerpt: Excerpt) -> None:
    assert odt.write(excerpt) == odt.write(excerpt)


def test_kind_of_file_is_readable_from_its_first_bytes() -> None:
    data = odt.write(samples.LIGHTHOUSE)
    assert data[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"
    manifest = members(data)["META-INF/manifest.xml"]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist()) - {"mimetype", "META-INF/manifest.xml"}
    assert set(re.findall('full-path="([^"]+)"', manifest)) == {"/", *names}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-GB", 'fo:language="en" fo:country="GB"'),
        ("de", 'fo:language="de" fo:country="none"'),
        ("he-IL", 'style:language-complex="he" style:country-complex="IL"'),
        ("zh-Hant-TW", 'style:language-asian="zh" style:country-asian="TW"'),
    ],
)
def test_language(language: str, expected: str) -> None:
    parts = members(odt.write(Excerpt(language=language)))
    assert expected in parts["styles.xml"]
    assert f"<dc:language>{language}</dc:language>" in parts["meta.xml"]


def test_text_from_right_to_left() -> None:
    styles = members(odt.write(Excerpt(language="ar")))["styles.xml"]
    assert styles.count('style:writing-mode="rl-tb"') == 2
    assert 'fo:text-align="right" style:writing-mode="rl-tb"' in styles
