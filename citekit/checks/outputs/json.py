"""JSON: one object with all problems, and how many there are (docs/check.md has the members)."""

from __future__ import annotations

import json
from typing import Any

from citekit.checks.problem import Problem
from citekit.checks.report import Report
from citekit.reports import place_as_json

NAME = "json"
_VERSION = 1


def write(report: Report) -> str:
    """Return the report."""
    said = {
        "version": _VERSION,
        "problems": [as_json(one) for one in report.problems],
        "summary": {
            **{kind.value: number for kind, number in report.counts.items()},
            "files": len(report.files),
            "suppressed": report.suppressed,
            "accepted": report.accepted,
            "fixed": report.fixed,
            "failed": report.failed,
        },
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON members; what there is none of is ``null``."""
    fix = problem.fix
    return {
        "code": problem.code,
        "rule": problem.rule,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint or None,
        **place_as_json(problem.where),
        "key": problem.key or None,
        "note": problem.note or None,
        "context": problem.context or None,
        "fix": fix and {"label": fix.label, "safe": fix.safe, "edits": [edit._asdict() for edit in fix.edits]},
    }
