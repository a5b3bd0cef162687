"""Annotations of GitHub's workflows, and a summary of the job.

Source: GitHub Docs, "Workflow commands for GitHub Actions" (setting an error message; escaping as the toolkit has it)
and its limits: ten annotations of a kind are shown of a step. So the worst ten are told, and the others are counted.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from citekit.checks.catalogue import rule_named
from citekit.checks.problem import WORST_FIRST, Problem
from citekit.checks.report import Report, counted
from citekit.findings import Severity

NAME = "github"
_MOST = 10
_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def write(report: Report) -> str:
    """Return the report as workflow commands."""
    shown: list[Problem] = []
    for severity in WORST_FIRST:
        shown += [one for one in report.problems if one.severity is severity][:_MOST]
    return "".join(f"{line}\n" for line in (*map(_command, shown), *_rest(report, shown)))


def _command(problem: Problem) -> str:
    where = problem.where
    properties = {"file": where.path.replace(os.sep, "/")} if where.path else {}
    if where.line:
        properties |= {"line": str(where.line), "col": str(where.column), "endColumn": str(where.end_column)}
    properties["title"] = f"{problem.code} {problem.rule}"
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{_KINDS[problem.severity]} {said}::{_data(text)}"


def _rest(report: Report, shown: Sequence[Problem]) -> Iterator[str]:
    left = len(report.problems) - len(shown)
    if left:
        yield f"{left} more: GitHub shows {_MOST} of each kind; the summary of the job counts all"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report) -> str:
    """Return the summary of a job, in Markdown: how many problems of which rule there are, and the worst of them."""
    found = [counted(number, kind.value) for kind, number in report.counts.items() if number]
    lines = [
        "## citekit check",
        "",
        f"{', '.join(found) or 'Nothing found'} in {counted(len(report.files), 'file')}.",
        "",
    ]
    if report.problems:
        count = Counter(one.code for one in report.problems)
        lines += ["| rule | | findings |", "|---|---|---:|"]
        lines += [f"| {code} | {_cell(rule_named(code).summary)} | {number} |" for code, number in count.most_common()]
        worst = sorted(report.problems, key=lambda one: WORST_FIRST.index(one.severity))[:_MOST]
        lines += ["", "| place | finding |", "|---|---|"]
        lines += [f"| {_cell(str(one.where))} | {one.code} {_cell(one.message)} |" for one in worst]
        if len(report.problems) > len(worst):
            lines += ["", f"{len(report.problems) - len(worst)} more."]
    return "\n".join((*lines, ""))


def _cell(text: str) -> str:
    """Return a text for a cell of a table: no markup of its own, on one line."""
    for sign in "\\`*_|[]<":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
