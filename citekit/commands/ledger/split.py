"""``citekit ledger split``: the notes of an excerpt alone, as a ledger of their own."""

from __future__ import annotations

import click

from citekit.commands.ledger.files import LEDGER, new_file
from citekit.commands.printing import FINE, report, write


@click.command(
    "split",
    short_help="Take the notes of an excerpt out of a book's ledger.",
    epilog="""\b
Examples:
  citekit ledger split book.yaml --notes 11-14 -o excerpt.notes.yaml
  citekit ledger split book.yaml --notes 3,5-7 --chapter "The Great Break"
  citekit ledger split book.yaml --passage excerpt.txt -o excerpt.notes.yaml""",
)
@LEDGER
@click.option("--notes", "numbers", default="", metavar="N-N,N", help="These notes.")
@click.option("--passage", default="", metavar="FILE", help="The notes whose marks stand in this text.")
@click.option("--chapter", default="", metavar="TITLE|N", help="The chapter that the notes are of.")
@click.option("--output", "-o", default="", metavar="FILE", help="Write here instead of printing.")
def command(ledger: str, numbers: str, passage: str, chapter: str, output: str) -> int:
    """Print the notes of an excerpt, with their comments, as a ledger of their own; LEDGER stays as it is.

    An "Ibid." whose note is left out becomes a cite of the work it stood for. What else leans on others is reported.
    """
    from pathlib import Path

    from citekit.errors import UsageError
    from citekit.files import read_source
    from citekit.leaning import split_off
    from citekit.notes.ledger.blocks import checked_ledger
    from citekit.notes.ledger.selecting import marked, named
    from citekit.project import read_passage

    if bool(numbers) == bool(passage):
        raise UsageError("which notes?", hint="name them with --notes 11-14, or the text they are of with --passage")
    source = read_source(ledger)
    known = checked_ledger(source)
    wanted = marked(read_passage(passage), known, chapter) if passage else named(numbers, known, chapter)
    text, broken = split_off(source, wanted, Path(passage).name if passage else "")
    report(broken)
    if output:
        new_file(output, text, f"{len(wanted)} note{'' if len(wanted) == 1 else 's'}")
    else:
        write(text.encode(), output)
    return FINE
