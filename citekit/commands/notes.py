"""``citekit notes``: the note marks of a passage, and what is odd about it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from citekit.commands.options import FORMAT
from citekit.commands.printing import FINE, exit_code, refuse_existing, report, write
from citekit.errors import UsageError
from citekit.findings import Finding, Severity, Source
from citekit.model import NoteMark, Passage
from citekit.values import replace

if TYPE_CHECKING:
    from citekit.documents.manuscript import Manuscript
    from citekit.notes.marks.recognise import Mode
    from citekit.notes.placement.placing import Unreadable


@click.command(
    "notes",
    short_help="Find the note marks in a passage, and what is odd about it.",
    epilog="""\b
Examples:
  citekit notes passage.txt
  citekit notes passage.txt --format json
  cat passage.txt | citekit notes -
  citekit notes manuscript.docx
  citekit notes article.txt --mode science
  citekit notes passage.txt --strip -o clean.txt
  citekit notes clean.txt --restore clean.marks.json
  citekit notes passage.txt --place french -o moved.txt
  citekit notes moved.txt --undo moved.moves.json
  citekit notes --jsonl corpus.jsonl -o found.jsonl
docs/marks.md tells more.""",
)
@click.argument("passage", required=False, default="")
@FORMAT
@click.option(
    "--mode",
    type=click.Choice(["auto", "prose", "science"]),
    default="auto",
    help="Notes that count up, citation numbers that come back and in lists, or whichever it is.",
)
@click.option("--strip", is_flag=True, help="Print the text without its marks; with -o they are kept beside it.")
@click.option("--restore", default="", metavar="FILE", help="Put the marks back that --strip has taken out.")
@click.option("--place", "custom", default="", metavar="CUSTOM", help="Move the marks to where a custom has them.")
@click.option(
    "--unreadable",
    type=click.Choice(["kept", "raised", "bracketed"]),
    default="kept",
    help="What becomes of a mark that --place would run into a number: kept where it is, or ¹¹, or [11].",
)
@click.option("--undo", default="", metavar="FILE", help="Take the moves back that --place has made.")
@click.option("--jsonl", default="", metavar="FILE", help='Read many texts, one {"id", "text"} to the line.')
@click.option("--output", "-o", default="", metavar="FILE", help="Write here instead of printing.")
def command(  # noqa: PLR0913 (an option each)
    passage: str,
    format_: str,
    *,
    mode: Mode,
    strip: bool,
    restore: str,
    custom: str,
    unreadable: Unreadable,
    undo: str,
    jsonl: str,
    output: str,
) -> int:
    """Find the note marks in PASSAGE, and what is odd about it: a number missing, a quotation never closed.

    Of a manuscript (DOCX, EPUB, Markdown …) the notes and citations are printed, each with its place.
    Without PASSAGE, the one that the settings name is read.
    """
    from citekit.documents import with_notes
    from citekit.project import open_project

    if jsonl:
        if passage:
            raise UsageError("a passage and --jsonl do not go together", hint="leave one of them out")
        return _notes_of_many(jsonl, output, mode)
    if sum(map(bool, (strip, restore, custom, undo))) > 1:
        raise UsageError("one thing at a time", hint="give one of --strip, --restore, --place and --undo")
    check_custom(custom)
    project = open_project(passage)
    if restore or undo:
        own = project.settings.passage
        return _restore(own, restore, output) if restore else _undo(own, undo, output)
    if not (strip or custom) and (manuscript := with_notes(project.settings.passage)):
        return _notes_of_manuscript(manuscript, format_, output)
    read = project.passage(mode)
    if strip:
        return _strip(read, output)
    if custom:
        return _place(read, custom, project.settings.locale, output, unreadable)
    source = Source(read.path, read.text)
    if format_ == "json":
        text = json.dumps(_passage_as_json(source, read.marks, read.findings), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(_marks_as_lines(source, read.marks))
    write((text + "\n").encode(), output)
    if format_ == "human":
        report(read.findings)
    return exit_code(read.findings, warnings_count=True)


def _notes_of_manuscript(manuscript: Manuscript, format_: str, output: str) -> int:
    from citekit.commands.manuscript import as_json, as_lines

    if format_ == "json":
        text = json.dumps(as_json(manuscript), ensure_ascii=False, indent=2)
    else:
        text = "\n".join(as_lines(manuscript))
        report(manuscript.findings)
    write((text + "\n").encode(), output)
    return exit_code(manuscript.findings, warnings_count=True)


def _strip(passage: Passage, output: str) -> int:
    """Print the text without its marks; beside a file they are written, too."""
    from citekit.notes.marks.stripping import as_json, stripped

    without = stripped(passage.text, passage.marks)
    count = len(without.taken)
    changed = _as_read(passage.path, without.text)
    _with_record(changed, as_json(without), output, ".marks.json", f"without its {_marks(count)}")
    return FINE


def _place(passage: Passage, custom: str, locale: str, output: str, unreadable: Unreadable) -> int:
    """Print the text with its marks moved; beside a file the moves are written, too."""
    from citekit.notes.placement.customs import CUSTOMS, custom_of
    from citekit.notes.placement.moves import as_json
    from citekit.notes.placement.placing import place

    chosen = custom_of(locale or "en-US") if custom == "auto" else CUSTOMS.get(custom)
    if chosen is None:
        raise UsageError(f"which custom? {custom!r} moves no mark", hint=f"one of {', '.join(CUSTOMS)}")
    placed = place(passage.text, passage.marks, chosen, unreadable=unreadable)
    moved = sum(len(one.marks) for one in placed.moves)
    changed = _as_read(passage.path, placed.text)
    _with_record(changed, as_json(placed), output, ".moves.json", f"with {_marks(moved)} moved")
    source = Source(passage.path, passage.text)
    for one in placed.kept:
        mark = passage.marks[one.mark]
        where = source.span(mark.start, mark.end)
        hint = "--unreadable raised, or bracketed, moves what could not be read" if unreadable == "kept" else ""
        report([Finding("mark-not-moved", f"mark {mark.number} stays: {one.why}", where, Severity.WARNING, hint)])
    return FINE


def _undo(path: str, moves: str, output: str) -> int:
    from citekit.files import read_source
    from citekit.notes.placement.moves import taken_back

    if not path:
        raise UsageError("no text", hint="name the text whose marks were moved")
    source = read_source(path)
    _write_as_read(replace(source, text=taken_back(read_source(moves), source.text)), output)
    return FINE


def check_custom(custom: str) -> None:
    """Raise UsageError where there is no *custom* of placing marks of this name."""
    if custom:
        from citekit.nearest import did_you_mean
        from citekit.notes.placement.customs import CHOICES

        if custom not in CHOICES:
            hint = did_you_mean(custom, CHOICES) or f"one of {', '.join(CHOICES)}"
            raise UsageError(f"no custom of placing marks is called {custom!r}", hint=hint)


def _as_read(path: str, text: str) -> Source:
    """Return *text* as what is to be written in the encoding, and with the byte order mark, that *path* has."""
    from citekit.files import read_source

    return replace(read_source(path), text=text)


def _write_as_read(changed: Source, output: str) -> None:
    """Write a text in its encoding, so that it is the same to the byte where it is the same; a terminal has UTF-8."""
    from citekit.files import STDIN

    if output and output != STDIN:
        write(changed.mark + changed.text.encode(changed.encoding), output)
    else:
        write(changed.text.encode(), "")


def _with_record(changed: Source, record: dict[str, Any], output: str, suffix: str, done: str) -> None:
    """Print a changed text, or write it with a record of the change beside it."""
    from citekit.files import STDIN

    if not output or output == STDIN:
        _write_as_read(changed, "")
        return
    beside = str(Path(output).with_suffix(suffix))
    for path in (output, beside):
        refuse_existing(path)
    write((json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode(), beside)
    _write_as_read(changed, output)
    click.echo(f"wrote {output} {done}; {beside} puts it back", err=True)


def _marks(count: int) -> str:
    return f"{count} mark{'' if count == 1 else 's'}"


def _restore(path: str, marks: str, output: str) -> int:
    from citekit.files import read_source
    from citekit.notes.marks.stripping import from_json, restored

    if not path:
        raise UsageError("no text", hint="name the text that the marks were taken from")
    source = read_source(path)
    _write_as_read(replace(source, text=restored(from_json(read_source(marks), source.text))), output)
    return FINE


def _marks_as_lines(source: Source, marks: Sequence[NoteMark]) -> list[str]:
    found = f"{len(marks)} note mark{'' if len(marks) == 1 else 's'} in {source.path}"
    if not marks:
        return [found]
    rows = [("note", "line:col", "offset", "confidence", "evidence")]
    for mark in marks:
        where = source.span(mark.start, mark.end)
        place = f"{where.line}:{where.column}"
        rows.append((mark.number, place, str(mark.start), f"{mark.confidence:.2f}", "; ".join(mark.evidence)))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        f"{row[0]:>{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:<{widths[3]}}  {row[4]}"
        for row in rows
    ]
    return [found, "", click.style(lines[0].rstrip(), dim=True), *(line.rstrip() for line in lines[1:]), ""]


def _passage_as_json(source: Source, marks: Sequence[NoteMark], findings: Iterable[Finding]) -> dict[str, Any]:
    from citekit import reports
    from citekit.notes.placement.detecting import detect

    placement = detect(source.text, marks)
    return {
        "path": source.path,
        "notes": [
            {
                "number": mark.number,
                "start": mark.start,
                "end": mark.end,
                "line": source.span(mark.start).line,
                "column": source.span(mark.start).column,
                "confidence": mark.confidence,
                "evidence": list(mark.evidence),
            }
            for mark in marks
        ],
        "placement": placement and placement.name,
        "findings": reports.as_json(findings),
    }


def _notes_of_many(path: str, output: str, mode: Mode) -> int:
    from rich.console import Console
    from rich.progress import track

    from citekit.notes import corpus

    texts = corpus.read_texts(path)
    console = Console(stderr=True)
    shown = track(texts, "finding notes", console=console, transient=True, disable=not console.is_terminal)
    lines = [corpus.found_line(text, mode) for text in shown]
    write("".join(f"{line}\n" for line in lines).encode(), output)
    return FINE
