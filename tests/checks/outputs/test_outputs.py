"""Every form of output, of a report with all that is odd, and of one with nothing."""

from __future__ import annotations

import html
import json
import os
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citekit.checks.outputs import github, names, output_named
from citekit.checks.report import Report
from citekit.errors import UsageError
from citekit.findings import Severity, Span
from tests.checks.outputs.made import CONTROL, FIXED, HINT, NONE, REPORT, UNSAFE, problem

FORMS = ("concise", "github", "gitlab", "html", "human", "json", "jsonl", "junit", "sarif")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("library.bib").write_text("@book{lee1990,\n  doi = {xx},\n}\n", "utf-8")


def test_the_forms() -> None:
    assert names() == FORMS
    for name in names():
        assert name == output_named(name).NAME
    with pytest.raises(UsageError, match="no form of output 'sarf'"):
        output_named("sarf")


@pytest.mark.parametrize("name", FORMS)
def test_nothing_found_is_no_fault(name: str) -> None:
    assert isinstance(output_named(name).write(NONE), str)


def test_human() -> None:
    text = click.unstyle(output_named("human").write(REPORT))
    assert text.startswith(
        "library.bib:2:10: error: 'xx' is no DOI [CK340 malformed-doi]\n"
        "   2 |   doi = {xx},\n     |          ^^\n"
        "  hint: a DOI is like 10.1000/182\n  fix: write 10.1000/182 (--fix)\n"
    )
    assert "  fix: move it (--unsafe-fixes)\n" in text
    assert text.splitlines()[-1] == (
        "2 errors, 1 warning, 1 hint in 3 files (1 mended; 1 can be mended with --fix; 1 with --unsafe-fixes; "
        "2 kept quiet by comments; 5 accepted by the baseline)"
    )
    assert click.unstyle(output_named("human").write(NONE)) == "nothing found in 1 file\n"


def test_concise() -> None:
    lines = output_named("concise").write(REPORT).splitlines()
    assert lines[0] == "library.bib:2:10: CK340 'xx' is no DOI"
    assert lines[1] == "text, one/größe #1.md:3:1: CK103 «a|b»: 100%, <i> next"
    assert len(lines) == 4


def test_json_and_json_lines() -> None:
    said = json.loads(output_named("json").write(REPORT))
    assert said["version"] == 1
    assert said["summary"] == {
        "error": 2, "warning": 1, "hint": 1, "files": 3, "suppressed": 2, "accepted": 5, "fixed": 1, "failed": True,
    }  # fmt: skip
    assert said["problems"][0]["fix"] == {
        "label": "write 10.1000/182",
        "safe": True,
        "edits": [{"path": "library.bib", "start": 24, "end": 26, "new": "10.1000/182"}],
    }
    assert said["problems"][2]["path"] is None
    lines = output_named("jsonl").write(REPORT).splitlines()
    assert [json.loads(line) for line in lines] == said["problems"]


def test_github_escapes() -> None:
    lines = output_named("github").write(REPORT).splitlines()
    assert lines[0] == (
        "::error file=library.bib,line=2,col=10,endColumn=12,title=CK340 malformed-doi::"
        "'xx' is no DOI%0Aa DOI is like 10.1000/182"
    )
    assert lines[2] == (
        "::warning file=text%2C one/größe #1.md,line=3,col=1,endColumn=4,title=CK103 missing-note::"
        "«a|b»: 100%25, <i>%0Anext"
    )
    assert lines[3].startswith("::notice title=CK202 uncited-entry::")


def test_github_shows_ten_of_each_kind_and_counts_the_rest() -> None:
    errors = [problem(where=Span("library.bib", line, 1, 2)) for line in range(1, 16)]
    warnings = [problem(severity=Severity.WARNING) for _ in range(11)]
    lines = github.write(Report((*warnings, *errors), ("library.bib",))).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + ["6"]
    assert lines[-1].startswith("6 more")


def test_the_summary_of_a_job() -> None:
    text = github.summary(REPORT)
    assert text.startswith("## citekit check\n\n2 errors, 1 warning, 1 hint in 3 files.\n")
    assert "| CK340 | A DOI that cannot be one. | 2 |" in text
    assert r"«a\|b»: 100%, \<i> next" in text
    assert github.summary(NONE) == "## citekit check\n\nNothing found in 1 file.\n\n"


def test_gitlab_fingerprints_are_stable_and_unique() -> None:
    twice = Report((FIXED, problem(where=Span("library.bib", 90, 1, 2))), ("library.bib",))
    moved = Report((problem(where=Span("library.bib", 7, 10, 12)),), ("library.bib",))
    first, second = json.loads(output_named("gitlab").write(twice))
    [other] = json.loads(output_named("gitlab").write(moved))
    assert first["fingerprint"] != second["fingerprint"]
    assert first["fingerprint"] == other["fingerprint"]
    assert first["location"] == {"path": "library.bib", "lines": {"begin": 2}}
    assert first["severity"] == "major"


def test_sarif() -> None:
    said = json.loads(output_named("sarif").write(REPORT))
    assert said["version"] == "2.1.0"
    [run] = said["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["CK103", "CK202", "CK340"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "text%2C%20one/gr%C3%B6%C3%9Fe%20%231.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 3, "startColumn": 1, "endColumn": 4}
    assert run["results"][2]["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "library.bib", "uriBaseId": "%SRCROOT%"}}}
    ]
    [change] = run["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": {"charOffset": 24, "charLength": 2}, "insertedContent": {"text": "10.1000/182"}}
    ]


def test_sarif_has_addresses_of_paths_that_are_no_text() -> None:
    path = os.fsdecode(b"/caf\xe9 1.bib")
    said = json.loads(output_named("sarif").write(Report((problem(where=Span(path, 1, 1, 2)),), (path,))))
    place = said["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "file:///caf%E9%201.bib"}


def test_junit() -> None:
    root = ET.fromstring(output_named("junit").write(REPORT))  # noqa: S314 - our own
    assert root.attrib == {"name": "citekit check", "tests": "5", "failures": "4", "errors": "0"}
    suites = {suite.get("name"): suite for suite in root}
    assert suites["clean.md"].get("failures") == "0"
    assert len(suites["clean.md"]) == 1
    failure = suites["library.bib"][0][0]
    assert failure.get("message") == "line 2, column 10: 'xx' is no DOI"
    assert "\x07" not in "".join(root.itertext())


class _Balanced(HTMLParser):
    """Tells whether every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [(given["href"] or "")[1:]] if "href" in given else []
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_marks_the_place_and_has_the_finding_beside_it() -> None:
    page = output_named("html").write(REPORT)
    parser = _Balanced()
    parser.feed(page)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert set(parser.links) <= set(parser.ids)
    assert '<code dir="auto">  doi = {<mark class="error">xx</mark>},</code>' in page
    assert "&lt;i&gt;" in page
    assert "<script" not in page


def test_html_loses_no_finding() -> None:
    page = output_named("html").write(REPORT)
    for one in REPORT.problems:  # one is behind the end of its file, one of no file
        assert html.escape(one.message) in page
    assert page.count("</a>") == len(REPORT.problems)


def test_html_links_into_what_is_folded() -> None:
    assert '<details><summary>CK340 malformed-doi (2)</summary>\n<pre id="CK340"' in output_named("html").write(REPORT)


def test_a_long_file_is_shown_around_its_findings() -> None:
    Path("library.bib").write_text("% a line\n" * 1000, "utf-8")
    page = output_named("html").write(Report((problem(where=Span("library.bib", 500, 1, 3)),), ("library.bib",)))
    assert page.count("% a line") + page.count('<mark class="error">% </mark>a line'.replace("% ", "% ")) <= 8
    assert 'value="500"' in page
    assert 'value="400"' not in page
    assert 'class="gap"' in page


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXTS, TEXTS, st.integers(0, 5), st.sampled_from(list(Severity)))
def test_whatever_is_said_the_output_is_well_formed(message: str, path: str, line: int, severity: Severity) -> None:
    where = Span(path, line, 1 if line else 0, 2 if line else 0)
    report = Report((problem(message, where=where, severity=severity), CONTROL, HINT, UNSAFE), (path,))
    for name in ("json", "gitlab", "sarif"):
        json.loads(output_named(name).write(report))
    ET.fromstring(output_named("junit").write(report))  # noqa: S314 - our own
    assert len(output_named("concise").write(report).splitlines()) >= 4
    commands = output_named("github").write(report).split("\n")[:-1]
    assert len(commands) == 4
    assert all(command.startswith(("::error ", "::warning ", "::notice ")) for command in commands)
