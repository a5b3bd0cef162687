"""Several files read as one library."""

from __future__ import annotations

from pathlib import Path

import pytest

from citekit import bib
from citekit.findings import Finding

BIB = "@book{{{key}, title = {{{title}}}, {more}}}\n"
JSON = '[{{"id": "{key}", "type": "book", "title": "{title}"}}]'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def entry(key: str, title: str = "T", more: str = "") -> str:
    return BIB.format(key=key, title=title, more=more)


def write(**files: str) -> list[str]:
    for name, text in files.items():
        Path(name.replace("_", ".")).write_text(text, "utf-8")
    return [name.replace("_", ".") for name in files]


def read(files: list[str]) -> tuple[list[str], list[Finding]]:
    findings: list[Finding] = []
    return [str(key) for key, _ in bib.each(files, findings)], findings


def test_files_of_several_formats_are_read_in_their_order() -> None:
    item = JSON.format(key="b", title="B")
    files = write(a_bib=entry("a", more="crossref = {c}"), b_json=item, c_bib=entry("c", more="year = {1917}"))
    found: list[Finding] = []
    references = dict(bib.each(files, found))
    assert list(references) == ["a", "b", "c"]
    assert not found  # the entry of the first file takes over from the third


@pytest.mark.parametrize(
    ("first", "second"), [("a.bib", "b.bib"), ("a.json", "b.json"), ("a.bib", "b.json"), ("a.json", "b.bib")]
)
def test_a_key_in_two_files_is_an_error_and_the_first_wins(first: str, second: str) -> None:
    for name in (first, second):
        text = entry("k", name) if name.endswith(".bib") else JSON.format(key="k", title=name)
        Path(name).write_text(text, "utf-8")
    found: list[Finding] = []
    references = list(bib.each([first, second], found))
    assert [(key, one.texts["title"]) for key, one in references] == [("k", (first,))]
    (finding,) = found
    assert (finding.rule, finding.where.path, finding.key) == ("duplicate-key", second, "k")
    assert f"first in {first}:1:" in finding.message


def test_what_is_wrong_is_told_file_by_file() -> None:
    files = write(a_bib=entry("a") + "@book{b, title = ", b_bib="nothing", c_bib="@book{}", d_bib="")
    keys, findings = read(files)
    assert keys[0] == "a"
    assert [finding.where.path for finding in findings] == sorted(finding.where.path for finding in findings)
    assert [finding.where.path for finding in findings if finding.rule == "no-references"] == ["b.bib", "d.bib"]


def test_no_file_is_no_reference() -> None:
    assert read([]) == ([], [])
