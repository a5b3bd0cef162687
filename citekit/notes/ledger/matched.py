"""What is found where marks and notes do not match, and where nobody has confirmed a note."""

from __future__ import annotations

from citekit.findings import Finding, Severity, Span
from citekit.model import Ledger, Note, Passage

_AGAIN = "where numbers begin again, the ledger has a list of notes (docs/ledger.md)"


def unmapped(number: str, where: Span, ledger: Ledger, *, again: bool) -> Finding:
    """Return the finding that a mark at *where* has no note."""
    message = f"note {number} is marked {'again' if again else 'in the text'}, and not in the ledger"
    hint = _AGAIN if again else f"add '{number}:' to {ledger.path or 'it'}"
    return Finding("unmapped-mark", message, where, Severity.ERROR, hint)


def unmarked(note: Note, passage: Passage, ledger: Ledger) -> Finding:
    """Return the finding that *note* has no mark."""
    message = f"note {note.number} of the ledger has no mark in {passage.path}"
    return warning("unmarked-note", message, note, ledger, "citekit notes shows the marks that were found")


def unconfirmed(note: Note, ledger: Ledger) -> Finding:
    """Return the finding that nobody has confirmed *note*."""
    what = "what citekit proposed" if note.status == "proposed" else "what citekit could not decide"
    message = f"note {note.number} is {what}, and nobody has confirmed it"
    return warning("unconfirmed-note", message, note, ledger, f"take '!{note.status}' away when the note is right")


def warning(rule: str, message: str, note: Note, ledger: Ledger, hint: str) -> Finding:
    """Return a warning about *note*, at its place."""
    return Finding(rule, message, note.where or Span(ledger.path), Severity.WARNING, hint)
