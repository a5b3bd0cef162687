"""``citekit ledger init``: a ledger for a text, with a line for each note mark that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.commands.ledger.files import DRY_RUN, change, new_file
from citekit.commands.printing import FINE, report

if TYPE_CHECKING:
    from citekit.documents.manuscript import Manuscript


@click.command(
    "init",
    short_help="Make a ledger for a text or a manuscript, a line for each of its notes.",
    epilog="""\b
Examples:
  citekit ledger init passage.txt
  citekit ledger init passage.txt --source "@kotkin2017 [p. 12]" -o notes.yaml
  citekit ledger init passage.txt --update
  citekit ledger init book.docx -o book.notes.yaml""",
)
@click.argument("passage")
@click.option("--output", "-o", default="", metavar="FILE", help="The ledger; PASSAGE.notes.yaml without it.")
@click.option("--source", default="", metavar="CITE", help='What the passage is quoted from: "@key [p. 3]".')
@click.option("--update", is_flag=True, help="Add the marks that the ledger has no note for; the rest stays as it is.")
@DRY_RUN
def command(passage: str, output: str, source: str, *, update: bool, dry_run: bool) -> int:
    """Make a ledger for PASSAGE: each note that was found in it, below the words it notes, to be filled in.

    Of a manuscript whose notes say something (DOCX, EPUB, Markdown …) the ledger has what they say and cite.

    A ledger that is there is never overwritten; --update adds to it.
    """
    from os.path import relpath
    from pathlib import Path

    from citekit.documents import with_notes
    from citekit.errors import UsageError
    from citekit.files import STDIN, is_file, read_source
    from citekit.notes.ledger.blocks import checked_ledger
    from citekit.notes.ledger.filling import new_ledger, with_new_marks
    from citekit.project import read_passage

    if passage == STDIN and not output:
        output = STDIN
    path = output or str(Path(passage).with_suffix(".notes.yaml"))
    if path != STDIN and is_file(path) and update:
        read = read_source(path)
        text, count = with_new_marks(read, checked_ledger(read), read_passage(passage))
        return change([(read, text)], f"{_counted(count)} added", dry_run=dry_run)
    if source and not _is_cite(source):
        raise UsageError(f"the source is one cite, not {source!r}", hint='write --source "@key [p. 3]"')
    manuscript = None if source else with_notes(passage)
    if manuscript and manuscript.notes:
        return _written(manuscript, STDIN if dry_run else path)
    found = read_passage(passage)
    named = "" if STDIN in (passage, path) else Path(relpath(passage, Path(path).parent)).as_posix()
    text = new_ledger(found, named, source)
    new_file(
        STDIN if dry_run else path, text, f"{_counted(len(found.marks))} to be filled in", "add to it with --update"
    )
    return FINE


def _written(manuscript: Manuscript, path: str) -> int:
    """Write the ledger of a manuscript's notes, and report what it leaves out."""
    from citekit.documents.ledgers.as_ledger import as_ledger
    from citekit.errors import raise_errors
    from citekit.notes.ledger.writing import write_ledger
    from citekit.values import replace

    ledger = as_ledger(manuscript)
    raise_errors(ledger.findings)
    new_file(path, write_ledger(replace(ledger, findings=())), _counted(len(ledger.notes)))
    report(ledger.findings)
    return FINE


def _counted(count: int) -> str:
    return f"{count} note{'' if count == 1 else 's'}"


def _is_cite(text: str) -> bool:
    from citekit.model import Citation
    from citekit.notes.citesyntax import parse_note

    parts = parse_note(text).parts
    return len(parts) == 1 and isinstance(parts[0], Citation)
