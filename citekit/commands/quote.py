"""``citekit quote``: a quotation set by a rule set, with its citation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.notes import check_custom
from citekit.commands.options import BIB, ENGINE, LOCALE, STYLE
from citekit.commands.printing import exit_code, report, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.findings import Source
    from citekit.quotations.quotation import Part, Quotation
    from citekit.quoting import QuotedExcerpt

_TEXT = "--text"
_SAID = {"kind": "prose"}  # what an option says that is not given


@click.command(
    "quote",
    short_help="Set a quotation and its citation by a rule set: Chicago, MLA, APA, German …",
    epilog="""\b
Examples:
  citekit quote kotkin2017 --locator 12 --text "[T]he party [...] had won."
  citekit quote kotkin2017 --locator 12 --text "..." --style apa --rules apa --to html
  citekit quote kotkin2017 --file quotation.txt --as block --to latex
  citekit quote --file quotations.yaml --rules german --locale de-DE --to docx -o quotations.docx
  citekit quote --text "He said: “Go!”" --printed --locale fr-FR
docs/quotations.md tells how the text is written.""",
)
@click.argument("key", required=False, default="")
@click.option("--text", default=None, metavar="TEXT", help="What is quoted, in markup; - reads it.")
@click.option("--file", "file", default="", metavar="FILE", help="A file with it, or a file of quotations (YAML).")
@click.option("--locator", default="", metavar="PAGE", help="Where it stands: 290–91, 'chap. 3'.")
@click.option(
    "--rules", "-r", default="", metavar="NAME", help="chicago, mla, apa, bluebook, german, french, russian …"
)
@click.option(
    "--as", "form", type=click.Choice(["auto", "run-in", "block"]), default="auto", help="Run in or set apart."
)
@click.option("--kind", type=click.Choice(["prose", "verse", "dialogue"]), default="prose", help="What it is.")
@click.option("--language", default="", metavar="LANG", help="The language of its words.")
@click.option("--speaker", default="", metavar="NAME", help="Who says it, for a line below a block.")
@click.option("--epigraph", is_flag=True, help="It stands alone before a text.")
@click.option("--attribution", is_flag=True, help="Its source in a line below, and no note.")
@click.option("--printed", is_flag=True, help="The text is as print has it, not in markup.")
@click.option("--after", default=None, metavar="STOP", help="The stop of the sentence around it; '' for none.")
@click.option("--number", default=1, type=click.IntRange(min=1), help="The number of its note.")
@click.option("--marks", default="auto", metavar="CUSTOM", help="Where the note mark stands: auto, american, french …")
@BIB
@STYLE
@LOCALE
@ENGINE
@click.option("--to", "-t", default="", metavar="FORMAT", help="text, markdown, html, latex, docx … or json.")
@click.option("--output", "-o", default="", metavar="FILE", help="Write a document here; else a piece is printed.")
@click.option("--explain", is_flag=True, help="Say why it is run in or set apart.")
def command(  # noqa: PLR0913 - one for each option
    key: str,
    *,
    text: str | None,
    file: str,
    rules: str,
    form: Any,
    attribution: bool,
    after: str | None,
    number: int,
    marks: str,
    to: str,
    output: str,
    explain: bool,
    bib: tuple[str, ...],
    style: str,
    locale: str,
    engine: str,
    **told: Any,
) -> int:
    """Set a quotation, from the work KEY, with its citation in a style.

    Its text is in a markup that says what was changed: [...] left out, [words] added, [he -> Stalin] put for others.
    """
    from citekit.project import open_project
    from citekit.quoting import Quoting, quote

    check_custom(marks)
    after = _checked_stop(after)
    quotations = _quotations(_source(text, file), key, file, **told)
    project = open_project(bib=bib, style=style, locale=locale, engine=engine)
    quoting = Quoting(rules, form, after, number, attributed=attribution, marks=marks)
    made = quote(quotations, project, quoting)
    if explain:
        for one in made.quotations:
            click.echo(f"{'run in' if one.form == 'run-in' else 'set apart'}: {one.why}", err=True)
    if to == "json":
        write(_as_json(quotations, made).encode(), output)
    else:
        _print(made, to, output)
    report(made.findings)
    return exit_code(made.findings)


def _checked_stop(after: str | None) -> str | None:
    """Return the stop of the sentence around, without blanks; raise UsageError for what is none."""
    from citekit.errors import UsageError

    stop = after.strip() if after else after
    if stop and any(char.isalnum() or char.isspace() for char in stop):
        raise UsageError(f"{after!r} is no stop", hint="write one that follows the quotation: --after ','")
    return stop


def _source(text: str | None, file: str) -> Source:
    """Return the text that was given.

    Raises: UsageError where there is none, or two.
    """
    from citekit.errors import UsageError
    from citekit.files import STDIN, read_source
    from citekit.findings import Source

    if (text is not None) == bool(file):
        hint = "write --text TEXT, --file FILE, or --text - to read it"
        raise UsageError("no text" if text is None else "--text and --file are both given", hint=hint)
    if text is None or text == STDIN:
        return read_source(file or STDIN)
    return Source(_TEXT, text)


def _quotations(source: Source, key: str, file: str, **told: Any) -> Sequence[Quotation]:
    from citekit.errors import UsageError, raise_errors
    from citekit.quotations import is_quotation_file
    from citekit.quotations.forms import read_quotations

    if file and is_quotation_file(source.text):
        if given := [name for name, value in told.items() if value and value != _SAID.get(name)]:
            hint = "write it beside the text in the file"
            raise UsageError(f"--{given[0]} is nothing for a file of quotations", hint=hint)
        read = read_quotations(source)
        raise_errors(read.findings)
        if key:
            named = [one.quotation for one in read.quotations if one.name == key]
            if not named:
                from citekit.nearest import did_you_mean

                names = [one.name for one in read.quotations if one.name]
                hint = did_you_mean(key, names) or "the file says of which work each is; leave the key out"
                raise UsageError(f"no quotation of the file is called {key!r}", hint=hint)
            return named
        return [one.quotation for one in read.quotations]
    return [_quotation(source, key, **told)]


def _quotation(
    source: Source,
    key: str,
    *,
    locator: str,
    kind: Any,
    language: str,
    speaker: str,
    epigraph: bool,
    printed: bool,
) -> Quotation:
    """Return the quotation in *source*.

    Raises: InvalidInputError with the place of what is never closed, UsageError for a locator that is none.
    """
    from citekit.csl.catalogue import check_locale
    from citekit.errors import InvalidInputError, UsageError, raise_errors
    from citekit.findings import Finding
    from citekit.model import Cite, Key
    from citekit.notes.locators import parse_locator
    from citekit.quotations.quotation import Quotation
    from citekit.quotations.reading import flaws, read_markup

    if not source.text.strip():
        raise InvalidInputError(
            [Finding("empty-quotation", "an empty quotation", source.span(0), hint="give it words")]
        )
    raise_errors(
        Finding("quotation-marks", flaw.message, source.span(flaw.start), hint=flaw.hint)
        for flaw in flaws(source.text, markup=not printed)
    )
    if language:
        check_locale(language)
    if locator and not key:
        raise UsageError("a locator without a key", hint="name the work: citekit quote KEY --locator …")
    where = parse_locator(locator) if locator else None
    if locator and where is None:
        raise UsageError(f"{locator!r} is no locator", hint="write a page, or a label before it: 'chap. 3'")
    language = language or "en-US"
    read = _read_printed if printed else read_markup
    cite = Cite(Key(key.removeprefix("@")), where) if key else None
    return Quotation(read(source.text, language, kind), language, kind, cite, speaker, epigraph)


def _read_printed(text: str, language: str, kind: Any) -> tuple[Part, ...]:
    from citekit.quotations.reading import understood, unwrapped

    return unwrapped(understood(text, language, kind))


def _print(made: QuotedExcerpt, to: str, output: str) -> None:
    from citekit import output as writers

    writer = writers.writer(writers.format_asked(to, output))
    binary = writers.is_binary(writer)
    if output or binary or not hasattr(writer, "fragment"):
        write(writer.write(made.excerpt), output, binary=binary)
    else:
        write(writer.fragment(made.excerpt), "")
    if output:
        count = len(made.quotations)
        click.echo(f"wrote {output}: {writer.NAME}, {count} quotation{'' if count == 1 else 's'}", err=True)


def _as_json(quotations: Sequence[Quotation], made: QuotedExcerpt) -> str:
    from citekit.output import text as plain
    from citekit.quotations.forms import as_data

    rows = [
        as_data(quotation) | {"form": one.form, "why": one.why}
        for quotation, one in zip(quotations, made.quotations, strict=True)
    ]
    said = plain.write(made.excerpt).decode()
    return json.dumps({"quotations": rows, "set": said}, ensure_ascii=False, indent=2) + "\n"
