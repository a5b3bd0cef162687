"""What a passage or manuscript claims: each of its quotations, and the cites of the notes that cover it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citekit.documents.manuscript import Manuscript
from citekit.findings import Finding
from citekit.model import Cite, Ledger, Locator, Passage
from citekit.quotations.finding.covered import CoveredQuotation, Reading, covered, quotations_of, reading_of_passage
from citekit.quotations.proof.claims import Claim
from citekit.quotations.reading import understood
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Claimed:
    """For each quotation the claims that may be meant: one for each work that is cited for it, and for each of its
    readings.

    *quotations* are those of *claims*, in their order, where these are of a text. *uncovered* counts quotations for
    which nothing is cited: they claim nothing.
    """

    claims: tuple[tuple[Claim, ...], ...] = ()
    findings: tuple[Finding, ...] = ()
    uncovered: int = 0
    quotations: tuple[CoveredQuotation, ...] = ()


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


def _claimed(readings: Sequence[Reading], *, is_cited: bool) -> Claimed:
    claims: list[tuple[Claim, ...]] = []
    quotations: list[CoveredQuotation] = []
    uncovered = 0
    for one in covered(readings):
        if one.depth:
            continue
        cites = tuple(_apart(one.cites)) if is_cited else (None,)
        made = tuple(_claim(one, cite, text) for cite in cites for text in one.readings)
        if made:
            claims.append(made)
            quotations.append(one)
        else:
            uncovered += 1
    findings = tuple(finding for reading in readings for finding in reading.found.findings)
    return Claimed(tuple(claims), findings, uncovered, tuple(quotations))


def _apart(cites: Iterable[Cite]) -> Iterable[Cite]:
    """Return what is cited, each work with its place there once."""
    apart: dict[tuple[str, Locator | None], Cite] = {}
    for cite in cites:
        apart.setdefault((cite.key, cite.locator), cite)
    return apart.values()


def _claim(one: CoveredQuotation, cite: Cite | None, text: str) -> Claim:
    language = one.language or "en-US"
    key, locator = (str(cite.key), cite.locator) if cite is not None else ("", None)
    return Claim(understood(text, language), language, key, locator, one.where, text)
