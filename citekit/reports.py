"""Findings as people and machines read them: one line and a hint each, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from citekit.findings import Finding, Severity, Span


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield every finding as ``path:line:column: error: message [rule]`` and a line with its hint.

    Lines are styled; whoever prints them strips the colours where there is no terminal.
    """
    for finding in findings:
        place = click.style(f"{finding.where}: ", bold=True) if finding.where.path else ""
        colour = "red" if finding.severity is Severity.ERROR else "yellow"
        kind = click.style(f"{finding.severity.value}:", fg=colour, bold=True)
        yield f"{place}{kind} {finding.message} {click.style(f'[{finding.rule}]', dim=True)}"
        if finding.hint:
            yield f"  {click.style('hint:', fg='cyan')} {finding.hint}"


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the findings as JSON objects; a finding without a place has ``null`` for line and column."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "hint": finding.hint,
            **place_as_json(finding.where),
        }
        for finding in findings
    ]


def place_as_json(where: Span) -> dict[str, Any]:
    """Return a place as JSON members."""
    return {
        "path": where.path or None,
        "line": where.line or None,
        "column": where.column or None,
        "end_column": where.end_column or None,
    }
