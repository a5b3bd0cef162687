"""A page of its own: each file with its lines, the places coloured, and what was found beside them.

Without scripts; for light and dark, for narrow windows and for paper. Of a long file the lines around findings are
shown; of one that is no text, the findings alone.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from citekit.checks.catalogue import rule_named
from citekit.checks.htmlstyle import STYLE
from citekit.checks.problem import Problem
from citekit.checks.report import Report, counted
from citekit.errors import CitekitError
from citekit.files import read_library_source
from citekit.findings import Source

NAME = "html"
_WHOLE = 400
"""Files of so many lines are shown whole."""
_AROUND = 2


def write(report: Report) -> str:
    """Return the report."""
    found = ", ".join(counted(number, kind.value) for kind, number in report.counts.items() if number)
    summary = f"{found or 'Nothing found'} in {counted(len(report.files), 'file')}"
    by_path: dict[str, list[Problem]] = {}
    for problem in report.problems:
        by_path.setdefault(problem.where.path, []).append(problem)
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>citekit check: {html.escape(summary)}</title>",
        f"<style>{STYLE}</style></head>",
        f"<body><header><h1>citekit check</h1><p>{html.escape(summary)}.</p></header>",
        "<main>",
        *_files(by_path),
        *_manual(report),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _files(by_path: dict[str, list[Problem]]) -> Iterator[str]:
    for number, (path, problems) in enumerate(by_path.items(), 1):
        yield f'<section aria-labelledby="file{number}"><h2 id="file{number}">{html.escape(path or "The project")}</h2>'
        source = _text_of(path)
        if source is None or not any(one.where.line for one in problems):
            yield from ("<div>", *map(_card, problems), "</div>")
        else:
            yield from _lines(source, problems)
        yield "</section>"


def _text_of(path: str) -> Source | None:
    try:
        return read_library_source(path) if path else None
    except CitekitError:
        return None  # an archive, or gone


def _lines(source: Source, problems: Sequence[Problem]) -> Iterator[str]:
    count = source.text.count("\n") + (not source.text.endswith("\n"))
    shown = range(1, count + 1)
    by_line: dict[int, list[Problem]] = {}
    for problem in problems:
        by_line.setdefault(problem.where.line, []).append(problem)
    if elsewhere := [one for one in problems if one.where.line not in shown]:  # of the whole file, or it has changed
        yield from ("<div>", *map(_card, elsewhere), "</div>")
    wanted = (
        set(shown) if count <= _WHOLE else {n for line in by_line for n in range(line - _AROUND, line + _AROUND + 1)}
    )
    yield '<ol class="text">'
    last = 0
    for number in sorted(wanted & set(shown)):
        if number > last + 1:
            yield '<li class="gap" aria-label="lines left out">…</li>'
        last = number
        own = by_line.get(number, [])
        notes = f'<div class="notes">{"".join(map(_card, own))}</div>' if own else ""
        yield f'<li value="{number}"><code dir="auto">{_marked(source.line(number), own)}</code>{notes}</li>'
    yield "</ol>"


def _marked(line: str, problems: Sequence[Problem]) -> str:
    """Return a line with the places of *problems* marked; of two that overlap the first."""
    pieces: list[str] = []
    position = 0
    for problem in sorted(problems, key=lambda one: one.where.column):
        start = min(problem.where.column - 1, len(line))
        end = min(max(problem.where.end_column - 1, start + 1), len(line))
        if problem.where.line and start >= position and end > start:
            words = html.escape(line[start:end])
            pieces += [html.escape(line[position:start]), f'<mark class="{problem.severity.value}">{words}</mark>']
            position = end
    return "".join((*pieces, html.escape(line[position:]))) or "&nbsp;"


def _card(problem: Problem) -> str:
    hint = f"<br><small>{html.escape(problem.hint)}</small>" if problem.hint else ""
    fix = f"<br><small>fix: {html.escape(problem.fix.label)}</small>" if problem.fix else ""
    code = f'<a href="#{problem.code}">{problem.code}</a>'
    kind = f"<b>{problem.severity.value}</b>"
    return f'<p class="{problem.severity.value}">{kind} {html.escape(problem.message)} {code}{hint}{fix}</p>'


def _manual(report: Report) -> Iterator[str]:
    codes = sorted({one.code for one in report.problems})
    if codes:
        yield '<section aria-labelledby="rules"><h2 id="rules">The rules</h2>'
        for code in codes:
            rule = rule_named(code)
            number = sum(one.code == code for one in report.problems)
            # A link into what is folded unfolds it; one to the whole of it does not.
            yield f"<details><summary>{code} {rule.name} ({number})</summary>"
            yield f'<pre id="{code}" tabindex="0">{html.escape(rule.manual)}</pre></details>'
        yield "</section>"
