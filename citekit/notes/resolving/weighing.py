"""What the words of a stretch say of one work: for it, against it, or nothing; and what they say together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from citekit.model import Key
from citekit.notes.resolving.stretch import Read, Stretch
from citekit.notes.resolving.words import NEUTRAL
from citekit.notes.resolving.works import Role, Work, Works
from citekit.patterns import pattern
from citekit.values import dataclass

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
# Behind an author's name: what parts the cite from the next, or from what is in brackets behind it.
_CITE_ENDS = pattern(r"[;()]|(?<!al)\.\s+(?=[^\W\d_])|\d")
_YEAR_BEHIND = pattern(r"(?:\s+et\sal\.)?[\s,:(\[]*(?P<year>1[4-9]\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known before a stretch is read: works cited so far, with the note that did so first.

    *favoured* works get a bonus, with the reason for it: those of an author that "idem" stands for.
    """

    cited: Mapping[Key, str]
    favoured: Mapping[Key, tuple[float, str]]


def reads(stretch: Stretch, work: Work, works: Works, *, is_signed: bool) -> list[Read]:
    """Return what each word says; words of an archive say little where its signature *is_signed* nowhere."""
    found = list(stretch.unsaid)
    for word in stretch.places.keys() & work.roles.keys():
        for place in stretch.places[word]:
            one = _read(stretch, place, word, work, works, is_signed=is_signed)
            last = found[place]
            # The word itself comes before those that it may be.
            if (
                last.role is None
                or word == stretch.words[place].word
                or (last.word != stretch.words[place].word and (one.weight, one.word) > (last.weight, last.word))
            ):
                found[place] = one
    for place in stretch.initials:
        if found[place].role is None and stretch.words[place].word in work.initials:
            found[place] = Read(0.2, "given", stretch.words[place].word)
    for place in stretch.unknown:
        if found[place].role is None and (family := _misread(stretch.words[place].word, work.families)):
            found[place] = Read(0.7 * _SPEAKS["author"], "author", family)
    return found


def _read(stretch: Stretch, place: int, word: str, work: Work, works: Works, *, is_signed: bool) -> Read:
    """Return what the word at *place* says as *word* of the work."""
    role = work.roles[word]
    weight = _SPEAKS[role]
    if role in ("title", "container", "archive"):
        weight *= works.weight(word)
        if role == "archive" and work.signature.parts and not is_signed:
            weight *= 0.15
    elif role == "author":
        weight *= (1.0 if word in work.families else 0.6) * (1.0 if stretch.capital[place] else 0.5)
        weight *= _as_name(stretch, place, work)
    return Read(weight if word == stretch.words[place].word else 0.8 * weight, role, word)


def _as_name(stretch: Stretch, place: int, work: Work) -> float:
    """Return how much a word is a name: in italics or quotation marks it is one of a title, as an editor no author."""
    if stretch.span_of[place] >= 0 and not stretch.spans[stretch.span_of[place]].named:
        return 0.3
    return 0.4 if stretch.edits[place] and not work.edited else 1.0


@lru_cache(maxsize=2**14)
def _misread(word: str, families: tuple[str, ...]) -> str:
    """Return the family name that a scan has read as *word*."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - only where a word is not in the library

    for family in families:
        if len(family) > 3 and DamerauLevenshtein.distance(word, family, score_cutoff=1) <= 1:
            return family
    return ""


def score(inside: Sequence[Read], work: Work, works: Works, context: Context) -> tuple[float, list[str]]:
    """Return what the words of a description say together, and the reasons in words."""
    said: dict[str, float] = {}
    by_role: dict[Role, list[str]] = {}
    total = sum(one.weight for one in inside if one.role is None)
    for one in inside:
        if one.role and one.weight > said.get(one.word, 0.0):
            if one.word not in said:
                by_role.setdefault(one.role, []).append(one.word)
            said[one.word] = one.weight
    aside = {word for role in ("publisher", "number") for word in by_role.get(role, ())}
    names = sorted((said[word] for word in by_role.get("author", ())), reverse=True)
    total -= 0.5 * sum(names[1:])  # further authors tell less than the first
    total += sum(weight for word, weight in said.items() if word not in aside)
    total += min(0.8, sum(said[word] for word in aside))
    reasons = [f"author {' '.join(by_role['author'])}"] if "author" in by_role else []
    titled = [word for word in work.title if word in said]
    if titled:
        total += len(titled) / len(work.title) + (0.5 if titled[0] == work.title[0] else 0.0)
        total += 0.6 if len(titled) == len(work.title) > 1 else 0.0
        total -= 0.8 * _turned(inside, work)
        reasons.append("whole title" if len(titled) == len(work.title) else f"title: {' '.join(titled)}")
    reasons += [f"year {by_role['year'][0]}"] if "year" in by_role else []
    reasons += [why for role, why in _OTHER_REASONS if role in by_role]
    for bonus, why in _circumstances(work, works, context, by_role.keys(), titled=bool(titled)):
        total += bonus
        reasons.append(why)
    return total, reasons


_OTHER_REASONS: tuple[tuple[Role, str], ...] = (("container", "what it is part of"), ("archive", "archive"))


def _turned(inside: Sequence[Read], work: Work) -> int:
    """Return how often two words of the title stand the other way round."""
    order = {word: place for place, word in enumerate(work.title)}
    places = list(dict.fromkeys(order[one.word] for one in inside if one.role == "title" and one.word in order))
    return sum(one > other for one, other in pairwise(places))


def _circumstances(
    work: Work, works: Works, context: Context, roles: Collection[Role], *, titled: bool
) -> Iterator[tuple[float, str]]:
    """Yield what speaks for or against a work beside its own words, with the reasons."""
    if "author" in roles and not titled and "year" not in roles:
        yield from _alone(work, works, context)
    if "author" in roles and "year" in roles:
        yield 1.9, "author and year"
    if work.families and "author" not in roles and not work.is_archival and work.key not in context.favoured:
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


def whole(stretch: Stretch, said: Sequence[Read], run: tuple[int, int]) -> bool:
    """Tell whether author and title are all that a description says, from where a cite begins to where it may end."""
    first, last = run
    inside = said[first : last + 1]
    if not {"author", "title"} <= {one.role for one in inside if one.weight > 0}:
        return False
    if any(one.role is None and one.word not in NEUTRAL for one in inside):
        return False
    behind = stretch.behind(last)
    ends = last + 1 == len(said) or any(sign in behind for sign in ",.;:(") or said[last + 1].word.isdecimal()
    return ends and not (first and stretch.capital[first - 1] and not stretch.between(first).strip())


def against(stretch: Stretch, said: Sequence[Read], run: tuple[int, int], work: Work) -> float:
    """Return what stands around a description and is at odds with it: a title that goes on, or that is another's."""
    first, last = run
    total = _other_titles(stretch, said, run)
    roles = {one.role for one in said[first : last + 1] if one.weight > 0}
    if _named_before(stretch, first):  # another's work, or this name is in its title
        total -= 1.5 if "author" in roles else 3.0
    year = _YEAR_BEHIND.match(stretch.text, stretch.words[last].end, stretch.end)
    if year and "title" not in roles and year["year"] not in work.years:
        total -= 3.0
    if stretch.text.count("*", stretch.start, stretch.words[last].end) % 2:
        return total
    titled = bool(roles & {"title", "archive"})
    for place in range(last + 1, len(stretch.words)):  # in plain text a title just goes on
        own = stretch.words[place].word
        if own.isdecimal() or total < -3 or _CITE_ENDS.search(stretch.between(place)):
            break
        if titled and any(sign in stretch.between(place) for sign in ".:"):
            break
        if own not in NEUTRAL:
            next_title = place == last + 1 and not titled and stretch.capital[place]
            total -= 1.5 if next_title else 0.7 if stretch.capital[place] else 0.3
    return total


def _other_titles(stretch: Stretch, said: Sequence[Read], run: tuple[int, int]) -> float:
    """Return what is set apart as a title in a description, or right behind it, and is not this work's."""
    first, last = run
    start, end = stretch.words[first].start, stretch.words[last].end
    titled = any(one.role in ("title", "archive") and one.weight > 0 for one in said[first : last + 1])
    total = 0.0
    for span in stretch.spans:
        if span.end < start:
            continue
        if span.start > end + 3 and (titled or _CITE_ENDS.search(stretch.text[end : span.start])):
            break
        telling = [p for p in range(span.first, span.last + 1) if stretch.words[p].word not in NEUTRAL]
        wrong = [place for place in telling if said[place].role is None or said[place].weight <= 0]
        total -= 3.0 * len(wrong) / max(len(telling), 1)
    return total


_JOINS = frozenset("and und et y e i & /".split())


def _named_before(stretch: Stretch, first: int) -> bool:
    """Tell whether another name stands where a description would have its author: "Quint: *Title*", "Abel/Quint"."""
    place = first - 1
    if place < 0:
        return False
    signs = stretch.between(first)
    if signs.strip() in ("/", "&"):
        return stretch.capital[place]
    if stretch.words[place].word in _JOINS and place and not signs.strip():
        return stretch.capital[place - 1] and not stretch.between(place).strip()
    own = stretch.words[place]
    is_name = stretch.capital[place] and own.word not in NEUTRAL and len(own.word) > 1
    return is_name and any(sign in signs for sign in ",:") and stretch.span_of[place] < 0
