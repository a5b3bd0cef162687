"""Claims proved against sources: searched for, laid beside their words, each change named, the page checked.

A quotation is verified only where every word of it stands in the source, in order and with its stops, but for what the
rule set lets pass or brackets and ellipses show. How much alike two texts are decides nothing but where to look, and
whether a quotation that is not verified is called altered or not found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from citekit.quotations.proof.alignment import Pair, aligned
from citekit.quotations.proof.changes import Change
from citekit.quotations.proof.claims import Claim, Wording, wording_of
from citekit.quotations.proof.judging import changes_of
from citekit.quotations.proof.naming import swaps_told
from citekit.quotations.proof.placing import Placed, placed
from citekit.quotations.proof.search import Index, windows
from citekit.quotations.proof.sources import SourceText
from citekit.quotations.proof.verdict import Found, Proof, Verdict, difference
from citekit.quotations.proof.words import words_of
from citekit.quotations.rules import Rules
from citekit.values import dataclass, replace

_FEW = 3
"""Words of a quotation of which all must stand in the source for it to be called altered; of more, half of them."""


_SAME_WORDS = frozenset(
    ("joined", "misread", "respelled", "case", "marks-lost", "punctuation", "merged", "end-changed")
)
"""Changes after which a word is still the same."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A source with the index of its words."""

    source: SourceText
    index: Index


def indexed(source: SourceText) -> Indexed:
    """Return a source, made ready for searching."""
    return Indexed(source, Index(words_of(source.text)))


@dataclass(frozen=True, slots=True)
class Attempt:
    """A quotation laid beside one stretch of a source. *matched* counts the words that both have."""

    source: SourceText
    start: int
    end: int
    pages: tuple[str, ...]
    changes: tuple[Change, ...]
    matched: int

    @property
    def errors(self) -> int:
        """How many changes may not be."""
        return sum(one.standing == "error" for one in self.changes)


def verify(
    claims: Sequence[Claim],
    sources: Mapping[str, Sequence[SourceText]],
    rules: Rules | Callable[[Claim], Rules],
    *,
    told: Callable[[int], None] = lambda _: None,
) -> tuple[Proof, ...]:
    """Return a proof for each of *claims*, in their order.

    *sources* has the texts of each key; those of "" are for claims without a key. *rules* is a rule set, or tells
    which is that of a claim. *told* hears how many are done.

    >>> from citekit.quotations.rules import RULES
    >>> source = SourceText("a.txt", "He did not vote. Nobody asked him why.")
    >>> [proof] = verify([Claim(("He did vote.",), key="a")], {"a": [source]}, RULES["chicago"])
    >>> proof.verdict.value, [one.message for one in proof.changes]
    ('altered', ["the negation 'not' is lost"])
    """
    ready: dict[int, Indexed] = {}

    def made_ready(source: SourceText) -> Indexed:
        own = ready.get(id(source))
        if own is None:
            own = ready[id(source)] = indexed(source)
        return own

    proofs: list[Proof] = []
    for claim in claims:
        texts = sources.get(claim.key, ())
        own = rules if isinstance(rules, Rules) else rules(claim)
        proofs.append(proved(claim, [made_ready(text) for text in texts], own))
        told(len(proofs))
    return tuple(proofs)


def proved(claim: Claim, sources: Sequence[Indexed], rules: Rules) -> Proof:
    """Return the proof of one claim against the *sources* of its work."""
    wording = wording_of(claim.parts)
    if not len(wording.words):
        empty = Change("empty", "error", "the quotation has no words")
        return Proof(claim, Verdict.NOT_FOUND, changes=(empty,))
    if not sources:
        return Proof(claim, Verdict.NO_SOURCE)
    attempts = [one for own in sources for one in _attempts(wording, own, rules, claim.language)]
    good = [one for one in attempts if not one.errors]
    if not good:
        return _unproved(claim, wording, attempts)
    where = placed(claim.locator, [(one.source, one.start, one.pages) for one in good])
    return _proof(claim, good, where)


def _proof(claim: Claim, good: Sequence[Attempt], where: Placed) -> Proof:
    chosen = [good[index] for index in where.chosen]
    first = chosen[0]
    changes = (*first.changes, *where.changes)
    if any(one.standing == "error" for one in where.changes):
        verdict = Verdict.ALTERED
    elif where.is_ambiguous:
        verdict = Verdict.AMBIGUOUS
    elif any(one.standing in ("silent", "marked") for one in changes):
        verdict = Verdict.PERMITTED
    else:
        verdict = Verdict.VERIFIED
    return Proof(claim, verdict, tuple(map(_found, chosen)), _with_places(changes, first.source))


def _unproved(claim: Claim, wording: Wording, attempts: Sequence[Attempt]) -> Proof:
    if not attempts:
        return Proof(claim, Verdict.NOT_FOUND)
    best = min(attempts, key=lambda one: (-one.matched, one.errors))
    count = len(wording.words)
    is_like = best.matched == count if count <= _FEW else best.matched * 2 >= count
    if not is_like and any(one.standing == "error" and one.kind not in _SAME_WORDS for one in best.changes):
        return Proof(claim, Verdict.NOT_FOUND, (_found(best),))
    where = placed(claim.locator, [(best.source, best.start, best.pages)])
    shown = difference(best.source.text, best.start, best.end, best.changes)
    changes = (*swaps_told(best.changes), *where.changes)
    return Proof(claim, Verdict.ALTERED, (_found(best),), _with_places(changes, best.source), shown)


def _with_places(changes: Sequence[Change], source: SourceText) -> tuple[Change, ...]:
    return tuple(
        replace(one, where=source.where(one.start, one.end), page=source.page(one.start)) if one.end else one
        for one in changes
    )


def _found(one: Attempt) -> Found:
    return Found(one.source.path, one.start, one.end, one.source.where(one.start, one.end), one.pages)


def _attempts(wording: Wording, own: Indexed, rules: Rules, language: str) -> list[Attempt]:
    """Return what comes of laying a quotation beside the stretches of a source where it may stand, in their order."""
    found = windows(own.index, wording)
    if not found:
        return []
    most = found[0].hits
    made: dict[tuple[int, int], Attempt] = {}
    for number, window in enumerate(found):
        # Where all words stand together there are many hits; of places that are only like it few are looked at.
        if number >= _FEW and (window.hits * 4 < most * 3 or window.hits * 2 < len(wording.words)):
            break
        # The words alone first: around them the same may stand once more.
        one = _attempt(wording, own, (window.first, window.last), rules, language)
        if one is None or one.errors:
            one = _attempt(wording, own, (window.start, window.end), rules, language)
        if one is not None:
            made.setdefault((one.start, one.end), one)
    return sorted(made.values(), key=lambda one: one.start)


def _attempt(wording: Wording, own: Indexed, stretch: tuple[int, int], rules: Rules, language: str) -> Attempt | None:
    words = own.index.words
    pairs = aligned(wording, words, *stretch)
    places = [one.word for one in pairs if one.word >= 0 and one.item >= 0 and wording.items[one.item].kind == "word"]
    if not places:
        return None
    start, end = words.starts[places[0]], words.ends[places[-1]]
    changes = changes_of(wording, words, pairs, rules.silent, language)
    pages: dict[str, None] = {}
    for place in places:
        pages.update(dict.fromkeys(own.source.pages_of(words.starts[place], words.ends[place])))
    return Attempt(own.source, start, end, tuple(pages), changes, _matched(wording, own, pairs))


def _matched(wording: Wording, own: Indexed, pairs: Sequence[Pair]) -> int:
    small = own.index.words.small
    return sum(
        one.word >= 0
        and one.item >= 0
        and (item := wording.items[one.item]).kind == "word"
        and (bool(item.cut) or wording.words.small[item.word] == small[one.word])
        for one in pairs
    )
