"""What every writer does, and how one is found."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from citekit import output
from citekit.errors import UsageError
from citekit.model import (
    Bibliography,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    QuotedParagraph,
    SetNote,
)
from citekit.output import html, latex, markdown, text
from citekit.richtext import ITALIC, Link, Styled
from citekit.values import replace
from tests.output import samples
from tests.output.markup import read

NAMES = output.formats()
TEXTS = [name for name in NAMES if not output.is_binary(output.writer(name))]
every_format = pytest.mark.parametrize("name", NAMES)
every_text = pytest.mark.parametrize("name", TEXTS)


def test_formats_are_found_without_a_list() -> None:
    assert list(NAMES) == sorted(NAMES)
    assert {"html", "latex", "markdown", "text"} <= set(NAMES)
    assert [output.writer(name) for name in ("html", "latex", "markdown", "text")] == [html, latex, markdown, text]


@pytest.mark.parametrize(
    ("suffix", "name"),
    [
        (".txt", "text"),
        (".md", "markdown"),
        (".markdown", "markdown"),
        (".html", "html"),
        (".HTM", "html"),
        (".tex", "latex"),
        (".xyz", None),
        ("", None),
    ],
)
def test_format_of_a_suffix(suffix: str, name: str | None) -> None:
    assert output.format_for_suffix(suffix) == name


@every_format
def test_module_keeps_the_contract(name: str) -> None:
    writer = output.writer(name)
    suffixes = list(writer.SUFFIXES)
    assert suffixes[0] == writer.SUFFIX
    assert all(suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("markdwon", "did you mean 'markdown'?"),
        ("md", "did you mean 'markdown'?"),
        ("TeX", "did you mean 'latex'?"),
        ("asciidoc", "formats: "),
        ("layout", "formats: "),
    ],
)
def test_unknown_format_is_refused_with_a_hint(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=f"no output format '{name}'") as caught:
        output.writer(name)
    assert caught.value.hint.startswith(hint)


def install(folder: Path, module: str, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "asciidoc_writer.py").write_text(textwrap.dedent(source))
    metadata = folder / "asciidoc_writer-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: asciidoc-writer\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text(f"[citekit.output]\nasciidoc = {module}\n")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "asciidoc_writer", raising=False)


def test_other_packages_add_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = """
        NAME, SUFFIX, SUFFIXES = "asciidoc", ".adoc", (".adoc",)
        def write(excerpt): return b"= text"
    """
    install(tmp_path, "asciidoc_writer", source, monkeypatch)
    assert output.formats() == (*NAMES, "asciidoc")
    assert output.format_for_suffix(".adoc") == "asciidoc"
    assert output.writer("asciidoc").write(Excerpt()) == b"= text"


def test_broken_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "asciidoc_writer_missing", "", monkeypatch)
    with pytest.raises(UsageError, match="'asciidoc' cannot be loaded") as caught:
        output.writer("asciidoc")
    assert "asciidoc_writer_missing" in caught.value.hint


@every_text
def test_golden(name: str, golden: Callable[[str, bytes], None]) -> None:
    writer = output.writer(name)
    golden(f"output/lighthouse{writer.SUFFIX}", writer.write(samples.LIGHTHOUSE))
    golden(f"output/quoted{writer.SUFFIX}", writer.write(samples.QUOTED))
    golden(f"output/numbered{writer.SUFFIX}", writer.bibliographies([samples.NUMBERED], samples.GERMAN, "de-DE"))
    golden(f"output/titled{writer.SUFFIX}", writer.bibliographies(samples.TITLED, Headings(), "en-GB"))


@every_text
@given(excerpt=samples.excerpts())
def test_result_is_utf8_with_one_newline_at_the_end(name: str, excerpt: Excerpt) -> None:
    text = output.writer(name).write(excerpt).decode()
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert output.writer(name).write(excerpt).decode() == text


NOTED = Excerpt(
    (
        ("He & she", NoteReference("7", "7"), Styled((" left",), ITALIC)),
        BlockQuotation(
            (QuotedParagraph((("One",), ("two", NoteReference("†", "d"))), indents=(0, 1)),),
            "verse",
            attribution=("Dunn",),
            language="de",
        ),
    ),
    (SetNote("7", "7", ("A note.",)), SetNote("†", "d", ("A sign.",)), SetNote("9", "9", ("No mark.",))),
    (Bibliography((samples.entry("k", "An entry."),)),),
    attribution=("A source",),
    title="A title",
)


FRAGMENTS = {
    "text": """\
He & she⁷ left

    One
      two†

    — Dunn

7. A note.

† A sign.

9. No mark.
""",
    "markdown": r"""He & she[^7] *left*

> One\
> &emsp;two[^d]
>
> — Dunn

[^7]: A note.

[^d]: A sign.

9\. No mark.
""",
    "latex": r"""He \& she\footnote{A note.}\textit{ left}

\begin{verse}
One\\
\hspace*{1.5em}two\begingroup\renewcommand\thefootnote{†}\footnote[0]{A sign.}\endgroup

{\raggedleft — Dunn\par}
\end{verse}

\noindent\textsuperscript{9} No mark.
""",
    "typst": r"""He & she#footnote[A note.]#emph[ left]

#quote(block: true, attribution: [Dunn])[
#set text(lang: "de")
One \
#h(1.5em)two#footnote(numbering: _ => "†")[A sign.]
]

#super[9] No mark.
""",
    "jats": """\
<p>He &amp; she<xref ref-type="fn" rid="fn-7"><sup>7</sup></xref><italic> left</italic></p>
<disp-quote xml:lang="de">
<verse-group>
<verse-line>One</verse-line>
<verse-line indent-level="1">two<xref ref-type="fn" rid="fn-d"><sup>†</sup></xref></verse-line>
</verse-group>
<attrib>Dunn</attrib>
</disp-quote>
<fn-group>
<fn id="fn-7"><label>7</label><p>A note.</p></fn>
<fn id="fn-d"><label>†</label><p>A sign.</p></fn>
<fn id="fn-9"><label>9</label><p>No mark.</p></fn>
</fn-group>
""",
}


@pytest.mark.parametrize("name", FRAGMENTS)
def test_a_fragment_has_its_notes_and_nothing_around(name: str) -> None:
    assert output.fragment(name, NOTED).decode() == FRAGMENTS[name]


def test_a_fragment_of_html_stands_without_a_stylesheet() -> None:
    written = output.fragment("html", NOTED).decode()
    assert written.startswith("<p>He &amp; she<sup")
    assert '<blockquote class="verse" lang="de">' in written
    assert '<br/><span class="line" style="margin-inline-start: 1.5em">two<sup' in written
    assert [one.text()[:8] for one in read(written).one("ol").all("li")] == ["A note. ", "A sign. ", "No mark."]


@pytest.mark.parametrize("name", ["docx", "epub", "odt", "rtf"])
def test_a_format_without_fragments_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=f"no fragments of the format '{name}'") as caught:
        output.fragment(name, NOTED)
    assert caught.value.hint == ("formats that have them: biblatex, html, jats, latex, markdown, pandoc, text, typst")


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "rtf"])
@given(excerpt=samples.excerpts())
def test_a_fragment_has_every_note(name: str, excerpt: Excerpt) -> None:
    contents = [SetNote(note.number, note.anchor, (f"NOTE{place}.",)) for place, note in enumerate(excerpt.notes)]
    written = output.fragment(name, replace(excerpt, notes=tuple(contents))).decode()
    assert all(written.count(f"NOTE{place}.") == 1 for place in range(len(contents)))
    assert written.endswith("\n")


@every_text
def test_empty_excerpt_is_written(name: str) -> None:
    written = output.writer(name).write(Excerpt())
    assert written.endswith(b"\n")
    assert b"Notes" not in written
    assert b"Bibliography" not in written


@every_text
def test_empty_bibliography_is_written(name: str) -> None:
    assert output.writer(name).bibliographies([Bibliography()], Headings(), "en-US").endswith(b"\n")


@every_text
def test_headings_are_in_the_given_words(name: str) -> None:
    assert "Literatur" in output.writer(name).bibliographies([samples.NUMBERED], samples.GERMAN, "de").decode()


@every_format
def test_an_attribution_that_would_not_be_seen_is_not_written(name: str) -> None:
    writer = output.writer(name)
    passage = Excerpt((("A passage.",),))
    unseen = Excerpt((("A passage.",),), attribution=(Link((" ",), "https://example.org/"),))
    assert writer.write(unseen) == writer.write(passage)
