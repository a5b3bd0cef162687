"""The prose of an excerpt's notes where it leans on notes that the excerpt does not have, or has under other numbers.

An "Ibid." written as prose whose note before was cut away becomes a cite of the one work it stood for, so that the
style names it; "see n. 9" gets the number that note 9 has in the excerpt. What cannot be put right is reported.

Source: CMOS 17, 14.34 (what "ibid." refers to), 14.31 (references between notes).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from citekit.findings import Finding, Source
from citekit.model import Citation, Cite, Key, Ledger, Locator, Note, NotePart
from citekit.notes import audit
from citekit.notes.audit import Audited, Order
from citekit.notes.backward import backward_words
from citekit.notes.crossrefs import references_to_notes
from citekit.notes.locators import parse_locator
from citekit.richtext import Inlines, concat, part, plain
from citekit.scope import NoteId
from citekit.values import NamedTuple, replace

if TYPE_CHECKING:
    from citekit.notes.ledger.placing import NewNote


class Leant(NamedTuple):
    """A ledger whose notes stand by themselves in an excerpt, and what in them does not."""

    ledger: Ledger
    findings: tuple[Finding, ...]


def standing_alone(ledger: Ledger, printed: Mapping[NoteId, str]) -> Leant:
    """Return *ledger* with the notes that are *printed*, each under a number, put right for the excerpt.

    What is broken and cannot be mended is among the findings, and what refers to notes that *ledger* never had: it may
    be an excerpt's own.
    """
    whole = all((note.run, note.number) in printed for note in ledger.notes)
    all_notes = audit.of_ledger(ledger)
    if whole and all(number == new for (_, number), new in printed.items()):
        return Leant(ledger, audit.as_findings(audit.dangling(all_notes), ledger.path))
    inside = audit.cut(all_notes, [audit.identity(*one) for one in printed])
    before, after = Order(all_notes), Order(inside)
    numbers: defaultdict[int, dict[str, str]] = defaultdict(dict)  # by run, the old ones to the new
    for (run, number), new in printed.items():
        numbers[run][number] = new
    expanded: set[str] = set()
    notes: list[Note] = []
    for note, own in zip(ledger.notes, all_notes, strict=True):
        changed = note
        if (note.run, note.number) in printed:
            if not whole and (named := _named(note, own, before, after, ledger)) is not None:
                changed = named
                expanded.add(own.identity)
            changed = replace(changed, parts=tuple(_renumbered(one, numbers[note.run]) for one in changed.parts))
        notes.append(changed)
    broken = [
        one
        for one in audit.broken(all_notes, inside)
        if one.note.identity not in expanded or one.words.startswith("n. ")
    ]
    lost = [one for one in audit.dangling(all_notes) if one.note.identity in after.places]
    return Leant(replace(ledger, notes=tuple(notes)), audit.as_findings([*broken, *lost], ledger.path))


def split_off(source: Source, kept: Collection[NoteId], passage: str = "") -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a ledger with the notes *kept* alone, put right to stand there, and what in them is broken.

    What needs no change stays to the letter. *passage* is the text whose notes these are, "" as it was.

    Raises: InvalidInputError for a ledger with errors; UsageError for one that cannot be cut safely.
    """
    from citekit.notes.ledger.blocks import checked_ledger  # noqa: PLC0415 - an excerpt is set without changing ledgers
    from citekit.notes.ledger.placing import fill_notes  # noqa: PLC0415
    from citekit.notes.ledger.splitting import split  # noqa: PLC0415

    ledger = checked_ledger(source)
    leant = standing_alone(ledger, {(run, number): number for run, number in kept})
    named = [new for old, new in zip(ledger.notes, leant.ledger.notes, strict=True) if new != old]
    if named:
        source = Source(source.path, fill_notes(source, [_in_one_line(note) for note in named]))
    return split(source, kept, passage), leant.findings


def _in_one_line(note: Note) -> NewNote:
    from citekit.notes.ledger.placing import NewNote  # noqa: PLC0415
    from citekit.notes.ledger.scalars import as_scalar  # noqa: PLC0415
    from citekit.notes.ledger.writing import value_of  # noqa: PLC0415

    value = value_of(note)
    written = as_scalar(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return NewNote(note.run, note.number, f"!{note.status} {written}" if note.status else written)


# --- Ibid. ---


def _named(note: Note, own: Audited, before: Order, after: Order, ledger: Ledger) -> Note | None:
    """Return *note* with the work named that its "Ibid." stands for, ``None`` where it has none or may keep it."""
    was, now = before.before(own.identity), after.before(own.identity)
    if was is None or (now is not None and now.identity == was.identity):
        return None
    works = before.works(was)
    if len(works) != 1 or (now is not None and after.works(now) == works):
        return None
    for place, one in enumerate(note.parts):
        if isinstance(one, Citation):
            return None
        if (pieces := _pieces(one, works[0], _last_locator(ledger, was))) is not None:
            return replace(note, parts=(*note.parts[:place], *pieces, *note.parts[place + 1 :]))
    return None


def _pieces(prose: Inlines, work: Key, locator: Locator | None) -> tuple[NotePart, ...] | None:
    """Return prose with its first "Ibid." as a cite, ``None`` where it has none."""
    text = plain(prose)
    found = next((one for one in backward_words(text) if one.kind in ("same-work", "same-place")), None)
    if found is None or audit.cites_before(text, found):
        return None
    from citekit.notes.resolving.tails import tail  # noqa: PLC0415 - few excerpts have an "Ibid." to be named

    ended = tail(text, found.start, found.end, len(text))
    cite = Cite(work, parse_locator(ended.locator) if ended.locator else locator)
    pieces = (part(prose, 0, found.start), Citation((cite,)), part(prose, ended.end, len(text)))
    return tuple(piece for piece in pieces if piece)


def _last_locator(ledger: Ledger, note: Audited) -> Locator | None:
    """Return the locator of a note's one cite: "Ibid." alone is the same place."""
    own = next(one for one in ledger.notes if audit.identity(one.run, one.number) == note.identity)
    cites = [cite for one in own.parts if isinstance(one, Citation) for cite in one.cites]
    return cites[0].locator if len(cites) == 1 else None


# --- see n. 9 ---


def _renumbered(one: NotePart, numbers: Mapping[str, str]) -> NotePart:
    if not isinstance(one, Citation):
        return _with_numbers(one, numbers)
    cites = tuple(
        replace(cite, prefix=_with_numbers(cite.prefix, numbers), suffix=_with_numbers(cite.suffix, numbers))
        for cite in one.cites
    )
    return replace(one, cites=cites) if cites != one.cites else one


def _with_numbers(prose: Inlines, numbers: Mapping[str, str]) -> Inlines:
    return concat(*_number_pieces(prose, numbers)) if prose else prose


def _number_pieces(prose: Inlines, numbers: Mapping[str, str]) -> Iterator[Inlines]:
    text = plain(prose)
    place = 0
    for one in references_to_notes(text):
        yield part(prose, place, one.start)
        kept = part(prose, one.start, one.end)
        yield (numbers[one.number],) if numbers.get(one.number, one.number) != one.number else kept
        place = one.end
    yield part(prose, place, len(text))
