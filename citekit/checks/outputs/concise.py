"""One line to a problem: ``path:line:column: CK340 message``."""

from __future__ import annotations

from citekit.checks.report import Report

NAME = "concise"


def write(report: Report) -> str:
    """Return the report."""
    return "".join(f"{one.where}: {one.code} {' '.join(one.message.split())}\n" for one in report.problems)
