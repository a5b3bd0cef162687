"""Pages: their notes and citations read with places, and written back in place."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citekit import documents
from citekit.documents import html
from citekit.documents.manuscript import Manuscript, SetCited, Setting
from citekit.documents.pages.likeness import leftover
from citekit.documents.pages.tree import parse
from citekit.errors import UnreadableError
from citekit.findings import Source
from citekit.model import Bibliography, BibliographyEntry, Citation, Cite, Key, Locator
from citekit.notes.endnotes import html as printed
from citekit.richtext import ITALIC, Inlines, Styled, plain
from tests.notes.endnotes import test_html as customs

PANDOC = """<p>Text<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p>
<section class="footnotes" role="doc-endnotes"><ol>
<li id="fn1" role="doc-endnote"><p>See <em>Pravda</em>, @cohen [p. 3].<a href="#fnref1"
role="doc-backlink">↩</a></p></li>
</ol></section>"""


def read(page: str) -> Manuscript:
    return html.read("p.html", page.encode())


def cites(page: str) -> list[tuple[Cite, ...]]:
    return [one.citation.cites for one in read(page).cited]


def written(page: str, setting: Setting) -> str:
    return html.rewrite(read(page), setting).decode()


def said(note_parts: tuple[Inlines | Citation, ...]) -> str:
    return "".join("@" + part.cites[0].key if isinstance(part, Citation) else plain(part) for part in note_parts)


# --- notes ---


def test_a_note_has_its_mark_its_body_and_its_parts() -> None:
    manuscript = read(PANDOC)
    (note,) = manuscript.notes
    (mark,) = note.marks
    assert (note.identity, note.number, note.kind) == ("fn1", "1", "endnote")
    assert PANDOC[mark.start : mark.end][:7] == "<a href"
    assert PANDOC[mark.start : mark.end][-4:] == "</a>"
    assert PANDOC[note.body.start : note.body.end] == "See <em>Pravda</em>, @cohen [p. 3]."
    assert note.parts == (("See ", Styled(("Pravda",), ITALIC), ", "), manuscript.cited[0].citation, (".",))
    assert (manuscript.cited[0].note, manuscript.cited[0].after) == ("fn1", ".")


@pytest.mark.parametrize(
    ("page", "bodies", "marks"),
    [
        (customs.WORD_ENDNOTES, ["Ward,\n<i style='mso-bidi-font-style:normal'>Harvest</i>.", "Ibid."], 2),
        (customs.BACK_LINKS, ["<cite>Ward (1951). <i>Harvest</i>. p. 3.</cite>"], 2),
        (customs.STYLED, ['<span>Ward, </span><span style="font-style:italic">Harvest</span><span>.</span>'], 1),
        (customs.SIGNS, ["Ward.", "Reed."], 2),
        (customs.GROUPS, ["It burned.", "Ward."], 2),
        (customs.SEVERAL_PARAGRAPHS, None, 2),
    ],
)
def test_notes_of_every_custom_have_places(page: str, bodies: list[str] | None, marks: int) -> None:
    notes = read(page).notes
    if bodies is not None:
        assert [page[one.body.start : one.body.end] for one in notes] == bodies
    assert sum(len(one.marks) for one in notes) == marks
    assert [one.number for one in notes] == [one.number for one in printed.read(Source("p", page)).notes]


def test_runs_begin_where_numbers_come_again_under_another_heading() -> None:
    page = "".join(
        f'<h2>Chapter {one}</h2><p>x<a href="#n{one}" id="r{one}">1</a><p id="n{one}"><a href="#r{one}">1</a> Ward.'
        for one in "AB"
    )
    assert [(one.run, one.chapter) for one in read(page).notes] == [(0, "Chapter A"), (1, "Chapter B")]


def test_all_paragraphs_in_the_box_of_a_note_are_its_own() -> None:
    page = (
        '<p>x<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p>'
        '<a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>\tOne.</p>\n<p>Two.</p></div>'
    )
    (note,) = read(page).notes
    assert page[note.body.start : note.body.end] == "One.</p>\n<p>Two."


# --- citations ---


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>[@a, p. 3]", [Cite(Key("a"), Locator("page", "3"))]),
        ("<p>[<i>see</i> @a, p.&nbsp;3]", [Cite(Key("a"), Locator("page", "3"), prefix=("see ",))]),
        ("<p>[-@a]", [Cite(Key("a"), form="suppress-author")]),
        ('<span data-cites="a">(Cohen 1973, 3)</span>', [Cite(Key("a"), Locator("page", "3"))]),
        ('<span data-cites="a">(Cohen, 1973)</span>', [Cite(Key("a"))]),
        ('<span data-cites="a">Cohen (1973, 3)</span>', [Cite(Key("a"), Locator("page", "3"))]),
        ('<span data-cites="a">[@a, chap. 3]</span>', [Cite(Key("a"), Locator("chapter", "3"))]),
        (
            '<span data-cites="a b" data-locator="3;4" data-label="chapter;page" data-prefix="see;">x</span>',
            [Cite(Key("a"), Locator("chapter", "3"), prefix=("see ",)), Cite(Key("b"), Locator("page", "4"))],
        ),
        ("<CITE DATA-KEY=a data-locator='p. 3'>x", [Cite(Key("a"), Locator("page", "3"))]),
    ],
)
def test_what_is_cited(page: str, expected: list[Cite]) -> None:
    assert cites(page) == [tuple(expected)]


@pytest.mark.parametrize(
    "page",
    [
        "<script>'[@a]'</script>",
        "<style>@media</style>",
        "<code>[@a]</code>",
        "<pre>@a</pre>",
        "<!-- [@a] -->",
        '<p title="[@a]">x</p>',
        "mail me@example.org",
        '<a href="https://x.org">@name</a>',
        "<textarea>[@a]</textarea>",
        "<title>[@a]</title>",
        "<![if x]>",
    ],
)
def test_where_no_citation_stands(page: str) -> None:
    assert cites(page) == []


def test_typed_author_in_text_and_what_stands_around() -> None:
    (first, second) = read("<p>As @a [p. 4] says&nbsp;[@b].” More").cited
    assert (first.citation.mode, first.before, first.after[:5]) == ("composite", "As ", " says")
    assert (second.blank, second.stop) == (len("&nbsp;"), ".”")


def test_a_set_citation_whose_numbers_are_not_understood_is_told() -> None:
    assert [one.rule for one in read('<span data-cites="a">(Cohen 3)</span>').findings] == ["printed-citation"]


# --- writing ---


def test_a_typed_citation_becomes_an_element_that_can_be_set_again() -> None:
    page = "<p>Text [see @a, chap. 3]."
    once = written(page, Setting((SetCited(("(Ward)",)),)))
    assert once == (
        '<p>Text <span class="citation" data-cites="a" data-locator="3" data-label="chapter" data-prefix="see">'
        "(Ward)</span>."
    )
    assert cites(once) == [
        tuple(Cite(one.key, one.locator, one.prefix, one.suffix) for one in cites(page)[0]),
    ]
    assert written(once, Setting((SetCited(("(Ward)",)),))) == once


def test_tags_that_a_citation_crosses_stay() -> None:
    page = written("<p><em>x [see @a</em>, p. 3] y", Setting((SetCited(("W",)),)))
    assert page.endswith(">W</span></em> y")


def test_a_new_note_is_made_like_those_of_the_page() -> None:
    page = written(PANDOC.replace("<p>Text", "<p>Text [@b],"), Setting((SetCited((), ("New & so",)), SetCited())))
    assert (
        'Text,<span class="citation" data-cites="b">'
        '<a href="#fn2" class="footnote-ref" id="fnref2" role="doc-noteref"><sup>2</sup></a></span>'
    ) in page
    assert (
        '\n<li id="fn2" role="doc-endnote"><p>New &amp; so<a href="#fnref2"\nrole="doc-backlink">↩</a></p></li>' in page
    )
    assert page.replace("New", "").count("</ol>") == 1


def test_a_page_without_notes_gets_a_section_for_them() -> None:
    page = written("<body id=fn1><p>Text [@b].\n</body>", Setting((SetCited((), ("New",)),)))
    assert '<p>Text.<span class="citation"' in page
    assert 'href="#fn1-2"' in page
    assert '<li id="fn1-2">' in page
    assert page.index('role="doc-endnotes"') < page.index("</body>")
    manuscript = read(page)
    assert [one.note for one in manuscript.cited] == ["fn1-2"]  # set again, it is the note


def test_new_ids_begin_with_the_prefix() -> None:
    entries = Bibliography((BibliographyEntry(Key("b"), ("B",)),))
    pages = [PANDOC.replace("<p>Text", "<p>Text [@b],"), "<body id=fn1><p>Text [@b].</p></body>"]
    for source in pages:
        cited = [SetCited((), ("New",)), *[SetCited()] * (len(read(source).cited) - 1)]
        page = written(source, Setting(tuple(cited), lists=(entries,), prefix="c2-"))
        old, new = ([*re.findall(r'\bid="?([^">\s]*)', one)] for one in (source, page))
        added = [one for one in new if one not in old]
        assert len(new) == len(set(new))
        assert set(old) <= set(new)
        assert {"c2-ref-b", "c2-bibliography"} < set(added)
        assert all(one.startswith("c2-") and not one.startswith("c2-c2-") for one in added)
        assert {f"#{one}" for one in added if "fn" in one} <= set(re.findall(r'href="([^"]*)"', page))


def test_a_named_note_is_put_in_whole() -> None:
    page = written(PANDOC, Setting((SetCited(),), {"fn1": ("Whole",)}))
    assert page == PANDOC.replace("See <em>Pravda</em>, @cohen [p. 3].", "Whole")


def test_several_paragraphs_of_a_note_become_one() -> None:
    notes = {one.identity: ("Whole",) for one in read(customs.SEVERAL_PARAGRAPHS).notes}
    page = written(customs.SEVERAL_PARAGRAPHS, Setting((), notes))
    tags = [one.tag for one in parse(page).iter()]
    assert (tags.count("li"), tags.count("p"), tags.count("ul")) == (2, 3, 0)
    assert [said(one.parts) for one in read(page).notes] == ["Whole", "Whole"]


def test_a_bibliography_stands_in_its_place_or_at_the_end() -> None:
    made = Bibliography((BibliographyEntry(Key("a"), ("Ward.",)),))
    page = written('<div id="refs"><p>old</div>z', Setting(lists=(made,)))
    assert page == '<div id="refs">\n<div id="ref-a" class="csl-entry">Ward.</div>\n</div>z'
    entry = '<div id="ref-a" class="csl-entry" role="listitem">Ward.</div>'
    page = written('<div id="refs" role="list">old</div>z', Setting(lists=(made,)))
    assert page == f'<div id="refs" role="list">\n{entry}\n</div>z'
    assert written("<h2 id=bibliography>x</h2>", Setting(lists=(made,))).endswith(
        '<section role="doc-bibliography" aria-labelledby="bibliography-2">\n'
        '<h2 id="bibliography-2">Bibliography</h2>\n'
        f'<div class="references csl-bib-body" role="list">\n{entry}\n</div>\n</section>\n'
    )


def test_a_notes_list_of_the_class_references_is_no_bibliography() -> None:
    assert read(customs.BACK_LINKS).lists == ()


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pages_of_pandoc() -> None:
    text = "Text [see @a, p. 3; @b].^[As @a [p. 4] says.]\n\n# References\n\n::: {#refs}\n:::\n"
    command = ["pandoc", "-s", "-t", "html", "-M", "title=T"]
    made = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    manuscript = html.read("p.html", made.stdout)
    (note,) = manuscript.notes
    assert [[(cite.key, cite.locator) for cite in one.citation.cites] for one in manuscript.cited] == [
        [("a", Locator("page", "3")), ("b", None)],
        [("a", Locator("page", "4"))],
    ]
    assert [one.note for one in manuscript.cited] == ["", note.identity]
    assert len(manuscript.lists) == 1
    assert html.rewrite(manuscript, Setting()) == made.stdout


# --- files ---


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<p>ä [@a]".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "<p>ä".encode(), "utf-8"),
        ("<meta charset=iso-8859-1><p>ä “".encode("cp1252"), "cp1252"),
        ("<meta charset=koi8-r><p>Пруд".encode("koi8-r"), "koi8-r"),
        ("\ufeff<p>ä".encode("utf-16-le"), "utf-16-le"),
        (b"<meta charset=nonsense><p>\xe4", "cp1252"),
    ],
)
def test_a_page_goes_back_in_its_encoding(data: bytes, encoding: str) -> None:
    manuscript = html.read("p.html", data)
    assert manuscript.parts[""].encoding == encoding
    end = Bibliography((BibliographyEntry(Key("a"), ("Ж",)),))
    changed = html.rewrite(manuscript, Setting(lists=(end,)))
    assert changed.startswith(data)
    assert "Ж" in changed.removeprefix(manuscript.parts[""].mark).decode(encoding).replace("&#1046;", "Ж")


def test_what_a_page_asks_for() -> None:
    asked = read(
        '<html lang=de><meta name="citekit-style" content=apa><meta name=bibliography content="a.bib, b.bib">'
    ).asked
    assert (asked.language, asked.style, asked.bib) == ("de", "apa", ("a.bib", "b.bib"))


def test_a_page_is_known_by_its_beginning() -> None:
    assert documents.format_of("x.txt", b"<!-- c -->\n<!DOCTYPE html>").NAME == "html"
    assert not html.fits(b"<article>")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(UnreadableError):
        html.read("p.html", b"\0" * 50)


TAGS = st.sampled_from(
    '<p> </p> <b> </b> <li id=a> <ol> </ol> <a href="#a"> <a href=#b id=b> </a> 1 [@k, <i> </i> p. 3] @k <sup> & &amp; '
    "<!-- --> <div <script> </script> \" ' = / > < ä <aside role=doc-footnote> <span data-cites=k> </span> <pre> <td> "
    '<div id="refs"> </div> </body> <h2>Notes</h2> ↩'.split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TAGS | st.text(max_size=3), max_size=30).map("".join))
def test_nothing_set_is_the_same_page(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        manuscript = html.read("p.html", data)
    except UnreadableError:
        return
    assert html.rewrite(manuscript, Setting(tuple(SetCited() for _ in manuscript.cited))) == data


@settings(max_examples=150, deadline=None)
@given(st.lists(TAGS, max_size=30).map("".join))
def test_whatever_is_set_its_places_do_not_overlap(text: str) -> None:
    manuscript = read(text)
    notes: dict[str, Inlines] = {one.identity: ("Note",) for one in manuscript.notes[::2]}
    made = tuple(
        SetCited() if one.note in notes else SetCited(("T",), None if one.note else ("N",)) for one in manuscript.cited
    )
    html.rewrite(manuscript, Setting(made, notes, tuple(Bibliography() for _ in manuscript.lists)))


@pytest.mark.parametrize(
    ("raw", "left"),
    [("a</p><p>b", ""), ("a</p>", "</p>"), ("<i>a", "<i>"), ("<i><b>a</i>", ""), ("a<br>b", ""), ("<a/>", "")],
)
def test_tags_that_stay(raw: str, left: str) -> None:
    assert leftover(raw) == left


@pytest.mark.parametrize(
    "page",
    [
        "<" * 1_000_000,
        "<div>" * 10_000 + "x" + "</div>" * 10_000,
        '<a b="' * 20_000,
        "<!--" * 50_000,
        "&" * 500_000,
        "<table><td>" * 5_000 + "</p>" * 5_000,
        "".join(f'<a href="#f{one}" id="r{one}">{one}</a>' for one in range(3_000)),
        "[" * 20_000 + "@a" + "]" * 20_000,
    ],
)
def test_hostile_pages_are_read(page: str) -> None:
    assert read(page).format == "html"
