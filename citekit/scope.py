"""What the notes of an excerpt lean on: each other alone, or the whole book they were cut from.

With the scope ``"excerpt"`` the first note that cites a work cites it in full, as if the book began there. With
``"book"`` every note has the form that it has in the book, so that a work cited earlier there is cited short here; only
an "ibid." whose antecedent is cut away becomes a short form, since it would point at nothing.

Source for cutting and what becomes of ibid: CMOS 17, 14.34 (ibid. refers to the note just before); the forms
themselves are the style's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from citekit.model import Citation, Key, Ledger, Note
from citekit.values import dataclass, replace

Scope: TypeAlias = Literal["excerpt", "book"]
SCOPES: tuple[Scope, ...] = ("excerpt", "book")

NoteId: TypeAlias = "tuple[int, str]"
"""A note of a ledger: its run and its number there."""


@dataclass(frozen=True, slots=True)
class Sequenced:
    """The citations to be set, in reading order, and where those of each note of the excerpt stand among them.

    The work quoted from comes last: the attribution stands below the passage, outside its notes. *listed* are the keys
    that the bibliography has.
    """

    citations: tuple[Citation, ...]
    places: Mapping[NoteId, tuple[int, ...]]
    listed: frozenset[Key]


def sequenced(printed: Sequence[tuple[Note, str]], ledger: Ledger, scope: Scope) -> Sequenced:
    """Return what is to be set for the notes in *printed*, each with the number that the excerpt prints."""
    inside = [_id(note) for note, _ in printed]
    if scope == "book":
        notes = list(ledger.notes)
        numbers = [note.number for note in notes]
    else:
        notes = [note for note, _ in printed]
        numbers = [number for _, number in printed]
    counted = _counted(notes, numbers, ledger.chapters)
    citations, places = _laid_out(notes, counted, ledger.chapters, set(inside))
    if ledger.source:
        citations.append(replace(ledger.source, note=None))
    wanted = [index for note in inside for index in places[note]]
    own = [citations[index] for index in wanted] + ([ledger.source] if ledger.source else [])
    listed = frozenset(cite.key for citation in own for cite in citation.cites)
    return Sequenced(tuple(citations), {note: places[note] for note in inside}, listed)


def _id(note: Note) -> NoteId:
    return note.run, note.number


def _laid_out(
    notes: Sequence[Note], counted: Sequence[int], chapters: Sequence[str], inside: set[NoteId]
) -> tuple[list[Citation], dict[NoteId, tuple[int, ...]]]:
    """Return the citations of *notes*, and where those of each stand; a cut is where one before is not *inside*."""
    citations: list[Citation] = []
    places: dict[NoteId, tuple[int, ...]] = {}
    printed = True
    for note, number in zip(notes, counted, strict=True):
        own = [part for part in note.parts if isinstance(part, Citation)]
        start = len(citations)
        places[_id(note)] = tuple(range(start, start + len(own)))
        # Two chapters of one title are two chapters.
        title = chapters[note.run]
        chapter = f"{note.run} {title}" if title else ""
        citations += [replace(citation, note=number, chapter=chapter) for citation in own]
        if own:
            if _id(note) in inside and not printed:
                citations[start] = replace(citations[start], after_cut=True)
            printed = _id(note) in inside
    return citations, places


def _counted(notes: Sequence[Note], numbers: Sequence[str], chapters: Sequence[str]) -> list[int]:
    """Return the number by which styles count each note: the printed one, which they may print, where it can count.

    Signs and letters do not, nor numbers that begin again without a new chapter or go back: then it is the place.
    """
    if all(map(str.isdecimal, numbers)):
        values = [int(number) for number in numbers]
        begun = list(zip(notes, values, strict=True))
        if all(
            last < value or (note.run != before.run and chapters[note.run])
            for (before, last), (note, value) in pairwise(begun)
        ):
            return values
    return list(range(1, len(notes) + 1))
