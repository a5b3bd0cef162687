"""The command line: arguments, exit codes, printing. What a command does is in ``project.py``.

Exit codes: 0 fine, 1 there are findings, 2 wrong use or input that cannot be read.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from citekit import __version__
from citekit.commands import (
    build,
    check,
    cite,
    convert,
    cut,
    duplicates,
    edit,
    find,
    ledger,
    notes,
    quote,
    quotes,
    verify,
)
from citekit.commands.notes import check_custom
from citekit.commands.options import BIB, ENGINE, FORMAT, LOCALE, STYLE, together
from citekit.commands.printing import FINDINGS, FINE, INTERRUPTED, WRONG_INPUT
from citekit.commands.printing import exit_code as _exit_code
from citekit.commands.printing import report as _report
from citekit.commands.printing import write as _write
from citekit.errors import CitekitError, UsageError
from citekit.findings import Finding, Severity, Source


def main() -> NoReturn:
    """Run the command line of this process and exit."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no exception of a wrong input gets out."""
    try:
        code = app.main(args=list(arguments), prog_name="citekit", standalone_mode=False)
    except BaseException as why:
        return failed(why, arguments)
    return code if isinstance(code, int) else FINE


def failed(why: BaseException, arguments: Sequence[str]) -> int:
    """Say why the command stopped, and return the exit code; what is not expected is raised again."""
    try:
        raise why
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, "head" say, has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - so that the flush at exit finds an open file
        return FINE
    except OSError as error:  # files are opened elsewhere: this is standard output, on a full disk say
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        what = f"{error.filename}:" if error.filename else "cannot write to standard output:"
        click.echo(f"error: {what} {error.strerror or error}", err=True)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
    except click.ClickException as error:
        _fail(error.format_message(), error, arguments)
    except CitekitError as error:
        _report(error.findings(), as_json="json" in _values_of(arguments, "--format"))
    return WRONG_INPUT


def _fail(message: str, error: click.ClickException, arguments: Sequence[str]) -> None:
    click.echo(f"{click.style('error:', fg='red', bold=True)} {message}", err=True)
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else _command_path(arguments)
    click.echo(f"  {click.style('hint:', fg='cyan')} see: {path} --help", err=True)


def _command_path(arguments: Sequence[str]) -> str:
    """Return the command that *arguments* begin with; click does not say it of an option without its value."""
    command: click.Command = app
    path = ["citekit"]
    for word in arguments:
        if not isinstance(command, click.Group) or word not in command.commands:
            break
        command = command.commands[word]
        path.append(word)
    return " ".join(path)


def _values_of(arguments: Sequence[str], option: str) -> list[str]:
    pairs = zip(arguments, (*arguments[1:], ""), strict=True)
    return [value for name, value in pairs if name == option] + [
        name.partition("=")[2] for name in arguments if name.startswith(f"{option}=")
    ]


# --- commands --------------------------------------------------------------------------------------------

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT, epilog="Exit codes: 0 fine, 1 findings, 2 wrong use or unreadable input.")
@click.version_option(__version__, "-V", "--version", message="citekit %(version)s")
def app() -> None:
    """Citations and footnotes: find note marks, map them to references, set them in any CSL style."""


# Where references, style and ledger are.
_project_options = together(
    BIB,
    STYLE,
    LOCALE,
    click.option("--notes", "-n", "ledger", default="", metavar="LEDGER", help="What each note cites (YAML)."),
    ENGINE,
)
_output_options = together(
    click.option("--to", "-t", default="", metavar="FORMAT", help="text, markdown, html, latex, docx, odt, rtf …"),
    click.option("--output", "-o", default="", metavar="FILE", help="Write here; the suffix can say the format."),
)
# Which works a bibliography lists, and what it says of them.
_list_options = together(
    click.option("--title", default="", metavar="TEXT", help="What stands above it."),
    click.option("--type", "types", multiple=True, metavar="TYPE", help="Only works of this type; may be given again."),
    click.option("--keyword", "keywords", multiple=True, metavar="WORD", help="Only works with one of these keywords."),
    click.option("--without", multiple=True, metavar="WORD", help="No works with this keyword."),
    click.option("--annotated", is_flag=True, help="With what the entries' annotations say."),
    click.option("--abbreviations", is_flag=True, help="The abbreviations of these works, and what they stand for."),
)


@app.command(
    "render",
    short_help="Set a passage's notes and bibliography in a style.",
    epilog="""\b
Examples:
  citekit render passage.txt
  citekit render passage.txt --style apa --to html -o excerpt.html
  citekit render passage.txt -n notes.yaml -b library.bib -s chicago-notes-bibliography
  citekit render passage.txt -n book.yaml --scope book --numbers concorded
  citekit render passage.txt --locale fr-FR --marks auto --quotations auto""",
)
@click.argument("passage", required=False, default="")
@_project_options
@_output_options
@click.option(
    "--numbers",
    type=click.Choice(["kept", "restarted", "concorded"]),
    default=None,
    help="Print the passage's note numbers, count from 1, or do so with a table of both.",
)
@click.option("--renumber", is_flag=True, help="The same as --numbers restarted.")
@click.option(
    "--scope",
    type=click.Choice(["excerpt", "book"]),
    default=None,
    help="First notes in full, or in the form that the whole book has; the ledger may be the book's.",
)
@click.option("--chapter", default="", metavar="TITLE|N", help="The chapter of the ledger that the passage is of.")
@click.option(
    "--marks",
    default="",
    metavar="CUSTOM",
    help="Where marks stand beside stops and quotes: kept, auto (by language), american, french, spanish …",
)
@click.option(
    "--quotations",
    default="",
    metavar="RULES",
    help="Set its quotations: kept, auto (by language), chicago, mla, german …",
)
def render_command(
    passage: str,
    to: str,
    output: str,
    *,
    numbers: str | None,
    renumber: bool,
    scope: str | None,
    chapter: str,
    marks: str,
    **given: Any,
) -> int:
    """Print PASSAGE as an excerpt: its note marks restored, the notes and a bibliography set in a style."""
    from citekit import output as writers
    from citekit.project import open_project, seen_from

    writer = writers.writer(writers.format_asked(to, output))
    numbering = numbers or ("restarted" if renumber else "")
    check_custom(marks)
    project = open_project(passage, numbering=numbering, scope=scope or "", chapter=chapter, marks=marks, **given)
    composed = project.compose()
    data = writer.write(seen_from(output, composed.excerpt))
    _write(data, output, binary=writers.is_binary(writer))
    if output:
        notes, entries = len(composed.excerpt.notes), sum(len(each.entries) for each in composed.excerpt.bibliographies)
        click.echo(f"wrote {output}: {writer.NAME}, {notes} notes, {entries} references", err=True)
    if composed.moved:
        click.echo(f"{composed.moved} note mark{'' if composed.moved == 1 else 's'} moved", err=True)
    _report(composed.findings)
    return _exit_code(composed.findings)


@app.command(
    "bib",
    short_help="Print a bibliography alone.",
    epilog="""\b
Examples:
  citekit bib --style apa
  citekit bib --cited --to markdown
  citekit bib cohen1973 deutscher1959 --style modern-language-association
  citekit bib --keyword primary --title "Primary sources" --annotated
  citekit bib --cited --abbreviations
  citekit bib --keys""",
)
@click.argument("keys", nargs=-1)
@_project_options
@_output_options
@click.option("--cited", is_flag=True, help="Only what the note ledger cites.")
@_list_options
@click.option("--keys", "list_keys", is_flag=True, help="List the keys of the library instead.")
def bib_command(  # noqa: PLR0913 - one for each option
    keys: tuple[str, ...],
    to: str,
    output: str,
    *,
    cited: bool,
    list_keys: bool,
    title: str,
    types: tuple[str, ...],
    keywords: tuple[str, ...],
    without: tuple[str, ...],
    annotated: bool,
    abbreviations: bool,
    **given: Any,
) -> int:
    """Print the bibliography of KEYS, of what is cited, or of the whole library; or the lists that settings ask for."""
    from citekit import output as writers
    from citekit.documents.manuscript import Selection
    from citekit.project import open_project
    from citekit.selections import unknown_types

    project = open_project(**given)
    if list_keys:
        library = project.library()
        width = max((len(key) for key in library.references), default=0)
        lines = [f"{key:<{width}}  {one.type:<20}  {one.where or ''}" for key, one in library.references.items()]
        _write("".join(f"{line.rstrip()}\n" for line in lines).encode(), output)
        _report(library.findings)
        return _exit_code(library.findings)
    writer = writers.writer(writers.format_asked(to, output))
    for message, hint in unknown_types(types):
        raise UsageError(message, hint=hint)
    asked = Selection(title, types, (), keywords, without, annotated=annotated, abbreviations=abbreviations)
    lists = () if asked == Selection() else (asked,)
    made, headings, language, findings = project.bibliographies(keys, cited=cited, lists=lists)
    _write(writer.bibliographies(made, headings, language), output, binary=writers.is_binary(writer))
    _report(findings)
    return _exit_code(findings)


@app.command(
    "process",
    short_help="Set citations for another program: JSON in, JSON out.",
    epilog="""\b
Examples:
  citekit process < request.json
  citekit process request.json -o result.json
  echo '{"style": "apa", "references": [{"id": "a", "type": "book", "title": "T"}]}' | citekit process""",
)
@click.argument("request", required=False, default="-")
@click.option("-o", "--output", default="", help="Write to this file.")
def process_command(request: str, output: str) -> int:
    """Set the citations and references of REQUEST, a JSON object, in one style or many; docs/process.md tells how."""
    from citekit.files import print_as_utf8
    from citekit.process import answer

    gc.set_threshold(100_000)  # one run makes much, and drops it all at its end
    print_as_utf8()
    _write(answer(request).encode(), output)
    return FINE


app.add_command(notes.command)
app.add_command(quotes.command)
app.add_command(build.command)
app.add_command(check.command)
app.add_command(check.rule_command)
app.add_command(cite.command)
app.add_command(cut.command)
app.add_command(ledger.command)
app.add_command(convert.command)
app.add_command(find.command)
app.add_command(duplicates.command)
app.add_command(quote.command)
app.add_command(edit.command)
app.add_command(verify.command)


class _WithSearch(click.Group):
    """A group whose first words are searched for, unless they name a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["search", *args]
        return super().parse_args(ctx, args)


@app.group(
    "styles",
    cls=_WithSearch,
    short_help="Search the styles by title, field and kind, or check one.",
    epilog="""\b
Examples:
  citekit styles chicago notes
  citekit styles history note
  citekit styles nature --format json
  citekit styles check my-style.csl""",
)
def styles_group() -> None:
    """Search the styles: citekit styles WORDS. Or check style files: citekit styles check FILES."""


@styles_group.command(
    "check",
    short_help="Validate style files, and say what is wrong where.",
    epilog="""\b
Examples:
  citekit styles check my-style.csl
  citekit styles check styles/*.csl --format json
  citekit styles check - < my-style.csl""",
)
@click.argument("files", nargs=-1, required=True)
@FORMAT
def styles_check_command(files: tuple[str, ...], format_: str) -> int:
    """Check FILES, or installed styles given by name, against CSL 1.0.2."""
    from citekit import reports
    from citekit.csl.catalogue import find_style
    from citekit.csl.validate import validate
    from citekit.files import STDIN, read_source

    findings: list[Finding] = []
    for file in files:
        named = file != STDIN and not file.endswith(".csl") and not Path(file).exists()
        source = read_source(find_style(file).info.path if named else file)
        findings += validate(source.text, source.path)
    if format_ == "json":
        click.echo(json.dumps(reports.as_json(findings), ensure_ascii=False, indent=2))
    else:
        _report(findings)
        wrong = sum(finding.severity is Severity.ERROR for finding in findings)
        plural = "" if wrong == 1 else "s"
        checked = f"{len(files)} style{'' if len(files) == 1 else 's'} checked"
        click.echo(f"{checked}: {wrong} error{plural}, {len(findings) - wrong} warnings", err=True)
    return _exit_code(findings)


@styles_group.command("search", short_help="Search the styles; the word itself may be left out.")
@click.argument("words", nargs=-1)
@FORMAT
@click.option("--all", "every", is_flag=True, help="Print all that match, on a terminal too.")
def styles_command(words: tuple[str, ...], format_: str, *, every: bool) -> int:
    """Search the styles whose name, title, field or kind (note, author-date, numeric …) has every one of WORDS."""
    from citekit.csl import catalogue
    from citekit.nearest import did_you_mean
    from citekit.project import open_project

    folders = open_project().style_folders()
    found = catalogue.search_styles(words, folders)
    if format_ == "json":
        rows = [
            {"name": one.name, "title": one.title, "kind": one.kind, "fields": one.fields, "parent": one.parent or None}
            for one in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return FINE if found else FINDINGS
    if not found:
        hint = did_you_mean(" ".join(words), catalogue.names(folders)) or "try fewer words"
        _report([Finding("no-style", f"no style has {' and '.join(words)!r}", Source("", "").span(0), hint=hint)][:1])
        return FINDINGS
    shown = found if every or not sys.stdout.isatty() else found[:_SCREENFUL]
    width = max(len(one.name) for one in shown)
    for one in shown:
        parent = click.style(f"  (as {one.parent})", dim=True) if one.parent else ""
        click.echo(f"{click.style(f'{one.name:<{width}}', bold=True)}  {one.kind:<11}  {one.title}{parent}")
    rest = len(found) - len(shown)
    click.echo(f"{len(found)} styles" + (f", {rest} of them not shown (--all shows them)" if rest else ""), err=True)
    return FINE


_SCREENFUL = 40
