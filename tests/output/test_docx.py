"""Word files: their parts, and what a reader that counts notes as Word does gets from them."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given

from citekit.model import Bibliography, Excerpt, Headings, NoteReference, SetNote
from citekit.notes.endnotes import docx as endnotes
from citekit.output import docx
from citekit.output.characters import clean
from citekit.output.layout import laid_out
from citekit.richtext import plain
from tests.output import samples
from tests.output.packages import W, as_lines, members, word_text

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def lines(data: bytes) -> bytes:
    return as_lines(members(data), "w:p", "w:sectPr", "w:style", "w:docDefaults", "Override", "Relationship")


def test_golden(golden: Callable[[str, bytes], None]) -> None:
    golden("output/lighthouse.docx.txt", lines(docx.write(samples.LIGHTHOUSE)))
    golden("output/quoted.docx.txt", lines(docx.write(samples.QUOTED)))
    golden("output/again.docx.txt", lines(docx.write(samples.AGAIN)))
    golden("output/numbered.docx.txt", lines(docx.bibliographies([samples.NUMBERED], samples.GERMAN, "de-DE")))
    golden("output/titled.docx.txt", lines(docx.bibliographies(samples.TITLED, Headings(), "en-GB")))


# --- read back ---


class Read:
    """A Word file as its reader sees it; notes are counted as ECMA-376 Part 1, 17.11 has it."""

    def __init__(self, data: bytes) -> None:
        self.parts = {name: ET.fromstring(text) for name, text in members(data).items()}  # noqa: S314 - our own
        self.document = self.parts["word/document.xml"]
        notes = self.parts.get("word/footnotes.xml")
        self.notes = {} if notes is None else {one.get(f"{W}id", ""): one for one in notes}
        start = self.document.find(f".//{W}sectPr/{W}footnotePr/{W}numStart")
        self.following = int(start.get(f"{W}val", "")) if start is not None else 1
        self.numbers: dict[str, str] = {}
        self.paragraphs = ["".join(self._shown(one)) for one in self.document.iter(f"{W}p")]

    def _shown(self, paragraph: ET.Element) -> Iterator[str]:
        for run in paragraph.iter(f"{W}r"):
            reference = run.find(f"{W}footnoteReference")
            if reference is not None:
                identity = reference.get(f"{W}id", "")
                if reference.get(f"{W}customMarkFollows") is None:
                    self.numbers[identity] = str(self.following)
                    self.following += 1
                    yield self.numbers[identity]
                else:
                    self.numbers[identity] = word_text(run)
            yield word_text(run)

    def note(self, identity: str) -> str:
        counted = self.notes[identity].find(f".//{W}footnoteRef") is not None
        return (self.numbers[identity] if counted else "") + word_text(self.notes[identity])


@given(samples.excerpts())
def test_marks_and_notes_are_those_of_the_excerpt(excerpt: Excerpt) -> None:
    read = Read(docx.write(excerpt))
    expected = samples.printed(excerpt, lambda mark: clean(mark.number))
    assert read.paragraphs[: len(expected)] == expected
    notes = [read.note(identity) for identity in read.numbers]
    assert notes == [f"{note.number} {clean(plain(note.content))}" for note in excerpt.notes]


@given(samples.excerpts())
def test_entries_survive(excerpt: Excerpt) -> None:
    written = [one for one in Read(docx.write(excerpt)).paragraphs if one]
    for each in excerpt.bibliographies:
        for entry in each.entries:
            texts = [*(line.content for line in laid_out(entry.content).lines), entry.annotation]
            expected = [clean(plain(text)) for text in texts]
            assert all(text in written for text in expected if text.strip())


def test_marks_that_come_back_refer_to_bookmarks() -> None:
    read = Read(docx.write(samples.AGAIN))
    assert read.paragraphs[3] == "Again.12 And †"
    bookmarks = [one.get(f"{W}name") for one in read.document.iter(f"{W}bookmarkStart")]
    fields = [one.text for one in read.document.iter(f"{W}instrText")]
    assert [re.findall(r" NOTEREF (\w+) \\f \\h ", one or "")[0] for one in fields] == bookmarks
    assert len(bookmarks) == 2
    assert len({one.get(f"{W}id") for one in read.document.iter(f"{W}bookmarkStart")}) == 2


def test_note_without_a_mark_is_printed_under_the_heading() -> None:
    read = Read(docx.write(samples.AGAIN))
    place = read.paragraphs.index("Notes")
    assert read.paragraphs[place + 1] == "99 No mark."


def test_styles_that_are_used_are_defined() -> None:
    read = Read(docx.write(samples.AGAIN))
    defined = {one.get(f"{W}styleId") for one in read.parts["word/styles.xml"].iter(f"{W}style")}
    used = {
        one.get(f"{W}val")
        for part in read.parts.values()
        for tag in ("pStyle", "rStyle", "basedOn", "next")
        for one in part.iter(f"{W}{tag}")
    }
    assert used <= defined
    assert {"Quote", "FootnoteText", "FootnoteReference", "Bibliography", "Hyperlink", "Title", "Heading1"} <= used


def test_every_part_has_a_type_and_a_relationship() -> None:
    parts = members(docx.write(samples.AGAIN))
    types = set(re.findall(r'PartName="/([^"]+)"', parts["[Content_Types].xml"]))
    related = {f"word/{one}" for one in re.findall(r'Target="([^"]+)"', parts["word/_rels/document.xml.rels"])}
    related |= set(re.findall(r'Target="([^"]+)"', parts["_rels/.rels"]))
    assert types == related == {name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"}


def test_text_from_right_to_left() -> None:
    excerpt = Excerpt((("שלום", NoteReference("1", "1")),), (SetNote("1", "1", ("הערה",)),), language="he-IL")
    parts = members(docx.write(excerpt))
    for name in ("word/document.xml", "word/footnotes.xml"):
        paragraphs = re.findall("<w:p>.*?</w:p>", parts[name])
        assert all("<w:bidi/>" in one for one in paragraphs)
    assert '<w:lang w:bidi="he-IL"/>' in parts["word/styles.xml"]
    assert parts["word/document.xml"].count("<w:bidi/></w:sectPr>") == 1


@pytest.mark.parametrize(("language", "width"), [("en-US", "12240"), ("en-GB", "11906"), ('"><', "11906")])
def test_page_and_language(language: str, width: str) -> None:
    parts = members(docx.write(Excerpt(language=language)))
    assert f'<w:pgSz w:w="{width}"' in parts["word/document.xml"]
    assert ("w:lang" in parts["word/styles.xml"]) == (language != '"><')


def test_the_style_has_the_first_bibliographys_whitespace() -> None:
    hanging = Bibliography(samples.TITLED[1].entries, hanging_indent=True)
    parts = members(docx.bibliographies([hanging, samples.NUMBERED], Headings(), "en"))
    assert re.search('w:styleId="Bibliography">.{0,200}<w:ind w:left="480" w:hanging="480"/>', parts["word/styles.xml"])
    indents = re.findall("<w:ind [^>]*>", parts["word/document.xml"])
    assert len(indents) == 4, "two lines of two entries"


def test_own_marks_are_for_word_alone() -> None:
    notes = Read(docx.write(samples.LIGHTHOUSE)).notes
    alternatives = {identity: note.find(f".//{MC}AlternateContent") for identity, note in notes.items()}
    told = {identity: [*found] for identity, found in alternatives.items() if found is not None}
    assert {identity: (choice.get("Requires"), word_text(choice)) for identity, (choice, _) in told.items()} == {
        "3": ("w15", "14"),
        "4": ("w15", "†"),
    }
    assert all(word_text(fallback) == "" for _, fallback in told.values())


def test_citekit_reads_the_notes_back() -> None:
    read = endnotes.read("a.docx", docx.write(samples.LIGHTHOUSE))
    assert [(note.number, note.text[:12]) for note in read.notes] == [
        ("11", "Ada Quill, *"),
        ("12", "“Minutes,” *"),
        ("14", "Quill, *Lamp"),
        ("†", "Editor: 1er "),
    ]


@given(samples.excerpts())
def test_the_same_bytes_whenever_it_is_written(excerpt: Excerpt) -> None:
    assert docx.write(excerpt) == docx.write(excerpt)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="needs pandoc")
def test_pandoc_reads_footnotes(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx.write(samples.LIGHTHOUSE))
    done = subprocess.run(
        ["pandoc", "a.docx", "-t", "markdown", "--wrap=none"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "[^1]: Ada Quill, *Lamps and Ledgers: The* Northern Star *Affair* (Leeds" in done.stdout
    assert "\n> 11\\. That is how his list begins[^3]; it goes on" in done.stdout
    assert "[^3]: Quill, *Lamps*, 300n2" in done.stdout
    assert "# Bibliography" in done.stdout
