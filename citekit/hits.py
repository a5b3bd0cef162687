"""What a search found, as people and machines read it: one line a reference, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from citekit.bib.cslitem import item_of
from citekit.bib.headline import headline
from citekit.model import Reference
from citekit.reports import place_as_json

_GAP = "  "
_LEAST = 20  # columns that a title has, however narrow the screen
_MOST = 30  # and who and when have


def as_lines(references: Sequence[Reference], width: int = 0) -> Iterator[str]:
    """Yield a line for each reference: key, who and when, title; cut to *width* columns (0: whole)."""
    rows = []
    for reference in references:
        people, year, title = headline(reference)
        rows.append((reference.key, " ".join(part for part in (people, year) if part), title))
    keys = max((len(row[0]) for row in rows), default=0)
    made = min(max((len(row[1]) for row in rows), default=0), _MOST)
    room = max(width - keys - made - 2 * len(_GAP), _LEAST) if width else 0
    for key, who, title in rows:
        line = f"{click.style(f'{key:<{keys}}', bold=True)}{_GAP}{_cut(who, made):<{made}}{_GAP}{_cut(title, room)}"
        yield line.rstrip()


def _cut(text: str, room: int) -> str:
    return text if not room or len(text) <= room else f"{text[: room - 1].rstrip()}…"


def as_json(found: Iterable[tuple[Reference, float]]) -> list[dict[str, Any]]:
    """Return references as items of CSL-JSON, with their scores and places."""
    return [
        {
            "score": round(score, 4),
            **(place_as_json(reference.where) if reference.where else {}),
            "item": item_of(reference),
        }
        for reference, score in found
    ]
