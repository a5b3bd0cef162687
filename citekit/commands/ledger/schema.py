"""``citekit ledger schema``: the JSON Schema of YAML ledgers, for editors."""

from __future__ import annotations

import click

from citekit.commands.ledger.files import new_file
from citekit.commands.printing import FINE


@click.command(
    "schema",
    short_help="Print the JSON Schema of ledgers, for editors.",
    epilog="""\b
Examples:
  citekit ledger schema -o ledger.schema.json
and then, as the first line of a ledger:
  # yaml-language-server: $schema=ledger.schema.json""",
)
@click.option("--output", "-o", default="", metavar="FILE", help="Write here instead of printing.")
def command(output: str) -> int:
    """Print the JSON Schema (2020-12) of YAML ledgers: editors complete and check by it."""
    from citekit.files import STDIN
    from citekit.notes.ledger.forms import schema

    if output and output != STDIN:
        new_file(output, schema(), "the schema of ledgers, version 1")
    else:
        click.echo(schema(), nl=False)
    return FINE
