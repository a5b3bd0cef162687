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
from citekit.model import Bibliography, Excerpt, Headings
from citekit.output import html, latex, markdown, text
from citekit.richtext import Link
from tests.output import samples

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
