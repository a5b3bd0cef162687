"""``citekit-filter``: pandoc's document in, the same with its citations set out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import citekit
from citekit.commands import pandoc_filter
from citekit.csl.catalogue import find_style
from tests.documents.pandocjson import PANDOC, needs_pandoc, pandoc
from tests.documents.test_pandoc import cite, document, note, one_cite, para, refs, text_of, words

LIBRARY = """@book{smith, author={Ann Smith}, title={On Stones}, year=1999, publisher={Press}, address={London}}
@book{jones, author={Bob Jones}, title={On Trees}, year=2001, publisher={Press}, address={London}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "lib.bib").write_text(LIBRARY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[int, bytes]:
    class Stream(io.TextIOWrapper):
        """A text stream whose bytes can be looked at."""

    out = Stream(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdout", out)
    code = pandoc_filter.run()
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return code, buffer.getvalue()


def made(whole: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> str:
    code, data = run(json.dumps(whole).encode(), monkeypatch)
    assert code == 0
    return text_of(json.loads(data))


def meta(**fields: str) -> dict[str, Any]:
    return {name: {"t": "MetaString", "c": value} for name, value in fields.items()}


def test_author_date_is_usual(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cited = para(
        "So ", cite(one_cite("smith", suffix=", p. 3")), ", says ", cite(one_cite("jones", "AuthorInText")), "."
    )
    assert made(document(cited, **meta(bibliography="lib.bib")), monkeypatch) == (
        "So (Smith 1999, 3), says Jones (2001).\n"
        "<refs.references.csl-bib-body.hanging-indent "
        "<ref-jones.csl-entry Jones, Bob. 2001. *On Trees*. Press.\n>"
        "<ref-smith.csl-entry Smith, Ann. 1999. *On Stones*. Press.\n>>"
    )


def test_note_styles_make_notes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = (
        para("So ", cite(one_cite("smith", suffix=", p. 3")), ". On"),
        para("More", note(para("See ", cite(one_cite("smith")), "."))),
        refs(),
    )
    fields = meta(bibliography="lib.bib", csl="chicago-notes-bibliography")
    assert made(document(*blocks, **fields), monkeypatch) == (
        "So.{Ann Smith, *On Stones* (Press, 1999), 3.\n} On\n"
        "More{See Smith, *On Stones*.\n}\n"
        "<refs.own.references.csl-bib-body.hanging-indent "
        "<ref-smith.csl-entry Smith, Ann. *On Stones*. Press, 1999.\n>>"
    )


def test_no_bibliography_where_it_is_suppressed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fields = meta(bibliography="lib.bib") | {"suppress-bibliography": {"t": "MetaBool", "c": True}}
    assert made(document(para(cite(one_cite("smith"))), **fields), monkeypatch) == "(Smith 1999)\n"


def test_a_document_without_citations_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps(document(para(*words("So it is")))).encode()
    assert run(data, monkeypatch) == (0, data)


TEXT = """
# Stones [@smith]

So [see @jones, pp. 3--4; @smith], as @jones [p. 7] says, or [-@smith].^[In @smith [p. 5] and elsewhere.]

| a | b |
|---|---|
| [@jones] | @smith |

Term
:   Meaning [@smith, p. 2 and more; also @jones].
"""


@pytest.fixture
def script(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the path of the filter as a program, which runs the code that is tested."""
    program = folder / "citekit-filter"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m citekit.commands.pandoc_filter "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(Path(citekit.__file__).parents[1]))
    return str(program)


@needs_pandoc
def test_pandoc_prints_what_it_prints_with_its_own_citeproc(script: str) -> None:
    options = ["--csl", find_style("apa").path, "--bibliography", "lib.bib", "-t", "plain", "--wrap=none"]
    filtered = pandoc(TEXT, *options, "--filter", script)
    own = pandoc(TEXT, *options, "--citeproc")
    assert filtered.replace("On Stones", "On stones").replace("On Trees", "On trees") == own.replace(
        "On Stones", "On stones"
    ).replace("On Trees", "On trees")  # APA's sentence case is of titles that BibTeX has in it


@needs_pandoc
def test_pandoc_says_what_is_wrong(script: str) -> None:
    command = [PANDOC or "", "--filter", script]
    done = subprocess.run(command, input="So [@smith].", capture_output=True, text=True, check=False)
    assert done.returncode == 83
    assert "the document says of no references" in done.stderr


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no JSON", "<stdin>:1:1: error: not valid JSON"),
        (b"{}", "not a document of pandoc's"),
        (
            json.dumps(document(para(cite(one_cite("smiht"))), **meta(bibliography="lib.bib"))).encode(),
            "no reference has the key 'smiht'",
        ),
        (
            json.dumps(document(para(cite(one_cite("a"))), **meta(bibliography="no.bib"))).encode(),
            "no.bib: error: no such",
        ),
    ],
)
def test_what_is_wrong_is_told_and_nothing_written(
    data: bytes, message: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, monkeypatch) == (2, b"")
    assert message in capsys.readouterr().err
