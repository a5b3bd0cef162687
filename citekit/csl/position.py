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


class Cited(Protocol):
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
_NEAR: dict[tuple[str, ...], tuple[str, ...]] = {holds: (*holds, NEAR_NOTE) for holds in HOLDS}


def positions(
    citations: Iterable[tuple[int | None, Sequence[Cited]]],
    near_note_distance: int = 5,
    begins: Container[int] = (),
    cuts: Container[int] = (),
) -> Iterator[tuple[Position, ...]]:
    """Yield the positions of each citation's cites, in reading order.

    A citation is its note number (0 in the text, ``None`` for one that stands apart and is always "first") and
    its cites. *near_note_distance* counts notes. Citations in one note follow each other. *begins* has the indexes
    of the citations before which everything starts anew, as books do with each chapter; *cuts* those of the citations
    whose "ibid." may not reach back, since what stands before them is not printed.
    """
    first_notes: dict[str, int] = {}
    last_notes: dict[str, int] = {}
    before = -2  # the note of the last citation
    cited: Sequence[Cited] = ()  # all that its note cites, so far
    after_citation: Cited | None = None  # what "ibid." may point to in the same note
    after_note: Cited | None = None  # … and in the next
    for place, (note, cites) in enumerate(citations):
        if place in begins:
            before = -2
            first_notes.clear()
            last_notes.clear()
        if note is None:
            yield (_FIRST,) * len(cites)
            continue
        if place in cuts:
            before = -2
        antecedent = after_citation if note == before else after_note if note - before <= 1 else None
        result = []
        for cite in cites:
            key = cite.key
            last_note = last_notes.get(key)
            if last_note is None:
                first_notes[key] = note
                result.append(_FIRST)
            else:
                holds: tuple[str, ...] = _SUBSEQUENT_ONLY
                if antecedent is not None and antecedent.key == key:
                    holds = _repeated(cite, antecedent)
                near = note and note - last_note <= near_note_distance
                result.append(Position(_NEAR[holds] if near else holds, first_notes[key]))
            last_notes[key] = note
            antecedent = cite
        if cites:
            cited = [*cited, *cites] if note and note == before else cites
            after_citation = cites[0] if len(cites) == 1 else _only_work(cites)
            after_note = after_citation if cited is cites else _only_work(cited)
            before = note
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


def _only_work(cites: Sequence[Cited]) -> Cited | None:
    """Return the last of *cites*, if they are all of one work."""
    last = cites[-1]
    return last if all(cite.key == last.key for cite in cites) else None


def _repeated(cite: Cited, antecedent: Cited) -> tuple[str, ...]:
    """Return what holds for *cite* after one of the same work."""
    if antecedent.place == cite.place:
        return _IBID
    return _IBID_WITH_LOCATOR if cite.place else _SUBSEQUENT_ONLY
