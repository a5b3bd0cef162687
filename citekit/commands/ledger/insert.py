"""``citekit ledger insert`` and ``delete``: one note more or less, and the numbers behind it moved on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.commands.ledger.files import DRY_RUN, LEDGER, change
from citekit.commands.ledger.renumber import PASSAGE, with_marks
from citekit.commands.options import together

if TYPE_CHECKING:
    from citekit.findings import Source
    from citekit.model import Ledger

_OPTIONS = together(
    click.option("--chapter", default="", metavar="TITLE|N", help="The chapter that the note is of."),
    click.option("--no-shift", is_flag=True, help="Leave the numbers behind it as they are."),
    PASSAGE,
    DRY_RUN,
)


@click.command(
    "insert",
    short_help="Put a note in; the numbers behind it go up by one.",
    epilog="""\b
Examples:
  citekit ledger insert notes.yaml 12 "@cohen1973 [p. 290]."
  citekit ledger insert notes.yaml 12 "@cohen1973." --passage passage.txt --behind "of the countryside.”"
  citekit ledger insert notes.yaml 13 --no-shift""",
)
@LEDGER
@click.argument("number")
@click.argument("text", required=False, default="")
@click.option("--behind", default="", metavar="WORDS", help="Put its mark behind these words of the passage.")
@_OPTIONS
def insert(
    ledger: str,
    number: str,
    text: str,
    *,
    behind: str,
    chapter: str,
    passage: str,
    no_shift: bool,
    dry_run: bool,
) -> int:
    """Put note NUMBER with TEXT into LEDGER; notes of this number and above go up by one, and what refers to them."""
    from citekit.errors import UsageError
    from citekit.findings import Source
    from citekit.notes.ledger.placing import NewNote, add_notes
    from citekit.notes.ledger.renumbering import renumber, shifted
    from citekit.notes.ledger.scalars import as_scalar

    if bool(behind) != bool(passage):
        raise UsageError("where does the mark go?", hint="give --passage and --behind together, or neither")
    source, known, run = _opened(ledger, chapter)
    numbers = {} if no_shift else shifted(known.notes, run, number, 1)
    moved = renumber(source, numbers)
    new = add_notes(Source(source.path, moved), [NewNote(run, number, as_scalar(text) if text else "")])
    files = [(source, new)]
    if passage:
        files.append(_marked(passage, known, numbers, number, behind))
    return change(files, f"note {number} put in{_and_moved(numbers)}", dry_run=dry_run)


@click.command(
    "delete",
    short_help="Take a note out; the numbers behind it go down by one.",
    epilog="""\b
Examples:
  citekit ledger delete notes.yaml 13
  citekit ledger delete notes.yaml 13 --passage passage.txt --dry-run""",
)
@LEDGER
@click.argument("number")
@_OPTIONS
def delete(ledger: str, number: str, chapter: str, passage: str, *, no_shift: bool, dry_run: bool) -> int:
    """Take note NUMBER with its comments out of LEDGER; notes above it go down by one, and what refers to them.

    Nothing is written where another note refers to it.
    """
    from citekit.errors import UsageError
    from citekit.findings import Source
    from citekit.notes.ledger.placing import remove_notes
    from citekit.notes.ledger.prosespans import note_references
    from citekit.notes.ledger.renumbering import renumber, shifted
    from citekit.notes.ledger.selecting import named

    source, known, run = _opened(ledger, chapter)
    (unwanted,) = named(number, known, chapter) if number.isalnum() or len(number) < 3 else [(run, number)]
    for one in note_references(source):
        if (one.run, one.number) == unwanted and one.note != number:
            where = source.span(one.start, one.end)
            hint = "change what is said there first"
            raise UsageError(f"note {one.note} refers to note {number}", where=where, hint=hint)
    numbers = {} if no_shift else shifted(known.notes, unwanted[0], number, -1)
    files = [(source, renumber(Source(source.path, remove_notes(source, {unwanted})), numbers))]
    if passage:
        files.append(with_marks(passage, known, numbers, unwanted))
    return change(files, f"note {number} taken out{_and_moved(numbers)}", dry_run=dry_run)


def _opened(path: str, chapter: str) -> tuple[Source, Ledger, int]:
    """Return the ledger at *path*, read, and the run that *chapter* names."""
    from citekit.errors import UsageError
    from citekit.files import read_source
    from citekit.findings import Span
    from citekit.notes.ledger.blocks import checked_ledger
    from citekit.notes.ledger.pairing import find_run

    source = read_source(path)
    known = checked_ledger(source)
    if len(known.chapters) > 1 and not chapter:
        raise UsageError("the ledger has several chapters", where=Span(path), hint="say which with --chapter")
    return source, known, find_run(known, chapter) if chapter else 0


def _and_moved(numbers: dict[tuple[int, str], str]) -> str:
    return f", {len(numbers)} numbered anew" if numbers else ""


def _marked(
    path: str, ledger: Ledger, numbers: dict[tuple[int, str], str], number: str, behind: str
) -> tuple[Source, str]:
    """Return the text at *path*, and it with a mark *number* behind the words *behind* and the others moved on."""
    from citekit.changes import Change, apply
    from citekit.cutting import place_behind
    from citekit.findings import Source
    from citekit.notes.marks.recognise import read_marks

    source, text = with_marks(path, ledger, numbers)
    place = place_behind(read_marks(Source(path, text)), behind)
    return source, apply(text, [Change(place, place, number)])
