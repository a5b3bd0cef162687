"""``citekit ledger convert``: a ledger from one form into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.commands.ledger.files import LEDGER, new_file
from citekit.commands.printing import FINE, report

if TYPE_CHECKING:
    from citekit.model import Ledger

_FORMS = click.Choice(["yaml", "markdown", "csl-json"])


@click.command(
    "convert",
    short_help="Write a ledger as YAML, Markdown footnotes or CSL-JSON.",
    epilog="""\b
Examples:
  citekit ledger convert notes.yaml --to markdown
  citekit ledger convert notes.md -o notes.yaml
  citekit ledger convert citations.json --to yaml -o notes.yaml
  pbpaste | citekit ledger convert - --from csl-json --to yaml
docs/ledger-forms.md tells what each form says, and what other programs' files are read.""",
)
@LEDGER
@click.option("--to", "-t", "to", type=_FORMS, default=None, help="The form to write.")
@click.option("--from", "-f", "given", type=_FORMS, default=None, help="The form of LEDGER, if not by its suffix.")
@click.option("--output", "-o", default="", metavar="FILE", help="Write here; the suffix can say the form.")
def command(ledger: str, to: str | None, given: str | None, output: str) -> int:
    """Print what LEDGER says in another form; LEDGER stays as it is.

    All forms say the same, comments apart. Of a document or of the citations of another program what a ledger has no
    place for is reported. A file that is there is not written over.
    """
    from citekit.errors import UsageError, raise_errors
    from citekit.files import STDIN, read_source
    from citekit.notes.ledger import forms

    suffixed = output not in ("", STDIN) and any(output.lower().endswith(form.suffixes) for form in forms.FORMS)
    if to is None and not suffixed:
        hint = f"name one with --to: {', '.join(form.name for form in forms.FORMS)}"
        raise UsageError("convert to which form?", hint=hint)
    read = forms.read(read_source(ledger), given or forms.form_of(ledger))
    raise_errors(read.findings)
    text = forms.write(_moved(read, ledger, output), to or forms.form_of(output))
    if output and output != STDIN:
        new_file(output, text, f"{len(read.notes)} note{'' if len(read.notes) == 1 else 's'}")
    else:
        click.echo(text, nl=False)
    report(read.findings)
    return FINE


def _moved(ledger: Ledger, path: str, output: str) -> Ledger:
    """Return *ledger*, read from *path*, with its passage as it is called from the folder of *output*."""
    from os.path import relpath
    from pathlib import Path

    from citekit.files import STDIN
    from citekit.values import replace

    if not ledger.passage or STDIN in (path, output or STDIN) or Path(ledger.passage).is_absolute():
        return ledger
    folder, target = Path(path).parent, Path(output).parent
    if folder.resolve() == target.resolve():
        return ledger
    return replace(ledger, passage=Path(relpath(folder / ledger.passage, target)).as_posix())
