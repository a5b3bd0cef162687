"""Comments that keep findings quiet."""

from __future__ import annotations

import pytest

from citekit.checks.problem import Problem
from citekit.checks.suppressions import kept_quiet, suppressions
from citekit.findings import Severity, Source, Span


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("a.bib", "% citekit: ignore[CK340]\n@book{a,\n  title = {T},\n}\n@book{b}\n", [(2, 4, ("CK340",))]),
        ("a.bib", "@book{a,\n  doi = {x}, % citekit: ignore[CK340, CK301]\n}\n", [(2, 2, ("CK340", "CK301"))]),
        ("a.bib", "%citekit:ignore\n\n@book{a}\n", [(3, 3, ())]),
        ("a.bib", "% citekit: ignore-file[references]\n@book{a}\n", [(0, 1 << 60, ("references",))]),
        ("a.md", "One.\n\n<!-- citekit: ignore[CK101] a reason -->\nTwo\nlines.\n\nThree.\n", [(4, 5, ("CK101",))]),
        ("a.md", "A line.[^1] <!-- citekit: ignore[CK101] -->\n", [(1, 1, ("CK101",))]),
        ("a.tex", "% citekit: ignore[CK201]\n\\cite{x}\n", [(2, 2, ("CK201",))]),
        ("a.html", "<p>x <!-- citekit: ignore[CK1] --></p>\n", [(1, 1, ("CK1",))]),
        ("n.yaml", "notes:\n  # citekit: ignore[CK201]\n  11:\n    cites: x\n  12: y\n", [(3, 4, ("CK201",))]),
        ("n.yaml", 'notes:\n  11: "@x" # citekit: ignore[CK201]\n', [(2, 2, ("CK201",))]),
        ("a.md", "citekit: ignore[CK101] is how it is written\n", []),
        ("a.md", "<!-- citekit: ignored[CK101] -->\n", []),
        ("a.md", "<!-- citekit: ignore-files -->\n", []),
        # two of them, one above the other
        (
            "a.bib",
            "% citekit: ignore[CK301]\n% citekit: ignore[CK340]\n@book{a}\n",
            [(3, 3, ("CK301",)), (3, 3, ("CK340",))],
        ),
    ],
)
def test_what_a_comment_holds_for(path: str, text: str, expected: list[tuple[int, int, tuple[str, ...]]]) -> None:
    found = list(suppressions(Source(path, text)))
    assert [(one.first, one.last, one.names) for one in found] == expected


def problem(line: int, code: str = "CK340", path: str = "a.bib") -> Problem:
    return Problem(code, "malformed-doi", Severity.ERROR, "no DOI", Span(path, line, 1, 2))


def run(
    text: str, problems: list[Problem], codes: tuple[str, ...] = ("CK340", "CK301")
) -> tuple[list[int], int, list[str]]:
    told, count, wrong = kept_quiet(problems, list(suppressions(Source("a.bib", text))), codes)
    return [one.where.line for one in told], count, [one.message for one in wrong]


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("% citekit: ignore[CK340]\n@book{a,\n doi={x}}\n@book{b}\n", [3, 4], ([4], 1, [])),
        ("% citekit: ignore[malformed-doi]\n@book{a,\n doi={x}}\n", [3], ([], 1, [])),
        ("% citekit: ignore\n@book{a,\n doi={x}}\n", [3], ([], 1, [])),
        ("% citekit: ignore-file[references]\n", [0, 3, 9], ([], 3, [])),
        ("% citekit: ignore[CK340]\n@book{a}\n", [], ([], 0, ["the comment keeps no finding of CK340 quiet"])),
        ("% citekit: ignore\n@book{a}\n", [], ([], 0, ["the comment keeps no finding quiet"])),
        (
            "% citekit: ignore[CK340,CK301]\n@book{a,\n doi={x}}\n",
            [3],
            ([], 1, ["the comment keeps no finding of CK301 quiet"]),
        ),
        # a rule that is not run may be why the comment is there
        ("% citekit: ignore[CK002]\n@book{a}\n", [], ([], 0, [])),
        ("% citekit: ignore[CK9999]\n@book{a}\n", [2], ([2], 0, ["there is no rule 'CK9999'"])),
    ],
)
def test_findings_are_kept_quiet_and_comments_counted(
    text: str, lines: list[int], expected: tuple[list[int], int, list[str]]
) -> None:
    assert run(text, [problem(line) for line in lines]) == expected


def test_a_comment_is_of_its_file_alone() -> None:
    told, count, wrong = kept_quiet(
        [problem(2, path="b.bib")], list(suppressions(Source("a.bib", "% citekit: ignore-file[CK340]\n"))), ["CK340"]
    )
    assert (len(told), count, len(wrong)) == (1, 0, 1)
