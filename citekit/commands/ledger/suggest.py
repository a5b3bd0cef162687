"""``citekit ledger suggest``: what printed notes cite, proposed for the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.ledger.files import DRY_RUN, change, new_file
from citekit.commands.options import BIB, FORMAT
from citekit.commands.printing import exit_code, report, write

if TYPE_CHECKING:
    from citekit.notes.resolving.proposals import Proposal


@click.command(
    "suggest",
    short_help="Find in the library what printed notes cite.",
    epilog="""\b
Examples:
  citekit ledger suggest endnotes.txt --bib library.bib -o notes.yaml
  citekit ledger suggest manuscript.docx --update notes.yaml --dry-run
  citekit ledger suggest endnotes.txt --format json
docs/resolving.md tells more.""",
)
@click.argument("notes")
@BIB
@click.option("--output", "-o", default="", metavar="FILE", help="Write a new ledger here.")
@click.option("--update", default="", metavar="LEDGER", help="Fill the notes of this ledger that nobody has confirmed.")
@FORMAT
@DRY_RUN
def command(notes: str, bib: tuple[str, ...], *, output: str, update: str, format_: str, dry_run: bool) -> int:
    """Read NOTES (a text, or a manuscript with notes) and write a ledger of what they cite.

    Every note is marked as proposed, or as unsure where a cite needs the editor: then the likeliest three works stand
    above it. Nothing that somebody has written or confirmed is changed. Exit code 1 where something is unsure.
    """
    from citekit.documents.ledgers.printed import read_notes
    from citekit.errors import UsageError
    from citekit.files import read_source
    from citekit.notes.resolving.resolve import resolve_notes
    from citekit.project import open_project
    from citekit.suggesting import new_ledger, unsure, with_proposals

    if output and update:
        raise UsageError("a new ledger, or one that is there?", hint="give --output or --update, not both")
    read = read_notes(notes)
    proposals = resolve_notes(read.notes, open_project(bib=bib).library().references)
    findings = (*read.findings, *unsure(proposals, notes))
    if format_ == "json":
        write((json.dumps(_as_json(notes, proposals), ensure_ascii=False, indent=2) + "\n").encode(), output)
        return exit_code(findings, warnings_count=True)
    sure = sum(one.status == "proposed" for one in proposals)
    done = f"{sure} note{'' if sure == 1 else 's'} proposed, {len(proposals) - sure} unsure"
    if update:
        source = read_source(update)
        text, count = with_proposals(source, proposals)
        change([(source, text)], f"{count} notes filled in", dry_run=dry_run)
    elif output and not dry_run:
        new_file(output, new_ledger(proposals, output), done, "fill it with --update")
    else:
        write(new_ledger(proposals).encode(), "")
    report(findings)
    click.echo(done, err=True)
    return exit_code(findings, warnings_count=True)


def _as_json(path: str, proposals: tuple[Proposal, ...]) -> dict[str, Any]:
    return {
        "path": path,
        "notes": [
            {
                "number": one.note.number,
                "run": one.note.run,
                "chapter": one.note.chapter,
                "text": one.note.text,
                "status": one.status,
                "proposal": one.text,
                "cites": [
                    {
                        "start": cite.start,
                        "end": cite.end,
                        "text": one.note.text[cite.start : cite.end],
                        "key": cite.key,
                        "locator": cite.locator or None,
                        "problem": cite.problem or None,
                        "choices": [
                            {"key": choice.key, "confidence": choice.confidence, "reasons": list(choice.reasons)}
                            for choice in cite.choices
                        ],
                    }
                    for cite in one.cites
                ],
            }
            for one in proposals
        ],
    }
