"""Footnotes of pages as programs write them."""

from __future__ import annotations

import pytest

from citekit.findings import Source
from citekit.notes.endnotes import html
from citekit.notes.endnotes.found import Endnotes


def read(page: str) -> Endnotes:
    return html.read(Source("p.html", page))


SEVERAL_PARAGRAPHS = """<p>a<a href="#fn1" id="r1"><sup>1</sup></a> b<a href="#fn2" id="r2"><sup>2</sup></a></p>
<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Ward, <em>Harvest</em>:</p><ul><li>wheat</li>
<li>rye</li></ul><blockquote><p>It rained.</p></blockquote><p>So it did.
<a href="#r1" role="doc-backlink">↩︎</a></p></li>
<li id="fn2"><p>See <a href="https://example.org">the page</a> and note <a href="#fn1">1</a>.
<a href="#r2">↩︎</a></p></li>
</ol></section>"""
WORD_ENDNOTES = """<p>a<a href="#_edn1" name="_ednref1">[i]</a> b<a href="#_edn2" name="_ednref2">[ii]</a></p>
<div id=edn1><p class=MsoEndnoteText><a href="#_ednref1" name="_edn1">[i]</a> Ward,
<i style='mso-bidi-font-style:normal'>Harvest</i>.</p></div>
<div id=edn2><p class=MsoEndnoteText><a href="#_ednref2" name="_edn2">[ii]</a> Ibid.</p></div>"""
BACK_LINKS = """<p>a<sup id="ref_1-0"><a href="#note-1"><span>[</span>1<span>]</span></a></sup> b<sup id="ref_1-1"><a
href="#note-1">[1]</a></sup></p><ol class="references"><li id="note-1"><span class="mw-cite-backlink">^
<a href="#ref_1-0"><sup><i><b>a</b></i></sup></a> <a href="#ref_1-1"><sup><i><b>b</b></i></sup></a></span>
<span><cite>Ward (1951). <i>Harvest</i>. p. 3.</cite></span></li></ol>"""
GROUPS = """<p>a<sup id="ra"><a href="#na">[note 1]</a></sup> b<sup id="r1"><a href="#n1">[1]</a></sup></p>
<ol><li id="na"><a href="#ra">^</a> It burned.</li></ol><ol><li id="n1"><a href="#r1">^</a> Ward.</li></ol>"""
BOOK = """<section epub:type="endnotes"><h2>Notes</h2><h3>Chapter One</h3><ol><li epub:type="endnote"><p>Ward.</p></li>
<li epub:type="endnote"><p>Ibid.</p></li></ol><h3>Chapter Two</h3><ol><li epub:type="endnote"><p>Reed.</p></li></ol>
</section>"""
ELSEWHERE = """<h1>Notes</h1><h2>1. The Mill</h2><p><a id="n1" href="one.xhtml#r1">1.</a> Ward, <i>Harvest</i>.</p>
<p><a id="n2" href="one.xhtml#r2">2.</a> Ibid.</p><h2>2. The Fire</h2>
<p><a id="n3" href="two.xhtml#r1">1.</a> Reed.</p>"""
STYLED = """<p>x<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>
<span>Ward, </span><span style="font-style:italic">Harvest</span><span>.</span></p></div>"""
ANCHORS = """<p>x<a id="FNanchor_1"></a><a href="#Footnote_1">[1]</a></p><div class="footnote"><p>
<a id="Footnote_1"></a><a href="#FNanchor_1"><span class="label">[1]</span></a> Ward.</p></div>"""
ONE_PARAGRAPH = """<p>x<a href="#n1" id="r1">1</a> y<a href="#n2" id="r2">2</a></p><p><a href="#r1" id="n1">1</a> Ward,
<i>Harvest</i>.<br><a href="#r2" id="n2">2</a> Ibid.</p>"""
SIGNS = """<p>a<a href="#f1" id="r1">*</a> b<a href="#f2" id="r2">†</a></p><p id="f1"><a href="#r1">*</a> Ward.</p>
<p id="f2"><a href="#r2">†</a> Reed.</p>"""


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (SEVERAL_PARAGRAPHS, ["1 Ward, *Harvest*: wheat rye It rained. So it did.", "2 See the page and note 1."]),
        (WORD_ENDNOTES, ["i Ward, *Harvest*.", "ii Ibid."]),
        (BACK_LINKS, ["1 Ward (1951). *Harvest*. p. 3."]),
        (GROUPS, ["1 It burned.", "1 Ward."]),
        (BOOK, ["1 Ward.", "2 Ibid.", "1 Reed."]),
        (ELSEWHERE, ["1 Ward, *Harvest*.", "2 Ibid.", "1 Reed."]),
        (STYLED, ["1 Ward, *Harvest*."]),
        (ANCHORS, ["1 Ward."]),
        (ONE_PARAGRAPH, ["1 Ward, *Harvest*.", "2 Ibid."]),
        (SIGNS, ["* Ward.", "† Reed."]),
        ("<h2>Anmerkungen</h2><ol start='5'><li>Brandt, <i>E</i>.</li><li>Ebd.</li></ol>",
         ["5 Brandt, *E*.", "6 Ebd."]),
        ("<p>x</p><ol class='footnotes'><li>Ward.</li><li value='2'>Ibid.</li></ol>", ["1 Ward.", "2 Ibid."]),
        ("<p>a<sup>1</sup></p><h2>Notes</h2><p><sup>1</sup> Ward, <i>H</i>.</p><p><sup>2</sup> Ibid.</p>",
         ["1 Ward, *H*.", "2 Ibid."]),
        ("<h2>Notes</h2><p>1. Ward.<br>2. Ibid.<br/>3. Reed.</p>", ["1 Ward.", "2 Ibid.", "3 Reed."]),
        ("<ul><li><a href='#c1'>1</a></li><li><a href='#c2'>2</a></li></ul><h2 id='c1'>1</h2><h2 id='c2'>2</h2>", []),
    ],
)  # fmt: skip
def test_notes_of_pages(page: str, found: list[str]) -> None:
    assert [f"{note.number} {note.text}" for note in read(page).notes] == found


@pytest.mark.parametrize(
    ("page", "chapters"),
    [
        (BOOK, [(0, "Chapter One"), (0, "Chapter One"), (1, "Chapter Two")]),
        (ELSEWHERE, [(0, "1. The Mill"), (0, "1. The Mill"), (1, "2. The Fire")]),
        (GROUPS, [(0, ""), (1, "")]),
    ],
)
def test_lists_are_runs(page: str, chapters: list[tuple[int, str]]) -> None:
    assert [(note.run, note.chapter) for note in read(page).notes] == chapters


def test_places_are_lines() -> None:
    assert [note.where.line for note in read(WORD_ENDNOTES).notes if note.where] == [2, 4]


def test_missing_numbers_are_told() -> None:
    (finding,) = read("<h2>Notes</h2><ol><li>Ward.</li><li value='4'>Reed.</li></ol>").findings
    assert finding.message == "notes 2–3 are missing"
