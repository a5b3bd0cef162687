"""Findings as people and machines read them: one line, the place in the source and a hint each, or JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import click

from citekit.files import Lines
from citekit.findings import Finding, Severity, Span
from citekit.values import NamedTuple

# Columns of a source line that are shown.
_WIDTH = 100


class Excerpt(NamedTuple):
    """The line of a place, cut where it is long; the place is ``text[start:end]``."""

    text: str
    start: int
    end: int


def as_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield every finding as ``path:line:column: error: message [rule]``, its line with a caret, and its hint.

    Lines are styled; whoever prints them strips the colours where there is no terminal.
    """
    for group, _ in as_groups(findings):
        yield from group


def as_groups(findings: Iterable[Finding]) -> Iterator[tuple[list[str], int]]:
    """Yield the lines of each finding, and its place among *findings*."""
    lines = Lines()
    for index, finding in enumerate(findings):
        yield list(_as_lines(finding, lines)), index


def _as_lines(finding: Finding, lines: Lines) -> Iterator[str]:
    place = click.style(f"{finding.where}: ", bold=True) if finding.where.path else ""
    colour = "red" if finding.severity is Severity.ERROR else "yellow"
    kind = click.style(f"{finding.severity.value}:", fg=colour, bold=True)
    yield f"{place}{kind} {printable(finding.message)} {click.style(f'[{finding.rule}]', dim=True)}"
    if cut := excerpt(lines.at(finding.where), finding.where):
        number = f"{finding.where.line:>4}"
        before, marked = (_columns(part) for part in (cut.text[: cut.start], cut.text[cut.start : cut.end]))
        yield f"{click.style(f'{number} |', dim=True)} {cut.text.rstrip()}"
        bar = click.style(f"{' ' * len(number)} |", dim=True)
        yield f"{bar} {' ' * before}{click.style('^' * max(marked, 1), fg=colour)}"
    if finding.hint:
        yield f"  {click.style('hint:', fg='cyan')} {printable(finding.hint)}"


def excerpt(line: str, where: Span, width: int = _WIDTH) -> Excerpt | None:
    r"""Return *line* around *where*, at most *width* characters of it; ``None`` where there is nothing to show.

    Characters that would move what stands behind them are replaced: tabs by a space, others by U+FFFD.

    >>> excerpt("\ttitle = {T}", Span("a.bib", 2, 2, 7))
    Excerpt(text=' title = {T}', start=1, end=6)
    """
    if not line.strip() or not where.line:
        return None
    start = min(where.column - 1, len(line))
    end = max(min(where.end_column - 1, len(line)), start)
    first = max(0, min(start - width // 4, len(line) - width))
    last = first + width
    text = "".join(map(_shown, line[first:last]))
    if first:
        text = f"…{text[1:]}"
    if last < len(line):
        text = f"{text[:-1]}…"
    return Excerpt(text, start - first, min(end, last) - first)


def printable(text: str) -> str:
    r"""Return *text* without characters that a terminal would obey; line breaks stay.

    >>> printable("a\x1b[31m")
    'a\ufffd[31m'
    """
    return text if text.isprintable() else "".join(one if one == "\n" else _shown(one) for one in text)


def _shown(character: str) -> str:
    return " " if character == "\t" else character if character.isprintable() else "\ufffd"


def _columns(text: str) -> int:
    """Return how wide *text* is on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def as_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the findings as JSON objects; a finding without a place has ``null`` for line, column and excerpt."""
    lines = Lines()
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "message": finding.message,
            "hint": finding.hint,
            "key": finding.key or None,
            **place_as_json(finding.where),
            "excerpt": cut._asdict() if (cut := excerpt(lines.at(finding.where), finding.where)) else None,
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
