"""``citekit ledger check``: what is wrong with a ledger, in itself and beside its text and library."""

from __future__ import annotations

import json

import click

from citekit.commands.ledger.files import LEDGER
from citekit.commands.options import BIB, FORMAT
from citekit.commands.printing import exit_code, report


@click.command(
    "check",
    short_help="Check a ledger against its text and the library.",
    epilog="""\b
Examples:
  citekit ledger check passage.notes.yaml
  citekit ledger check notes.yaml --passage chapter3.txt --bib library.bib
  citekit ledger check notes.yaml --format json""",
)
@LEDGER
@click.option("--passage", default="", metavar="FILE", help="The text whose notes these are; else the ledger says.")
@BIB
@FORMAT
def command(ledger: str, passage: str, bib: tuple[str, ...], format_: str) -> int:
    """Check LEDGER: its form, its keys, and each note against the marks of the text; 1 where anything is found."""
    from citekit import reports
    from citekit.project import open_project

    project = open_project(passage, bib=bib, ledger=ledger)
    findings = project.check_ledger()
    if format_ == "json":
        click.echo(json.dumps({"findings": reports.as_json(findings)}, ensure_ascii=False, indent=2))
    else:
        report(findings)
        click.echo(f"{len(findings)} finding{'' if len(findings) == 1 else 's'} in {ledger}", err=True)
    return exit_code(findings, warnings_count=True)
