"""``citekit ledger init``: a ledger for a text, with a line for each note mark that was found."""

from __future__ import annotations

import click

from citekit.commands.ledger.files import DRY_RUN, change, new_file
from citekit.commands.printing import FINE


@click.command(
    "init",
    short_help="Make a ledger for a text, a line for each of its note marks.",
    epilog="""\b
Examples:
  citekit ledger init passage.txt
  citekit ledger init passage.txt --source "@kotkin2017 [p. 12]" -o notes.yaml
  citekit ledger init passage.txt --update""",
)
@click.argument("passage")
@click.option("--output", "-o", default="", metavar="FILE", help="The ledger; PASSAGE.notes.yaml without it.")
@click.option("--source", default="", metavar="CITE", help='What the passage is quoted from: "@key [p. 3]".')
@click.option("--update", is_flag=True, help="Add the marks that the ledger has no note for; the rest stays as it is.")
@DRY_RUN
def command(passage: str, output: str, source: str, *, update: bool, dry_run: bool) -> int:
    """Make a ledger for PASSAGE: each note that was found in it, below the words it notes, to be filled in.

    A ledger that is there is never overwritten; --update adds to it.
    """
    from os.path import relpath
    from pathlib import Path

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
    found = read_passage(passage)
    named = "" if STDIN in (passage, path) else Path(relpath(passage, Path(path).parent)).as_posix()
    text = new_ledger(found, named, source)
    new_file(
        STDIN if dry_run else path, text, f"{_counted(len(found.marks))} to be filled in", "add to it with --update"
    )
    return FINE


def _counted(count: int) -> str:
    return f"{count} note{'' if count == 1 else 's'}"


def _is_cite(text: str) -> bool:
    from citekit.model import Citation
    from citekit.notes.citesyntax import parse_note

    parts = parse_note(text).parts
    return len(parts) == 1 and isinstance(parts[0], Citation)
