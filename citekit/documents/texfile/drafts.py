"""Notes and citations while a manuscript is read: notes whose text comes later, citations not yet in order."""

from __future__ import annotations

from typing import Literal

from citekit.documents.manuscript import Cited, ManuscriptNote, Place
from citekit.documents.texfile.arguments import Argument, inlines
from citekit.documents.texfile.counters import Numbered
from citekit.documents.texfile.scan import Scan
from citekit.model import Citation, NotePart
from citekit.richtext import plain

_LAST = 1 << 62


class Draft:
    """A note that is being read; *body* is ``None`` until its text is met, *inner* are the places of notes in it."""

    __slots__ = ("body", "chapter", "cited", "counter", "identity", "inner", "marks", "number")

    def __init__(self, identity: str, counter: str, number: Numbered, chapter: str) -> None:
        self.identity, self.counter, self.number, self.chapter = identity, counter, number, chapter
        self.marks: list[Place] = []
        self.body: Argument | None = None
        self.cited: list[Cited] = []
        self.inner: list[Place] = []

    @property
    def first(self) -> int:
        """Where its first mark stands."""
        return self.marks[0].start if self.marks else _LAST


class Drafts:
    """All notes and citations met, in whatever order."""

    def __init__(self) -> None:
        self.notes: list[Draft] = []
        self.running: list[Cited] = []
        self._identities: dict[str, int] = {}
        self._by_number: dict[tuple[str, int, str], Draft] = {}

    def new(self, counter: str, number: Numbered, chapter: str) -> Draft:
        """Return a note with an identity of its own."""
        name = number.shown if counter == "footnote" else f"{counter}-{number.shown}"
        count = self._identities[name] = self._identities.get(name, 0) + 1
        draft = Draft(name if count == 1 else f"{name}:{count}", counter, number, chapter)
        self.notes.append(draft)
        self._by_number[counter, number.run, number.shown] = draft
        return draft

    def numbered(self, counter: str, number: Numbered) -> Draft | None:
        """Return the last note with that number in its run of numbers."""
        return self._by_number.get((counter, number.run, number.shown))

    def finished(self, scan: Scan, *, shorthands: bool) -> tuple[tuple[ManuscriptNote, ...], tuple[Cited, ...]]:
        """Return the notes that have a text, and all citations, in the order of reading."""
        notes = sorted((one for one in self.notes if one.body is not None), key=lambda one: one.first)
        placed = [((one.place.start, one.place.start), one) for one in self.running]
        placed += [((note.first, one.place.start), one) for note in notes for one in note.cited]
        return (
            tuple(_note(scan, one, shorthands=shorthands) for one in notes),
            tuple(one for _, one in sorted(placed, key=lambda pair: pair[0])),
        )


def _note(scan: Scan, draft: Draft, *, shorthands: bool) -> ManuscriptNote:
    assert draft.body is not None  # noqa: S101 - those without one were left out
    kind: Literal["footnote", "endnote"] = "endnote" if draft.counter == "endnote" else "footnote"
    return ManuscriptNote(
        draft.identity,
        draft.number.shown,
        tuple(draft.marks),
        Place(*draft.body),
        _parts(scan, draft, draft.body, shorthands=shorthands),
        kind,
        draft.number.run,
        draft.chapter,
    )


def _parts(scan: Scan, draft: Draft, body: Argument, *, shorthands: bool) -> tuple[NotePart, ...]:
    """Return prose and citations; notes within the note are none of its prose."""
    parts: list[NotePart] = []
    cuts: list[tuple[Place, Citation | None]] = [(one.place, one.citation) for one in draft.cited]
    cuts += [(one, None) for one in draft.inner]
    place = body.start
    for cut, citation in sorted(cuts, key=lambda pair: pair[0].start):
        _add_prose(parts, scan, place, cut.start, shorthands=shorthands)
        parts += [citation] if citation else []
        place = cut.end
    _add_prose(parts, scan, place, body.end, shorthands=shorthands)
    return tuple(parts)


def _add_prose(parts: list[NotePart], scan: Scan, start: int, end: int, *, shorthands: bool) -> None:
    prose = inlines(scan.text[start:end], shorthands=shorthands)
    if plain(prose).strip() or (plain(prose) and parts and not isinstance(parts[-1], Citation)):
        parts.append(prose)
