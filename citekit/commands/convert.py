"""``citekit convert``: references from one format into another."""

from __future__ import annotations

import click

from citekit.commands.printing import exit_code, report, write


@click.command(
    "convert",
    short_help="Turn references from one format into another.",
    epilog="""\b
Examples:
  citekit convert library.bib --to csl-json
  citekit convert library.ris -o library.bib
  citekit convert *.bib --to csl-yaml --key cohen1973 --key deutscher1959
  citekit convert library.json --to bibtex --ascii -o library.bib
  citekit convert references/ --to csl-json --cited --notes notes.yaml
  curl https://example.org/export.ris | citekit convert - --to biblatex
Formats read: .bib, .json (CSL-JSON), .yaml (CSL-YAML), .ris; docs/convert.md tells what survives.""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|DIR…")
@click.option("--to", "-t", default="", metavar="FORMAT", help="csl-json, csl-yaml, biblatex or bibtex.")
@click.option("--output", "-o", default="", metavar="FILE", help="Write here; the suffix can say the format.")
@click.option(
    "--from", "-f", "source_format", default="", metavar="FORMAT", help="What the files are, if not by suffix."
)
@click.option("--key", "-k", "keys", multiple=True, metavar="KEY", help="Only this reference; may be given again.")
@click.option("--cited", is_flag=True, help="Only what the note ledger cites.")
@click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="The ledger, for --cited.")
@click.option("--sentence-case", is_flag=True, help="Set English titles in sentence case; braces protect names.")
@click.option(
    "--ascii", "ascii_only", is_flag=True, help="Write nothing but ASCII, with commands or escapes for the rest."
)
def command(  # noqa: PLR0913 - one for each option
    files: tuple[str, ...],
    to: str,
    output: str,
    *,
    source_format: str,
    keys: tuple[str, ...],
    ledger: str,
    cited: bool,
    sentence_case: bool,
    ascii_only: bool,
) -> int:
    """Write the references in FILES, read as one library, in another format.

    What could not be read is reported, and so is what the format has no place for; all else is written.
    """
    from citekit import bib
    from citekit.conversion import check_output, chosen, convert, in_sentence_case, read_files
    from citekit.errors import UsageError
    from citekit.files import STDIN
    from citekit.model import Key
    from citekit.project import open_project

    if not to and (not output or output == STDIN):
        raise UsageError("convert to which format?", hint=f"name one with --to: {', '.join(bib.written_formats())}")
    if ledger and not cited:
        raise UsageError("--notes names the ledger for --cited, which is not there", hint="add --cited")
    target = bib.writer_named(to).NAME if to else bib.writer_for(output).NAME
    library = read_files(files, source_format)
    check_output(output, files, library, some=bool(keys or cited))
    if keys or cited:
        library = chosen(library, [*map(Key, keys), *(open_project(ledger=ledger).cited() if cited else ())])
    if sentence_case:
        library = in_sentence_case(library)
    converted = convert(library, target, ascii_only=ascii_only)
    write(converted.text.encode(), output)
    if output and output != STDIN:
        plural = "" if converted.number == 1 else "s"
        click.echo(f"wrote {output}: {converted.name}, {converted.number} reference{plural}", err=True)
    report(converted.findings)
    return exit_code(converted.findings)
