"""How far two titles, lists of people or names of journals say the same.

Works on traits, which are folded already (``traits.py``); what a likeness is worth is for ``likeness.py`` to weigh.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from citekit.bib.duplicates.titles import STOP, Titles, compare_words, is_slip, squeezed
from citekit.bib.duplicates.traits import PARTICLES, Person


class People(Enum):
    """How two lists of people relate."""

    SAME = "same authors"
    FEWER = "same first authors, fewer in one"
    ORDER = "same authors in another order"
    PARTLY = "same first author, others differ"
    INSTITUTION = "an institution in one, people in the other"
    OTHER_GIVEN = "given names differ"
    OTHER = "authors differ"
    UNKNOWN = ""


# --- people -------------------------------------------------------------------------------------------------


class _Match(Enum):
    NO = 0
    GIVEN = 1  # the family name alone
    YES = 2


def compare_people(first: Sequence[Person], second: Sequence[Person], *, others: bool = False) -> People:
    """Compare two lists of names; *others* says that one of them breaks off with "et al."."""
    if not first or not second:
        return People.UNKNOWN
    short, long = sorted((first, second), key=len)
    matches = [_match(one, other) for one, other in zip(short, long, strict=False)]
    if all(match is _Match.YES for match in matches):
        return People.SAME if len(short) == len(long) or others else People.FEWER
    if all(match is not _Match.NO for match in matches):
        return People.OTHER_GIVEN
    if len(short) == len(long) > 1 and all(any(_match(one, two) is _Match.YES for two in long) for one in short):
        return People.ORDER
    if matches[0] is _Match.YES and sum(match is _Match.YES for match in matches) * 2 >= len(matches) > 1:
        return People.PARTLY
    institutions = {one.institution for one in first}, {one.institution for one in second}
    return People.INSTITUTION if institutions in (({True}, {False}), ({False}, {True})) else People.OTHER


def _match(first: Person, second: Person) -> _Match:
    if first.institution or second.institution:
        names = [" ".join((*one.given, one.family)) for one in (first, second)]
        return _Match.YES if _same_institution(*names) else _Match.NO
    if not _same_family(first.family, second.family):
        return _Match.YES if _is_swapped(first, second) else _Match.NO
    if not first.given or not second.given:
        return _Match.YES
    return _Match.YES if _compatible(first.given, second.given) else _Match.GIVEN


def _same_family(first: str, second: str) -> bool:
    if first == second or squeezed(first) == squeezed(second):
        return True
    ours, theirs = first.split(), second.split()
    if ours and theirs and len(ours) != len(theirs) and (set(ours) < set(theirs) or set(theirs) < set(ours)):
        return True  # "García" and "García Márquez"
    short_name, long_name = sorted((squeezed(first), squeezed(second)), key=len)
    if len(short_name) > 2 and long_name.removesuffix(short_name) in PARTICLES:
        return True  # "Le Guin" and "LeGuin"
    return is_slip(first, second)


def _compatible(first: Sequence[str], second: Sequence[str]) -> bool:
    """May these be the given names of one person? Initials stand for names, and later names may be missing."""
    return all(
        one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]) or _is_short_form(one, other)
        for one, other in zip(first[:2], second[:2], strict=False)
    )


def _is_short_form(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return (len(short) >= 3 and long.startswith(short)) or is_slip(first, second)


def _is_swapped(first: Person, second: Person) -> bool:
    """Have family and given name changed places, or are they one word in one of the two?"""
    names = [
        {squeezed("".join((one.family, *one.given))), squeezed("".join((*one.given, one.family)))}
        for one in (first, second)
    ]
    return bool(names[0] & names[1]) and all(
        len(word) > 1 or not word.isascii() for word in (first.family, second.family)
    )


def _same_institution(first: str, second: str) -> bool:
    if squeezed(first) == squeezed(second):
        return True
    short, long = sorted((first, second), key=len)
    if _is_acronym(short, long):
        return True
    words, more = set(short.split()) - STOP, set(long.split()) - STOP
    return len(words) > 1 and words <= more


def _is_acronym(short: str, long: str) -> bool:
    """Is *short* made of the first letters of the words of *long*? With or without its short words."""
    letters, words = squeezed(short), long.split()
    if len(letters) < 2 or len(words) < 2 or (" " in short.strip() and len(short.split()) == len(words)):
        return False
    every = "".join(word[0] for word in words)
    significant = "".join(word[0] for word in words if word not in STOP)
    return letters in (every, significant) or (len(letters) > 2 and significant.startswith(letters))


# --- names of journals, series, publishers --------------------------------------------------------------------


def same_container(first: Sequence[str], second: Sequence[str]) -> bool | None:
    """Is a name of the one a name of the other, whole or abbreviated? ``None`` when one has no name.

    >>> same_container(["slavic review"], ["slav rev"]), same_container(["nature"], ["cell"])
    (True, False)
    """
    if not first or not second:
        return None
    return any(_same_name(one, other) for one in first for other in second)


def _same_name(first: str, second: str) -> bool:
    if squeezed(first) == squeezed(second) or _abbreviates(first.split(), second.split()):
        return True
    ours, theirs = ([word for word in name.split() if word not in STOP] for name in (first, second))
    if not ours or not theirs:
        return False
    short, long = sorted((ours, theirs), key=lambda words: len("".join(words)))
    if len(short) == 1:  # the acronym of all, or of the words after "Proceedings of the IEEE", say
        return any(_is_acronym(short[0], " ".join(long[start:])) for start in range(len(long) - 1))
    part = f" {' '.join(short)} " in f" {' '.join(long)} "  # "Stalinist Terror: New Perspectives"
    return part or _abbreviates(short, long) or compare_words(first, second) is Titles.NEAR


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Does every word of *short* begin the word of *long* at its place? "j mod hist"; a last word may be missing."""
    if len(short) != len(long):
        return False
    return all(_begins(one, other) for one, other in zip(short, long, strict=True))


def _begins(short: str, long: str) -> bool:
    """Is *short* an abbreviation of *long*: its beginning, or its first letters with some left out ("natl", "intl")?"""
    if len(short) > len(long):
        short, long = long, short
    if long.startswith(short):
        return True
    if short[0] != long[0] or len(short) < 3:
        return False
    position = 0
    for letter in short:
        position = long.find(letter, position) + 1
        if not position:
            return False
    return True
