"""``citekit ledger renumber``: the notes of a ledger numbered anew, and what refers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from citekit.commands.ledger.files import DRY_RUN, LEDGER, change
from citekit.commands.options import together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citekit.findings import Source
    from citekit.model import Ledger

PASSAGE = together(
    click.option("--passage", default="", metavar="FILE", help="Change the marks of this text, too."),
)


@click.command(
    "renumber",
    short_help="Number the notes anew, and what refers to them.",
    epilog="""\b
Examples:
  citekit ledger renumber notes.yaml
  citekit ledger renumber notes.yaml --start 11 --passage passage.txt --dry-run
  citekit ledger renumber notes.yaml --map 13=12,14=13
  citekit ledger renumber book.yaml --through""",
)
@LEDGER
@click.option("--start", type=click.IntRange(0), default=1, show_default=True, metavar="N", help="The first number.")
@click.option("--through", is_flag=True, help="Do not begin again with each chapter.")
@click.option("--map", "mapping", default="", metavar="OLD=NEW,…", help="Change these numbers alone.")
@click.option("--chapter", default="", metavar="TITLE|N", help="Change the notes of this chapter alone.")
@click.option("--no-references", is_flag=True, help='Leave the numbers in "see n. 9" as they are.')
@PASSAGE
@DRY_RUN
def command(
    ledger: str,
    start: int,
    mapping: str,
    chapter: str,
    passage: str,
    *,
    through: bool,
    no_references: bool,
    dry_run: bool,
) -> int:
    """Number the notes of LEDGER from 1 on, in each chapter, with the references between them ("see n. 9 above")."""
    from citekit.files import read_source
    from citekit.notes.ledger.blocks import checked_ledger
    from citekit.notes.ledger.pairing import find_run
    from citekit.notes.ledger.renumbering import in_order, renumber

    source = read_source(ledger)
    known = checked_ledger(source)
    notes = known.notes
    if chapter:
        run = find_run(known, chapter)
        notes = tuple(note for note in notes if note.run == run)
    if mapping:
        numbers = _mapped(mapping, {(note.run, note.number) for note in notes})
    else:
        numbers = in_order(notes, start, through=through)
    files = [(source, renumber(source, numbers, references=not no_references))]
    if passage:
        files.append(with_marks(passage, known, numbers))
    changed = sum(old[1] != new for old, new in numbers.items())
    return change(files, f"{changed} note{'' if changed == 1 else 's'} numbered anew", dry_run=dry_run)


def _mapped(mapping: str, notes: set[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """Return what ``13=12,14=13`` says."""
    import re

    from citekit.errors import UsageError

    numbers: dict[tuple[int, str], str] = {}
    for piece in mapping.split(","):
        match = re.fullmatch(r"\s*([\w*†‡§‖¶#]+)\s*[=:]\s*(\d+|[*†‡§‖¶#]+|[a-z]{1,2})\s*", piece)
        if match is None:
            raise UsageError(f"not a pair of numbers: {piece!r}", hint="write --map 13=12,14=13")
        old = [note for note in notes if note[1] == match[1]]
        if len(old) != 1:
            what = f"no note {match[1]} in the ledger" if not old else f"note {match[1]} is of {len(old)} chapters"
            raise UsageError(what, hint="say which with --chapter" if old else "citekit ledger check shows its notes")
        numbers[old[0]] = match[2]
    return numbers


def with_marks(
    path: str, ledger: Ledger, numbers: Mapping[tuple[int, str], str], unwanted: tuple[int, str] | None = None
) -> tuple[Source, str]:
    """Return the text at *path*, and it with the marks of *ledger*'s notes renumbered; the one *unwanted* is taken out.

    Raises: UsageError where a mark that is to change would not be found again.
    """
    from citekit.errors import UsageError
    from citekit.files import read_source
    from citekit.findings import Span
    from citekit.notes.ledger.pairing import notes_of_marks
    from citekit.notes.marks.recognise import read_marks
    from citekit.notes.marks.rewriting import rewritten

    source = read_source(path)
    passage = read_marks(source)
    paired = notes_of_marks(passage, ledger)
    ids = [None if note is None else (note.run, note.number) for note in paired]
    gone = {place for place, note in enumerate(ids) if note is not None and note == unwanted}
    new = {
        place: numbers[note]
        for place, note in enumerate(ids)
        if note is not None and note in numbers and note != unwanted
    }
    if unwanted and not gone:
        hint = "citekit notes shows the marks that were found"
        raise UsageError(f"no mark {unwanted[1]} in the text", where=Span(path), hint=hint)
    return source, rewritten(passage, new, gone)
