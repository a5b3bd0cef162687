"""Sources of every format: running text, pages, notes out of the way, places in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit.errors import UnreadableError
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.loading import Shelf, read_source_text
from citekit.quotations.proof.proving import verify
from citekit.quotations.proof.sources import SourceText
from citekit.quotations.proof.verdict import Proof, Verdict
from citekit.quotations.rules import RULES
from tests.documents.pdfmaking import lines, pdf_of
from tests.documents.test_epub import HEAD, OPS, book
from tests.documents.wordsamples import note, paragraph, run, word

REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def made(folder: Path, name: str, content: str | bytes) -> SourceText:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_source_text(str(path))


def proof(source: SourceText, quoted: str) -> Proof:
    return verify([Claim((quoted,), key="a")], {"a": [source]}, RULES["chicago"])[0]


def labels(source: SourceText) -> list[str]:
    return [page.label for page in source.pages]


QUOTED = "a dark night, and the revolution came. He did not know"


PAGED = (
    (
        "[p. 290]\nThe Turn 290\n\nIt was a dark night, and the revo-\n[p. 291]\n291\n\nlution came.14 He did not\n"
        "know.\n\n14. Cohen.\n"
    ),
    "[page 290] It was a dark night, and the <pb n='291'/>revolution came.14\nHe did not know.\n",
    "<!-- p. 290 -->It was a dark night, and<!-- p. 291 --> the revolution came. He did not know.",
    "{290} It was a dark night, and the {291} revolution came. He did not know.",
    "[290]\nIt was a dark night, and the\n[291]\nrevolution came. He did not know.",
    "290\n\nIt was a dark night, and\n\f291\n\nthe revolution came. He did not know.",
    "It was a dark night, and\n\n— 290 —\n\fthe revolution came. He did not know.\n\n— 291 —\n",
    (
        "THE TURN\n\nIt was a dark night,14 and\n\n14. See\nCohen.\n290\n\fTHE TURN\n\nthe revolution came. He did not "
        "know\n291\n\fTHE TURN\n\nwhat to do.\n292\n"
    ),
)


@pytest.mark.parametrize("text", PAGED)
def test_pages_of_plain_texts(text: str, tmp_path: Path) -> None:
    found = proof(made(tmp_path, "a.txt", text), QUOTED)
    assert found.verdict.is_proved, found.changes
    assert found.places[0].pages == ("290", "291")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ftwo\fthree", ["1", "2", "3"]),
        ("one\ftwo\n17\n\fthree", ["16", "17", "18"]),
        ("[p. xiv] one [p. xv] two", ["xiv", "xv"]),
        ("see {5} and {3}", []),
        ("a list:\n[2]\none\n[1]\ntwo", []),
        ("No pages at all.", []),
        ("before [p. 3] on three", ["", "3"]),
    ],
)
def test_labels_of_pages(text: str, expected: list[str], tmp_path: Path) -> None:
    assert labels(made(tmp_path, "a.txt", text)) == expected


def test_a_list_at_the_end_of_a_page_is_no_note(tmp_path: Path) -> None:
    source = made(tmp_path, "a.txt", "[p. 1]\nThere were rules.\n\n1. No guns.\n\n[p. 2]\nAnd so on.")
    assert not proof(source, "There were rules. And so on").verdict.is_proved
    assert proof(source, "rules. 1. No guns. And").verdict.is_proved


def test_places_are_lines_and_columns(tmp_path: Path) -> None:
    source = made(tmp_path, "a.txt", "[p. 1]\nOne two\nthree four.\n[p. 2]\nFive six.\n")
    place = proof(source, "Five six").places[0]
    assert (place.where.line, place.where.column, place.pages) == (5, 1, ("2",))


def test_markdown(tmp_path: Path) -> None:
    text = (
        "---\ntitle: A night\n---\n\n# Head\n\nIt was *a dark night*,[^1] and\n\n[^1]: A [note](http://x.org/y)\n"
        "    of two lines.\n\n> the [revolution](http://x.org/z 'T') came. <!-- p. 12 --> He did\\\n"
        "> not know [@key, p. 3].\n"
    )
    source = made(tmp_path, "a.md", text.replace("'T'", '"T"'))
    found = proof(source, QUOTED)
    assert found.verdict is Verdict.PERMITTED
    assert (found.silent, found.places[0].where.line, found.places[0].pages) == (("note-marks",), 7, ("12",))
    assert proof(source, "A note of two lines").verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    "page_break",
    [
        '<span epub:type="pagebreak" title="291" id="x"/>',
        '<span role="doc-pagebreak" aria-label="291"></span>',
        '<a class="pagenum" id="Page_291">[Pg 291]</a>',
        '<div id="pb291" role="doc-pagebreak"></div>',
        "<pb n='291'/>",
    ],
)
def test_html(page_break: str, tmp_path: Path) -> None:
    text = (
        "<html><head><title>T</title></head><body><h1>T</h1>\n<p>It was a dark <i>night</i>, and the"
        '<sup><a href="#fn1" id="r1">1</a></sup></p><aside role="doc-footnote" id="fn1"><p>1. Cohen &amp; others. '
        f'<a href="#r1">↩</a></p></aside>{page_break}'
        "<p>revolution\ncame. He did not know.</p></body></html>"
    )
    source = made(tmp_path, "a.html", text)
    found = proof(source, QUOTED)
    assert found.verdict.is_proved
    assert found.silent == ("note-marks",)
    assert (found.places[0].where.line, found.places[0].pages) == (2, ("291",))
    assert proof(source, "Cohen & others").verdict is Verdict.VERIFIED


def test_epub(tmp_path: Path) -> None:
    first, second = "It was a dark night, and the", "revolution came. He did not know."
    one, two = (
        f'{HEAD}{OPS}><body><p><span epub:type="pagebreak" title="{page}"/>{words}</p></body></html>'
        for page, words in ((290, first), (291, second))
    )
    source = made(tmp_path, "a.epub", book({"one.xhtml": one, "two.xhtml": two}))
    found = proof(source, QUOTED)
    assert (found.verdict, found.places[0].pages) == (Verdict.VERIFIED, ("290", "291"))
    assert str(found.places[0].where) == str(tmp_path / "a.epub")


def test_docx(tmp_path: Path) -> None:
    data = word(
        paragraph(run("It was a dark night,"), REFERENCE, run(" and the revolution came."))
        + paragraph(run("He did not know.")),
        footnotes=note(2, paragraph(run("See Cohen."))),
    )
    source = made(tmp_path, "a.docx", data)
    found = proof(source, QUOTED)
    assert (found.verdict, found.silent) == (Verdict.PERMITTED, ("note-marks",))
    assert proof(source, "See Cohen").verdict is Verdict.VERIFIED


def test_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEKIT_CACHE", str(tmp_path / "cache"))
    body = ("It was the best of times in the town, ", "and it was a dark night,^1^ and the revo-")
    pages = [
        [*lines(50, 560, 10, "The Turn 290"), *lines(50, 520, 10, *body), *lines(50, 60, 7, "1 See Cohen, Bukharin.")],
        [
            *lines(50, 560, 10, "The Turn 291"),
            *lines(50, 520, 10, "lution came. He did not know what to do,", "he said."),
        ],
    ]
    data = pdf_of(pages)
    for _ in range(2):  # read, then kept
        source = made(tmp_path, "a.pdf", data)
        found = proof(source, QUOTED)
        assert found.verdict.is_proved, (found.changes, source.text)
        assert found.places[0].pages == ("1", "2")
    [kept] = (tmp_path / "cache").iterdir()
    for damaged in ("{", '{"text": 1, "pages": []}', '{"text": "x"}', "[1]"):
        kept.write_text(damaged)
        assert made(tmp_path, "a.pdf", data).text == source.text


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", " \n"), ("a.tex", "\\documentclass{book}"), ("a.pdf", "%PDF-1.4")]
)
def test_what_is_no_source(name: str, content: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        made(tmp_path, name, content)


def test_which_files_are_the_sources_of_a_key(tmp_path: Path) -> None:
    for name in ("cohen.txt", "carr/one.txt", "carr/two.md", "x.png", ".git/y.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    shelf = Shelf([str(tmp_path)], {"named": [str(tmp_path / "cohen.txt")]})
    assert [path.rpartition("/")[2] for path in shelf.paths("carr")] == ["one.txt", "two.md"]
    assert [one.text.strip() for one in shelf["cohen"]] == ["words"]
    assert shelf["named"][0] is shelf["cohen"][0]
    assert len(shelf.paths("")) == 3
    assert shelf.get("other") is None
    assert Shelf([str(tmp_path / "cohen.txt")]).paths("whatever") != ()
    with pytest.raises(UnreadableError):
        Shelf([str(tmp_path / "nothing")])
