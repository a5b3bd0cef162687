"""Hostile and damaged files, in every format there is: a manuscript, or an error with a hint, in bounds."""

from __future__ import annotations

import os
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from citekit import documents
from citekit.archives import archive_of
from citekit.documents.manuscript import Manuscript
from citekit.errors import CitekitError, UnreadableError, UsageError
from citekit.files import read_bytes
from tests.documents.pdfmaking import lines, pdf_of

NAMES = [one.NAME for one in documents.formats()]
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0" + bytes(range(256))

TEXT = "The plan was adopted in 1928.1 See [@cohen, pp. 3–4].\n\nNotes\n\n1. Cohen, 290.\n"
MARKDOWN = "So it was [@a, p. 3].[^1]\n\n[^1]: See @b [p. 4].\n"
HTML = """<!doctype html><html><head><title>T</title></head><body><p>So it was.<a href="#n1" id="r1"
role="doc-noteref">1</a></p><section role="doc-endnotes"><ol><li id="n1">Cohen, 290.
<a href="#r1">back</a></li></ol></section></body></html>"""
LATEX = "\\documentclass{article}\\begin{document}So it was.\\footnote{See \\cite[3]{a}.}\\end{document}\n"
JATS = """<article xmlns:xlink="http://www.w3.org/1999/xlink"><body><p>So it was.<xref ref-type="fn" rid="n1">1</xref>
</p></body><back><fn-group><fn id="n1"><p>Cohen, 290.</p></fn></fn-group></back></article>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>So it was.<note n="1" place="foot">Cohen, 290.</note>
</p></body></text></TEI>"""
PANDOC = (
    '{"pandoc-api-version":[1,22],"meta":{},"blocks":[{"t":"Para","c":[{"t":"Str","c":"So"},'
    '{"t":"Note","c":[{"t":"Para","c":[{"t":"Str","c":"Cohen."}]}]}]}]}'
)
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
    'full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><p>So it was.'
    '<a epub:type="noteref" href="#n1">1</a></p><aside id="n1" epub:type="footnote"><p>Cohen.</p></aside></body></html>'
)
OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest><item id="a" href="a.xhtml" '
    'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
)
BODY = (
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>So it was.</w:t></w:r><w:r><w:footnoteReference w:id="2"/>'
    "</w:r></w:p></w:body></w:document>"
)
FOOTNOTES = (
    f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Cohen, 290.'
    "</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def relationships(*targets: tuple[str, str]) -> bytes:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'.encode()


DOCX = {
    "[Content_Types].xml": TYPES.encode(),
    "_rels/.rels": relationships(("officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": relationships(("footnotes", "footnotes.xml")),
    "word/document.xml": BODY.encode(),
    "word/footnotes.xml": FOOTNOTES.encode(),
}
EPUB = {
    "mimetype": b"application/epub+zip",
    "META-INF/container.xml": CONTAINER.encode(),
    "c.opf": OPF.encode(),
    "a.xhtml": PAGE.encode(),
}
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = (
    f'<office:document-content xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"><office:body><office:text>'
    '<text:p>So it was.<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Cohen.</text:p></text:note-body></text:note></text:p></office:text></office:body>"
    "</office:document-content>"
)
ODT = {
    "mimetype": b"application/vnd.oasis.opendocument.text",
    "META-INF/manifest.xml": f'<m:manifest xmlns:m="{ODF}manifest:1.0"/>'.encode(),
    "content.xml": CONTENT.encode(),
}
ARCHIVES = {"docx": (DOCX, "word/document.xml"), "epub": (EPUB, "a.xhtml"), "odt": (ODT, "content.xml")}
SAMPLES = {
    **{name: archive_of(members, first="mimetype") for name, (members, _) in ARCHIVES.items()},
    "pdf": pdf_of([[*lines(50, 500, 10, "So it was.^1^ He left."), *lines(50, 100, 8, "^1^ Cohen, 290.")]]),
    **{
        name: text.encode()
        for name, text in {
            "text": TEXT, "markdown": MARKDOWN, "html": HTML, "latex": LATEX, "jats": JATS, "tei": TEI,
            "pandoc": PANDOC,
        }.items()
    },
}  # fmt: skip
XML = {"jats": JATS, "tei": TEI, "epub": PAGE, "docx": BODY, "odt": CONTENT}


def sample(name: str) -> bytes:
    return SAMPLES.get(name, TEXT.encode())


def tried(data: bytes, name: str, path: str = "m.x") -> Manuscript | CitekitError:
    """Read *data* as the format *name*; anything but a manuscript or an error with a hint fails."""
    try:
        return documents.read(path, data, name)
    except (UnreadableError, UsageError) as error:
        refused = error
    assert refused.message
    assert refused.hint, refused.message
    return refused


def with_xml(name: str, text: str) -> bytes:
    """Return the sample *name* with another text as its XML."""
    if name not in ARCHIVES:
        return text.encode()
    members, place = ARCHIVES[name]
    return archive_of({**members, place: text.encode()}, first="mimetype")


READ_AS_HTML = {"epub"}
XML_NAMES = [name for name in XML if name in NAMES]
ZIP_NAMES = [name for name in ARCHIVES if name in NAMES]


@pytest.mark.parametrize("name", [name for name in NAMES if name in SAMPLES])
def test_the_samples_are_manuscripts(name: str) -> None:
    made = tried(sample(name), name)
    assert isinstance(made, Manuscript)
    assert made.notes or name == "text"
    assert name == documents.format_of(f"m{documents.format_named(name).SUFFIXES[0]}", sample(name)).NAME


@pytest.mark.parametrize("name", NAMES)
def test_truncated(name: str) -> None:
    data = sample(name)
    for length in {*range(0, len(data), max(1, len(data) // 60)), *range(6), len(data) - 1}:
        tried(data[:length], name)


@pytest.mark.parametrize("name", NAMES)
def test_bytes_flipped(name: str) -> None:
    chance = random.Random(f"bytes of {name}")  # noqa: S311 - the same bytes each time
    for _ in range(80):
        data = bytearray(sample(name))
        for _ in range(chance.choice((1, 2, 8, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        tried(bytes(data), name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "data",
    [b"", b"\0", bytes(5000), b"\n" * 100_000, b"\xff" * 1000, b"\xff\xfe", b"\xef\xbb\xbf", b" ", b"\xf0\x9f"],
    ids=["empty", "nul", "nuls", "lines", "ff", "utf-16", "bom", "blank", "half"],
)
def test_next_to_nothing(name: str, data: bytes) -> None:
    tried(data, name)


@pytest.mark.parametrize("name", NAMES)
def test_another_format_than_its_name_says(name: str) -> None:
    for data in (*SAMPLES.values(), PNG, b"%PDF-1.7\n%\xe2\xe3", b"{\\rtf1 text}", b"\xd0\xcf\x11\xe0" + bytes(2000)):
        tried(data, name)


@pytest.mark.parametrize("suffix", [suffix for one in documents.formats() for suffix in one.SUFFIXES[:1]])
def test_wrong_suffixes(suffix: str) -> None:
    assert isinstance(tried(PNG, "", f"m{suffix}"), UnreadableError)
    for name in ZIP_NAMES:
        made = tried(sample(name), "", f"m{suffix}")
        assert isinstance(made, Manuscript)
        assert made.format == name


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="a directory") as raised:
        read_bytes(tmp_path)
    assert raised.value.hint


# --- XML ---


def in_root(text: str, inner: str) -> str:
    """Return XML with *inner* behind its first start tag."""
    end = text.index(">") + 1
    return text[:end] + inner + text[end:]


def declared(text: str, subset: str, inner: str = "") -> str:
    return f"<!DOCTYPE x [{subset}]>{in_root(text, inner)}"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize("name", XML_NAMES)
@pytest.mark.parametrize(
    ("subset", "inner"),
    [
        (f'<!ENTITY l0 "haha">{LAUGHS}', "&l11;"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
        ('<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;', ""),
        (f'<!ENTITY x "{"y" * 100_000}">', "&x;" * 10_000),
    ],
    ids=["laughs", "external", "parameter", "quadratic"],
)
def test_declared_entities(name: str, subset: str, inner: str) -> None:
    text = with_xml(name, declared(XML[name], subset, inner))
    made = tried(text, name)
    if isinstance(made, Manuscript):  # read as HTML, which knows no entities but its own
        assert name in READ_AS_HTML
        said = repr([note.parts for note in made.notes])
        assert not any(sign in said for sign in ("root:", "haha", "yyy"))


@pytest.mark.parametrize("name", XML_NAMES)
def test_a_document_type_elsewhere_is_not_fetched(name: str, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no named pipes in folders")
    pipe = tmp_path / "x.dtd"
    os.mkfifo(pipe)  # whoever opened it would wait for ever
    tried(with_xml(name, f'<!DOCTYPE x SYSTEM "{pipe.as_uri()}">{XML[name]}'), name)
    tried(with_xml(name, f'<!DOCTYPE x PUBLIC "-//x//y" "http://127.0.0.1:9/x.dtd">{XML[name]}'), name)


@pytest.mark.parametrize("name", [*XML_NAMES, *(name for name in NAMES if name == "html")])
def test_nesting(name: str) -> None:
    deep = 100_000
    text = in_root(XML.get(name, HTML[HTML.index("<html") :]), "<b>" * deep + "</b>" * deep)
    tried(with_xml(name, text), name)


@pytest.mark.parametrize("name", [*XML_NAMES, *(name for name in NAMES if name == "html")])
def test_a_huge_attribute(name: str) -> None:
    text = in_root(XML.get(name, HTML[HTML.index("<html") :]), f'<b x="{"y" * 3_000_000}"/>')
    tried(with_xml(name, text), name)


# --- archives ---


def zipped(members: Iterator[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for member, data in members:
            written.writestr(member, data)
    return buffer.getvalue()


def hostile_archives(name: str) -> Iterator[tuple[str, bytes]]:
    """Yield what makes an archive hostile, and the sample *name* as such a one; each has to be refused."""
    members, place = ARCHIVES[name]
    good = sample(name)
    yield "bomb", zipped(iter({**members, place: bytes(150_000_000)}.items()))
    for bad in ("../../etc/x", "/etc/x", "a\\..\\..\\x", "C:/x"):
        yield bad, zipped(iter({**members, bad: b"x"}.items()))
    yield "twice", zipped(iter({**members, "q" * len(place): b"x"}.items())).replace(b"q" * len(place), place.encode())
    at = good.index(b"PK\x01\x02")
    yield "encrypted", good[: at + 8] + b"\x01" + good[at + 9 :]
    yield "unknown method", good[: at + 10] + b"\x63\0" + good[at + 12 :]
    last = good.rindex(b"PK\x01\x02")
    for size in (1, 10_000, 2**32 - 1):
        yield f"lies: {size}", good[: last + 24] + struct.pack("<I", size) + good[last + 28 :]
    yield "overlap", good[: last + 42] + struct.pack("<I", 0) + good[last + 46 :]
    yield "before", b"MZ" + good


@pytest.mark.parametrize("name", ZIP_NAMES)
def test_hostile_archives(name: str) -> None:
    for what, data in hostile_archives(name):
        made = tried(data, name)
        assert isinstance(made, UnreadableError) or what.startswith("lies"), what


@pytest.mark.parametrize("name", ZIP_NAMES)
def test_an_archive_in_an_archive_is_not_opened(name: str) -> None:
    inner = zipped(iter([("a", bytes(50_000_000))]))
    members, _ = ARCHIVES[name]
    assert isinstance(tried(zipped(iter({**members, "a.zip": inner}.items())), name), Manuscript)


# --- bounds ---

_LIMITED = """
import resource, sys, time
from citekit import documents
from citekit.errors import CitekitError
resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
for path in sys.argv[1:]:
    name = path.rpartition(".")[2]
    try:
        documents.read(path, open(path, "rb").read(), name)
    except CitekitError as error:
        assert error.hint, error
print("done")
"""


def test_memory_and_time_are_bounded(tmp_path: Path) -> None:
    """Each file is read in a process with 1 GB of memory, all of them within 30 seconds."""
    pytest.importorskip("resource", reason="limits of processes are had on Unix alone")
    paths = []

    def put(name: str, what: str, data: bytes) -> None:
        path = tmp_path / f"{what}.{name}"
        path.write_bytes(data)
        paths.append(str(path))

    for name in ZIP_NAMES:
        members, place = ARCHIVES[name]
        put(name, "bomb", zipped(iter({**members, place: b"<a>" + b"<b/>" * 15_000_000}.items())))
        put(name, "many", zipped((f"{number}", b"") for number in range(30_000)))
    for name in XML_NAMES:
        put(name, "tags", with_xml(name, in_root(XML[name], "<b/>" * (50_000 if name in READ_AS_HTML else 3_000_000))))
        put(name, "long", with_xml(name, in_root(XML[name], "y" * 70_000_000)))
    made = subprocess.run([sys.executable, "-c", _LIMITED, *paths], capture_output=True, text=True, check=False)
    assert made.stdout == "done\n", made.stderr[-2000:]
