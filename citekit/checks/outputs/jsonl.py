"""JSON lines: one object to a problem, as in ``json``."""

from __future__ import annotations

import json

from citekit.checks.outputs.json import as_json
from citekit.checks.report import Report

NAME = "jsonl"


def write(report: Report) -> str:
    """Return the report."""
    return "".join(f"{json.dumps(as_json(one), ensure_ascii=False)}\n" for one in report.problems)
