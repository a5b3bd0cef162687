"""Where a cite stands among the others: first, subsequent, ibid, ibid with locator, near note.

Source: CSL 1.0.2, Choose (``position``), Note Distance. Reads citations in order; needs no rendered text.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Iterator, Sequence
from typing import Protocol

from citekit.values import NamedTuple

FIRST = "first"
SUBSEQUENT = "subsequent"
IBID = "ibid"
IBID_WITH_LOCATOR = "ibid-with-locator"
NEAR_NOTE = "near-note"
POSITIONS = (FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR, NEAR_NOTE)

# What holds at each position: one implies those that are less close. The order is that of CSL-JSON's numbers.
HOLDS = ((FIRST,), (SUBSEQUENT,), (IBID, SUBSEQUENT), (IBID_WITH_LOCATOR, IBID, SUBSEQUENT))
_FIRST_ONLY, _SUBSEQUENT_ONLY, _IBID, _IBID_WITH_LOCATOR = HOLDS


class Placed(Protocol):
    """What is read of a cite: the reference, and its locator with label."""

    @property
    def key(self) -> str:
        """Return the reference's key."""

    @property
    def place(self) -> Hashable:
        """Return the locator and its label; falsy for none."""


class Position(NamedTuple):
    """A cite's position. *holds* are the values of ``position`` that are true; *first_note* is 0 outside notes."""

    holds: tuple[str, ...] = _FIRST_ONLY
    first_note: int = 0

    @property
    def subsequent(self) -> bool:
        """Tell if the reference was cited before."""
        return self.holds[0] != FIRST


_FIRST = Position()


def positions(
    citations: Sequence[tuple[int | None, Sequence[Placed]]],
    near_note_distance: int = 5,
    begins: Container[int] = (),
) -> Iterator[tuple[Position, ...]]:
    """Yield the positions of each citation's cites, in reading order.

    A citation is its note number (0 in the text, ``None`` for one that stands apart and is always "first") and
    its cites. *near_note_distance* counts notes. Citations in one note follow each other. *begins* has the indexes
    of the citations before which everything starts anew, as books do with each chapter.
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    before: tuple[int, Sequence[Placed], Sequence[Placed]] | None = None  # note, its last citation, all in it
    for place, (note, cites) in enumerate(citations):
        if place in begins:
            before = None
            first_notes.clear()
            last_notes.clear()
        if note is None:
            yield (_FIRST,) * len(cites)
            continue
        result = []
        for index, cite in enumerate(cites):
            antecedent = cites[index - 1] if index else _antecedent(before, note)
            if cite.key not in first_notes:
                first_notes[cite.key] = note
                result.append(_FIRST)
            else:
                holds = _repeated(cite, antecedent)
                near = note and note - last_notes[cite.key] <= near_note_distance
                result.append(Position((*holds, NEAR_NOTE) if near else holds, first_notes[cite.key]))
            last_notes[cite.key] = note
        if cites:
            same = before is not None and note and before[0] == note
            before = (note, cites, [*before[2], *cites] if before and same else cites)
        yield tuple(result)


def beginnings(chapters: Iterable[Hashable]) -> frozenset[int]:
    """Return the indexes at which a new chapter begins; a citation without one ("") goes on with the one before.

    >>> sorted(beginnings(["", "", 1, "", 1, 2]))
    [2, 5]
    """
    found = set()
    now: Hashable = ""
    for index, chapter in enumerate(chapters):
        if chapter not in ("", now):
            if index:
                found.add(index)
            now = chapter
    return frozenset(found)


def _antecedent(before: tuple[int, Sequence[Placed], Sequence[Placed]] | None, note: int) -> Placed | None:
    """Return the cite that "ibid." may point to: the only work of the citation, or of the whole note, before."""
    if before is None or note - before[0] > 1:
        return None
    cites = before[1] if note == before[0] else before[2]
    return cites[-1] if all(cite.key == cites[0].key for cite in cites) else None


def _repeated(cite: Placed, antecedent: Placed | None) -> tuple[str, ...]:
    if antecedent is None or antecedent.key != cite.key:
        return _SUBSEQUENT_ONLY
    if antecedent.place == cite.place:
        return _IBID
    if cite.place:
        return _IBID_WITH_LOCATOR
    return _SUBSEQUENT_ONLY
