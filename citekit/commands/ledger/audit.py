"""``citekit ledger audit``: "Ibid." and "see n. 9" that a change breaks, or that are wrong as they stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from citekit.commands.options import FORMAT
from citekit.commands.printing import exit_code, report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citekit.notes.audit import Audited


@click.command(
    "audit",
    short_help="See what a cut, an insertion or a move of notes breaks.",
    epilog="""\b
Examples:
  citekit ledger audit notes.yaml
  citekit ledger audit book.yaml --cut 11-14
  citekit ledger audit book.yaml --insert 12
  citekit ledger audit book.yaml --move 12:20
  citekit ledger audit new.yaml --against old.yaml
  citekit ledger audit endnotes.txt --cut 11-14""",
)
@click.argument("notes")
@click.option("--cut", "kept", default="", metavar="N-N,N", help="Keep these notes alone.")
@click.option("--insert", "new", default="", metavar="N", help="Put a new note in, with the number N.")
@click.option("--move", default="", metavar="N:M", help="Move note N behind note M; M 0 is the beginning.")
@click.option("--against", default="", metavar="OLD", help="Compare with an older state of the notes.")
@click.option("--chapter", default="", metavar="N", help="The chapter that the numbers are of, counted from 1.")
@FORMAT
def command(notes: str, *, kept: str, new: str, move: str, against: str, chapter: str, format_: str) -> int:
    """Follow every "Ibid.", "op. cit." and "see n. 9" of NOTES, a ledger or a file of printed notes.

    With a change (--cut, --insert, --move, --against) what it breaks is told, else what is wrong already. Nothing is
    written. Exit code 1 where something is found.
    """
    from citekit import reports
    from citekit.errors import UsageError
    from citekit.notes import audit

    if sum(map(bool, (kept, new, move, against))) > 1:
        raise UsageError("one change at a time", hint="give one of --cut, --insert, --move and --against")
    before = _read(notes)
    if against:
        old = _read(against)
        found = audit.broken(old, audit.matched(old, before))
    elif kept or new or move:
        found = audit.broken(before, _changed(notes, before, kept=kept, new=new, move=move, chapter=chapter))
    else:
        found = audit.wrong(before)
    findings = audit.as_findings(found, notes)
    if format_ == "json":
        click.echo(json.dumps({"findings": reports.as_json(findings)}, ensure_ascii=False, indent=2))
    else:
        report(findings)
        verb = "would break" if kept or new or move else "are broken" if against else "are wrong"
        click.echo(f"{len(findings)} of the references between {len(before)} notes {verb}", err=True)
    return exit_code(findings, warnings_count=True)


def _read(path: str) -> Sequence[Audited]:
    """Return the notes of a ledger, or of a file of printed notes."""
    from pathlib import PurePath

    from citekit.documents.ledgers.printed import read_notes
    from citekit.files import STDIN, read_source
    from citekit.notes import audit
    from citekit.notes.citesyntax import has_cite
    from citekit.project import read_ledger

    suffix = PurePath(path).suffix.lower()
    is_ledger = suffix in (".yaml", ".yml", ".json")
    if suffix in (".md", ".markdown") and path != STDIN:  # footnotes that cite by key, or as they are printed
        is_ledger = has_cite(read_source(path).text)
    return audit.of_ledger(read_ledger(path)) if is_ledger else audit.of_texts(read_notes(path).notes)


def _changed(path: str, notes: Sequence[Audited], *, kept: str, new: str, move: str, chapter: str) -> Sequence[Audited]:
    """Return the notes at *path* after the change that is asked for."""
    from citekit.errors import UsageError
    from citekit.notes import audit

    def place(number: str) -> int:
        return _place(path, notes, number.strip(), chapter)

    if kept:
        wanted = [one.identity for piece in kept.split(",") for one in notes[_range(piece, place)]]
        return audit.cut(notes, wanted)
    if new:
        if not new.isdecimal():
            raise UsageError(f"not a number: {new!r}", hint="write --insert 12")
        return audit.inserted(notes, place(new))
    first, _, second = move.partition(":")
    if not second:
        raise UsageError(f"not two notes: {move!r}", hint="write --move 12:20, note 12 behind note 20")
    return audit.moved(notes, place(first), -1 if second == "0" else place(second))


def _range(piece: str, place: Callable[[str], int]) -> slice:
    first, _, last = piece.replace("–", "-").partition("-")
    start = place(first)
    return slice(start, (place(last) if last else start) + 1)


def _place(path: str, notes: Sequence[Audited], number: str, chapter: str) -> int:
    from citekit.errors import UsageError
    from citekit.findings import Span
    from citekit.notes.ledger.order import abridged

    run = int(chapter) - 1 if chapter.isdecimal() else None
    found = [place for place, note in enumerate(notes) if note.number == number and run in (None, note.run)]
    if not found:
        raise UsageError(
            f"no note {number!r} there",
            where=Span(path),
            hint=f"it has notes {abridged([note.number for note in notes])}",
        )
    if len(found) > 1:
        hint = "say which chapter with --chapter N"
        raise UsageError(f"{len(found)} notes have the number {number}", where=Span(path), hint=hint)
    return found[0]
