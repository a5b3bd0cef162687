"""The short way to ``citekit process`` says what the command line does, and loads none of it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from citekit import __main__ as short
from citekit import cli
from tests.test_import_budget import loaded_by

REQUEST = json.dumps(
    {
        "style": "apa",
        "references": [{"id": "a", "type": "book", "title": "Ångström’s <i>rule</i>"}],
        "citations": [{"citationItems": [{"id": "a"}]}],
    }
)
Way = Callable[[Sequence[str]], int]


@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (["process"], REQUEST),
        (["process", "-"], REQUEST),
        (["process", "request.json"], ""),
        (["process", "missing.json"], ""),
        (["process", "."], ""),
        (["process"], "{"),
        (["process"], "[]"),
        (["process"], '{"style": "no-such-style"}'),
        (["process"], '{"style": "apa", "citations": [{"citationItems": [{"id": "b"}]}]}'),
        (["process", "--help"], ""),
        (["process", "-x"], ""),
        (["process", "one", "two"], ""),
        (["process", "--", "-"], REQUEST),
        (["--version"], ""),
        ([], ""),
    ],
)
def test_both_ways_say_the_same(
    arguments: list[str],
    given: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "request.json").write_text(REQUEST, "utf-8")
    monkeypatch.chdir(tmp_path)

    def said(way: Way) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8"))
        code = way(arguments)
        return code, *capfd.readouterr()

    assert said(short.run) == said(cli.run)


def test_the_short_way_loads_no_command_line() -> None:
    code = (
        "import io; from citekit.__main__ import run\n"
        f"sys.stdin = io.TextIOWrapper(io.BytesIO({REQUEST!r}.encode()), 'utf-8')\n"
        "sys.stdout = io.StringIO(); run(['process']); sys.stdout = sys.__stdout__"
    )
    needless = {"click", "pathlib", "dataclasses", "inspect", "lxml", "rich", "tempfile", "urllib"}
    assert loaded_by(code).isdisjoint(needless)


@pytest.mark.parametrize("way", [short.run, cli.run])
def test_the_answer_is_utf8_wherever_it_is_printed(way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = tmp_path / "request.json"
    request.write_text(REQUEST.replace("rule", "правило"), "utf-8")
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, "cp1252", newline="\r\n"))
    assert way(["process", str(request)]) == 0
    assert "правило" in json.loads(printed.getvalue())["citations"][0]["text"].lower()
    assert printed.getvalue().endswith(b"}\n")
