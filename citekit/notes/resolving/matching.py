"""Which work a stretch of a note describes, how sure that is, and why.

For a work, every word of the stretch speaks for it (its author's name, a word of its title, its year), against it (a
word that its description does not have) or says nothing ("the", "ed."). The description is the run of words that
speaks for the work most (Kadane); what the words in it say together, and what is at odds with it, is the work's score.
The scores of all works, and of none, make its probability.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from math import exp

from citekit.model import Key
from citekit.notes.resolving.tails import MARKED
from citekit.notes.resolving.words import NEUTRAL, Word, words_of
from citekit.notes.resolving.works import Role, Work, Works
from citekit.patterns import pattern
from citekit.values import NamedTuple, dataclass

_SPEAKS: Mapping[Role, float] = {
    "author": 2.2,
    "given": 0.4,
    "title": 1.5,
    "container": 0.9,
    "name": 0.9,
    "publisher": 0.4,
    "archive": 1.2,
    "year": 1.0,
    "number": 0.3,
}
_NONE = 2.9
"""The score of "no work of the library", beside which those of works are weighed."""

_MOST_CANDIDATES = 24
_COMMON = 400
"""Works that a word has at most to name candidates, where others do."""

_YEAR = pattern(r"1[4-9]\d\d|20\d\d")
_ABBREVIATION = pattern(r"(?:\b[^\W\d_]|\b[^\W\d_]{1,4})\.$")
# Behind an author's name: what parts the cite from the next, or from what is in brackets behind it.
_CITE_ENDS = pattern(r"[;()]|(?<!al)\.\s+(?=[^\W\d_])|\d")


class Description(NamedTuple):
    """``text[start:end]`` describes the work *key*, with this *score*; *reasons* say why, strongest first.

    *author_apart* says that its author is named in the sentence before it: "As Cohen shows (*Bukharin*, 12)".
    """

    key: Key
    start: int
    end: int
    score: float
    reasons: tuple[str, ...]
    author_apart: bool = False


class Found(NamedTuple):
    """The best description in a stretch, its probability, and others that it may be, the likeliest first."""

    best: Description
    confidence: float
    others: tuple[tuple[Description, float], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a stretch is read: works cited so far, with the note that did so first.

    *favoured* works get a bonus, with the reason for it: those of an author that "idem" stands for.
    """

    cited: Mapping[Key, str]
    favoured: Mapping[Key, tuple[float, str]]


class _Stretch(NamedTuple):
    """``text[start:end]``, its words, the words of the library that each may be, and what the signs before it cost."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    alike: tuple[tuple[str, ...], ...]
    gaps: tuple[float, ...] = ()

    def between(self, place: int) -> str:
        """Return the signs before a word."""
        return self.text[self.words[place - 1].end : self.words[place].start]

    def is_capital(self, place: int) -> bool:
        return self.text[self.words[place].start].isupper()


def find(text: str, start: int, end: int, works: Works, context: Context) -> Found | None:
    """Return the work that ``text[start:end]`` describes best, ``None`` where none is likely at all."""
    read = tuple(Word(one.start + start, one.end + start, one.word) for one in words_of(text[start:end]))
    alike = tuple(works.alike(one.word, is_name=text[one.start].isupper()) for one in read)
    stretch = _Stretch(text, start, end, read, alike)
    stretch = stretch._replace(gaps=tuple(_gap(stretch, place) for place in range(len(read))))
    described = (_describe(stretch, works.works[key], works, context) for key in _candidates(stretch, works, context))
    found = sorted((one for one in described if one is not None), key=lambda one: -one.score)
    if not found:
        return None
    best = found[0]
    # What stands elsewhere in the stretch is another cite, and no rival.
    rivals = [one for one in found if one.start < best.end and best.start < one.end]
    total = exp(_NONE) + sum(exp(one.score) for one in rivals)
    rated = [(one, round(exp(one.score) / total, 3)) for one in rivals]
    return Found(best, rated[0][1], tuple(rated[1:3]))


def _candidates(stretch: _Stretch, works: Works, context: Context) -> Iterable[Key]:
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


class _Read(NamedTuple):
    """What a word says of a work: for it (positive) or against it, and as what."""

    weight: float
    role: Role | None
    word: str


def _describe(stretch: _Stretch, work: Work, works: Works, context: Context) -> Description | None:
    said = [_said(stretch, place, work, works) for place in range(len(stretch.words))]
    first, last = _best_run(said, stretch.gaps)
    while last >= first and (said[last].role in (None, "number", "given") or said[last].weight <= 0):
        last -= 1
    if last < first:
        return None
    inside = said[first : last + 1]
    roles = {one.role for one in inside if one.role and one.weight > 0 and not one.word.isdecimal()}
    if not roles & {"author", "title", "archive"}:
        return None
    score, reasons = _score(inside, work, works, context)
    score += _against(stretch, said, (first, last))
    begin = _behind_prose(stretch, said, (first, last))
    apart = begin > first
    if begin and stretch.words[begin - 1].word == work.opening and stretch.is_capital(begin - 1):
        begin -= 1  # "The" and the like tell nothing, and belong to the title
    start, end = stretch.words[begin].start, stretch.words[last].end
    return Description(work.key, start, end, score, tuple(reasons), apart)


def _said(stretch: _Stretch, place: int, work: Work, works: Works) -> _Read:
    own = stretch.words[place].word
    for word in stretch.alike[place]:
        role = work.roles.get(word)
        if role is None:
            continue
        weight = _SPEAKS[role]
        if role in ("title", "container", "archive"):
            weight *= works.weight(word)
        elif role == "author":
            weight *= (1.0 if word in work.families else 0.6) * (1.0 if stretch.is_capital(place) else 0.5)
        return _Read(weight if word == own else 0.8 * weight, role, word)
    if len(own) == 1 and own in work.initials and stretch.is_capital(place):
        return _Read(0.2, "given", own)
    if own in NEUTRAL:
        return _Read(0.0, None, own)
    if own.isdecimal():
        return _Read(-1.2 if _YEAR.fullmatch(own) else -0.2, None, own)
    return _Read(-1.0 if stretch.is_capital(place) else -0.7, None, own)


def _gap(stretch: _Stretch, place: int) -> float:
    """Return what the signs before a word cost: the end of a sentence parts descriptions."""
    between = stretch.between(place) if place else ""
    if ";" in between:
        return -2.5
    if any(sign in between for sign in ".!?") and stretch.is_capital(place):
        start = stretch.words[place].start
        before = stretch.text[max(0, start - 12) : start].rstrip()
        return -0.1 if _ABBREVIATION.search(before[-6:]) else -0.5
    return 0.0


def _best_run(said: Sequence[_Read], gaps: Sequence[float]) -> tuple[int, int]:
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
    while first <= last and (said[first].weight <= 0 or said[first].role in ("year", "number")):
        first += 1  # a date before a description is that of what it is about
    return first, last


def _score(inside: Sequence[_Read], work: Work, works: Works, context: Context) -> tuple[float, list[str]]:
    """Return what the words of a description say together, and the reasons in words."""
    said: dict[str, float] = {}
    by_role: dict[Role, list[str]] = {}
    score = sum(one.weight for one in inside if one.role is None)
    for one in inside:
        if one.role and one.weight > said.get(one.word, 0.0):
            if one.word not in said:
                by_role.setdefault(one.role, []).append(one.word)
            said[one.word] = one.weight
    aside = {word for role in ("publisher", "number") for word in by_role.get(role, ())}
    score += sum(weight for word, weight in said.items() if word not in aside)
    score += min(0.8, sum(said[word] for word in aside))
    reasons = [f"author {' '.join(by_role['author'])}"] if "author" in by_role else []
    titled = [word for word in work.title if word in said]
    if titled:
        score += len(titled) / len(work.title) + (0.5 if titled[0] == work.title[0] else 0.0)
        score += 0.6 if len(titled) == len(work.title) > 1 else 0.0
        reasons.append("whole title" if len(titled) == len(work.title) else f"title: {' '.join(titled)}")
    reasons += [f"year {by_role['year'][0]}"] if "year" in by_role else []
    reasons += [why for role, why in _OTHER_REASONS if role in by_role]
    for bonus, why in _circumstances(work, works, context, by_role.keys(), titled=bool(titled)):
        score += bonus
        reasons.append(why)
    return score, reasons


_OTHER_REASONS: tuple[tuple[Role, str], ...] = (("container", "what it is part of"), ("archive", "archive"))


def _circumstances(
    work: Work, works: Works, context: Context, roles: Collection[Role], *, titled: bool
) -> Iterator[tuple[float, str]]:
    """Yield what speaks for or against a work beside its own words, with the reasons."""
    if "author" in roles and not titled and "year" not in roles:
        yield from _alone(work, works, context)
    if "author" in roles and "year" in roles:
        yield 1.9, "author and year"
    if work.families and "author" not in roles and not work.is_archival:
        yield -0.6, "author not named"
    if note := context.cited.get(work.key):
        yield 0.9, f"cited in note {note}"
    if work.key in context.favoured:
        yield context.favoured[work.key]


def _alone(work: Work, works: Works, context: Context) -> Iterator[tuple[float, str]]:
    """Yield what an author's name says by itself: more where there is one work of this author, or one cited before."""
    family = work.families[-1] if work.families else ""
    own = works.by_family(family)
    if [key for key in own if key in context.cited] == [work.key]:
        yield 1.6, f"the one work of {family} cited so far"
    elif len(own) == 1 and work.key not in context.cited:
        yield 0.6, f"the one work of {family} in the library"


def _behind_prose(stretch: _Stretch, said: Sequence[_Read], run: tuple[int, int]) -> int:
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


def _against(stretch: _Stretch, said: Sequence[_Read], run: tuple[int, int]) -> float:
    """Return what stands around a description and is at odds with it: a title that goes on, or that is another's."""
    first, last = run
    start, end = stretch.words[first].start, stretch.words[last].end
    score = 0.0
    titled = any(one.role in ("title", "archive") for one in said[first : last + 1])
    for match in MARKED.finditer(stretch.text, stretch.start, stretch.end):
        if match.end() < start or (
            match.start() > end + 3 and (titled or _CITE_ENDS.search(stretch.text[end : match.start()]))
        ):
            continue
        within = [place for place, one in enumerate(stretch.words) if match.start() <= one.start < match.end()]
        telling = [place for place in within if stretch.words[place].word not in NEUTRAL]
        wrong = [place for place in telling if said[place].role is None or said[place].weight <= 0]
        score -= 2.5 * len(wrong) / max(len(telling), 1)
    if _named_before(stretch, first):  # another's work, or this name is in its title
        score -= 1.5
    if stretch.text.count("*", stretch.start, end) % 2:
        return score
    for place in range(last + 1, len(stretch.words)):  # in plain text a title just goes on
        own = stretch.words[place].word
        if own.isdecimal() or score < -3 or _CITE_ENDS.search(stretch.between(place)):
            break
        if titled and any(sign in stretch.between(place) for sign in ".:"):
            break
        if own not in NEUTRAL:
            score -= 0.7 if stretch.is_capital(place) else 0.3
    return score


def _named_before(stretch: _Stretch, first: int) -> bool:
    """Tell whether another name stands where a description would have its author: "Quint: *Title*"."""
    if not first:
        return False
    own = stretch.words[first - 1]
    signs = stretch.between(first)
    return (
        stretch.is_capital(first - 1)
        and own.word not in NEUTRAL
        and len(own.word) > 1
        and any(s in signs for s in ",:")
    )
