"""Entries of a library that are one publication: found, with reasons, and a proposal for making them one.

References are compared only where they share something that few share (``_blocks``), so that the time grows with the
library and not with its square. Nothing is changed here; a human decides (``edits/edit.py`` does it then).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from citekit.bib.duplicates.likeness import Likeness, compare
from citekit.bib.duplicates.merging import Conflict, MergedFields, fuller, merge_fields
from citekit.bib.duplicates.traits import Traits, traits
from citekit.model import Date, Key, Library, Name, Reference
from citekit.richtext import plain
from citekit.values import NamedTuple

# A block of more references is divided by what else they have, and at last only neighbours are compared.
_BLOCK = 24
_NEIGHBOURS = 8


class Proposal(NamedTuple):
    """References that are one publication, *keep* the fullest.

    *keys* has all of them, *keep* first. *likenesses* say why, pair by pair, surest first; *confidence* is that of
    the least sure of the pairs that hold them together. *filled* are variables that *keep* lacks, with the
    reference they come from; *conflicts* those that differ, with the reference that says otherwise.
    """

    keep: Key
    keys: tuple[Key, ...]
    confidence: float
    likenesses: tuple[Likeness, ...]
    filled: Mapping[str, tuple[Key, str]]
    conflicts: tuple[tuple[Key, Conflict], ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, without repetitions."""
        return tuple(dict.fromkeys(reason for one in self.likenesses for reason in one.reasons))

    @property
    def differences(self) -> tuple[str, ...]:
        """What speaks against it, without repetitions."""
        return tuple(dict.fromkeys(text for one in self.likenesses for text in one.differences))


class Duplicates(NamedTuple):
    """*proposals*, surest first; *related* are pairs that are alike and told apart by something."""

    proposals: tuple[Proposal, ...]
    related: tuple[Likeness, ...]


def find_duplicates(library: Library, least: float = 0.0) -> Duplicates:
    """Return the duplicates of *library* of which one can be sure by *least* (0 to 1), and what is merely related."""
    compared = [traits(reference) for reference in library.references.values()]
    found = list(_likenesses(compared))
    duplicates = [one for one in found if one.verdict == "duplicate" and one.confidence >= least]
    by_key = {one.key: one for one in compared}
    proposals = [_proposal(group, library.references) for group in _clusters(duplicates, by_key)]
    proposals.sort(key=lambda one: -one.confidence)
    together = {pair for one in proposals for pair in combinations(sorted(one.keys), 2)}
    related = [
        one for one in found if one.verdict == "related" and tuple(sorted((one.first, one.second))) not in together
    ]
    return Duplicates(tuple(proposals), tuple(related))


# --- which to compare ---------------------------------------------------------------------------------------


def _likenesses(compared: Sequence[Traits]) -> Iterator[Likeness]:
    """Yield every likeness of a verdict other than "distinct", in the order of the library."""
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(compared):
        pairs.update(_pairs(block, compared))
    for first, second in sorted(pairs):
        likeness = compare(compared[first], compared[second])
        if likeness.verdict != "distinct":
            yield likeness


def _blocks(compared: Sequence[Traits]) -> Iterator[list[int]]:
    """Yield places in *compared* of references that share something; what only one has is no block.

    Blocks are told apart by a number made of what is shared: two that get the same one cost a comparison too many.
    """
    count = Counter(word for one in compared for word in set(one.title.split()))
    alone: dict[int, int] = {}
    blocks: defaultdict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(compared):
        for shared in _shared(one, count):
            block = hash(shared)
            first = alone.setdefault(block, place)
            if first != place:
                blocks[block].append(place)
    for block, places in blocks.items():
        yield list(dict.fromkeys((alone[block], *places)))


def _shared(one: Traits, count: Mapping[str, int]) -> Iterator[object]:
    """Yield what makes it worth comparing two references that both have it."""
    yield from one.identifiers
    if one.url:
        yield "url", one.url
    if one.title:
        yield "main", one.main.replace(" ", "")
        # A word that no other title has, one with a slip in it say, can bring no two together.
        words = [word for word in set(one.title.split()) if count[word] > 1 and len(word) > 1]
        words.sort(key=lambda word: (count[word], word))
        yield from combinations(words[:3], 2)
    if one.people and one.year:
        yield "author", one.people[0].family, one.year, one.title[:1]
    if one.pages and one.volume:
        yield "page", one.volume, one.pages[0], one.year


def _pairs(block: Sequence[int], compared: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a block; of a large one those that share more, and of what is large still, neighbours."""
    if len(block) <= _BLOCK:
        yield from combinations(block, 2)
        return
    for divided in (_by_family, _by_year):
        parts: defaultdict[object, list[int]] = defaultdict(list)
        for place in block:
            for part in divided(compared[place]):
                parts[part].append(place)
        for places in parts.values():
            if len(places) <= _BLOCK:
                yield from combinations(places, 2)
            else:
                ordered = sorted(places, key=lambda place: _order(compared[place]))
                for start, first in enumerate(ordered):
                    for second in ordered[start + 1 : start + 1 + _NEIGHBOURS]:
                        yield (first, second) if first < second else (second, first)


def _by_family(one: Traits) -> tuple[str, ...]:
    return tuple(person.family for person in one.people[:2]) or ("",)


def _by_year(one: Traits) -> tuple[int, ...]:
    return (one.year,)


def _order(one: Traits) -> tuple[str, str, int, str]:
    return one.title, one.people[0].family if one.people else "", one.year, one.pages[0] if one.pages else ""


# --- what belongs together ----------------------------------------------------------------------------------


def _clusters(duplicates: Sequence[Likeness], by_key: Mapping[Key, Traits]) -> list[list[Likeness]]:
    """Group pairs into sets that are one publication, surest pairs first.

    Two sets are joined only where nothing tells any two of them apart: an entry without an edition is like the
    second edition and like the third, and joins one of them.
    """
    group_of = {key: number for number, key in enumerate(by_key)}
    members = {number: [key] for key, number in group_of.items()}
    links: defaultdict[int, list[Likeness]] = defaultdict(list)
    for one in sorted(duplicates, key=lambda one: -one.confidence):
        first, second = group_of[one.first], group_of[one.second]
        if first != second:
            if not all(
                _may_be_one(by_key[left], by_key[right]) for left in members[first] for right in members[second]
            ):
                continue
            group_of.update(dict.fromkeys(members[second], first))
            members[first] += members.pop(second)
            links[first] += links.pop(second, [])
        links[first].append(one)
    return list(links.values())


def _may_be_one(first: Traits, second: Traits) -> bool:
    return compare(first, second).verdict != "related"


# --- what to propose ----------------------------------------------------------------------------------------


def _proposal(likenesses: Sequence[Likeness], references: Mapping[Key, Reference]) -> Proposal:
    keys = dict.fromkeys(key for one in likenesses for key in (one.first, one.second))
    variables = {key: _variables(references[key]) for key in keys}
    keep, *others = fuller([(key, variables[key]) for key in keys])
    whole = dict(variables[keep])
    filled: dict[str, tuple[Key, str]] = {}
    conflicts: list[tuple[Key, Conflict]] = []
    for other in others:
        merged: MergedFields = merge_fields(whole, variables[other])
        filled |= {name: (other, value) for name, value in merged.filled.items()}
        filled |= {name: (other, value) for name, value in merged.joined.items()}
        conflicts += [(other, conflict) for conflict in merged.conflicts]
        whole |= {**merged.filled, **merged.joined}
    return Proposal(
        keep, (keep, *others), min(map(_confidence, likenesses)), tuple(likenesses), filled, tuple(conflicts)
    )


def _confidence(likeness: Likeness) -> float:
    return likeness.confidence


def _variables(reference: Reference) -> dict[str, str]:
    """Return what a reference says as texts, variable by variable; its type among them."""
    names = {role: "; ".join(map(_shown_name, people)) for role, people in reference.names.items()}
    dates = {name: _shown_date(date) for name, date in reference.dates.items()}
    texts = {name: plain(value) for name, value in reference.texts.items()}
    return {"type": reference.type, **names, **texts, **reference.numbers, **dates, **reference.extra}


def _shown_name(name: Name) -> str:
    family = " ".join(filter(None, (name.dropping_particle, name.non_dropping_particle, name.family)))
    return ", ".join(filter(None, (name.literal or family, name.given, name.suffix)))


def _shown_date(date: Date) -> str:
    if date.literal:
        return date.literal
    ends = [date.start] if date.end is None else [date.start, date.end]
    return "/".join("-".join(f"{part:02}" for part in end) for end in ends) + ("~" if date.circa else "")
