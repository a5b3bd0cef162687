"""One line to a problem: ``path:line:column: CK340 message``."""

from __future__ import annotations

from citekit.checks.report import Report
from citekit.reports import printable

NAME = "concise"


def write(report: Report) -> str:
    """Return the report."""
    return "".join(f"{one.where}: {one.code} {printable(' '.join(one.message.split()))}\n" for one in report.problems)
