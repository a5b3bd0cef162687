"""Footnotes and endnotes of Word files."""

from __future__ import annotations

import contextlib
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.errors import UnreadableError
from citekit.notes.endnotes import docx
from citekit.notes.endnotes.found import Endnotes

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def archive(**parts: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in parts.items():
            root = {"document": "document"}.get(name, name)
            body = f"<w:body>{content}</w:body>" if name == "document" else content
            member = zipfile.ZipInfo(f"word/{name}.xml")
            member.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(member, f"<w:{root} {_W} {_MC}>{body}</w:{root}>")
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def note(identity: int, runs: str = "", kind: str = "footnote", style: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = runs or run(f"N{identity}.")
    return f'<w:{kind} w:id="{identity}"><w:p>{style}<w:r><w:footnoteRef/></w:r>{runs}</w:p></w:{kind}>'


def to(identity: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"{more}/></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def read(document: str, notes: str, **parts: str) -> Endnotes:
    return docx.read("a.docx", archive(document=document, footnotes=notes, **parts))


def numbers(read_: Endnotes) -> list[tuple[int, str, str]]:
    return [(one.run, one.number, one.text) for one in read_.notes]


THREE = note(1) + note(2) + note(3)


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", ["1", "2", "3"]),
        ('<w:numStart w:val="7"/>', ["7", "8", "9"]),
        ('<w:numFmt w:val="lowerRoman"/>', ["i", "ii", "iii"]),
        ('<w:numFmt w:val="upperRoman"/><w:numStart w:val="4"/>', ["IV", "V", "VI"]),
        ('<w:numFmt w:val="lowerLetter"/><w:numStart w:val="26"/>', ["z", "aa", "bb"]),
        ('<w:numFmt w:val="chicago"/><w:numStart w:val="4"/>', ["§", "**", "††"]),
    ],
)
def test_how_numbers_look(settings: str, found: list[str]) -> None:
    document = paragraph(to(3), to(1)) + paragraph(to(2))
    read_ = read(document, THREE, settings=f"<w:footnotePr>{settings}</w:footnotePr>")
    assert [one.number for one in read_.notes] == found
    assert [one.text for one in read_.notes] == ["N3.", "N1.", "N2."]


def test_a_section_has_its_own_numbering() -> None:
    own = '<w:sectPr><w:footnotePr><w:numRestart w:val="eachSect"/><w:numStart w:val="5"/></w:footnotePr></w:sectPr>'
    document = paragraph(to(1)) + paragraph(properties="<w:sectPr/>") + paragraph(to(2), to(3), properties=own)
    assert numbers(read(document, THREE)) == [(0, "1", "N1."), (1, "5", "N2."), (1, "6", "N3.")]


def test_pages_are_where_word_laid_them_out() -> None:
    settings = '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    document = paragraph(to(1), to(2), "<w:r><w:lastRenderedPageBreak/></w:r>", to(3))
    read_ = read(document, THREE, settings=settings)
    assert numbers(read_) == [(0, "1", "N1."), (0, "2", "N2."), (1, "1", "N3.")]
    assert read_.findings == ()
    (finding,) = read(paragraph(to(1), to(2)), THREE, settings=settings).findings
    assert finding.rule == "pages-unknown"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", ["1", "2"]),
        ("<w:endnotePr/>", ["i", "ii"]),
        ('<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>', ["1", "2"]),
    ],
)
def test_endnotes_are_roman_where_word_is_not_told(settings: str, found: list[str]) -> None:
    notes = note(1, kind="endnote") + note(2, kind="endnote")
    data = archive(document=paragraph(to(2, "endnote"), to(1, "endnote")), endnotes=notes, settings=settings)
    assert [one.number for one in docx.read("a.docx", data).notes] == found


def test_a_sign_that_the_author_chose() -> None:
    custom = ' w:customMarkFollows="1"'
    document = paragraph(to(1), to(2, more=custom), run("†"), to(3))
    assert numbers(read(document, note(1) + note(2, run("† ") + run("Thanks.")) + note(3))) == [
        (0, "1", "N1."),
        (0, "†", "Thanks."),
        (0, "2", "N3."),
    ]
    symbol = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:sym w:font="Symbol" w:char="F02A"/></w:r>'
    assert numbers(read(paragraph(symbol), note(1, run("* Thanks.")))) == [(0, "*", "Thanks.")]


def test_what_is_deleted_has_no_number() -> None:
    gone = f'<w:del w:id="9">{to(1)}</w:del><w:moveFrom w:id="8">{to(2)}</w:moveFrom>'
    moved = f'<w:moveFrom w:id="7">{run("gone ")}</w:moveFrom><w:moveTo w:id="6">{run("here")}</w:moveTo>'
    assert numbers(read(paragraph(gone, to(3)), THREE.replace(run("N3."), moved))) == [(0, "1", "here")]


def test_boxes_count_once() -> None:
    box = f"<w:txbxContent>{paragraph(to(1))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    assert numbers(read(paragraph(both, to(2)), THREE)) == [(0, "1", "N1."), (0, "2", "N2.")]


STYLES = (
    '<w:style w:styleId="Em"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:styleId="Kind"><w:basedOn w:val="Em"/></w:style>'
    '<w:style w:styleId="Off"><w:basedOn w:val="Em"/><w:rPr><w:i w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    '<w:style w:styleId="U1"><w:name w:val="heading 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "style", "text"),
    [
        ("<w:i/>", "", "*Harvest*"),
        ('<w:i w:val="false"/>', "", "Harvest"),
        ('<w:rStyle w:val="Em"/>', "", "*Harvest*"),
        ('<w:rStyle w:val="Kind"/>', "", "*Harvest*"),
        ('<w:rStyle w:val="Off"/>', "", "Harvest"),
        ('<w:rStyle w:val="A"/>', "", "Harvest"),
        ("", "Em", "*Harvest*"),
        ('<w:rStyle w:val="Em"/>', "Em", "Harvest"),
        ("<w:i/>", "Em", "*Harvest*"),
        ("<w:vanish/>", "", ""),
    ],
)
def test_italics(properties: str, style: str, text: str) -> None:
    read_ = read(paragraph(to(1)), note(1, run("Harvest", properties), style=style), styles=STYLES)
    assert read_.notes[0].text == text


def test_chapters_are_known_by_the_names_of_styles() -> None:
    heading = '<w:pStyle w:val="U1"/>'
    settings = '<w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    document = paragraph(run("The "), run("Mill"), properties=heading) + paragraph(to(1), properties="<w:sectPr/>")
    document += paragraph(run("The Fire"), properties=heading) + paragraph(to(2))
    read_ = read(document, THREE, settings=settings, styles=STYLES)
    assert [(one.run, one.number, one.chapter) for one in read_.notes] == [(0, "1", "The Mill"), (1, "1", "The Fire")]


def test_a_numbered_list_of_notes() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    document = paragraph(run("Text.")) + paragraph(run("Notes"))
    document += paragraph(run("Ward."), properties=item) + paragraph(run("Ibid."), properties=item)
    data = archive(document=document, numbering=numbering)
    assert numbers(docx.read("a.docx", data)) == [(0, "3", "Ward."), (0, "4", "Ibid.")]


def test_strict_files_and_parts_with_other_names() -> None:
    strict = _W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document2.xml", f"<w:document {strict}><w:body>{paragraph(to(1))}</w:body></w:document>")
        file.writestr("word/f.xml", f"<w:footnotes {strict}>{THREE}</w:footnotes>")
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="t"><Override PartName="/word/document2.xml" ContentType="{kind}.document.main+xml"/>'
            f'<Override PartName="/word/f.xml" ContentType="{kind}.footnotes+xml"/></Types>',
        )
    assert numbers(docx.read("a.docx", buffer.getvalue())) == [(0, "1", "N1.")]


def test_entities_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(
            "word/document.xml",
            f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><w:document {_W}>&b;</w:document>',
        )
    with pytest.raises(UnreadableError, match="declares entities"):
        docx.read("a.docx", buffer.getvalue())


def test_bombs_are_refused() -> None:
    with pytest.raises(UnreadableError, match="too large when unpacked"):
        docx.read("a.docx", archive(document=" " * 30_000_000))


WHOLE = archive(document=paragraph(to(1)), footnotes=THREE, styles=STYLES)


@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=30), st.integers(4, len(WHOLE))
)
def test_a_damaged_file_is_one_error(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    with contextlib.suppress(UnreadableError):
        docx.read("a.docx", bytes(data[:length]))
