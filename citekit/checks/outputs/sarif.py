"""SARIF 2.1.0, as code scanning of GitHub and editors read it.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0: 3.14 (run), 3.27 (result), 3.30 (region, in code
points by ``columnKind``), 3.49 (reportingDescriptor), 3.55 (fix).
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from citekit import __version__
from citekit.checks.catalogue import rule_named
from citekit.checks.outputs.gitlab import fingerprint, known_as
from citekit.checks.problem import Problem
from citekit.checks.report import Report
from citekit.checks.rule import Edit, Fix, Rule
from citekit.findings import Severity, Span
from citekit.values import replace

NAME = "sarif"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def write(report: Report) -> str:
    """Return the report."""
    rules = [rule_named(code) for code in sorted({one.code for one in report.problems})]
    places = {rule.code: index for index, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    results = []
    for problem in report.problems:
        known = known_as(problem)
        # Code scanning refuses a result without a file: what is found of the project stands at its first.
        path = problem.where.path or next(iter(report.files), "")
        results.append(_result(problem, places[problem.code], fingerprint(known, seen[known]), path))
        seen[known] += 1
    driver = {"name": "citekit", "version": __version__, "rules": [_descriptor(rule) for rule in rules]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.manual, "markdown": f"```\n{rule.manual}\n```"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, place: int, known: str, path: str) -> dict[str, Any]:
    hint = f"\n{problem.hint}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": place,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}{hint}"},
        "partialFingerprints": {"citekit/v1": known},
    }
    if path:
        result["locations"] = [{"physicalLocation": _location(replace(problem.where, path=path))}]
    if problem.fix is not None and problem.fix.edits:
        result["fixes"] = [_fix(problem.fix)]
    return result


def _location(where: Span) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(where.path)}
    if where.line:
        end = max(where.end_column, where.column + 1)
        location["region"] = {"startLine": where.line, "startColumn": where.column, "endColumn": end}
    return location


def _artifact(path: str) -> dict[str, str]:
    if os.path.isabs(path):  # noqa: PTH117 - paths are texts here
        return {"uri": f"file://{quote(os.fsencode(path))}"}
    return {"uri": quote(os.fsencode(path.replace(os.sep, "/"))), "uriBaseId": "%SRCROOT%"}


def _fix(fix: Fix) -> dict[str, Any]:
    by_path: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_path.setdefault(edit.path, []).append(edit)
    changes = [
        {"artifactLocation": _artifact(path), "replacements": _replacements(edits)} for path, edits in by_path.items()
    ]
    return {"description": {"text": fix.label}, "artifactChanges": changes}


def _replacements(edits: Sequence[Edit]) -> list[dict[str, Any]]:
    return [
        {
            "deletedRegion": {"charOffset": edit.start, "charLength": edit.end - edit.start},
            "insertedContent": {"text": edit.new},
        }
        for edit in edits
    ]
