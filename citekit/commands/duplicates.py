"""``citekit duplicates``: entries that are one publication, with reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.options import BIB, FORMAT
from citekit.commands.printing import FINDINGS, exit_code, report_errors

if TYPE_CHECKING:
    from citekit.bib.duplicates.likeness import Likeness
    from citekit.bib.duplicates.proposals import Proposal
    from citekit.model import Key, Reference


@click.command(
    "duplicates",
    short_help="Find entries that are one publication.",
    epilog="""\b
Examples:
  citekit duplicates
  citekit duplicates -b library.bib -b more.bib --least 0.9
  citekit duplicates --related --format json
Exit codes: 0 there are none, 1 there are some, or entries that cannot be read.
Nothing is changed; docs/editing.md tells how to merge them.""",
)
@BIB
@click.option("--least", type=click.FloatRange(0, 1), default=0.0, metavar="N", help="Only what is as sure as this.")
@click.option("--related", is_flag=True, help="Also what is alike and told apart: editions, volumes, preprints.")
@FORMAT
def command(*, bib: tuple[str, ...], least: float, related: bool, format_: str) -> int:
    """Print references that are one publication, why that is believed, and what merging them would do."""
    from citekit.bib.duplicates.proposals import find_duplicates
    from citekit.project import open_project

    library = open_project(bib=bib).library()
    report_errors(library.findings)
    found = find_duplicates(library, least)
    if format_ == "json":
        members: dict[str, Any] = {"duplicates": [_proposal_as_json(one) for one in found.proposals]}
        if related:
            members["related"] = [_likeness_as_json(one) for one in found.related]
        click.echo(json.dumps(members, ensure_ascii=False, indent=2))
    else:
        for proposal in found.proposals:
            for line in _proposal_as_lines(proposal, library.references):
                click.echo(line)
        for likeness in found.related if related else ():
            for line in _likeness_as_lines(likeness):
                click.echo(line)
        extra = sum(len(one.keys) - 1 for one in found.proposals)
        told = f", {len(found.related)} pairs are related" if related else ""
        plural = "" if len(library.references) == 1 else "s"
        click.echo(f"{len(library.references)} reference{plural}, {extra} of them too many{told}", err=True)
    return FINDINGS if found.proposals else exit_code(library.findings)


def _proposal_as_lines(one: Proposal, references: Mapping[Key, Reference]) -> Iterator[str]:
    yield f"{click.style(' = '.join(one.keys), bold=True)}  ({one.confidence:.2f})"
    for key in one.keys:
        yield f"  {key}: {references[key].where or 'in memory'}"
    yield f"  why: {'; '.join(one.reasons)}"
    if one.differences:
        yield f"  but: {'; '.join(one.differences)}"
    for name, (key, value) in one.filled.items():
        yield f"  {key} adds {name}: {_short(value)}"
    for key, conflict in one.conflicts:
        yield f"  {key} has another {conflict.name}: {_short(conflict.other)} | {one.keep}: {_short(conflict.kept)}"
    for key in one.keys[1:]:
        yield f"  to merge: citekit edit merge {one.keep} {key}"
    yield ""


def _likeness_as_lines(one: Likeness) -> Iterator[str]:
    yield f"{one.first} is like {one.second}"
    yield f"  alike: {'; '.join(one.reasons)}"
    yield f"  apart: {'; '.join(one.differences)}"
    yield ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


_LONGEST = 60


def _proposal_as_json(one: Proposal) -> dict[str, Any]:
    return {
        "keep": one.keep,
        "keys": list(one.keys),
        "confidence": one.confidence,
        "reasons": list(one.reasons),
        "differences": list(one.differences),
        "pairs": [_likeness_as_json(pair) for pair in one.likenesses],
        "filled": [{"variable": name, "from": key, "value": value} for name, (key, value) in one.filled.items()],
        "conflicts": [
            {"variable": conflict.name, "kept": conflict.kept, "other": conflict.other, "from": key}
            for key, conflict in one.conflicts
        ],
    }


def _likeness_as_json(one: Likeness) -> dict[str, Any]:
    return {
        "keys": [one.first, one.second],
        "verdict": one.verdict,
        "confidence": one.confidence,
        "reasons": list(one.reasons),
        "differences": list(one.differences),
    }
