"""``citekit ledger merge``: two ledgers as one."""

from __future__ import annotations

from typing import Literal

import click

from citekit.commands.ledger.files import DRY_RUN, change, new_file
from citekit.commands.printing import FINDINGS, FINE, report


@click.command(
    "merge",
    short_help="Put the notes of one ledger into another.",
    epilog="""\b
Examples:
  citekit ledger merge mine.yaml theirs.yaml --dry-run
  citekit ledger merge mine.yaml theirs.yaml --prefer first
  citekit ledger merge chapter1.yaml chapter2.yaml --append -o book.yaml""",
)
@click.argument("first")
@click.argument("second")
@click.option("--prefer", type=click.Choice(["first", "second"]), default=None, help="Which is right in a conflict.")
@click.option("--append", is_flag=True, help="The notes of SECOND are of other chapters, behind those of FIRST.")
@click.option("--output", "-o", default="", metavar="FILE", help="Write here, and leave FIRST as it is.")
@DRY_RUN
def command(
    first: str, second: str, prefer: Literal["first", "second"] | None, output: str, *, append: bool, dry_run: bool
) -> int:
    """Put the notes of SECOND that FIRST does not have into FIRST, each at the place of its number.

    A note that is empty or unconfirmed in one of them is taken from the other. Where both say something else, nothing
    is written and each such note is named (exit code 1), unless --prefer says which is right.
    """
    from citekit.errors import InvalidInputError
    from citekit.files import read_source
    from citekit.notes.ledger.merging import merge

    one, other = read_source(first), read_source(second)
    try:
        text = merge(one, other, prefer=prefer or "", append=append)
    except InvalidInputError as error:
        if any(finding.rule != "conflicting-note" for finding in error.findings()):
            raise
        report(error.findings())
        return FINDINGS
    if output and not dry_run:
        new_file(output, text, f"the notes of {first} and {second}")
        return FINE
    return change([(one, text)], f"the notes of {second} put in", dry_run=dry_run)
