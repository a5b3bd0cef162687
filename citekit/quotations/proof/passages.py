"""What a passage claims: each of its quotations, and the cites of the notes that cover it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.findings import Finding, Source
from citekit.model import Citation, Cite, Ledger, Note, NoteMark, Passage
from citekit.notes.ledger.pairing import notes_of_marks
from citekit.notes.marks.stripping import stripped
from citekit.quotations.finding.found import Found, FoundQuotation
from citekit.quotations.finding.searching import find_quotations
from citekit.quotations.proof.claims import Claim
from citekit.quotations.reading import understood
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Claimed:
    """For each quotation the claims that may be meant: one for each work that its notes cite.

    *uncovered* counts quotations that no note covers: they claim nothing.
    """

    claims: tuple[tuple[Claim, ...], ...] = ()
    findings: tuple[Finding, ...] = ()
    uncovered: int = 0


def claims_of(passage: Passage, ledger: Ledger | None, language: str = "") -> Claimed:
    """Return what the quotations of *passage* claim, those around others alone.

    Without a *ledger* every quotation is claimed of a work without a name.
    """
    found = find_quotations(passage.text, language, passage.marks, path=passage.path)
    notes = notes_of_marks(passage, ledger) if ledger is not None else ()
    claims: list[tuple[Claim, ...]] = []
    uncovered = 0
    for one in found.quotations:
        if one.depth or not one.closed:
            continue
        cites = list(_cites(one, notes)) if ledger is not None else [None]
        made = tuple(_claim(passage, found, one, cite) for cite in cites)
        if made:
            claims.append(made)
        else:
            uncovered += 1
    return Claimed(tuple(claims), found.findings, uncovered)


def _cites(one: FoundQuotation, notes: Sequence[Note | None]) -> Iterator[Cite]:
    """Yield the works that the notes of a quotation cite, each with its place there once."""
    seen: set[tuple[str, object]] = set()
    for covering in one.notes:
        note = notes[covering.mark]
        for part in note.parts if note is not None else ():
            for cite in part.cites if isinstance(part, Citation) else ():
                if (cite.key, cite.locator) not in seen:
                    seen.add((cite.key, cite.locator))
                    yield cite


def _claim(passage: Passage, found: Found, one: FoundQuotation, cite: Cite | None) -> Claim:
    text = _words(passage, one)
    where = Source(passage.path, passage.text).span(one.start, one.end)
    language = found.language or "en-US"
    key, locator = (str(cite.key), cite.locator) if cite is not None else ("", None)
    return Claim(understood(text, language), language, key, locator, where, text)


def _words(passage: Passage, one: FoundQuotation) -> str:
    """Return the words of a quotation without marks of notes, and without marks that each paragraph repeats."""
    start, end = one.inner_start, one.inner_end
    own = [
        NoteMark(mark.start - start, mark.end - start, mark.number)
        for mark in passage.marks
        if start <= mark.start and mark.end <= end
    ]
    own += [NoteMark(place - start, place - start + 1, "") for place in one.reopened if start <= place < end]
    return stripped(passage.text[start:end], own).text
