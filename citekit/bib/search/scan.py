"""What ``fulltext.py`` finds, without SQLite's FTS5: every reference is looked at. The same hits, in a plainer order.

A word counts by the weight of the best column that has it, and twice as much where it is whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from citekit.bib.search.columns import COLUMNS, FIELDS, GAP, WEIGHTS, columns, years
from citekit.bib.search.fulltext import Found, Hit
from citekit.bib.search.query import Term, Years
from citekit.model import Key, Reference
from citekit.nearest import nearest

_Columns = Mapping[str, Sequence[str]]


class Scan:
    """The words of a library, looked through anew for each search."""

    def __init__(self, references: Mapping[Key, Reference]) -> None:
        self._references = references

    def find(self, terms: Sequence[Term], limit: int = 0) -> Found:
        """Return what has all *terms*, as ``Index.find`` says."""
        hits = []
        for key, reference in self._references.items():
            written = _columns(key, reference)
            scores = [_score(term, written, reference) for term in terms]
            if all(score is not None for score in scores):
                hits.append(Hit(key, sum(score or 0.0 for score in scores)))
        hits.sort(key=lambda hit: -hit.score)
        return Found(tuple(hits[: limit or None]), len(hits))

    def near(self, word: str, field: str = "") -> tuple[str, ...]:
        """Return words like *word*, as ``Index.near`` says."""
        chosen = (field,) if field else FIELDS
        found: dict[str, None] = {}
        for key, reference in self._references.items():
            written = _columns(key, reference)
            found |= dict.fromkeys(one for name in chosen for one in written[name])
        return nearest(word, sorted(found.keys() - {GAP.strip()}))


def _columns(key: Key, reference: Reference) -> _Columns:
    texts = columns(key, reference)
    return {name: text.split() for name, text in zip(COLUMNS, texts, strict=True)}


def _score(term: Term, written: _Columns, reference: Reference) -> float | None:
    """Return how well a reference has *term*, ``None`` if it has not."""
    if isinstance(term, Years):
        return 0.0 if any(first <= term.last and last >= term.first for first, last in years(reference)) else None
    chosen = (term.field,) if term.field else FIELDS
    scores = [
        WEIGHTS[name] * (2 if whole else 1)
        for name in chosen
        for form in term.forms
        for whole in (True, False)
        if (whole or term.open) and _has(written[name], form, whole=whole)
    ]
    return max(scores, default=None)


def _has(written: Sequence[str], form: Sequence[str], *, whole: bool) -> bool:
    *head, last = form
    for start in range(len(written) - len(head)):
        word = written[start + len(head)]
        if (word == last if whole else word.startswith(last)) and list(written[start : start + len(head)]) == head:
            return True
    return False
