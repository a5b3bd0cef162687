"""For people: as other commands tell findings."""

from __future__ import annotations

from citekit import reports
from citekit.checks.report import Report

NAME = "human"


def write(report: Report) -> str:
    """Return the report."""
    lines = list(reports.as_lines(one.finding for one in report.problems))
    return "".join(f"{line}\n" for line in lines)
