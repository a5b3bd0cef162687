"""The runner of the official suite, on fixtures of our own: the sections that the suite has in few of its files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conformance import Outcome, main, run

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title/><id/><updated/></info>'
    '<citation><layout delimiter="; "><text variable="title"/></layout></citation>'
    '<bibliography><sort><key variable="title"/></sort><layout><text variable="title"/>'
    '<text variable="container-title" form="short" prefix=", "/></layout></bibliography></style>'
)
ITEMS = [
    {"id": "b", "type": "book", "title": "Bees"},
    {"id": "a", "type": "article-journal", "title": "Ants", "container-title": "Journal of Insects"},
]


def fixture(folder: Path, mode: str, result: str, **sections: object) -> Outcome:
    parts = {"MODE": mode, "RESULT": result, "CSL": STYLE, "INPUT": json.dumps(ITEMS)}
    parts |= {name.replace("_", "-"): json.dumps(value) for name, value in sections.items()}
    path = folder / "own.txt"
    path.write_text("".join(f">>== {name} ==>>\n{text}\n<<== {name} ==<<\n" for name, text in parts.items()))
    return run(path)


def listed(*entries: str) -> str:
    lines = [f'  <div class="csl-entry">{entry}</div>' for entry in entries]
    return "\n".join(['<div class="csl-bib-body">', *lines, "</div>"])


@pytest.mark.parametrize(
    ("mode", "sections", "expected"),
    [
        ("bibliography", {}, listed("Ants, Journal of Insects", "Bees")),
        ("bibliography-nosort", {}, listed("Bees", "Ants, Journal of Insects")),
        ("bibliography", {"BIBENTRIES": [["a", "b"], ["b"]]}, listed("Bees")),
        ("bibliography", {"BIBSECTION": {"include": [{"field": "type", "value": "book"}]}}, listed("Bees")),
        (
            "bibliography",
            {"BIBSECTION": {"exclude": [{"field": "title", "value": "Bees"}]}},
            listed("Ants, Journal of Insects"),
        ),
        (
            "bibliography",
            {"ABBREVIATIONS": {"default": {"container-title": {"Journal of Insects": "JI"}}}},
            listed("Ants, JI", "Bees"),
        ),
        ("citation", {}, "Bees; Ants"),
        ("citation", {"CITATION_ITEMS": [[{"id": "a"}], [{"id": "b", "prefix": "see "}]]}, "Ants\nsee Bees"),
        (
            "citation",
            {
                "CITATIONS": [
                    [{"citationID": "1", "citationItems": [{"id": "a"}], "properties": {"noteIndex": 1}}, [], []],
                    [
                        {"citationID": "2", "citationItems": [{"id": "b"}], "properties": {"noteIndex": 2}},
                        [["1", 1]],
                        [],
                    ],
                ]
            },
            "..[0] Ants\n>>[1] Bees",
        ),
    ],
)
def test_a_section_does_what_the_suite_means(
    tmp_path: Path, mode: str, sections: dict[str, object], expected: str
) -> None:
    outcome = fixture(tmp_path, mode, expected, **sections)
    assert outcome.got == expected
    assert outcome.passed


def test_a_crash_is_a_failure_with_its_message(tmp_path: Path) -> None:
    outcome = fixture(tmp_path, "citation", "x", CITATION_ITEMS=[[{"id": "nobody"}]])
    assert not outcome.passed
    assert outcome.got.startswith("KeyError")


def test_a_folder_without_fixtures_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([str(tmp_path)])
    assert stop.value.code == 2
    assert "no fixtures" in capsys.readouterr().err
