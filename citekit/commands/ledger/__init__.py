"""``citekit ledger``: what each note cites, made, checked and changed; one module for each subcommand."""

from __future__ import annotations

from copy import copy

import click

from citekit.commands.ledger import audit, check, convert, init, insert, merge, notes, renumber, schema, split, suggest


@click.group(
    "ledger",
    short_help="Make, check and change the ledger of what each note cites.",
    epilog="""\b
Examples:
  citekit ledger init passage.txt
  citekit ledger check passage.notes.yaml
  citekit ledger renumber passage.notes.yaml --passage passage.txt --dry-run
  citekit ledger merge mine.yaml theirs.yaml
  citekit ledger split book.yaml --notes 11-14 -o excerpt.notes.yaml
  citekit ledger convert notes.yaml --to markdown
docs/ledger.md tells more.""",
)
def command() -> None:
    """Work on note ledgers. What is changed is changed in place: comments, order and spacing stay as they are."""


for subcommand in (
    init.command,
    check.command,
    renumber.command,
    insert.insert,
    insert.delete,
    merge.command,
    split.command,
    notes.command,
    suggest.command,
    convert.command,
    schema.command,
    audit.command,
):
    command.add_command(subcommand)

# What schemas call it; help shows it once.
_validate = copy(check.command)
_validate.hidden = True
command.add_command(_validate, "validate")
