"""``citekit find``: the references that have some words, one line each, or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from citekit.commands.options import BIB, FORMAT
from citekit.commands.printing import FINDINGS, FINE, report, report_errors
from citekit.findings import Finding, Span
from citekit.model import Reference

_FEW = 3  # errors shown; a search does with what could be read
_GAP = "  "
_LEAST = 20  # columns that a title has, however narrow the screen is
_MOST = 30  # and that who and when have


@click.command(
    "find",
    short_help="Search the library for words.",
    epilog="""\b
Examples:
  citekit find cohen revolution
  citekit find author:müller year:1960-1975
  citekit find '"civil war"' -b library.bib
  citekit find bukharin --format json --limit 0
Fields: key author title container year publisher keyword identifier archive abstract note type.
docs/find.md tells more.""",
)
@click.argument("words", nargs=-1, required=True)
@BIB
@click.option("--limit", default=20, metavar="N", type=click.IntRange(0), help="Print the best N; 0 prints all.")
@FORMAT
def command(words: tuple[str, ...], bib: tuple[str, ...], limit: int, format_: str) -> int:
    """Print the references that have every one of WORDS, best first; a word may be the beginning of one.

    Words in double quotes stand one after the other; author:cohen looks in one field.
    """
    from shutil import get_terminal_size

    from citekit.project import open_project

    library, (found, why, hint) = open_project(bib=bib).find(words, limit)
    report_errors(library.findings, _FEW)
    rows = [(library.references[hit.key], hit.score) for hit in found.hits]
    if format_ == "json":
        click.echo(json.dumps(as_json(rows), ensure_ascii=False, indent=2))
    if not rows:
        report([Finding("not-found", why, Span(""), hint=hint)])
        return FINDINGS
    if format_ == "human":
        width = get_terminal_size().columns if sys.stdout.isatty() else 0
        for line in as_lines([reference for reference, _ in rows], width):
            click.echo(line)
        rest = f", {found.total - len(rows)} of them not shown (--limit 0 shows all)" if found.total > len(rows) else ""
        click.echo(f"{found.total} reference{'' if found.total == 1 else 's'}{rest}", err=True)
    return FINE


def as_lines(references: Sequence[Reference], width: int = 0) -> Iterator[str]:
    """Yield a line for each reference: key, who and when, title; cut to *width* columns (0: whole)."""
    from citekit.bib.headline import headline

    rows = []
    for reference in references:
        people, year, title = headline(reference)
        rows.append((reference.key, " ".join(part for part in (people, year) if part), title))
    keys = max((len(key) for key, _, _ in rows), default=0)
    made = min(max((len(who) for _, who, _ in rows), default=0), _MOST)
    room = max(width - keys - made - 2 * len(_GAP), _LEAST) if width else 0
    for key, who, title in rows:
        line = f"{click.style(f'{key:<{keys}}', bold=True)}{_GAP}{_cut(who, made):<{made}}{_GAP}{_cut(title, room)}"
        yield line.rstrip()


def _cut(text: str, room: int) -> str:
    return text if not room or len(text) <= room else f"{text[: room - 1].rstrip()}…"


def as_json(found: Iterable[tuple[Reference, float]]) -> list[dict[str, Any]]:
    """Return references as items of CSL-JSON, with their scores and places."""
    from citekit.bib.cslfile.items import item_of
    from citekit.reports import place_as_json

    return [
        {"score": round(score, 4), **place_as_json(reference.where or Span("")), "item": item_of(reference)}
        for reference, score in found
    ]
