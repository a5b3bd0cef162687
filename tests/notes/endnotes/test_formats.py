"""Footnotes of Markdown, HTML and Word files, and which reader a file gets."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit import cli
from citekit.errors import UnreadableError, UsageError
from citekit.findings import Source
from citekit.notes.endnotes import docx, footnotes, html
from citekit.notes.endnotes.formats import read_notes
from citekit.notes.endnotes.inline import as_markup
from citekit.notes.prose import parse_prose
from citekit.richtext import plain

PANDOC = """<p>Text<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> and <a href="#sec">1</a>
<a href="#fn2" id="fnref2"><sup>2</sup></a></p><h2 id="sec">1</h2><section class="footnotes"><ol>
<li id="fn1"><p>Cohen, <em>Bukharin</em>, 12 * 3.<a href="#fnref1" role="doc-backlink">↩︎</a></p></li>
<li id="fn2"><p>Ibid.</p><p>And more. <a href="#fnref2">↩︎</a></p></li></ol></section>"""
WORD = """<html><body><p>Text<a style='x' href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a></p><div id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1">[1]</a> See <i>Pravda</i>, 3.</p></div></body></html>"""
WIKIPEDIA = """<p>Text<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p><ol class="references">
<li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span>
<span class="reference-text">Cohen 1973, p. 3.</span></li></ol>"""
EPUB = """<p>Text<a epub:type="noteref" href="#n7">7</a></p>
<aside epub:type="footnote" id="n7"><p>7. Cohen, <i>Bukharin</i>, 3.</p></aside>"""


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (PANDOC, [("1", "Cohen, *Bukharin*, 12 \\* 3."), ("2", "Ibid. And more.")]),
        (WORD, [("1", "See *Pravda*, 3.")]),
        (WIKIPEDIA, [("1", "Cohen 1973, p. 3.")]),
        (EPUB, [("7", "Cohen, *Bukharin*, 3.")]),
        ("<p>No notes.</p>", []),
        ("<h2>Notes</h2><p>1. Cohen.</p><p>2. Ibid.</p>", [("1", "Cohen."), ("2", "Ibid.")]),
        ("", []),
    ],
)
def test_footnotes_of_pages(page: str, found: list[tuple[str, str]]) -> None:
    assert [(note.number, note.text) for note in html.read(Source("p.html", page)).notes] == found


def test_footnotes_of_markdown() -> None:
    text = "One.[^a] Two.[^long]\n\n[^long]: Second\n    goes on.\n\n    And on.\n\nProse.\n\n[^a]: *First*.\n"
    read = footnotes.read(Source("n.md", text))
    assert [(note.number, note.text) for note in read.notes] == [("1", "*First*."), ("2", "Second goes on. And on.")]
    assert read.notes[1].where is not None
    assert read.notes[1].where.line == 3
    numbered = footnotes.read(Source("n.md", "x[^9] y[^12]\n\n[^12]: Two.\n[^9]: One.\n"))
    assert [(note.number, note.text) for note in numbered.notes] == [("9", "One."), ("12", "Two.")]
    assert [finding.message for finding in numbered.findings] == ["notes 10–11 are missing"]


_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(document: str, notes: str, endnotes: str = "", settings: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {_NS}><w:body>{document}</w:body></w:document>")
        archive.writestr("word/footnotes.xml", f"<w:footnotes {_NS}>{notes}</w:footnotes>")
        if endnotes:
            archive.writestr("word/endnotes.xml", f"<w:endnotes {_NS}>{endnotes}</w:endnotes>")
        archive.writestr("word/settings.xml", f"<w:settings {_NS}>{settings}</w:settings>")
    return buffer.getvalue()


def note(identity: int, runs: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{identity}"><w:p>{runs}</w:p></w:{kind}>'


def reference(identity: int, kind: str = "footnote", sign: str = "") -> str:
    custom = ' w:customMarkFollows="1"' if sign else ""
    text = f"<w:t>{sign}</w:t>" if sign else ""
    return f'<w:p><w:r><w:{kind}Reference w:id="{identity}"{custom}/>{text}</w:r></w:p>'


RUN = "<w:r><w:t>{}</w:t></w:r>"
ITALIC = "<w:r><w:rPr><w:i/></w:rPr><w:t>{}</w:t></w:r>"


def test_footnotes_of_word_are_numbered_by_their_references() -> None:
    texts = note(0, RUN.format("separator")) + note(
        3, RUN.format("Cohen, ") + ITALIC.format("Bukharin") + RUN.format(", 3.")
    )
    texts += note(2, RUN.format("Ibid.")) + note(5, RUN.format("Thanks."))
    document = reference(3) + reference(5, sign="*") + reference(2)
    read = docx.read("a.docx", word(document, texts))
    assert [(one.number, one.text) for one in read.notes] == [
        ("1", "Cohen, *Bukharin*, 3."),
        ("*", "Thanks."),
        ("2", "Ibid."),
    ]


def test_endnotes_and_sections_are_runs() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Two</w:t></w:r></w:p>'
    ended = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    texts = note(1, RUN.format("One.")) + note(2, RUN.format("Two."))
    data = word(
        reference(1) + ended + heading + reference(2) + reference(4, "endnote"),
        texts,
        note(4, RUN.format("Last."), "endnote"),
        '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
        '<w:endnotePr><w:numFmt w:val="lowerLetter"/></w:endnotePr>',
    )
    read = docx.read("a.docx", data)
    assert [(one.run, one.chapter, one.number, one.text) for one in read.notes] == [
        (0, "", "1", "One."),
        (1, "Two", "1", "Two."),
        (2, "", "a", "Last."),
    ]


def test_changes_and_fields_of_word() -> None:
    runs = (
        "<w:ins><w:r><w:t>New </w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:r><w:instrText>ADDIN ZOTERO</w:instrText></w:r><w:r><w:tab/><w:t>Cohen.</w:t></w:r>"
    )
    assert docx.read("a.docx", word(reference(1), note(1, runs))).notes[0].text == "New Cohen."


def test_notes_typed_as_paragraphs() -> None:
    paragraphs = ["He left.1 So it was.", "Notes", "1. Cohen, ", "[2] Ibid., 4."]
    document = "".join(f"<w:p>{RUN.format(text)}</w:p>" for text in paragraphs)
    document = document.replace("Cohen, </w:t></w:r>", f"Cohen, </w:t></w:r>{ITALIC.format('Bukharin')}")
    read = docx.read("a.docx", word(document, ""))
    assert [(one.number, one.text) for one in read.notes] == [("1", "Cohen, *Bukharin*"), ("2", "Ibid., 4.")]


@pytest.mark.parametrize("data", [b"PK\x03\x04nothing", word("<w:p>", "")])
def test_damaged_word_files(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        docx.read("a.docx", data)


def test_other_archives_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UnreadableError, match="not a Word file"):
        read_notes(str(path))


@pytest.mark.parametrize(
    ("name", "text", "texts"),
    [
        ("a.txt", "1. Cohen.\n2. Ibid.\n", ["Cohen.", "Ibid."]),
        ("a.md", "x[^1]\n\n[^1]: Cohen.\n", ["Cohen."]),
        ("a.md", "## Notes\n\n1. Cohen.\n", ["Cohen."]),
        ("a.htm", PANDOC, ["Cohen, *Bukharin*, 12 \\* 3.", "Ibid. And more."]),
        ("a", f"<!doctype html>{WORD}", ["See *Pravda*, 3."]),
    ],
)
def test_a_file_finds_its_reader(name: str, text: str, texts: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert [one.text for one in read_notes(str(tmp_path / name)).notes] == texts


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n", "a damaged PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word file"),
        (rb"{\rtf1\ansi 1. Ward.\par}", "an RTF file"),
        (b"\x00\x01\x02", "not"),
        (b"\xff\xfa1. Ward", "not UTF-8 text"),
    ],
)
def test_what_is_not_read(data: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    assert cli.run(["ledger", "notes", str(tmp_path / "a.docx")]) == 2
    assert f"error: {message}" in capsys.readouterr().err


def test_no_notes_are_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Nothing.\n")
    with pytest.raises(UsageError, match="no notes found"):
        read_notes(str(tmp_path / "a.txt"))
    assert cli.run(["ledger", "notes", str(tmp_path / "a.txt")]) == 2
    assert "hint: notes begin with their number" in capsys.readouterr().err


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("One\n\n1. Cohen.\n\nTwo\n\n1. Lih.\n3. Ibid.\n")
    assert cli.run(["ledger", "notes", str(tmp_path / "a.txt")]) == 1
    printed = capsys.readouterr()
    assert printed.out == "One\n1. Cohen.\n\nTwo\n1. Lih.\n3. Ibid.\n"
    assert "note 2 is missing" in printed.err


@given(st.lists(st.tuples(st.text(max_size=8), st.booleans())))
def test_markup_says_what_the_pieces_say(pieces: list[tuple[str, bool]]) -> None:
    said = plain(parse_prose(as_markup(pieces)))
    assert said.split() == "".join(text for text, _ in pieces).split()


@given(st.text(alphabet='<>/="# apli1↩', max_size=120))
def test_no_page_is_too_odd(text: str) -> None:
    html.read(Source("p.html", text))


def test_ranges_of_markdown_have_a_dash() -> None:
    (one,) = footnotes.read(Source("n.md", "x[^1]\n\n[^1]: Cohen, 290--91, a--b.\n")).notes
    assert one.text == "Cohen, 290–91, a--b."
