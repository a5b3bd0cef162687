"""The text of the notes of a file, whatever its format: as its words are printed, to be resolved or audited."""

from __future__ import annotations

from citekit.documents import format_of
from citekit.documents.ledgers.as_ledger import as_ledger
from citekit.errors import UnreadableError, UsageError
from citekit.files import STDIN, read_bytes
from citekit.findings import Span
from citekit.model import Citation, Note
from citekit.notes.endnotes import formats
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.ledger.prosewriting import as_markup
from citekit.notes.ledger.writing import value_of
from citekit.notes.notetext import NoteText
from citekit.richtext import concat, plain

# Formats whose notes are read as they are printed, with what a reference manager has set in them.
_AS_PRINTED = frozenset(("text", "markdown", "html", "docx"))


def read_notes(path: str) -> Endnotes:
    """Return the notes in the file at *path*: of a text, or of a manuscript; ``"-"`` is standard input.

    Raises: UnreadableError; UsageError where no note is found.
    """
    if path == STDIN:
        return formats.read_notes(path)
    data = read_bytes(path)
    try:
        found = format_of(path, data)
    except UnreadableError:
        return formats.read_notes(path)
    if found.NAME in _AS_PRINTED:
        return formats.read_notes(path)
    ledger = as_ledger(found.read(path, data))
    if not ledger.notes:
        raise UsageError("no notes found", where=Span(path), hint=f"its format is {found.NAME}")
    notes = tuple(
        NoteText(note.number, _text(note), note.run, ledger.chapters[note.run], note.where) for note in ledger.notes
    )
    return Endnotes(notes, tuple(odd_numbers(notes, path)))


def _text(note: Note) -> str:
    """Return what a note says as markup; citations as ``@key [p. 3]``."""
    value = value_of(note)
    if isinstance(value, str):
        return value
    prose = concat(*(part for part in note.parts if not isinstance(part, Citation)))
    return as_markup(prose) or plain(prose)
