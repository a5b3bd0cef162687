"""RTF files, and what a reader that counts notes gets from them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from citekit.model import Excerpt, NoteReference, SetNote
from citekit.output import rtf
from citekit.output.characters import clean
from citekit.output.layout import laid_out
from citekit.richtext import BOLD, ITALIC, Format, Inlines, Link, Styled, plain
from tests.output import samples
from tests.output.richtextformat import read


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("{R&D} \\x",), r"\{R&D\} \\x"),
        ((Styled(("a", Styled(("b",), Format(style="normal"))), ITALIC),), r"{\i a}b"),
        ((Styled((Styled(("ü",), BOLD),), ITALIC),), r"{\i {\b \uc0\u252 }}"),
        ((Link(("a",), "javascript:x"),), "a"),
        (
            (Link(("a",), "https://example.org/b\\c"),),
            r'{\field{\*\fldinst{HYPERLINK "https://example.org/b%5Cc"}}{\fldrslt {\cs11\ul\cf1 a}}}',
        ),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert rtf.inlines(content) == expected


def test_golden_of_marks_that_come_back(golden: Callable[[str, bytes], None]) -> None:
    golden("output/again.rtf", rtf.write(samples.AGAIN))


@given(samples.inlines)
def test_every_character_survives(content: Inlines) -> None:
    assert read(f"{{{rtf.inlines(content)}\\par}}").paragraphs == [clean(plain(content))]


@given(samples.excerpts())
def test_marks_and_notes_are_those_of_the_excerpt(excerpt: Excerpt) -> None:
    written = read(rtf.write(excerpt).decode())
    expected = samples.printed(excerpt, lambda mark: clean(mark.number))
    assert [one.replace("\t", "") for one in written.paragraphs[: len(expected)]] == expected
    assert written.notes == [f"{note.number} {clean(plain(note.content))}" for note in excerpt.notes]


@given(samples.excerpts())
def test_entries_survive(excerpt: Excerpt) -> None:
    written = read(rtf.write(excerpt).decode()).paragraphs
    for each in excerpt.bibliographies:
        for entry in each.entries:
            texts = [*(line.content for line in laid_out(entry.content).lines), entry.annotation]
            assert all(text in written for text in (clean(plain(text)) for text in texts) if text.strip())


def test_marks_that_come_back_refer_to_bookmarks() -> None:
    source = rtf.write(samples.AGAIN).decode()
    references = re.findall(r"NOTEREF (\w+) ", source)
    assert references == re.findall(r"bkmkstart (\w+)}", source) == re.findall(r"bkmkend (\w+)}", source)
    assert len(set(references)) == 2
    assert "Again.12 And †" in read(source).paragraphs


def test_note_without_a_mark_is_printed_under_the_heading() -> None:
    paragraphs = read(rtf.write(samples.AGAIN).decode()).paragraphs
    assert paragraphs[paragraphs.index("Notes") + 1] == "99 No mark."


def test_label_is_before_a_tab() -> None:
    source = rtf.bibliographies([samples.NUMBERED], samples.GERMAN, "de-DE").decode()
    assert "[9]\tA. Quill, Lamps, 1962." in read(source).paragraphs
    assert source.count(r"\tx600\fi-600\li600") == 2


def test_styles_that_are_used_are_defined_and_no_others() -> None:
    for excerpt in (samples.LIGHTHOUSE, samples.AGAIN, Excerpt()):
        source = rtf.write(excerpt).decode()
        head, _, body = source.partition(r"{\footer")
        assert set(re.findall(r"\\s(\d+)", body)) == set(re.findall(r"\\s(\d+)", head))
        assert set(re.findall(r"\\cs(\d+)", body)) == set(re.findall(r"\\cs(\d+)", head))


def test_text_from_right_to_left() -> None:
    excerpt = Excerpt(
        (("שלום", NoteReference("1", "1")),), (SetNote("1", "1", (Styled(("הערה",), ITALIC),)),), language="he"
    )
    source = rtf.write(excerpt).decode()
    assert source.count(r"\rtlpar\qr") == 3 + 2, "three styles, two paragraphs"
    assert r"{\rtlch\ai\ltrch\i \uc0\u1492 " in source
    assert r"\deflang1037" in source


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="needs pandoc")
def test_pandoc_reads_footnotes(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rtf.write(samples.LIGHTHOUSE))
    done = subprocess.run(
        ["pandoc", "a.rtf", "-t", "markdown", "--wrap=none"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    if "Unknown input format" in done.stderr or "Unknown reader" in done.stderr:
        pytest.skip("this pandoc reads no RTF")
    assert "[^1]: Ada Quill, *Lamps and Ledgers: The" in done.stdout
