"""JUnit's XML, as GitLab, Jenkins and others show it: a suite to a file, a failing case to a problem.

Source: the JUnit schema of Jenkins (testsuites, testsuite, testcase, failure). A file without problems is one case that
passes. Characters that XML does not have are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from citekit.checks.problem import Problem
from citekit.checks.report import Report

NAME = "junit"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report) -> str:
    """Return the report."""
    paths = dict.fromkeys((*report.files, *(one.where.path for one in report.problems)))
    by_path: dict[str, list[Problem]] = {path: [] for path in paths}
    for problem in report.problems:
        by_path[problem.where.path].append(problem)
    suites = "".join(_suite(path, problems) for path, problems in by_path.items())
    cases = sum(max(len(problems), 1) for problems in by_path.values())
    head = f'<testsuites name="citekit check" tests="{cases}" failures="{len(report.problems)}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>\n'


def _suite(path: str, problems: Sequence[Problem]) -> str:
    name = _attribute(path or "project")
    count = max(len(problems), 1)
    cases = "".join(map(_case, problems)) or f'    <testcase classname={name} name="citekit check"/>\n'
    head = f'  <testsuite name={name} tests="{count}" failures="{len(problems)}" errors="0">'
    return f"{head}\n{cases}  </testsuite>\n"


def _case(problem: Problem) -> str:
    where = problem.where
    place = f"line {where.line}, column {where.column}: " if where.line else ""
    name = _attribute(f"{problem.code} {problem.rule}{f' {where.line}:{where.column}' if where.line else ''}")
    message = _attribute(f"{place}{problem.message}")
    text = escape(_known(f"{where}: {problem.message}\n{problem.hint}".rstrip()))
    return (
        f"    <testcase classname={_attribute(where.path or 'project')} name={name}>"
        f'<failure type="{problem.severity.value}" message={message}>{text}</failure></testcase>\n'
    )


def _known(text: str) -> str:
    return _NO_XML.sub("", text)


def _attribute(text: str) -> str:
    return quoteattr(_known(" ".join(text.split())))
