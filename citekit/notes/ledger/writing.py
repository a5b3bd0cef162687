"""A ledger as YAML, the form of docs/ledger.md: canonical, so that what says the same is written the same.

A note is written in the short form where that says the same when it is read back, else as a mapping or as a list of
pieces. The whole is read back before it counts; what no ledger can say is an error, and nothing is lost in silence.
Source: docs/ledger.md, version 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from citekit.errors import UsageError, raise_errors
from citekit.findings import Severity, Source, Span
from citekit.model import Citation, Ledger, Note, NotePart
from citekit.notes.ledger.longform import Value, note_value
from citekit.notes.ledger.order import is_number
from citekit.notes.ledger.reading import VERSION, read_ledger
from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.shortform import exact
from citekit.notes.ledger.yamltree import CHAPTER

IN_TEXT = " tells"
"""Words behind the cite of a source are not read; but they alone make it one in running text."""

_HINT = "see docs/ledger.md for what a ledger can say"


def write_ledger(ledger: Ledger) -> str:
    """Return *ledger* as YAML; what is read of it is *ledger* again, apart from places and the path.

    Raises: InvalidInputError with the errors of a ledger that was not read whole; UsageError for what no ledger says:
    a number that is none, notes of runs that are not there or out of order, formats that prose has no markup for.
    """
    checked(ledger)
    text = "\n".join([*head_lines(ledger), *_notes(ledger), ""])
    read = read_ledger(Source(ledger.path, text))
    if not same(read, ledger):
        raise UsageError("this ledger cannot be written as YAML", where=Span(ledger.path), hint=_HINT)
    return text


def note_as_yaml(note: Note, indent: int = 2) -> str:
    """Return what stands behind the colon of *note* in a ledger, whose number is *indent* blanks set in.

    It begins with a blank, or a line break where it is a mapping or a list; "" is a note that says nothing yet.

    Raises: UsageError for what no ledger can say.

    >>> note_as_yaml(Note("1", (("Lost.",),), status="proposed"))
    ' !proposed Lost.'
    """
    value = value_of(note)
    tag = f" !{note.status}" if note.status else ""
    return tag if value == "" else f"{tag}{as_yaml(value, indent + 2)}"


def value_of(note: Note) -> Value:
    """Return the value that a ledger has for *note*, "" for one that says nothing.

    Raises: UsageError for what no ledger can say.
    """
    value = note_value(note.parts)
    if value is None:
        where = note.where or Span("")
        raise UsageError(f"no ledger can say what note {note.number} says", where=where, hint=_HINT)
    return value


def source_value(source: Citation) -> Value:
    """Return the value of a ledger's ``source``.

    Raises: UsageError for what no ledger can say.
    """
    parts: tuple[NotePart, ...] = (source, (IN_TEXT,)) if source.mode == "composite" else (source,)
    value = note_value(parts)
    if not value:
        raise UsageError("no ledger can say what this source says", hint=_HINT)
    return value


def checked(ledger: Ledger) -> Ledger:
    """Return *ledger*, where it is one that can be read.

    Raises: InvalidInputError, UsageError.
    """
    raise_errors(ledger.findings)
    runs = [note.run for note in ledger.notes]
    if runs != sorted(runs) or not all(0 <= run < len(ledger.chapters) for run in runs) or not ledger.chapters:
        raise UsageError("the notes are not in the order of their runs", where=Span(ledger.path), hint=_HINT)
    seen: set[tuple[int, str]] = set()
    for note in ledger.notes:
        if not is_number(note.number) or (note.run, note.number) in seen:
            problem = "stands here twice" if is_number(note.number) else "is no note number"
            raise UsageError(f"{note.number!r} {problem}", where=note.where or Span(ledger.path), hint=_HINT)
        seen.add((note.run, note.number))
    return ledger


def head_lines(ledger: Ledger) -> Iterator[str]:
    """Yield the lines of YAML above the notes: version, passage, source."""
    yield f"citekit-ledger: {VERSION}"
    if ledger.passage:
        yield f"passage: {as_scalar(ledger.passage)}"
    if ledger.source:
        yield f"source:{as_yaml(source_value(ledger.source), 2)}"


# --- YAML ------------------------------------------------------------------------------------------------


def _notes(ledger: Ledger) -> Iterator[str]:
    if ledger.chapters == ("",):
        yield "notes:" if ledger.notes else "notes: {}"
        for note in ledger.notes:
            yield f"  {as_scalar(note.number)}:{note_as_yaml(note)}"
        return
    yield "notes:"
    for run, title in enumerate(ledger.chapters):
        fields = [f"{CHAPTER}: {as_scalar(title)}"] if title else []
        fields += [f"{as_scalar(note.number)}:{note_as_yaml(note, 4)}" for note in ledger.notes if note.run == run]
        yield f"  - {fields[0]}" if fields else "  - {}"
        yield from (f"    {field}" for field in fields[1:])


def as_yaml(value: Value, indent: int) -> str:
    """Return *value* as it follows a colon: on the same line, or on lines of its own that are set in by *indent*."""
    if isinstance(value, str):
        return f" {as_scalar(value)}"
    if isinstance(value, dict | list):
        return "".join(f"\n{line}" for line in _block(value, indent))
    return " true"


def _block(value: dict[str, Value] | list[Value], indent: int) -> Iterator[str]:
    lead = " " * indent
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from f"{lead}{name}:{as_yaml(inner, indent + 2)}".split("\n")
        return
    for item in value:
        if isinstance(item, dict | list):
            first, *others = _block(item, indent + 2)
            yield f"{lead}- {first.lstrip(' ')}"
            yield from others
        else:
            yield f"{lead}-{as_yaml(item, indent)}"


def same(read: Ledger, meant: Ledger) -> bool:
    """Tell whether two ledgers say the same, places and paths apart; *read* without errors."""
    if any(finding.severity is Severity.ERROR for finding in read.findings):
        return False
    return _said(read) == _said(meant)


def _said(ledger: Ledger) -> tuple[object, ...]:
    notes = [(note.number, note.run, note.status, exact(note.parts)) for note in ledger.notes]
    return ledger.chapters, ledger.passage, exact((ledger.source,)) if ledger.source else None, notes
