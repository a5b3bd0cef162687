"""``citekit cut``: a passage out of a book, with the notes that it has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from citekit.commands.printing import FINE, report, write

if TYPE_CHECKING:
    from citekit.cutting import Piece
    from citekit.model import Ledger, Passage


@click.command(
    "cut",
    short_help="Cut a passage out of a book, with its notes.",
    epilog="""\b
Examples:
  citekit cut book.txt --notes 11-14 -o passage.txt
  citekit cut book.txt --notes 1-9 --chapter "The Great Break" -o passage.txt
  citekit cut book.txt --lines 120-180
  citekit cut book.txt --from "For a man possessed" --to "aboard the steamship" -o passage.txt
docs/excerpts.md tells more.""",
)
@click.argument("book")
@click.option("--notes", "numbers", default="", metavar="N-N", help="The paragraphs with these notes, whole.")
@click.option("--lines", default="", metavar="N-N", help="These lines, counted from 1.")
@click.option("--from", "opening", default="", metavar="WORDS", help="From these words on.")
@click.option("--to", "closing", default="", metavar="WORDS", help="Up to these words.")
@click.option("--chapter", default="", metavar="TITLE|N", help="The chapter of the ledger that the notes are of.")
@click.option("--ledger", "-n", default="", metavar="LEDGER", help="What the notes of the book cite.")
@click.option("--output", "-o", default="", metavar="FILE", help="Write the passage here, and its ledger beside it.")
def command(
    book: str, numbers: str, lines: str, opening: str, closing: str, *, chapter: str, ledger: str, output: str
) -> int:
    """Cut a passage out of the text BOOK: its letters stay as they are, and its notes keep their numbers.

    With a ledger and -o FILE.txt, FILE.notes.yaml has the notes of the passage; the book's ledger stays as it is.
    """
    from citekit.errors import UsageError
    from citekit.files import STDIN, is_file, read_source
    from citekit.leaning import split_off
    from citekit.project import open_project

    project = open_project(book, ledger=ledger, chapter=chapter)
    passage = project.passage()
    known = project.ledger() if project.ledger_file() else None
    found = _piece(passage, known, numbers=numbers, lines=lines, words=(opening, closing), chapter=chapter)
    text = passage.text[found.start : found.end] + "\n"
    if not output or output == STDIN:
        write(text.encode(), output)
        return FINE
    notes = str(Path(output).with_suffix(".notes.yaml"))
    for path, what in ((output, book), (notes, project.ledger_file())):
        if is_file(path) and (path == notes or Path(path).resolve() == Path(what).resolve()):
            hint = "name another file with --output"
            raise UsageError(f"{path} is there already", hint=hint)
    if known:
        wanted = _notes_of(passage, known, found)
        own, broken = split_off(read_source(known.path), wanted, Path(output).name)
        write(own.encode(), notes)
        report(broken)
    write(text.encode(), output)
    plural = "" if len(found.marks) == 1 else "s"
    beside = f"; what they cite: {notes}" if known else ""
    click.echo(f"wrote {output}: {len(found.marks)} note mark{plural}{beside}", err=True)
    return FINE


def _piece(
    passage: Passage, ledger: Ledger | None, *, numbers: str, lines: str, words: tuple[str, str], chapter: str
) -> Piece:
    """Return the piece of *passage* that one of the three ways names."""
    from citekit.cutting import by_lines, by_notes, by_words
    from citekit.errors import UsageError

    if bool(numbers) + bool(lines) + any(words) != 1:
        raise UsageError("cut what?", hint="say it with --notes, with --lines, or with --from and --to")
    if lines:
        first, last = _range(lines, "--lines")
        return by_lines(passage, int(first), int(last))
    if any(words):
        return by_words(passage, *words)
    return by_notes(passage, *_range(numbers, "--notes"), _marks_of(passage, ledger, chapter) if chapter else None)


def _range(text: str, option: str) -> tuple[str, str]:
    from citekit.errors import UsageError

    match = re.fullmatch(r"(\d+)(?:\s*[-–]\s*(\d+))?", text.strip())
    if match is None:
        raise UsageError(f"not a range: {text!r}", hint=f"write {option} 11-14, or {option} 11")
    return match[1], match[2] or match[1]


def _marks_of(passage: Passage, ledger: Ledger | None, chapter: str) -> range:
    """Return the places of the marks of a chapter: those that lead to its notes, and those between them."""
    from citekit.errors import UsageError
    from citekit.notes.ledger.pairing import find_run, notes_of_marks

    if ledger is None:
        raise UsageError("no ledger to tell the chapters by", hint="name one with --ledger")
    run = find_run(ledger, chapter)
    paired = notes_of_marks(passage, ledger)
    own = [place for place, note in enumerate(paired) if note is not None and note.run == run]
    return range(own[0], own[-1] + 1) if own else range(0)


def _notes_of(passage: Passage, ledger: Ledger, found: Piece) -> set[tuple[int, str]]:
    """Return run and number of the notes whose marks are in a piece."""
    from citekit.notes.ledger.pairing import notes_of_marks

    paired = notes_of_marks(passage, ledger)
    notes = [paired[place] for place in found.marks]
    return {(note.run, note.number) for note in notes if note}
