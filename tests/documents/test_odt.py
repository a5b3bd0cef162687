"""OpenDocument texts: notes, citations and bibliographies read, and written back in place."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import zipfile
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.archives import archive_of
from citekit.documents import docx, format_of, odt, xmltree
from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.errors import UnreadableError
from citekit.findings import Source
from citekit.model import Bibliography, BibliographyEntry, Citation, Cite, Key, Locator
from citekit.output.odf import NAMESPACES
from citekit.richtext import BOLD, ITALIC, Inlines, Styled
from tests.documents.wordsamples import COHEN, citation, item

BINDINGS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
FIELD = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2" style:family="text" style:parent-style-name="T1">'
    '<style:text-properties fo:font-weight="bold" fo:font-style="normal"/></style:style>'
)
ZOTERO = f"ZOTERO_ITEM CSL_CITATION {json.dumps(citation(item(COHEN, locator='290–91', prefix='see')))}"
CITED = Citation((Cite(Key("cohen1973"), Locator("page", "290–91"), ("see ",)),))
BIB = Bibliography((BibliographyEntry(Key("a"), (Styled(("Bukharin",), ITALIC),)), BibliographyEntry(Key("b"), ("Ward.",))))  # fmt: skip  # noqa: E501


def text(body: str, properties: str = "", **members: bytes) -> bytes:
    """Return an OpenDocument text."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {BINDINGS} {FIELD}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    meta = f"<office:document-meta {BINDINGS}><office:meta>{properties}</office:meta></office:document-meta>"
    own = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(),
        "meta.xml": meta.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }
    return archive_of(own | members, first="mimetype")


def p(*inner: str) -> str:
    return f'<text:p text:style-name="Standard">{"".join(inner)}</text:p>'


def note(identity: str, number: str, *inner: str, kind: str = "footnote") -> str:
    body = f'<text:p text:style-name="Footnote">{"".join(inner)}</text:p>'
    return (
        f'<text:note text:id="{identity}" text:note-class="{kind}"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{body}</text:note-body></text:note>"
    )


def marked(code: str, inner: str) -> str:
    name = escape(f"{code} RNDabc")
    return f'<text:reference-mark-start text:name="{name}"/>{inner}<text:reference-mark-end text:name="{name}"/>'


def field(code: str, inner: str) -> str:
    param = f'<field:param field:name="vnd.oasis.opendocument.field.code" field:value="{escape(code)}"/>'
    start = f'<field:fieldmark-start text:name="B" field:type="x">{param}</field:fieldmark-start>'
    return f"{start}<field:fieldmark-separator/>{inner}<field:fieldmark-end/>"


def read(body: str, properties: str = "") -> Manuscript:
    return odt.read("a.odt", text(body, properties))


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


def rewritten(found: Manuscript, *cited: SetCited, notes: dict[str, Inlines] | None = None) -> str:
    return content(odt.rewrite(found, Setting(cited, notes or {})))


def shown(xml: str) -> str:
    """Return what is shown, with notes in brackets."""
    root = xmltree.parse(Source("", xml))
    pieces = []
    for one in root.walk():
        if isinstance(one, xmltree.Text) and one.parent.name != "note-citation":
            pieces.append(one.text)
        elif isinstance(one, xmltree.Element) and one.name in ("s", "tab"):
            pieces.append(" ")
        elif isinstance(one, xmltree.Element) and one.name == "note":
            pieces.append("^")
        elif isinstance(one, xmltree.Element) and one.name in ("p", "h"):
            pieces.append("" if any(up.name == "note-body" for up in one.ancestors()) else "\n")
    return "".join(pieces).strip()


@pytest.mark.parametrize(
    "written",
    [
        marked(ZOTERO, "(Cohen)"),
        marked(ZOTERO, '(<text:span text:style-name="T1">Co</text:span>hen)'),
        marked(f"CSL_CITATION {ZOTERO.partition('CSL_CITATION ')[2]}", "(Cohen)"),
        marked(ZOTERO, 'x<text:change text:change-id="c1"/>y'),
        field(f"ADDIN {ZOTERO}", "(Cohen)"),
        marked(ZOTERO, ""),
    ],
)
def test_marks_of_zotero(written: str) -> None:
    found = read(p("As ", written, ". More"))
    (one,) = found.cited
    assert one.citation == CITED
    assert (one.before, one.after, one.blank, one.stop) == ("As ", ". More", 1, ".")
    new = rewritten(found, SetCited(("New & ", Styled(("b",), BOLD))))
    assert shown(new) == "As New & b. More"
    assert new.count("reference-mark") == written.count("reference-mark")
    assert 'style:name="citekit-b"' in new
    assert odt.read("a.odt", odt.rewrite(found, Setting((SetCited(("New",)),)))).cited[0].citation == CITED
    moved = rewritten(found, SetCited((), ("New.",)))
    assert shown(moved) == "As.^New. More"


def test_bookmarks_and_preferences_stand_in_the_properties() -> None:
    pieces = {"ZOTERO_BREF_x_1": ZOTERO[:100], "ZOTERO_BREF_x_2": ZOTERO[100:]}
    pieces["ZOTERO_PREF_1"] = '<data><style id="http://www.zotero.org/styles/apa" locale="de-DE"/></data>'
    properties = "".join(
        f'<meta:user-defined meta:name="{name}">{escape(said)}</meta:user-defined>' for name, said in pieces.items()
    )
    start, end = (f'<text:bookmark-{edge} text:name="ZOTERO_BREF_x"/>' for edge in ("start", "end"))
    found = read(p("As ", start, "(Cohen)", end, "."), properties)
    assert found.cited[0].citation == CITED
    assert (found.asked.style, found.asked.language) == ("http://www.zotero.org/styles/apa", "de-DE")
    assert list(found.references.references) == ["cohen1973"]


def test_typed_citations_and_notes_are_read_and_written() -> None:
    body = (
        '<text:h text:outline-level="1">One</text:h>'
        + p(
            "So [<text:span>@a</text:span>, p. 3]",
            note("n1", "1", "<text:s/>See ", '<text:span text:style-name="T1">P</text:span> @b.'),
        )
        + '<text:h text:outline-level="1">Two</text:h>'
        + p(
            "x",
            note("n2", "1", '<text:span text:style-name="T2">Old</text:span>'),
            note("n3", "i", "End", kind="endnote"),
        )
    )
    found = read(body)
    notes = [(one.identity, one.number, one.run, one.chapter, one.kind) for one in found.notes]
    assert notes == [
        ("n1", "1", 0, "One", "footnote"),
        ("n2", "1", 1, "Two", "footnote"),
        ("n3", "i", 2, "Two", "endnote"),
    ]
    assert found.notes[0].parts == (("See ", Styled(("P",), ITALIC), " "), found.cited[1].citation, (".",))
    assert found.notes[1].parts == ((Styled(("Old",), BOLD),),)
    assert [(one.note, one.citation.cites[0].key) for one in found.cited] == [("", "a"), ("n1", "b")]
    assert found.cited[0].citation.cites[0].locator == Locator("page", "3")
    new = rewritten(found, SetCited(("A",)), SetCited(("B",)), notes={"n2": ("New",)})
    assert shown(new).splitlines() == ["One", "So A^ See P B.", "Two", "x^New^End"]


def test_deleted_text_and_code_are_not_read() -> None:
    changes = "<text:tracked-changes><text:changed-region><text:deletion>" + p("[@gone]")
    changes += "</text:deletion></text:changed-region></text:tracked-changes>"
    code = '<text:p text:style-name="Preformatted_20_Text">[@code]</text:p>'
    assert not read(changes + code + p("a@b.org")).cited


def test_a_new_note_stands_behind_the_stop() -> None:
    found = read(p("As <text:s/>[@a]. And [@b], ", note("ftn0", "1", "Old"), "so @c argues"))
    new = rewritten(found, SetCited((), ("A.",)), SetCited((), ("B.",)), SetCited(("C",), ("C.",)))
    assert shown(new) == "As.^A. And,^B. ^Oldso C^C. argues"
    assert odt.read("a.odt", odt.rewrite(found, Setting((SetCited((), ("A.",)),)))).notes[0].parts == (("A.",),)


@pytest.mark.parametrize(
    "place",
    [
        f'<text:section text:name="ZOTERO_BIBL {{}} CSL_BIBLIOGRAPHY RNDx">{p("Old @x")}{p("Old")}</text:section>',
        '<text:section text:name="refs">\n</text:section>',
        p("{#refs}"),
        p(field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", f"Old</text:p>{p('Old 2')[:-9]}")),
    ],
)
def test_places_of_bibliographies(place: str) -> None:
    found = read(p("A") + place + p("Z"))
    assert len(found.lists) == 1
    assert not found.cited
    new = content(odt.rewrite(found, Setting(lists=(BIB,))))
    assert shown(new).split() == ["A", "Bukharin", "Ward.", "Z"]
    assert new.count("fieldmark-end") == place.count("fieldmark-end")
    assert 'style:parent-style-name="Bibliography_20_1"' in new


def test_a_bibliography_at_the_end_has_a_title() -> None:
    new = content(odt.rewrite(read(p("A")), Setting(lists=(BIB,))))
    assert shown(new).split() == ["A", "Bibliography", "Bukharin", "Ward."]


def test_a_chapter_that_is_called_refs_is_no_bibliography() -> None:
    heading = '<text:h><text:bookmark-start text:name="refs"/>Refs<text:bookmark-end text:name="refs"/></text:h>'
    assert not read(heading).lists


WHOLE = text(p("As [@a]. ", marked(ZOTERO, "x"), note("n1", "1", "See ", marked(ZOTERO, "y"))) + p("{#refs}"))


def test_nothing_set_is_the_same_file() -> None:
    found = odt.read("a.odt", WHOLE)
    assert odt.rewrite(found, Setting()) == WHOLE
    assert odt.rewrite(found, Setting(tuple(SetCited() for _ in found.cited))) == WHOLE


def test_only_the_content_changes() -> None:
    found = odt.read("a.odt", WHOLE)
    with (
        zipfile.ZipFile(io.BytesIO(WHOLE)) as old,
        zipfile.ZipFile(io.BytesIO(odt.rewrite(found, Setting((SetCited(("New",)),))))) as new,
    ):
        assert new.namelist() == old.namelist()
        assert [name for name in old.namelist() if old.read(name) != new.read(name)] == ["content.xml"]
        assert new.infolist()[0].compress_type == zipfile.ZIP_STORED


@given(st.data())
def test_only_what_is_set_changes(data: st.DataObject) -> None:
    parts = ["Word", " ", "[@a]", "[see @b, p. 3]", ". ", "&lt;&amp;", "“q”", "<text:s/>", "<text:span>x</text:span>"]
    sentence = data.draw(st.lists(st.sampled_from(parts), max_size=8))
    found = read(p("!", *sentence, "!"))
    count = sum(one.startswith("[") for one in sentence)
    assert len(found.cited) == count
    new = data.draw(st.lists(st.text("aé< &", max_size=5), min_size=count, max_size=count))
    wanted = iter(new)
    expected = [escape(next(wanted), quote=False) if one.startswith("[") else one for one in sentence]
    made = rewritten(found, *(SetCited((one,)) for one in new))
    assert shown(made) == shown(f"<a {BINDINGS}>{p('!', *expected, '!')}</a>")


def changed(name: str, data: bytes | None) -> bytes:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        members = {own: archive.read(own) for own in archive.namelist() if own != name}
    return archive_of(members if data is None else members | {name: data}, first="mimetype")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"plain text", "not an OpenDocument text"),
        (WHOLE[:300], "a damaged OpenDocument text"),
        (changed("content.xml", None), "not an OpenDocument text"),
        (changed("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "not an OpenDocument text"),
        (changed("content.xml", b" " * 30_000_000), "too large when unpacked"),
        (changed("../x", b"x"), "leads out of it"),
        (changed("content.xml", b"<a>\xff</a>"), "not UTF-8"),
        (changed("content.xml", b"<a><b></a>"), "not well-formed"),
        (changed("content.xml", b"<a/>"), "not an OpenDocument text"),
        (changed("content.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "an entity is declared"),
        (changed("META-INF/manifest.xml", b"<manifest:encryption-data/>"), "an encrypted OpenDocument text"),
    ],
)
def test_hostile_and_damaged_files_are_one_error(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        odt.read("a.odt", data)


def test_the_format_is_known_by_what_is_in_it() -> None:
    assert format_of("a.docx", WHOLE) is odt
    with pytest.raises(UnreadableError, match="not a Word file"):
        docx.read("a.docx", WHOLE)


_CONTENT = content(WHOLE)


@given(st.lists(st.tuples(st.integers(0, len(_CONTENT) - 1), st.integers(0, 40)), min_size=1, max_size=4))
def test_a_damaged_text_is_one_error(cuts: list[tuple[int, int]]) -> None:
    damaged = _CONTENT
    for start, length in cuts:
        damaged = damaged[:start] + damaged[start + length :]
    with contextlib.suppress(UnreadableError):
        found = odt.read("a.odt", changed("content.xml", damaged.encode()))
        odt.rewrite(found, Setting(tuple(SetCited((), ("New",)) for _ in found.cited), lists=(BIB,)))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_what_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nText[^1] here [see @a, p. 3].\n\n[^1]: See *Pravda*, @b.\n")
    subprocess.run(["pandoc", "a.md", "-o", "a.odt"], cwd=tmp_path, check=True, timeout=60)
    data = (tmp_path / "a.odt").read_bytes()
    found = odt.read("a.odt", data)
    new = odt.rewrite(found, Setting((SetCited(("B",)), SetCited((), ("A ", Styled(("Title",), ITALIC), ".")))))
    (tmp_path / "b.odt").write_bytes(new)
    command = ["pandoc", "b.odt", "-t", "markdown"]
    made = subprocess.run(command, cwd=tmp_path, check=True, timeout=60, capture_output=True).stdout.decode()
    assert (
        made.replace("[]{#anchor}", "") == "# One\n\nText[^1] here.[^2]\n\n[^1]: See *Pravda*, B.\n\n[^2]: A *Title*.\n"
    )
