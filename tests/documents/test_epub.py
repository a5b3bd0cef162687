"""Books of the EPUB kind, read as one and written back with all else as it was."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from citekit import documents
from citekit.archives import archive_of
from citekit.documents import epub
from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.errors import CitekitError, UnreadableError

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"'
OPS = ' xmlns:epub="http://www.idpf.org/2007/ops"'
XHTML_11 = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
ONE = (
    f'{HEAD}{OPS}><body><h1>One</h1><p>a<a id="r1" href="notes.xhtml#n1" epub:type="noteref">1</a> [@x].</p>'
    '<p>b<a id="r2" href="notes.xhtml#n2" epub:type="noteref">2</a></p></body></html>'
)
TWO = f'{HEAD}><body><h1>Two</h1><p>c<a id="r1" href="../text/notes.xhtml#m1">1</a></p></body></html>'
NOTES = (
    f'{HEAD}><body><h1>Notes</h1><p id="n1"><a href="one.xhtml#r1">1.</a> Ward.</p>'
    '<p id="n2"><a href="one.xhtml#r2">2.</a> @y [p. 3].</p><h2>Two</h2>'
    '<p id="m1"><a href="tw%6F.xhtml#r1">1.</a> Reed.</p></body></html>'
)


def book(texts: dict[str, str], extra: dict[str, str] | None = None) -> bytes:
    items = "".join(
        f'<item id="i{place}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for place, name in enumerate(texts)
    )
    spine = "".join(f'<itemref idref="i{place}"/>' for place in range(len(texts)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:language>de</dc:language></metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OEBPS/p.opf": package}
    members |= {f"OEBPS/text/{name}": text for name, text in texts.items()} | (extra or {})
    return archive_of({name: text.encode() for name, text in members.items()}, first="mimetype")


BOOK = book({"one.xhtml": ONE, "two.xhtml": TWO, "notes.xhtml": NOTES})


def body(manuscript: Manuscript, index: int) -> str:
    place = manuscript.notes[index].body
    return manuscript.parts[place.part].text[place.start : place.end]


def test_marks_lead_to_notes_in_another_file() -> None:
    manuscript = documents.read("b.zip", BOOK)
    assert (manuscript.format, manuscript.asked.language) == ("epub", "de")
    assert list(manuscript.parts) == [f"OEBPS/text/{name}.xhtml" for name in ("one", "two", "notes")]
    assert [(one.number, one.run, one.chapter) for one in manuscript.notes] == [
        ("1", 0, "One"),
        ("2", 0, "One"),
        ("1", 1, "Two"),
    ]
    assert [body(manuscript, one) for one in range(3)] == ["Ward.", "@y [p. 3].", "Reed."]
    assert [one.marks[0].part for one in manuscript.notes] == [
        "OEBPS/text/one.xhtml",
        "OEBPS/text/one.xhtml",
        "OEBPS/text/two.xhtml",
    ]
    assert [(one.citation.cites[0].key, one.note) for one in manuscript.cited] == [
        ("x", ""),
        ("y", "OEBPS/text/notes.xhtml#n2"),
    ]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_documents_that_change_are_others() -> None:
    manuscript = epub.read("b.epub", BOOK)
    changed = epub.rewrite(manuscript, Setting((SetCited((), ("New.",)), SetCited())))
    before, after = members(BOOK), members(changed)
    assert [name for name in after if after[name] != before[name]] == ["OEBPS/text/one.xhtml"]
    text = after["OEBPS/text/one.xhtml"].decode()
    assert 'epub:type="noteref" role="doc-noteref"' in text
    assert text.index("<p>b") < text.index('<section epub:type="endnotes"') < text.index("</body>")
    again = epub.read("b.epub", changed)
    assert [one.number for one in again.notes] == ["1", "3", "2", "1"]
    assert epub.rewrite(manuscript, Setting()) == BOOK


def test_an_old_book_gets_nothing_that_its_pages_may_not_have() -> None:
    page = f"{XHTML_11}<html xmlns='http://www.w3.org/1999/xhtml'><body><p>a [@x].</p></body></html>"
    manuscript = epub.read("b.epub", book({"a.xhtml": page}))
    text = members(epub.rewrite(manuscript, Setting((SetCited((), ("New.",)),))))["OEBPS/text/a.xhtml"].decode()
    assert '<p id="fn1"><a href="#fnref1">1.</a> New.</p>' in text
    assert not any(word in text for word in ("role=", "data-", "epub:type", "<section", "aria-"))


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData '
    'xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
)


def test_encrypted_text_is_refused_and_obfuscated_fonts_are_not() -> None:
    name = "META-INF/encryption.xml"
    fonts = book({"one.xhtml": ONE}, {name: ENCRYPTED.format("http://www.idpf.org/2008/embedding")})
    assert epub.read("b.epub", fonts).cited
    with pytest.raises(UnreadableError, match="an encrypted EPUB"):
        epub.read("b.epub", book({"one.xhtml": ONE}, {name: ENCRYPTED.format("http://x.org/aes")}))


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"META-INF/container.xml": CONTAINER},
        {"META-INF/container.xml": "<container/>"},
        {"META-INF/container.xml": '<!DOCTYPE x [<!ENTITY e "x">]><x>&e;</x>'},
        {"META-INF/container.xml": CONTAINER, "OEBPS/p.opf": "<package"},
        {"META-INF/container.xml": CONTAINER, "OEBPS/p.opf": "<package/>"},
        {"META-INF/container.xml": CONTAINER.replace("OEBPS/p.opf", "../../etc/passwd")},
    ],
)
def test_what_is_no_book_is_refused(members: dict[str, str]) -> None:
    data = archive_of({"mimetype": b"x", **{name: text.encode() for name, text in members.items()}})
    with pytest.raises(UnreadableError):
        epub.read("b.epub", data)


def test_damage_is_told() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(150):
        data = bytearray(BOOK[: chance.randrange(len(BOOK))] if chance.random() < 0.5 else BOOK)
        for _ in range(chance.randrange(4)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(CitekitError):  # and nothing else
            epub.read("b.epub", bytes(data))
