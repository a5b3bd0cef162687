"""The notes of a manuscript as a ledger, which can be edited, confirmed, and set back into the manuscript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from citekit.documents.manuscript import Manuscript, ManuscriptNote, Place
from citekit.findings import Finding, Severity, Span
from citekit.model import Citation, Cite, Ledger, Note, NotePart
from citekit.notes.citesyntax import with_leads
from citekit.notes.ledger.longform import note_value
from citekit.notes.ledger.order import is_number
from citekit.notes.ledger.prosewriting import as_markup
from citekit.richtext import BOLD, ITALIC, Inline, Inlines, Link, Styled, concat, part, plain
from citekit.values import NamedTuple, replace


class LedgerPlace(NamedTuple):
    """Where a ledger has a note: its run of numbers, which begin again with each, and its number there."""

    run: int
    number: str


def ledger_places(manuscript: Manuscript) -> dict[str, LedgerPlace]:
    """Return where a ledger of *manuscript* has its notes, by their identities, in the ledger's order.

    A run is a chapter; where a number comes twice in one, as stars on every page do, there are more. A number that no
    ledger can have ("viii") is counted instead.
    """
    places: dict[str, LedgerPlace] = {}
    seen: set[str] = set()
    run, before, count = -1, None, 0
    for note in _by_run(manuscript):
        count = count + 1 if note.run == before else 1
        number = note.number if is_number(note.number) else str(count)
        if note.run != before or number in seen:
            run, before = run + 1, note.run
            seen.clear()
        seen.add(number)
        places[note.identity] = LedgerPlace(run, number)
    return places


def as_ledger(manuscript: Manuscript) -> Ledger:
    """Return the notes of *manuscript*, prose and citations, as ``ledger_places`` has them.

    Citations in running text are in no note, and formats that prose has no markup for are left out: both are told among
    the findings.
    """
    places = ledger_places(manuscript)
    chapters = [""] * (max((place.run for place in places.values()), default=0) + 1)
    notes: list[Note] = []
    findings = [*manuscript.findings, *_outside(manuscript)]
    for note in _by_run(manuscript):
        place = places[note.identity]
        where = span_of(manuscript, note.body)
        said = _as_a_ledger_says(note.parts)
        parts = _sayable(said)
        if parts != said:
            message = f"note {note.number}: formats other than italics, bold and links are left out"
            findings.append(Finding("format-left-out", message, where, Severity.WARNING))
        if not notes or notes[-1].run != place.run:
            chapters[place.run] = "" if note.chapter in chapters else note.chapter
        notes.append(Note(place.number, parts, place.run, where=where))
    return Ledger(tuple(notes), tuple(chapters), path=manuscript.path, findings=tuple(findings))


def span_of(manuscript: Manuscript, place: Place) -> Span:
    """Return where in its file a place is: line and column of its part."""
    return manuscript.parts[place.part].span(place.start, place.end)


def _by_run(manuscript: Manuscript) -> list[ManuscriptNote]:
    runs = list(dict.fromkeys(note.run for note in manuscript.notes))
    return sorted(manuscript.notes, key=lambda note: runs.index(note.run))


def _outside(manuscript: Manuscript) -> Iterator[Finding]:
    outside = [one for one in manuscript.cited if not one.note]
    if outside:
        count = len(outside)
        message = f"{count} citation{'' if count == 1 else 's'} in the running text, outside of notes"
        where = span_of(manuscript, outside[0].place)
        hint = "a ledger says what notes cite: they stay in the manuscript"
        yield Finding("cite-outside-notes", message, where, Severity.WARNING, hint)


def _as_a_ledger_says(parts: tuple[NotePart, ...]) -> tuple[NotePart, ...]:
    """Return *parts* as a ledger can say them: who is named in the text, and what follows a cite without a comma."""
    if not any(isinstance(one, Citation) and (one.mode or any(map(_suffixed, one.cites))) for one in parts):
        return parts
    bare = tuple(_changed(one, mode="", lead="") for one in parts)
    ways = (with_leads(parts), tuple(_changed(one, mode="") for one in parts), bare)
    return next((way for way in ways if note_value(way) is not None), tuple(_changed(one, lead=", ") for one in bare))


def _suffixed(cite: Cite) -> bool:
    """Tell whether a suffix goes on without a comma."""
    return plain(cite.suffix).lstrip()[:1].isalnum()


def _changed(one: NotePart, *, mode: Literal[""] | None = None, lead: str | None = None) -> NotePart:
    """Return a citation in another *mode*, suffixes without a comma after *lead*; "composite" alone is changed."""
    if not isinstance(one, Citation):
        return one
    if mode is not None and one.mode == "composite":
        one = replace(one, mode=mode)
    if lead is None or not any(map(_suffixed, one.cites)):
        return one
    return replace(one, cites=tuple(_led(cite, lead) if _suffixed(cite) else cite for cite in one.cites))


def _led(cite: Cite, lead: str) -> Cite:
    text = plain(cite.suffix)
    kept = part(cite.suffix, len(text) - len(text.lstrip()), len(text))
    return replace(cite, suffix=concat((lead,) if lead else (), kept))


def _sayable(parts: Sequence[NotePart]) -> tuple[NotePart, ...]:
    """Return *parts* in formats that a ledger's prose has markup for."""
    result: list[NotePart] = []
    for one in parts:
        if isinstance(one, Citation):
            cites = tuple(replace(cite, prefix=_prose(cite.prefix), suffix=_prose(cite.suffix)) for cite in one.cites)
            result.append(replace(one, cites=cites, infix=_prose(one.infix)))
        elif prose := _prose(one):
            result.append(prose)
    return tuple(result)


def _prose(content: Inlines) -> Inlines:
    simple = _simple(content)
    if as_markup(simple) is not None:
        return simple
    text = plain(simple)
    return (text,) if text else ()


def _simple(content: Inlines) -> Inlines:
    pieces: list[Inline] = []
    for run in content:
        if isinstance(run, str):
            pieces.append(" ".join(run.splitlines()) if "\n" in run or "\r" in run else run)
            continue
        children = _simple(run.children)
        if isinstance(run, Link):
            pieces += [Link(children, run.target)] if children else []
        elif run.format in (ITALIC, BOLD):
            pieces += [Styled(children, run.format)] if children else []
        else:
            pieces += children
    return concat(pieces)
