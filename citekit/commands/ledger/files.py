"""The files of the ``ledger`` commands: read, written new, or changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.commands.options import together
from citekit.commands.printing import ANOTHER, FINE, refuse_existing

if TYPE_CHECKING:
    from citekit.findings import Source

LEDGER = click.argument("ledger")
DRY_RUN = together(
    click.option("--dry-run", "--diff", is_flag=True, help="Print what would change as a diff, and write nothing."),
)


def new_file(path: str, text: str, what: str, hint: str = ANOTHER) -> None:
    """Write a file that is not there yet, and say so.

    Raises: UsageError where it is there; UnreadableError.
    """
    from citekit.files import STDIN, write_file

    if path == STDIN:
        click.echo(text, nl=False)
        return
    refuse_existing(path, hint)
    write_file(path, text.encode())
    click.echo(f"wrote {path}: {what}", err=True)


def change(files: list[tuple[Source, str]], done: str, *, dry_run: bool) -> int:
    """Write the new text of each file in its place, all or none, or show the difference; *done* says what was done."""
    from citekit.changes import difference
    from citekit.encodings import encode
    from citekit.files import Rewritten, read_bytes, write_files

    changed = [(source, text) for source, text in files if text != source.text]
    names = ", ".join(source.path for source, _ in changed)
    if dry_run:
        for source, text in changed:
            click.echo(difference(source.path, source.text, text), nl=False)
        click.echo(f"would change {names}: {done}" if changed else "nothing to change", err=True)
        return FINE
    write_files(
        [
            Rewritten(
                source.path,
                read_bytes(source.path),
                encode(text, source),
            )
            for source, text in changed
        ]
    )
    click.echo(f"{names}: {done}" if changed else "nothing to change", err=True)
    return FINE
