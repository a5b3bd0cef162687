"""Which work a stretch of a note describes, how sure that is, and why.

For a work, every word of the stretch speaks for it (its author's name, a word of its title, its year), against it (a
word that its description does not have) or says nothing ("the", "ed."). The description is the run of words that
speaks for the work most (Kadane); what the words in it say together, and what is at odds with it, is the work's score
(``weighing.py``). The scores of all works, and of none, make its probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest
from math import exp

from citekit.model import Key
from citekit.notes.resolving.signatures import Found as FoundSignature
from citekit.notes.resolving.signatures import find_signature
from citekit.notes.resolving.stretch import Read, Stretch, read_stretch
from citekit.notes.resolving.weighing import Context, against, reads, score, whole
from citekit.notes.resolving.words import NEUTRAL
from citekit.notes.resolving.works import Role, Work, Works
from citekit.patterns import pattern
from citekit.values import NamedTuple

_NONE = 2.9
"""The score of "no work of the library", beside which those of works are weighed."""

_MOST_CANDIDATES = 24
_COMMON = 400
"""Works that a word has at most to name candidates, where others do."""

_WITHIN = pattern(r"(?:\b[Ii]n|\b[Dd]ans|\b[Ee]n|\b[Ee]m|[Вв]\s+кн\.|//)[:\s]\s*(?:[*“„«\"]|[^\W\d_]\.\s?){0,6}$")


class Description(NamedTuple):
    """``text[start:end]`` describes the work *key*, with this *score*; *reasons* say why, strongest first.

    *author_apart* says that its author is named in the sentence before it: "As Cohen shows (*Bukharin*, 12)". What is
    not *telling* names some words of a title in plain text, as prose does, too.
    """

    key: Key
    start: int
    end: int
    score: float
    reasons: tuple[str, ...]
    author_apart: bool = False
    telling: bool = True


class Found(NamedTuple):
    """The best description in a stretch, its probability, and others that it may be, the likeliest first."""

    best: Description
    confidence: float
    others: tuple[tuple[Description, float], ...]


def find(text: str, start: int, end: int, works: Works, context: Context) -> Found | None:
    """Return the work that ``text[start:end]`` describes best, ``None`` where none is likely at all."""
    stretch = read_stretch(text, start, end, works)
    described = (_describe(stretch, works.works[key], works, context) for key in _candidates(stretch, works, context))
    found = sorted((one for one in described if one is not None), key=lambda one: -one.score)
    if not found:
        return None
    best = found[0]
    # What stands elsewhere in the stretch is another cite, and no rival.
    rivals = [one for one in found if one.start < best.end and best.start < one.end]
    rated = [(one, exp(one.score - 2.5 * _holds(text, best, one))) for one in rivals]
    total = exp(_NONE) + sum(share for _, share in rated)
    shares = [(one, round(share / total, 3)) for one, share in rated]
    return Found(best, shares[0][1], tuple(sorted(shares[1:], key=lambda one: -one[1])[:2]))


def _holds(text: str, part: Description, other: Description) -> bool:
    """Tell whether *other* is what *part* stands in: "“Part,” in *Whole*"."""
    return part.start < other.start and _WITHIN.search(text, part.start, other.start) is not None


def _candidates(stretch: Stretch, works: Works, context: Context) -> Iterable[Key]:
    """Return the works that share the most telling words with a stretch."""
    votes: dict[Key, float] = defaultdict(float)
    read = zip(stretch.words, stretch.alike, strict=True)
    telling = dict.fromkeys(word for own, words in read for word in words if own.word not in NEUTRAL)
    for word in sorted(telling, key=lambda word: len(works.keys_with(word))):
        keys = works.keys_with(word)
        if len(keys) > _COMMON and votes:
            break
        weight = works.weight(word)
        for key in keys:
            votes[key] += weight * (1.5 if works.works[key].roles[word] == "author" else 1.0)
    for key in context.favoured:
        votes[key] += 1.5
    for key in votes:
        if key in context.cited:
            votes[key] += 0.5
    return nlargest(_MOST_CANDIDATES, votes, key=votes.__getitem__)


def _describe(stretch: Stretch, work: Work, works: Works, context: Context) -> Description | None:
    signed = find_signature([one.word for one in stretch.words], work.signature) if work.signature.parts else None
    said = reads(stretch, work, works, is_signed=signed is not None)
    first, last = _best_run(said, stretch.gaps, work)
    if signed:
        first, last = _with_signature(said, (first, last), signed)
    while last >= first and not (signed and last <= signed.last) and _says_nothing_last(said, first, last):
        last -= 1
    if last < first:
        return None
    begin = first if signed else _behind_prose(stretch, said, (first, last))
    apart = begin > first and not any(one.role == "author" for one in said[begin : last + 1])
    if not apart:
        first = begin  # the author is named anew
    inside = said[first : last + 1]
    roles = {one.role for one in inside if one.role and one.weight > 0 and not one.word.isdecimal()}
    if not signed and not roles & {"author", "title"}:
        return None
    total, reasons = score(inside, work, works, context)
    total += against(stretch, said, (first, last), work)
    if whole(stretch, said, (first, last)):
        total += 1.2
        reasons.append("nothing else is said")
    if signed:
        total += 1.5 + 0.5 * len(work.signature.parts)
        reasons.insert(0, "signature")
    if begin and stretch.words[begin - 1].word == work.opening and stretch.capital[begin - 1]:
        begin -= 1  # "The" and the like tell nothing, and belong to the title
    sure_of_it = signed is not None or work.key in context.favoured
    telling = sure_of_it or _is_telling(stretch, said, (begin, last), roles, reasons)
    start, end = stretch.words[begin].start, stretch.words[last].end
    return Description(work.key, start, end, total, tuple(reasons), apart, telling)


def _says_nothing_last(said: Sequence[Read], first: int, last: int) -> bool:
    """Tell whether the last word of a run says nothing, or nothing new: the name that the next cite begins with."""
    one = said[last]
    again = one.role == "author" and any(one.word == other.word for other in said[first:last])
    return again or one.role in (None, "number", "given") or one.weight <= 0


# Behind an author's name alone: a place in the work, or the end.
_PLACE_BEHIND = pattern(
    r"(?:['’]s)?[\s,.:;()\[*”’»]*(?:$|\d|[§¶]|[ivxlcIVXLC]+\b|passim|above|supra|oben"
    r"|(?:pp?|[SsСс]|стр|vols?|Bde?|[TtтТ]|fols?|Bl|ll?|л|nn?|no|chaps?|ch|cap|Kap|гл|Anm|notes?|прим|pág|págs)\b\.?\s?[\divxlc])"
)


def _is_telling(
    stretch: Stretch, said: Sequence[Read], run: tuple[int, int], roles: set[Role], reasons: Collection[str]
) -> bool:
    """Tell whether a description is more than words that prose has, too."""
    first, last = run
    if "author" in roles:
        named = roles & {"title", "container", "name"} or any(one.role == "year" for one in said[first : last + 1])
        return bool(named) or _PLACE_BEHIND.match(stretch.text, stretch.words[last].end, stretch.end) is not None
    set_apart = (said[place].role == "title" and stretch.span_of[place] >= 0 for place in range(first, last + 1))
    return ("whole title" in reasons and last > first) or any(set_apart)


def _with_signature(said: Sequence[Read], run: tuple[int, int], signed: FoundSignature) -> tuple[int, int]:
    """Return the run that a signature ends; a title may stand before it."""
    first, last = run
    titled = first < signed.first and any(one.role in ("title", "author") for one in said[first : signed.first])
    return (first if titled and last >= signed.first - 1 else signed.first), signed.last


def _best_run(said: Sequence[Read], gaps: Sequence[float], work: Work) -> tuple[int, int]:
    """Return the first and last place of the words that speak most for a work."""
    best, where = float("-inf"), (0, -1)
    total, start = 0.0, 0
    for place, (one, gap) in enumerate(zip(said, gaps, strict=True)):
        if total + gap <= 0:
            total, start = 0.0, place
        else:
            total += gap
        total += one.weight
        if total > best:
            best, where = total, (start, place)
    first, last = where
    while first <= last and (said[first].weight <= 0 or _is_date(said[first], work)):
        first += 1  # a date before a description is that of what it is about
    return first, last


def _is_date(one: Read, work: Work) -> bool:
    return one.role in ("year", "number") or (one.word.isdecimal() and one.word not in work.title[:1])


def _behind_prose(stretch: Stretch, said: Sequence[Read], run: tuple[int, int]) -> int:
    """Return where a description begins behind the prose that parts it from its author's name."""
    first, last = run
    begin, opened = first, 0
    for place in range(first + 1, last):
        opened += sum((sign in "([") - (sign in ")]") for sign in stretch.between(place))
        is_prose = said[place].role is None and stretch.words[place].word not in NEUTRAL
        if is_prose and stretch.text[stretch.words[place].start].islower() and opened <= 0:
            begin = place + 1
    while begin < last and (said[begin].role is None or said[begin].weight <= 0):
        begin += 1
    return begin if any(one.role in ("title", "archive") for one in said[begin : last + 1]) else first
