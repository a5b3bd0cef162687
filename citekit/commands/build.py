"""``citekit build``: a book of many files, set as one document."""

from __future__ import annotations

import os

import click

from citekit.commands.printing import exit_code, progress_bar, report


@click.command(
    "build",
    short_help="Build a book: many files, set as one document.",
    epilog="""\b
Examples:
  citekit build
  citekit build book.toml --to epub -o dist
  citekit build --jobs 8 --anew
docs/books.md tells what a manifest says.""",
)
@click.argument("manifest", default="book.toml")
@click.option("--to", "-t", default="", metavar="FORMAT", help="The format of chapters that are plain text.")
@click.option("--output", "-o", default="", metavar="DIR", help="The folder that the files are written to.")
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=None, help="Processes; as many as there are cores.")
@click.option("--anew", is_flag=True, help="Make every file again, also those that are as they were.")
def command(manifest: str, to: str, output: str, *, jobs: int | None, anew: bool) -> int:
    """Set the chapters that MANIFEST (book.toml) lists, and write each into a folder.

    Texts with a ledger become files in one format, or one EPUB; manuscripts are written again with their citations set.
    Only what changed is made again.
    """
    from citekit import output as writers
    from citekit.book.building import build
    from citekit.book.manifest import read_manifest
    from citekit.values import replace

    book = read_manifest(manifest)
    if to:
        writers.writer(to)
    book = replace(book, to=to or book.to, output=output or book.output)
    with progress_bar() as progress:
        built = build(book, jobs=jobs or os.cpu_count() or 1, anew=anew, progress=progress)
    for path in built.written:
        click.echo(f"wrote {path}", err=True)
    if count := len(built.unchanged):
        click.echo(f"{count} file{'' if count == 1 else 's'} as before", err=True)
    report(built.findings)
    return exit_code(built.findings)
