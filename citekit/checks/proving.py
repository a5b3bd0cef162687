"""The quotations of a document proved against their sources, as findings that rules pass on.

A source is what ``[tool.citekit.sources]`` names for a key, what an entry's field ``file`` names, or a file beside the
document that has the key's name. Of what has no source nothing is claimed; what is not sure is a hint (``sureness``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from citekit.checks.document import Document
from citekit.checks.facts import EntryFact
from citekit.checks.sureness import PAGES, sure
from citekit.errors import CitekitError
from citekit.findings import Finding, Severity, Span
from citekit.model import Key
from citekit.quotations.finding.covered import CoveredQuotation
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.loading import Shelf
from citekit.quotations.proof.passages import Claimed, claims_in, claims_of
from citekit.quotations.proof.proving import verify
from citekit.quotations.proof.sources import SourceText
from citekit.quotations.proof.verdict import Proof, Verdict
from citekit.quotations.rules import Rules, rules_of
from citekit.values import replace
from citekit.verifying import best_of, claims_in_file, files_beside, findings_of, paths_in

Sources = Mapping[str, tuple[str, ...]]
WRONG_PAGE, DOUBTFUL, UNREAD = "wrong-page", "doubtful-quotation", "unread-source"


def sources_of(keys: Iterable[Key], named: Sources, known: Mapping[Key, EntryFact], path: str) -> Sources:
    """Return the files of the sources of *keys* that there are, for a document at *path*."""
    wanted = dict.fromkeys(str(key) for key in keys)
    found = {key: named[key] for key in wanted if key in named}
    for key in wanted:
        fact = known.get(Key(key))
        if key not in found and fact is not None and fact.file and (paths := paths_in(fact.file, fact.where.path)):
            found[key] = paths
    missing = {key for key in wanted if key not in found}
    return {**found, **files_beside(path, missing)} if missing else found


def proved(document: Document, sources: Sources, rules: Rules | None) -> tuple[Finding, ...]:
    """Return what is found of the quotations of a document whose works have *sources*."""
    if document.manuscript is not None:
        claimed = claims_in(document.manuscript, document.language)
    elif document.passage is not None:
        claimed = claims_of(document.passage, document.ledger, document.language)
    else:
        return ()
    return tuple(_found(claimed, sources, rules))


def proved_file(path: str, sources: Sources, rules: Rules | None) -> tuple[Finding, ...]:
    """Return what is found of a file of quotations."""
    claimed = claims_in_file(path)
    return (*claimed.findings, *_found(claimed, sources, rules, is_file=True))


def _found(claimed: Claimed, sources: Sources, rules: Rules | None, *, is_file: bool = False) -> Iterator[Finding]:
    texts, unread = _read(sources, {claim.key for each in claimed.claims for claim in each})
    yield from unread.values()
    groups: list[tuple[tuple[Claim, ...], CoveredQuotation | None, bool]] = []
    for index, each in enumerate(claimed.claims):
        # What is quoted in passing may be of works whose texts nobody has.
        known = tuple(one for one in each if one.key in texts)
        if known or is_file:
            quotation = claimed.quotations[index] if claimed.quotations else None
            groups.append((known or each, quotation, len(known) == len(each)))
    claims = [claim for known, _, _ in groups for claim in known]
    made = iter(verify(claims, texts, rules or (lambda claim: rules_of(claim.language))))
    for known, quotation, is_all in groups:
        proof = best_of([next(made) for _ in known])
        if is_file and proof.claim.key in unread:
            continue
        is_told = quotation is None or proof.verdict not in {Verdict.ALTERED, Verdict.NOT_FOUND}
        severity = Severity.ERROR if quotation is None or is_told else sure(proof, quotation, texts, is_all=is_all)
        rule = DOUBTFUL if severity is Severity.HINT else WRONG_PAGE if _is_page_alone(proof) else ""
        for finding in findings_of([proof]):
            yield replace(finding, severity=severity, rule=rule or finding.rule)


def _read(sources: Sources, keys: Iterable[str]) -> tuple[Mapping[str, Sequence[SourceText]], Mapping[str, Finding]]:
    """Return the texts of *keys* that have sources, and what is to be told of those that cannot be read.

    Raises: UnreadableError for a file that is not there: the settings name it, who found the others has seen them.
    """
    texts: dict[str, Sequence[SourceText]] = {}
    unread: dict[str, Finding] = {}
    shelf = Shelf([], dict(sources))
    for key in sorted(keys):
        if key in sources:
            try:
                texts[key] = shelf[key]
            except CitekitError as error:
                if not all(map(os.path.exists, sources[key])):
                    raise
                message = f"quotations of {key} are not proved: {error.message}"
                where = error.where or Span(sources[key][0])
                unread[key] = Finding(UNREAD, message, where, Severity.HINT, error.hint, key)
    return texts, unread


def _is_page_alone(proof: Proof) -> bool:
    """Tell whether the words are right, and stand on another page."""
    return proof.verdict is Verdict.ALTERED and all(one.kind in PAGES for one in proof.errors)
