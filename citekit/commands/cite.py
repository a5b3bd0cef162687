"""``citekit cite``: the citations of a manuscript set in a style, and nothing else of it changed."""

from __future__ import annotations

from typing import Any

import click

from citekit.commands.notes import check_custom
from citekit.commands.options import BIB, ENGINE, LOCALE, STYLE
from citekit.commands.printing import exit_code, report, write


@click.command(
    "cite",
    short_help="Set the citations of a manuscript: DOCX, Markdown, LaTeX, HTML …",
    epilog="""\b
Examples:
  citekit cite chapter.md --bib library.bib -o chapter.set.md
  citekit cite chapter.docx --style chicago-notes-bibliography -o out.docx
  citekit cite book.docx --notes book.notes.yaml -o out.docx
  citekit cite paper.tex --style apa --no-list > out.tex
  pandoc paper.md --filter citekit-filter -o paper.pdf
docs/manuscripts.md tells more.""",
)
@click.argument("manuscript")
@BIB
@STYLE
@LOCALE
@ENGINE
@click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="What its notes cite (YAML).")
@click.option("--output", "-o", default="", metavar="FILE", help="Write the manuscript here.")
@click.option("--from", "-f", "source_format", default="", metavar="FORMAT", help="What it is, if that does not show.")
@click.option(
    "--marks",
    default="",
    metavar="CUSTOM",
    help="Where marks of new notes stand beside stops: auto (by language), kept, american, french …",
)
@click.option("--list/--no-list", "listed", default=None, help="A bibliography at its end, or none there.")
def command(
    manuscript: str, *, output: str, ledger: str, source_format: str, listed: bool | None, marks: str, **given: Any
) -> int:
    """Set the citations of MANUSCRIPT, and its notes where a ledger says what they cite; all else stays as it is.

    The manuscript itself is not changed: what is set goes to --output, or to standard output.
    """
    from citekit.archives import SIGNATURE
    from citekit.citing import Wanted, check_output, cite

    check_output(output, manuscript)
    check_custom(marks)
    made = cite(manuscript, Wanted(**given, ledger=ledger, source_format=source_format, listed=listed, marks=marks))
    write(made.data, output, binary=made.data.startswith(SIGNATURE))
    if output:
        counts = (
            (made.citations, "citation", "citations"),
            (made.notes, "note of the ledger", "notes of the ledger"),
            (made.new_notes, "new note", "new notes"),
            (made.entries, "reference", "references"),
        )
        told = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)
        click.echo(f"wrote {output}: {told}", err=True)
    report(made.findings)
    return exit_code(made.findings)
