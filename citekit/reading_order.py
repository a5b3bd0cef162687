"""The citations of manuscripts in the order in which they are read, and the notes that they stand in.

Citations of running text stand among the marks of notes; those of a note at its first mark. Where a ledger says what a
note cites, its citations are the note's.

Sources: CSL 1.0.2, Choose (positions, which follow this order) and Note Distance; Pandoc User's Guide, "Citations in
note styles" (a citation in running text becomes a note, one in a note does not).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from citekit.documents.ledgers.as_ledger import ledger_places
from citekit.documents.manuscript import Cited, Manuscript, ManuscriptNote, Selection
from citekit.model import Citation, Ledger, Note
from citekit.richtext import map_text
from citekit.values import NamedTuple, dataclass, replace

_SENTENCE_END = re.compile(r"[.?!…:][”’»\"')\]]*\s*$")

Where: TypeAlias = "int | str"
"""A citation's index among the manuscript's ``cited``; of a ledger's the identity of its note."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A manuscript, the ledger whose notes take the place of its own, if there is one, and what it is called.

    *lists* are the bibliographies at its end, of a manuscript without a place for one.
    """

    manuscript: Manuscript
    ledger: Ledger = Ledger()
    title: str = ""
    lists: tuple[Selection, ...] = ()


class Placed(NamedTuple):
    """A citation in the order of reading.

    *note* counts the notes of the manuscript, new ones among them, up to the one that it stands in; 0 in running text.
    """

    citation: Citation
    place: Where
    note: int = 0
    title: str = ""


class Read(NamedTuple):
    """The citations of a chapter in the order of reading, and its notes: run, title and number of each.

    *told* are the notes that its ledger says anew, by the identities of the manuscript's.
    """

    placed: list[Placed]
    notes: list[tuple[int, str, str]]
    told: dict[str, Note]


def in_order(chapter: Chapter, *, is_note_style: bool) -> Read:
    """Return the citations and notes of *chapter* as they are read; in a note style it may get new notes."""
    manuscript = chapter.manuscript
    told = _ledger_notes(chapter)
    within: dict[str, list[int]] = {}
    for place, cited in enumerate(manuscript.cited):
        within.setdefault(cited.note, []).append(place)
    placed: list[Placed] = []
    notes: list[tuple[int, str, str]] = []
    title = ""
    for event in _events(manuscript):
        if isinstance(event, int):
            cited = manuscript.cited[event]
            is_new = becomes_note(cited, is_note_style=is_note_style)
            if is_new:
                notes.append((notes[-1][0] if notes else 0, title, ""))
            citation = _opening(cited.citation) if is_new else cited.citation
            placed.append(Placed(citation, event, len(notes) if is_new else 0, title))
            continue
        title = f"{event.run} {event.chapter}" if event.chapter else title
        notes.append((event.run, title, event.number))
        if event.identity in told:
            citations = [one for one in told[event.identity].parts if isinstance(one, Citation)]
            placed += [Placed(one, event.identity, len(notes), title) for one in citations]
        else:
            own = within.get(event.identity, ())
            placed += [Placed(_of_sentence(manuscript.cited[one]), one, len(notes), title) for one in own]
    return Read(placed, notes, told)


def _events(manuscript: Manuscript) -> list[int | ManuscriptNote]:
    """Return citations of running text, by index, and notes, in the order of reading; notes without a mark are last."""
    parts = {name: place for place, name in enumerate(manuscript.parts)}
    events: list[tuple[tuple[int, int], int | ManuscriptNote]] = [
        ((parts[one.place.part], one.place.start), index) for index, one in enumerate(manuscript.cited) if not one.note
    ]
    for note in manuscript.notes:
        mark = note.marks[0] if note.marks else None
        events.append(((parts[mark.part], mark.start) if mark else (len(parts), 0), note))
    return [event for _, event in sorted(events, key=lambda pair: pair[0])]


def becomes_note(cited: Cited, *, is_note_style: bool) -> bool:
    """Tell whether a citation in running text becomes a note: in a note style, or where it asks for one."""
    citation = cited.citation
    if cited.note or not citation.cites:
        return False
    only_named = citation.mode == "author-only" or all(cite.form == "author-only" for cite in citation.cites)
    return cited.own_note or (is_note_style and not only_named)


def _opening(citation: Citation) -> Citation:
    """Return a citation that begins a note: words that lead up to it begin with a capital."""
    first, *others = citation.cites
    if not first.prefix:
        return citation
    done = False

    def capital(text: str) -> str:
        nonlocal done
        opened, done = (text if done else text[:1].upper() + text[1:]), True
        return opened

    return replace(citation, cites=(replace(first, prefix=map_text(first.prefix, capital)), *others))


def _of_sentence(cited: Cited) -> Citation:
    """Return the citation as one that goes on with a sentence, where words of it stand before."""
    before = cited.before.strip()
    continues = bool(before) and not _SENTENCE_END.search(before)
    return replace(cited.citation, continues=True) if continues else cited.citation


def _ledger_notes(chapter: Chapter) -> dict[str, Note]:
    """Return the ledger's notes that cite something, by the identities of the manuscript's notes that they are for."""
    there = {tuple(place): identity for identity, place in ledger_places(chapter.manuscript).items()}
    return {
        there[note.run, note.number]: note
        for note in chapter.ledger.notes
        if (note.run, note.number) in there and any(isinstance(one, Citation) for one in note.parts)
    }


def counted_citations(read: Sequence[Read], chapters: Sequence[Chapter], *, restart: bool) -> list[Citation]:
    """Return all citations with the numbers by which a style counts their notes, and where positions begin anew."""
    result: list[Citation] = []
    last = 0
    for index, (own, chapter) in enumerate(zip(read, chapters, strict=True)):
        numbers = _numbers(own.notes, 0 if restart else last)
        last = max(numbers, default=last)
        for one in own.placed:
            title = f"{index} {chapter.title} {one.title}" if restart else one.title
            result.append(replace(one.citation, note=numbers[one.note - 1] if one.note else 0, chapter=title))
    return result


def _numbers(notes: Sequence[tuple[int, str, str]], last: int) -> list[int]:
    """Return the numbers of *notes* that follow one with the number *last*: the printed ones, where they count up.

    A style may print them ("see n. 3"). A manuscript that gets new notes is counted anew, as whoever opens it will.
    """
    if all(number.isdecimal() for _, _, number in notes):
        values = [int(number) for _, _, number in notes]
        follows = not values or values[0] > last
        if follows and all(
            before < value or (run != run_before and title)
            for (before, (run_before, _, _)), (value, (run, title, _)) in pairwise(zip(values, notes, strict=True))
        ):
            return values
    return list(range(last + 1, last + 1 + len(notes)))
