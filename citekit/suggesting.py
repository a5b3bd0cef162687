"""Proposals for a ledger: the printed notes of a text, resolved to the library, written beside what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Ledger
from citekit.notes.ledger.blocks import checked_ledger
from citekit.notes.ledger.placing import NewNote, add_notes, fill_notes
from citekit.notes.ledger.reading import VERSION
from citekit.notes.ledger.scalars import as_scalar
from citekit.notes.ledger.yamltree import CHAPTER
from citekit.notes.notetext import NoteText
from citekit.notes.resolving.proposals import Proposal, Resolved


def new_ledger(proposals: Sequence[Proposal], path: str = "") -> str:
    """Return the text of a ledger with a note for each of *proposals*; *path* is what it is called in errors."""
    runs = list(dict.fromkeys(one.note.run for one in proposals))
    lines = [f"citekit-ledger: {VERSION}", "notes:" if runs else "notes: {}"]
    for run in runs:
        own = [one.note for one in proposals if one.note.run == run]
        lead = "  "
        if len(runs) > 1 or own[0].chapter:
            lead = "    "
            titled = bool(own[0].chapter)
            lines.append(f"  - {CHAPTER}: {as_scalar(own[0].chapter)}" if titled else f"  - {_line(own[0])}")
            own = own if titled else own[1:]
        lines += [f"{lead}{_line(note)}" for note in own]
    source = Source(path, "\n".join(lines) + "\n")
    return fill_notes(source, [_new(one, runs.index(one.note.run)) for one in proposals])


def _line(note: NoteText) -> str:
    return f"{as_scalar(note.number)}:"


def with_proposals(source: Source, proposals: Sequence[Proposal]) -> tuple[str, int]:
    """Return the text of the ledger in *source* with *proposals*, and how many were put in.

    A note that somebody has written or confirmed stays as it is; empty and unconfirmed ones are filled, and those that
    are not there are added.

    Raises: InvalidInputError for a ledger with errors; UsageError where it cannot be edited safely.
    """
    ledger = checked_ledger(source)
    there = {(note.run, note.number): note for note in ledger.notes}
    placed = [(one, _run_in(ledger, one)) for one in proposals]
    added = [_new(one, run) for one, run in placed if (run, one.note.number) not in there]
    filled = [
        _new(one, run)
        for one, run in placed
        if (note := there.get((run, one.note.number))) is not None and (note.status or not note.parts)
    ]
    text = fill_notes(source, filled) if filled else source.text
    text = add_notes(Source(source.path, text), added) if added else text
    return text, len(added) + len(filled)


def _run_in(ledger: Ledger, proposal: Proposal) -> int:
    """Return the run of a ledger that a note is of: by its chapter's title, else by its place."""
    title = proposal.note.chapter
    if title in ledger.chapters and title:
        return ledger.chapters.index(title)
    return min(proposal.note.run, len(ledger.chapters) - 1)


def _new(proposal: Proposal, run: int) -> NewNote:
    value = f"!{proposal.status} {as_scalar(proposal.text)}" if proposal.text else ""
    return NewNote(run, proposal.note.number, value, "\n".join(_comments(proposal)))


def _comments(proposal: Proposal) -> Iterator[str]:
    """Yield the note as it is printed, and for each cite that needs the editor what it may be."""
    if proposal.cites and proposal.text != proposal.note.text:
        yield proposal.note.text
    for cite in proposal.cites:
        if not cite.key:
            words = proposal.note.text[cite.start : cite.end]
            yield f"? {words}: {cite.problem or 'one of these'}" if cite.problem else f"? {words}:"
            for choice in cite.choices:
                yield f"    @{choice.key} ({choice.confidence:.2f}: {', '.join(choice.reasons)})"


def unsure(proposals: Iterable[Proposal], path: str) -> Iterator[Finding]:
    """Find the cites that need the editor."""
    for one in proposals:
        for cite in one.cites:
            if not cite.key:
                yield _finding(one.note, cite, path)


def _finding(note: NoteText, cite: Resolved, path: str) -> Finding:
    words = note.text[cite.start : cite.end]
    words = f"{words[:57]}…" if len(words) > 58 else words
    likely = ", ".join(f"{choice.key} ({choice.confidence:.2f})" for choice in cite.choices)
    problem = cite.problem or "not sure which work it is"
    hint = f"perhaps {likely}" if likely else "add the work to the library, or leave it as prose"
    message = f"note {note.number}: “{words}”: {problem}"
    return Finding("unsure-cite", message, note.where or Span(path), Severity.WARNING, hint)
