from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit.errors import UsageError
from citekit.model import Bibliography, Excerpt, Headings, NoteReference, SetNote
from citekit.output import epub
from citekit.output.characters import clean
from citekit.richtext import plain
from citekit.values import replace
from tests.output import samples
from tests.output.checking import epubcheck_finds, needs_epubcheck
from tests.output.markup import squeezed
from tests.output.packages import members

X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
HEBREW = replace(samples.LIGHTHOUSE, language="he", title="המגדלור")


def documents(data: bytes) -> dict[str, ET.Element]:
    """Return the XHTML documents of a book by name; one that is not well-formed fails the test."""
    parts = {name: text for name, text in members(data).items() if name.endswith(".xhtml")}
    return {name.removeprefix("EPUB/"): ET.fromstring(text) for name, text in parts.items()}  # noqa: S314 - our own


def words(element: ET.Element) -> str:
    return squeezed("".join(element.itertext()))


def of_role(root: ET.Element, role: str) -> list[ET.Element]:
    return [one for one in root.iter() if one.get("role") == role]


def check_links(pages: dict[str, ET.Element]) -> None:
    """Fail if an id is twice in the book, or a link leads to a place that is not there."""
    own = [one.get("id") for root in pages.values() for one in root.iter() if one.get("id")]
    assert len(own) == len(set(own))
    places = {f"{name}#{one.get('id')}" for name, root in pages.items() for one in root.iter()} | set(pages)
    for name, root in pages.items():
        for link in root.iter(f"{X}a"):
            target = link.get("href") or ""
            if not re.match("https?:|mailto:", target, re.IGNORECASE):
                assert (f"{name}{target}" if target.startswith("#") else target) in places


@given(st.lists(samples.excerpts(), min_size=1, max_size=3), st.sampled_from(["chapter", "book"]))
@settings(max_examples=15)
def test_every_mark_leads_to_its_note_and_back(chapters: list[Excerpt], notes: str) -> None:
    pages = documents(epub.book(chapters, "Book", notes="book" if notes == "book" else "chapter"))
    check_links(pages)
    everything = [one for root in pages.values() for one in root.iter()]
    marks = [one for one in everything if one.get("role") == "doc-noteref"]
    for mark in marks:
        assert mark.get(TYPE) == "noteref"
        (note,) = [one for one in everything if one.get("id") == (mark.get("href") or "").split("#")[1]]
        assert (note.tag, note.get(TYPE), note.get("role")) == (f"{X}aside", "footnote", "doc-footnote")
        (back,) = of_role(note, "doc-backlink")
        assert (back.get("href") or "").split("#")[1] == mark.get("id")
    expected = [f"{clean(note.number)} {clean(plain(note.content))}" for each in chapters for note in each.notes]
    found = [words(one) for one in everything if one.get("role") == "doc-footnote"]
    bare = [text.replace(".", "", 1) if re.match(r"\w+\.|<b>\.", text) else text for text in found]
    assert bare == [squeezed(text) for text in expected]


@given(samples.excerpts())
@settings(max_examples=25)
def test_passage_survives(excerpt: Excerpt) -> None:
    root = documents(epub.write(excerpt))["text.xhtml"]
    quotation = next(root.iter(f"{X}blockquote"), ET.Element("none"))
    found = [words(one) for one in quotation.iter(f"{X}p")]
    texts = samples.printed(excerpt, lambda mark: mark.number, attributed=False)
    assert found == [squeezed(clean(text)) for text in texts]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("lighthouse", lambda: epub.write(samples.LIGHTHOUSE)),
        ("quoted", lambda: epub.write(samples.QUOTED)),
        ("again", lambda: epub.write(samples.AGAIN)),
        ("book", lambda: epub.book([samples.LIGHTHOUSE, HEBREW], "Two & one", "en", notes="book")),
        ("numbered", lambda: epub.bibliographies([samples.NUMBERED], samples.GERMAN, "de-DE")),
        ("titled", lambda: epub.bibliographies(samples.TITLED, Headings(), "en-GB")),
    ],
)
def test_golden(
    name: str,
    make: Callable[[], bytes],
    golden: Callable[[str, bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    texts = {member: text for member, text in members(make()).items() if not member.endswith(".css")}
    golden(f"output/{name}.epub.txt", "".join(f"=== {member}\n{text}\n" for member, text in texts.items()).encode())


def test_mimetype_is_first_and_stored() -> None:
    with zipfile.ZipFile(BytesIO(epub.write(samples.LIGHTHOUSE))) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_manifest_names_every_member() -> None:
    data = epub.book([samples.LIGHTHOUSE, HEBREW], "Book", notes="book")
    package = ET.fromstring(members(data)["EPUB/package.opf"])  # noqa: S314 - our own
    listed = [one.get("href") for one in package.iter("{http://www.idpf.org/2007/opf}item")]
    assert sorted(f"EPUB/{one}" for one in listed) == sorted(
        name for name in members(data) if name.startswith("EPUB/") and name != "EPUB/package.opf"
    )


def metadata(data: bytes, name: str) -> str:
    (found,) = re.findall(rf'<(?:dc:{name}|meta property="{name}")[^>]*>([^<]*)<', members(data)["EPUB/package.opf"])
    return str(found)


def test_identifier_is_that_of_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    written = epub.write(samples.LIGHTHOUSE)
    assert written == epub.write(samples.LIGHTHOUSE)
    assert metadata(written, "dcterms:modified") == "1980-01-01T00:00:00Z"
    other = epub.write(replace(samples.LIGHTHOUSE, notes=samples.LIGHTHOUSE.notes[:2]))
    assert metadata(other, "identifier") != metadata(written, "identifier")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = epub.write(samples.LIGHTHOUSE)
    assert metadata(dated, "dcterms:modified") == "2023-11-14T22:13:20Z"
    assert metadata(dated, "identifier") == metadata(written, "identifier")


@pytest.mark.parametrize("given_", ["yesterday", "1" * 30, "-" + "9" * 18])
def test_a_date_that_is_none_is_refused(given_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given_)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is no time"):
        epub.write(samples.LIGHTHOUSE)


def test_metadata_say_what_the_book_is() -> None:
    written = epub.write(samples.LIGHTHOUSE)
    assert metadata(written, "title") == "The Third Lamp"
    assert metadata(written, "language") == "en-GB"
    assert metadata(written, "source") == "Tom Reed, Harbour Lights (York: Beacon, 1999), 7"
    assert metadata(written, "schema:accessMode") == "textual"
    assert "tableOfContents" in members(written)["EPUB/package.opf"]


@pytest.mark.parametrize(("language", "expected"), [("", "und"), ("no language", "und"), ("de-CH", "de-CH")])
def test_language_that_is_none_is_undetermined(language: str, expected: str) -> None:
    written = epub.write(Excerpt((("Text.",),), language=language))
    assert metadata(written, "language") == expected
    assert documents(written)["text.xhtml"].get("lang") == expected


def test_pages_turn_from_the_right() -> None:
    written = epub.write(HEBREW)
    assert 'page-progression-direction="rtl"' in members(written)["EPUB/package.opf"]
    assert documents(written)["text.xhtml"].get("dir") == "rtl"
    assert 'page-progression-direction="ltr"' in members(epub.write(samples.LIGHTHOUSE))["EPUB/package.opf"]


def test_a_chapter_keeps_its_language() -> None:
    pages = documents(epub.book([samples.LIGHTHOUSE, HEBREW], "Book", notes="book"))
    assert [pages[name].get("lang") for name in ("nav.xhtml", "chapter-1.xhtml", "chapter-2.xhtml")] == [
        "en-GB",
        "en-GB",
        "he",
    ]
    assert [one.get("dir") for one in pages["notes.xhtml"].iter(f"{X}div")] == [None, "rtl"]


def test_contents_lead_to_chapters() -> None:
    untitled = replace(samples.LIGHTHOUSE, title="", attribution=(), headings=samples.GERMAN)
    root = documents(epub.book([samples.LIGHTHOUSE, untitled], "Book"))["nav.xhtml"]
    (contents,) = of_role(root, "doc-toc")
    links = [(one.get("href"), words(one)) for one in contents.iter(f"{X}a")]
    assert links == [
        ("chapter-1.xhtml", "The Third Lamp"),
        ("chapter-2.xhtml", "The keeper’s ledger for 1911 lists “three lamps, two of them lit.” Nobody asked…"),
    ]


def test_mark_that_comes_back_has_no_id() -> None:
    excerpt = Excerpt(
        (("a", NoteReference("1", "1"), "b", NoteReference("1", "1", again=True)),), (SetNote("1", "1", ("Note.",)),)
    )
    marks = of_role(documents(epub.write(excerpt))["text.xhtml"], "doc-noteref")
    assert [one.get("id") for one in marks] == ["fnref-1", None]


def test_a_book_without_chapters_is_refused() -> None:
    with pytest.raises(UsageError, match="a book needs a chapter"):
        epub.book([], "Book")


@pytest.mark.parametrize("written", [epub.write(Excerpt()), epub.bibliographies([Bibliography()], Headings(), "en")])
def test_what_is_empty_is_written(written: bytes) -> None:
    assert all(words(root) for name, root in documents(written).items() if name == "nav.xhtml")


def test_chapters_of_one_title_are_told_apart() -> None:
    chapters = [samples.LIGHTHOUSE, HEBREW, replace(samples.LIGHTHOUSE, language="en")]
    notes = documents(epub.book(chapters, "Book", notes="book"))["notes.xhtml"]
    labels = [one.get("aria-label") for one in of_role(notes, "doc-footnote")]
    assert len(set(labels)) == len(labels)
    headings = [(one.get("aria-label"), words(one)) for one in notes.iter(f"{X}h2")]
    title = samples.LIGHTHOUSE.title
    assert headings == [(f"1. {title}", title), (None, HEBREW.title), (f"3. {title}", title)]


@needs_epubcheck
def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    bare = replace(samples.AGAIN, title="", attribution=(), language="")
    chapters = [samples.LIGHTHOUSE, samples.AGAIN, HEBREW, samples.QUOTED, bare, samples.LIGHTHOUSE, Excerpt()]
    path = tmp_path / "book.epub"
    path.write_bytes(epub.book(chapters, "Book & more", notes="book"))
    assert epubcheck_finds(path) == ""
