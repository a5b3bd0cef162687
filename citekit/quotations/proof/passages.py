"""What a passage or manuscript claims: each of its quotations, and the cites of the notes that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citekit.documents.manuscript import Manuscript
from citekit.findings import Finding
from citekit.model import Cite, Ledger, Passage
from citekit.quotations.finding.covered import Reading, quotations_of, reading_of_passage
from citekit.quotations.finding.found import FoundQuotation
from citekit.quotations.proof.claims import Claim
from citekit.quotations.reading import understood
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Claimed:
    """For each quotation the claims that may be meant: one for each work that is cited for it.

    *uncovered* counts quotations for which nothing is cited: they claim nothing.
    """

    claims: tuple[tuple[Claim, ...], ...] = ()
    findings: tuple[Finding, ...] = ()
    uncovered: int = 0


def claims_of(passage: Passage, ledger: Ledger | None, language: str = "") -> Claimed:
    """Return what the quotations of *passage* claim, those around others alone.

    Without a *ledger* every quotation is claimed of a work without a name.
    """
    return _claimed([reading_of_passage(passage, ledger, language)], is_cited=ledger is not None)


def claims_in(manuscript: Manuscript, language: str = "") -> Claimed:
    """Return what the quotations of a manuscript claim, by its citations and the notes that cover them.

    Raises: UsageError for a format whose words have no place in a text.
    """
    return _claimed(quotations_of(manuscript, language), is_cited=bool(manuscript.cited))


def _claimed(readings: Iterable[Reading], *, is_cited: bool) -> Claimed:
    claims: list[tuple[Claim, ...]] = []
    findings: list[Finding] = []
    uncovered = 0
    for reading in readings:
        findings += reading.found.findings
        for one in reading.found.quotations:
            if one.depth or not one.closed:
                continue
            made = tuple(_claim(reading, one, cite) for cite in (_cites(reading, one) if is_cited else (None,)))
            if made:
                claims.append(made)
            else:
                uncovered += 1
    return Claimed(tuple(claims), tuple(findings), uncovered)


def _cites(reading: Reading, one: FoundQuotation) -> Iterator[Cite]:
    """Yield what is cited for a quotation, each work with its place there once."""
    seen: set[tuple[str, object]] = set()
    for covering in one.notes:
        for cite in reading.marks[covering.mark].cites:
            if (cite.key, cite.locator) not in seen:
                seen.add((cite.key, cite.locator))
                yield cite


def _claim(reading: Reading, one: FoundQuotation, cite: Cite | None) -> Claim:
    text = reading.printed(one)
    language = reading.found.language or "en-US"
    key, locator = (str(cite.key), cite.locator) if cite is not None else ("", None)
    return Claim(understood(text, language), language, key, locator, reading.span(one.start, one.end), text)
