"""GitLab's report of code quality.

Source: GitLab Docs, "Code Quality", implementing a custom tool: a list of objects with description, check_name,
fingerprint, severity and location. A fingerprint tells a finding again when lines have moved, and is unique.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from citekit.checks.problem import Problem
from citekit.checks.report import Report
from citekit.findings import Severity

NAME = "gitlab"
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}


def write(report: Report) -> str:
    """Return the report."""
    seen: Counter[str] = Counter()
    rows = []
    for problem in report.problems:
        known = known_as(problem)
        rows.append(_row(problem, known, seen[known]))
        seen[known] += 1
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def known_as(problem: Problem) -> str:
    """Return what a problem is told again by, when lines have moved."""
    return "\0".join((problem.where.path, problem.code, problem.note, problem.key, problem.context))


def fingerprint(known: str, count: int) -> str:
    """Return a digest of what a problem is known by; *count* tells those apart that are alike."""
    return hashlib.sha256(f"{known}\0{count}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _row(problem: Problem, known: str, count: int) -> dict[str, Any]:
    hint = f" ({problem.hint})" if problem.hint else ""
    return {
        "description": f"{problem.message}{hint}",
        "check_name": f"{problem.code} {problem.rule}",
        "fingerprint": fingerprint(known, count),
        "severity": _SEVERITIES[problem.severity],
        "location": {"path": problem.where.path.replace("\\", "/"), "lines": {"begin": max(problem.where.line, 1)}},
    }
