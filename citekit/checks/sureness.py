"""How sure it is that a quotation of a text is wrong which was not proved.

A quotation is wrong if it is one, of the work that its note cites, in a text of that work that is whole. Words in
quotation marks may be an expression instead, a title, a translation, or those of another work; sources may be a chapter
alone, or number their pages otherwise than the book. Where that may be, there is a doubt, and no error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from citekit.files import read_bytes
from citekit.findings import Severity
from citekit.quotations.finding.covered import CoveredQuotation
from citekit.quotations.finding.language import guessed
from citekit.quotations.proof.claims import Claim
from citekit.quotations.proof.locating import names, pages_in
from citekit.quotations.proof.sources import SourceText, labels
from citekit.quotations.proof.verdict import Proof, Verdict

Texts: TypeAlias = "Mapping[str, Sequence[SourceText]]"

PAGES = frozenset(("wrong-page", "no-such-page"))
"""Changes of the page, and of no word."""
_FEW = 5
"""Words of an expression: fewer are hardly a quotation where no note stands directly behind."""
_SENTENCE = 8
"""Words from which a quotation is one, though its note stands at the end of its sentence."""
_DIRECT = frozenset(("direct", "lead-in"))
_NEAR = frozenset(("sentence", "before"))


def sure(proof: Proof, quotation: CoveredQuotation, texts: Texts, *, is_all: bool) -> Severity:
    """Return how bad it is that a quotation of a text is not proved.

    *texts* are the sources by key. *is_all* says that all works that its note cites have sources.
    """
    if proof.verdict is Verdict.NOT_FOUND:
        if not is_all or _is_elsewhere(proof.claim, texts) or _is_translated(proof.claim, texts):
            return Severity.HINT
        return _not_found(quotation)
    if {one.kind for one in proof.errors} <= PAGES:
        is_known = _is_quotation(quotation) and not _are_counted(proof, texts)
        return Severity.ERROR if is_known else Severity.HINT
    if not _is_quotation(quotation):
        return Severity.HINT
    return Severity.ERROR if quotation.how in _DIRECT | _NEAR else Severity.WARNING


def _not_found(quotation: CoveredQuotation) -> Severity:
    if quotation.how in _DIRECT and quotation.words >= _FEW:
        return Severity.ERROR
    return Severity.WARNING if quotation.how in _NEAR and quotation.words >= _SENTENCE else Severity.HINT


def _is_quotation(quotation: CoveredQuotation) -> bool:
    return quotation.how in _DIRECT or quotation.words >= _FEW


def _is_elsewhere(claim: Claim, texts: Texts) -> bool:
    """Tell whether the pages that are cited are none of the source's: it is a part of the work, perhaps."""
    cited = pages_in(claim.locator) if claim.locator else None
    return bool(cited) and all(
        text.pages and not any(names(cited or (), label) for label in labels(text)) for text in texts[claim.key]
    )


def _is_translated(claim: Claim, texts: Texts) -> bool:
    """Tell whether a quotation is in another language than all texts of the work."""
    own = guessed(claim.printed) if len(claim.printed.split()) >= _SENTENCE else claim.language.partition("-")[0]
    languages = {guessed(text.text) for text in texts[claim.key]}
    return bool(own) and "" not in languages and own not in languages


def _are_counted(proof: Proof, texts: Texts) -> bool:
    """Tell whether the pages of the source have no numbers of their own, and those of the book may be others."""
    paths = {place.path for place in proof.places}
    return any(_is_counted(text) for text in texts[proof.claim.key] if text.path in paths)


def _is_counted(text: SourceText) -> bool:
    known = labels(text)
    if known != tuple(str(number) for number in range(1, len(known) + 1)):
        return False
    return text.path.lower().endswith(".pdf") or b"\f" in read_bytes(text.path)
