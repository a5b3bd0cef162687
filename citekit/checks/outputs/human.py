"""For people: each problem with its place, its line and what to do, and a last line that counts."""

from __future__ import annotations

from collections.abc import Iterator

import click

from citekit import reports
from citekit.checks.problem import Problem
from citekit.checks.report import Report, counted
from citekit.values import replace

NAME = "human"


def write(report: Report) -> str:
    """Return the report; lines are styled."""
    return "".join(f"{line}\n" for line in (*_problems(report), total(report)))


def _problems(report: Report) -> Iterator[str]:
    for line, problem in reports.as_groups(
        replace(one.finding, rule=f"{one.code} {one.rule}") for one in report.problems
    ):
        yield from line
        fix = report.problems[problem].fix
        if fix is not None:
            how = "--fix" if fix.safe else "--unsafe-fixes"
            yield f"  {click.style('fix:', fg='cyan')} {fix.label} ({how})"


def total(report: Report) -> str:
    """Return the line that says how it went."""
    files = counted(len(report.files), "file")
    found = [counted(number, kind.value) for kind, number in report.counts.items() if number]
    also = [f"{number} {what}" for number, what in _also(report) if number]
    rest = f" ({'; '.join(also)})" if also else ""
    if not found:
        return f"{click.style('nothing found', fg='green')} in {files}{rest}"
    return f"{', '.join(found)} in {files}{rest}"


def _also(report: Report) -> Iterator[tuple[int, str]]:
    yield report.fixed, "mended"
    yield sum(_is_safe(one) for one in report.problems), "can be mended with --fix"
    yield sum(one.fix is not None and not one.fix.safe for one in report.problems), "with --unsafe-fixes"
    yield report.suppressed, "kept quiet by comments"
    yield report.accepted, "accepted by the baseline"


def _is_safe(problem: Problem) -> bool:
    return problem.fix is not None and problem.fix.safe
