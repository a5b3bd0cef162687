"""Word files: notes, citations and bibliographies read, and written back in place."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.documents import docx, format_of
from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.errors import UnreadableError
from citekit.model import Bibliography, BibliographyEntry, Citation, Cite, Key, Locator
from citekit.output.characters import clean
from citekit.richtext import ITALIC, SMALL_CAPS, Inlines, Styled, plain
from tests.documents.wordsamples import (
    COHEN,
    NAMESPACES,
    STYLES,
    WARD,
    code,
    control,
    field,
    item,
    mark,
    mendeley_tag,
    note,
    paragraph,
    prop,
    run,
    simple,
    to,
    word,
)

COURIER = '<w:rFonts w:ascii="Courier New"/><w:sz w:val="28"/><w:highlight w:val="yellow"/>'
SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
BIBL = ' ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY '
BIB = Bibliography((BibliographyEntry(Key("a"), ("Cohen, ", Styled(("Bukharin",), ITALIC))), BibliographyEntry(Key("b"), ("Ward.",))))  # fmt: skip  # noqa: E501


def read(body: str, **parts: str) -> Manuscript:
    return docx.read("a.docx", word(body, **parts))


def members(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def document(data: bytes) -> str:
    return members(data)["word/document.xml"]


def rewritten(manuscript: Manuscript, *cited: SetCited, notes: dict[str, Inlines] | None = None) -> dict[str, str]:
    return members(docx.rewrite(manuscript, Setting(cited, notes or {})))


def keys(manuscript: Manuscript) -> list[list[str]]:
    return [[cite.key for cite in one.citation.cites] for one in manuscript.cited]


def shown(xml: str) -> str:
    """Return the text of a document as Word shows it, notes as their ids in brackets."""
    from citekit.documents import xmltree  # noqa: PLC0415 - only here
    from citekit.findings import Source  # noqa: PLC0415 - only here

    pieces = []
    for one in xmltree.parse(Source("", xml)).walk():
        if isinstance(one, xmltree.Element) and one.name in ("footnoteReference", "endnoteReference"):
            pieces.append(f"[{next(value for name, value in one.attributes.items() if name.endswith('}id'))}]")
        elif isinstance(one, xmltree.Element) and one.name == "t":
            pieces.append(one.texts())
        elif isinstance(one, xmltree.Element) and one.name == "p":
            pieces.append("\n")
    return "".join(pieces).strip()


# --- citations that reference managers set ---------------------------------------------------------------

ZOTERO = code(item(COHEN, locator="290–91", label="page", prefix="see", suffix="so"))


@pytest.mark.parametrize(
    "written",
    [
        field(ZOTERO, run("(Cohen)")),
        field(ZOTERO, run("(Co"), run("hen)"), cuts=7),
        simple(ZOTERO, run("(Cohen)")),
        "<w:ins>" + field(ZOTERO, run("(Cohen)")) + "</w:ins>",
        mark("begin") + f"<w:ins><w:r><w:instrText>{ZOTERO}</w:instrText></w:r>{mark('separate')}</w:ins>"
        f"<w:del><w:r><w:delText>(old)</w:delText></w:r></w:del>{run('(Cohen)')}{mark('end')}",
        field("TOC", field(ZOTERO, run("(Cohen)"))),
        field(ZOTERO, "(", field("HYPERLINK x", run("(Cohen)"))),
        control(mendeley_tag(item(COHEN, locator="290–91", prefix="see ", suffix=" so")), run("(Cohen)")),
        field(ZOTERO.replace("ADDIN ZOTERO_ITEM ", "ADDIN "), run("(Cohen)")),
    ],
)
def test_fields_in_all_their_forms(written: str) -> None:
    found = read(paragraph(run("As "), written, run(". More")))
    (one,) = found.cited
    assert one.citation == Citation((Cite(Key("cohen1973"), Locator("page", "290–91"), ("see ",), (" so",)),))
    assert (one.before, one.after, one.blank, one.stop) == ("As ", ". More", 1, ".")
    assert plain(found.references.references[Key("cohen1973")].texts["title"]) == COHEN["title"]
    new = rewritten(found, SetCited((Styled(("New",), ITALIC),)))["word/document.xml"]
    assert shown(new) == "As New. More"
    assert "HYPERLINK" in written or new.count("fldChar") == written.count("fldChar")
    assert ZOTERO not in written or ZOTERO in new
    assert "<w:i/>" in new


def test_a_bookmark_is_a_field_whose_code_is_a_property() -> None:
    instruction = code(item(COHEN)).strip().removeprefix("ADDIN ")
    custom = prop("ZOTERO_BREF_x_1", instruction[:100]) + prop("ZOTERO_BREF_x_2", instruction[100:])
    start, end = '<w:bookmarkStart w:id="3" w:name="ZOTERO_BREF_x"/>', '<w:bookmarkEnd w:id="3"/>'
    found = read(paragraph(run("As "), start, run("(Cohen)"), end, run(".")), custom=custom)
    assert keys(found) == [["cohen1973"]]
    new = rewritten(found, SetCited(("New",)))["word/document.xml"]
    assert shown(new) == "As New."
    assert new.index(start) < new.index("New") < new.index(end)
    moved = rewritten(found, SetCited((), ("New.",)))
    assert shown(moved["word/document.xml"]) == "As.[1]"
    assert start in moved["word/footnotes.xml"]


def test_forms_of_a_cite() -> None:
    both = code({**item(COHEN), "suppress-author": True}, {**item(WARD, "WARD99"), "author-only": True})
    found = read(paragraph(field(both, run("x"))))
    assert [one.form for one in found.cited[0].citation.cites] == ["suppress-author", "author-only"]


def test_a_work_has_one_key_by_whatever_address_it_comes() -> None:
    local = {**item(COHEN), "uris": ["http://zotero.org/users/local/x/items/AAAA1111", "http://zotero.org/u/items/B"]}
    web = {**item(COHEN), "uris": ["http://zotero.org/u/items/B"]}
    other = {**item({**WARD, "citation-key": "cohen1973"}, "C"), "id": 9}
    nameless = item(WARD, "WXYZ9999")
    found = read(paragraph(*(field(code(one), run("x")) for one in (local, web, other, nameless))))
    assert keys(found) == [["cohen1973"], ["cohen1973"], ["cohen1973-2"], ["WXYZ9999"]]
    assert list(found.references.references) == ["cohen1973", "cohen1973-2", "WXYZ9999"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (field(" ADDIN ZOTERO_ITEM CSL_CITATION {nonsense ", run("x")), "whose data cannot be read"),
        (field(" ADDIN ZOTERO_ITEM CSL_CITATION {} ", run("x")), "cites nothing"),
        (field(" ADDIN Mendeley Citation{a-b-c} ", run("x")), "does not say what it cites"),
        (control("MENDELEY_CITATION_v3_!!", run("x")), "whose data cannot be read"),
        (field(ZOTERO, run("x")).removesuffix(mark("end")), "does not end in its paragraph"),
    ],
)
def test_odd_fields_are_told_and_left(written: str, message: str) -> None:
    found = read(paragraph(written))
    assert not found.cited
    assert [message in one.message for one in found.findings] == [True]


def test_a_citation_that_was_edited_by_hand_is_told() -> None:
    found = read(paragraph(field(code(item(COHEN), dontUpdate=True), run("x"))))
    assert len(found.cited) == 1
    assert "edited by hand" in found.findings[0].message


def test_what_the_document_asks_for() -> None:
    said = '<data><style id="http://www.zotero.org/styles/apa" locale="de-DE" hasBibliography="1"/></data>'
    found = read(paragraph(), custom=prop("ZOTERO_PREF_1", said[:20]) + prop("ZOTERO_PREF_2", said[20:]))
    assert (found.asked.style, found.asked.language) == ("http://www.zotero.org/styles/apa", "de-DE")
    said = '{"style": {"styleID": "http://www.zotero.org/styles/mla", "locale": "fr-FR"}}'
    found = read(paragraph(), custom=prop("ZOTERO_PREF_1", said))
    assert (found.asked.style, found.asked.language) == ("http://www.zotero.org/styles/mla", "fr-FR")


# --- typed citations -------------------------------------------------------------------------------------


def test_typed_citations_over_several_runs() -> None:
    body = paragraph(
        run("So [see @co", COURIER), "<w:proofErr/>", run("hen, p. 3; @ward]", COURIER), run(". As @x [4] says")
    )
    found = read(body)
    assert keys(found) == [["cohen", "ward"], ["x"]]
    assert [one.citation.mode for one in found.cited] == ["", "composite"]
    new = rewritten(found, SetCited(("(Cohen)",)), SetCited(("X (4)",)))["word/document.xml"]
    assert shown(new) == "So (Cohen). As X (4) says"
    assert new.count("Courier New") == 2  # "So ", and the citation
    assert "<w:proofErr/>" in new


def test_code_and_addresses_are_no_citations() -> None:
    body = paragraph(run("@a", '<w:rStyle w:val="VerbatimChar"/>'), run(" a@b.org")) + paragraph(
        run("@c"), style="SourceCode"
    )
    assert not read(body).cited


# --- notes -----------------------------------------------------------------------------------------------


def test_notes_with_numbers_bodies_and_chapters() -> None:
    numbering = '<w:numRestart w:val="eachSect"/><w:numFmt w:val="upperRoman"/>'
    section = f"<w:sectPr><w:footnotePr>{numbering}</w:footnotePr></w:sectPr>"
    body = (
        paragraph(run("One"), style="berschrift1")
        + paragraph(run("a"), to(2), run("b"), to(1, more=' w:customMarkFollows="1"', sign="†"), look=section)
        + paragraph(run("Two"), style="berschrift1")
        + paragraph(run("c"), to(3))
        + section
    )
    notes = (
        SEPARATOR + note(1, run("† Sign.")) + note(2, run(" See "), run("Pravda", "<w:i/>"), run(" & more.")) + note(3)
    )
    notes = notes.replace('<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve">†', "</w:r><w:r><w:t>†")
    found = read(body, footnotes=notes, styles=STYLES)
    assert [(one.identity, one.number, one.run, one.chapter) for one in found.notes] == [
        ("footnote2", "I", 0, "One"),
        ("footnote1", "†", 0, "One"),
        ("footnote3", "I", 1, "Two"),
    ]
    assert found.notes[0].parts == (("See ", Styled(("Pravda",), ITALIC), " & more."),)
    assert found.notes[1].parts == (("Sign.",),)
    place = found.notes[0].body
    text = found.parts[place.part].text[place.start : place.end]
    assert text.startswith("See ")
    assert text.endswith("&amp; more.</w:t></w:r>")


def test_a_note_is_set_whole_and_keeps_its_number() -> None:
    notes = note(1, run(" Old "), run("text", COURIER)).replace(
        "</w:footnote>", f"{paragraph(run('Second'))}</w:footnote>"
    )
    found = read(paragraph(run("a"), to(1)), footnotes=SEPARATOR + notes)
    new = rewritten(found, notes={"footnote1": ("New ", Styled(("one",), SMALL_CAPS))})["word/footnotes.xml"]
    assert shown(new) == "New one"
    assert new.count("<w:footnoteRef/>") == 1
    assert new.count("<w:p ") == 1
    assert docx.read("a.docx", docx.rewrite(found, Setting((), {"footnote1": ("New",)}))).notes[0].parts == (("New",),)


def test_citations_in_notes_stay_there() -> None:
    notes = (
        SEPARATOR + note(1, run(" See "), field(code(item(COHEN)), run("old")), run(", so.")) + note(2, run(" [@b]"))
    )
    found = read(paragraph(run("a"), to(1), run("b [@c]"), to(2)), footnotes=notes)
    assert [(one.note, one.citation.cites[0].key) for one in found.cited] == [
        ("footnote1", "cohen1973"),
        ("", "c"),
        ("footnote2", "b"),
    ]
    assert found.notes[0].parts == (("See ",), found.cited[0].citation, (", so.",))
    new = rewritten(found, SetCited(("New",)), SetCited(), SetCited(("B",)))
    assert shown(new["word/footnotes.xml"]).splitlines() == ["See New, so.", " B"]
    assert new["word/document.xml"] == document(found.data)


# --- new notes -------------------------------------------------------------------------------------------


def test_a_citation_becomes_a_note_behind_the_stop() -> None:
    body = paragraph(run("As [@a]. And "), field(ZOTERO, run("(Cohen)")), run(", too"), to(1), run(" [@b] end"))
    found = read(body, footnotes=SEPARATOR + note(1, run(" Old")), styles=STYLES)
    new = rewritten(found, *(SetCited((), (text,)) for text in ("A.", "B.", "C.")))
    assert shown(new["word/document.xml"]) == "As.[1] And,[2] too[3][4] end"
    assert ZOTERO not in new["word/document.xml"]
    assert ZOTERO in new["word/footnotes.xml"]  # the field goes along
    ids = [one.split('"')[0] for one in new["word/footnotes.xml"].split('<w:footnote w:id="')[1:]]
    assert ids == ["1", "2", "3", "4"]  # in the order of the text, by which LibreOffice pairs them
    assert shown(new["word/footnotes.xml"]).split() == ["A.", "B.", "Old", "C."]
    assert "Funotenzeichen" in new["word/document.xml"]
    assert {name: text for name, text in new.items() if name not in ("word/document.xml", "word/footnotes.xml")} == {
        name: text
        for name, text in members(found.data).items()
        if name not in ("word/document.xml", "word/footnotes.xml")
    }


def test_a_document_without_notes_gets_all_that_notes_need() -> None:
    found = read(paragraph(run("As Cohen [@a] says.")))
    new = rewritten(found, SetCited(None, ("A.",)))
    assert shown(new["word/document.xml"]) == "As Cohen [@a][1] says."
    assert '<Override PartName="/word/footnotes.xml"' in new["[Content_Types].xml"]
    assert 'Target="/word/footnotes.xml"' in new["word/_rels/document.xml.rels"]
    assert 'w:styleId="FootnoteText"' in new["word/styles.xml"]
    again = docx.read("a.docx", docx.rewrite(found, Setting((SetCited((), ("A.",)),))))
    assert [one.parts for one in again.notes] == [(("A.",),)]


def test_a_document_of_endnotes_gets_endnotes() -> None:
    found = read(paragraph(run("a"), to(1, "endnote"), run(" [@b]")), endnotes=note(1, run(" Old"), kind="endnote"))
    assert found.notes[0].kind == "endnote"
    new = rewritten(found, SetCited((), ("B.",)))
    assert shown(new["word/document.xml"]) == "a[1][2]"
    assert "word/footnotes.xml" not in new


def test_an_author_in_the_text_keeps_the_blank() -> None:
    new = rewritten(read(paragraph(run("So @a argues"))), SetCited(("Cohen",), ("A.",)))
    assert shown(new["word/document.xml"]) == "So Cohen[1] argues"


# --- bibliographies --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place",
    [
        paragraph(mark("begin"), f"<w:r><w:instrText>{BIBL}</w:instrText></w:r>", mark("separate"), run("Old"))
        + paragraph(run("Old 2"), mark("end")),
        paragraph(field(BIBL, run("Old"))),
        paragraph(field(" ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY ", run("Old"))),
        control("MENDELEY_BIBLIOGRAPHY", paragraph(run("Old")) + paragraph(run("Old 2 @x"))),
        paragraph(run("{#refs}")),
        '<w:bookmarkStart w:id="5" w:name="refs"/>'
        + paragraph(run("Old"), style="Bibliography")
        + '<w:bookmarkEnd w:id="5"/>',
    ],
)
def test_places_of_bibliographies(place: str) -> None:
    found = read(paragraph(run("A")) + place + paragraph(run("Z")), styles=STYLES)
    assert len(found.lists) == 1
    assert not found.cited
    new = members(docx.rewrite(found, Setting(lists=(BIB,))))
    assert shown(new["word/document.xml"]).split() == ["A", "Cohen,", "Bukharin", "Ward.", "Z"]
    assert new["word/document.xml"].count("fldChar") == place.count("fldChar")
    assert 'w:styleId="Bibliography"' in new["word/styles.xml"]
    assert '<w:basedOn w:val="Standard"/>' in new["word/styles.xml"]
    assert bool(docx.read("a.docx", docx.rewrite(found, Setting(lists=(BIB,)))).lists) == ("{#refs}" not in place)


@pytest.mark.parametrize(
    "place",
    [
        paragraph(mark("begin"), f"<w:r><w:instrText>{BIBL}</w:instrText></w:r>", run("Old"), mark("end")),
        paragraph(field(BIBL, run("Old")).replace('"separate"/></w:r><w:r>', '"separate"/>')),
        paragraph("<w:ins>" + field(BIBL, run("Old")) + "</w:ins>"),
        paragraph(field(BIBL, run("Old"), to(1))),
    ],
)
def test_a_bibliography_that_cannot_be_taken_out_is_left(place: str) -> None:
    found = read(place, footnotes=SEPARATOR + note(1, run(" A")))
    assert not found.lists
    assert docx.rewrite(found, Setting()) == found.data


def test_a_chapter_that_is_called_refs_is_no_bibliography() -> None:
    body = paragraph(run("Refs"), style="berschrift1") + paragraph(run("Text"))
    assert not read(f'<w:bookmarkStart w:id="5" w:name="refs"/>{body}<w:bookmarkEnd w:id="5"/>').lists


def test_a_bibliography_at_the_end_has_a_title() -> None:
    found = read(paragraph(run("A")) + "<w:sectPr/>", styles=STYLES)
    new = document(docx.rewrite(found, Setting(lists=(BIB,))))
    assert shown(new).split() == ["A", "Bibliography", "Cohen,", "Bukharin", "Ward."]
    assert new.index("Ward.") < new.index("<w:sectPr/>")
    assert '<w:pStyle w:val="berschrift1"/>' in new


# --- what stays ------------------------------------------------------------------------------------------

WHOLE = word(
    paragraph(run("As [@a]. And ", COURIER), field(ZOTERO, run("(Cohen)")), run(" so"), to(1))
    + paragraph(simple(ZOTERO, run("x")), control(mendeley_tag(item(WARD)), run("y")))
    + paragraph(field(BIBL, run("Old"))),
    footnotes=SEPARATOR + note(1, run(" See "), field(ZOTERO, run("old"))),
    styles=STYLES,
    custom=prop("ZOTERO_PREF_1", "<data/>"),
)


def test_nothing_set_is_the_same_file() -> None:
    found = docx.read("a.docx", WHOLE)
    assert docx.rewrite(found, Setting()) == WHOLE
    assert docx.rewrite(found, Setting(tuple(SetCited() for _ in found.cited))) == WHOLE


@given(st.data())
def test_only_what_is_set_changes(data: st.DataObject) -> None:
    others = "\xad\u2011\u2028\u2029"  # of which hyphens are elements
    text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters=others), max_size=8)
    sentence = data.draw(st.lists(st.sampled_from(["Word ", "[@a]", "[see @b, p. 3]", ". ", "<&", "“q”"]), max_size=8))
    joined = "".join(sentence)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(joined)), max_size=5)))
    edges = [0, *cuts, len(joined)]
    body = paragraph(*(run(joined[start:end]) for start, end in pairwise(edges) if start < end))
    found = read(body)
    places = [one for one in sentence if one.startswith("[")]
    assert len(found.cited) == len(places)
    new = data.draw(st.lists(text, min_size=len(places), max_size=len(places)))
    wanted = iter(new)
    expected = "".join(next(wanted) if one.startswith("[") else one for one in sentence)
    made = document(docx.rewrite(found, Setting(tuple(SetCited((one,)) for one in new))))
    assert shown(made) == clean(expected).strip()


def test_other_prefixes_and_strict_files() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = word(paragraph(run("As [@a].")))
    changed = document(data).replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    changed = (
        changed.replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w=", "xmlns:x=").replace(" w:", " x:")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members(data).items():
            archive.writestr(name, changed if name == "word/document.xml" else text)
    found = docx.read("a.docx", buffer.getvalue())
    assert keys(found) == [["a"]]
    new = document(docx.rewrite(found, Setting((SetCited(("New",)),))))
    assert shown(new) == "As New."
    assert f'xmlns:w="{strict}"' in new


# --- files that are none ---------------------------------------------------------------------------------


def changed(name: str, content: bytes | None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for own, text in members(WHOLE).items():
            if own != name:
                archive.writestr(own, text)
        if content is not None:
            archive.writestr(name, content)
    return buffer.getvalue()


DEEP = f"<w:document {NAMESPACES}>{'<w:p>' * 3000}{'</w:p>' * 3000}</w:document>".encode()
ENTITY = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><w:document {NAMESPACES}>&b;</w:document>'.encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"plain text", "not a Word file"),
        (b"", "not a Word file"),
        (WHOLE[:500], "a damaged Word file"),
        (WHOLE[:-30], "a damaged Word file"),
        (changed("word/document.xml", None), "not a Word file"),
        (changed("word/document.xml", b" " * 30_000_000), "too large when unpacked"),
        (changed("../../etc/passwd", b"x"), "leads out of it"),
        (changed("word/document.xml", b"<w:document>\xff</w:document>"), "not UTF-8"),
        (changed("word/document.xml", DEEP), "nested more than"),
        (changed("word/document.xml", ENTITY), "an entity is declared"),
        (changed("word/footnotes.xml", b"<w:footnotes"), "not well-formed"),
    ],
)
def test_hostile_and_damaged_files_are_one_error(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        docx.read("a.docx", data)


def test_the_format_is_known_by_what_is_in_it() -> None:
    assert format_of("a.txt", WHOLE) is docx
    assert not docx.fits(b"PK\x03\x04")
    assert not docx.fits(changed("[Content_Types].xml", b"<Types/>"))


@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=9), st.integers(4, len(WHOLE)))
def test_a_damaged_file_is_one_error(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    with contextlib.suppress(UnreadableError):
        found = docx.read("a.docx", bytes(data[:length]))
        docx.rewrite(found, Setting(tuple(SetCited((), ("New",)) for _ in found.cited)))


_BODY = document(WHOLE)


@given(st.lists(st.tuples(st.integers(0, len(_BODY) - 1), st.integers(0, 40)), min_size=1, max_size=4))
def test_a_damaged_text_is_one_error(cuts: list[tuple[int, int]]) -> None:
    text = _BODY
    for start, length in cuts:
        text = text[:start] + text[start + length :]
    with contextlib.suppress(UnreadableError):
        found = docx.read("a.docx", changed("word/document.xml", text.encode()))
        docx.rewrite(found, Setting(tuple(SetCited((), ("New",)) for _ in found.cited), lists=(BIB,)))


# --- with pandoc -----------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nText[^1] here [see @a, p. 3].\n\n[^1]: See *Pravda*, @b.\n")
    subprocess.run(["pandoc", "a.md", "-o", "a.docx"], cwd=tmp_path, check=True, timeout=60)
    data = (tmp_path / "a.docx").read_bytes()
    found = docx.read("a.docx", data)
    assert docx.rewrite(found, Setting()) == data
    new = docx.rewrite(found, Setting((SetCited(("B",)), SetCited((), ("A ", Styled(("Title",), ITALIC), ".")))))
    (tmp_path / "b.docx").write_bytes(new)
    made = subprocess.run(
        ["pandoc", "b.docx", "-t", "markdown"], cwd=tmp_path, check=True, timeout=60, capture_output=True
    )
    text = made.stdout.decode().replace("\r", "")
    assert text == "# One\n\nText[^1] here.[^2]\n\n[^1]: See *Pravda*, B.\n\n[^2]: A *Title*.\n"
