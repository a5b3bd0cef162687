"""``citekit ledger notes``: the text of notes, taken apart by their numbers."""

from __future__ import annotations

import json

import click

from citekit.commands.options import FORMAT
from citekit.commands.printing import FINE, exit_code, report, write


@click.command(
    "notes",
    short_help="Read the notes of a text or a manuscript.",
    epilog="""\b
Examples:
  citekit ledger notes endnotes.txt
  citekit ledger notes manuscript.docx --format json
  pbpaste | citekit ledger notes -
docs/endnotes.md tells more.""",
)
@click.argument("file")
@FORMAT
@click.option("--output", "-o", default="", metavar="FILE", help="Write here instead of printing.")
def command(file: str, format_: str, output: str) -> int:
    """Print the notes in FILE, one to the line: a file of notes, or those of a document (DOCX, EPUB, ODT …).

    Exit code 1 where something is odd about them: a number missing, a note without text.
    """
    from citekit import reports
    from citekit.documents.ledgers.printed import read_notes

    found = read_notes(file)
    if format_ == "json":
        notes = [
            {
                "number": note.number,
                "run": note.run,
                "chapter": note.chapter,
                "text": note.text,
                "line": note.where.line if note.where else None,
                "column": note.where.column if note.where else None,
            }
            for note in found.notes
        ]
        answer = {"path": file, "notes": notes, "findings": reports.as_json(found.findings)}
        write((json.dumps(answer, ensure_ascii=False, indent=2) + "\n").encode(), output)
        return exit_code(found.findings, warnings_count=True)
    lines: list[str] = []
    run = 0
    for note in found.notes:
        if note.run != run or (note.chapter and not lines):
            lines += ["", note.chapter or f"— {note.run + 1} —"] if lines else [note.chapter]
            run = note.run
        lines.append(f"{note.number}. {note.text}")
    write("".join(f"{line}\n" for line in lines).encode(), output)
    report(found.findings)
    return exit_code(found.findings, warnings_count=True) if found.findings else FINE
