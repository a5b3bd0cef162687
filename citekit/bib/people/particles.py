"""Particles and suffixes that stand inside family and given names, as reference managers store them.

Source: the practice of CSL-JSON data ("van der Vlist", "Alexander von"; CSL 1.0.2, Names): words in small letters in
front of a family name are its non-dropping particle, words in small letters at the end of a given name its
dropping particle; what follows a comma in a given name is a suffix.
"""

from __future__ import annotations

import re

from citekit.model import Name
from citekit.patterns import pattern
from citekit.values import replace

_APOSTROPHES = "'’ʼ‘"
_SMALL = r"[^\W\d_A-ZÀ-ÖØ-ÞА-Я]"
# Small words, each before a blank or joined by an apostrophe or hyphen, before a word that has a capital.
_BEFORE = pattern(
    rf"^((?:[{_APOSTROPHES}]?{_SMALL}+(?:\.{_SMALL}+)*[{_APOSTROPHES}.]?\s+)*(?:{_SMALL}+[{_APOSTROPHES}-]|[{_APOSTROPHES}]?{_SMALL}+\.?\s+)?)(?=\S)"
)
_AFTER = pattern(rf"\s+((?:{_SMALL}+[{_APOSTROPHES}]?)(?:\s+{_SMALL}+[{_APOSTROPHES}]?)*)$")
_SUFFIX = pattern(r"^(?:[JS]n?r\.?|[IVX]+|[IVX]+\.|\d(?:st|nd|rd|th)|esq\.?|ph\.? ?d\.?|m\.? ?d\.?)$", re.IGNORECASE)


def with_particles(name: Name) -> Name:
    """Return *name* with particles and suffix in fields of their own; one that has particles stays as it is.

    >>> with_particles(Name("van der Vlist", "Eric")).non_dropping_particle
    'van der'
    >>> with_particles(Name("Humboldt", "Alexander von")).dropping_particle
    'von'
    """
    if name.literal or not name.family:
        return name
    if name.family[:1] == name.family[-1:] == '"' and len(name.family) > 2:
        return replace(name, family=name.family[1:-1])
    name = _given(name)
    if name.non_dropping_particle or name.dropping_particle:
        return name
    found = None if _is_capital(name.family[0]) else _BEFORE.match(name.family)
    if found and found[1] and any(letter.isupper() for letter in name.family[found.end() :]):
        particle = found[1].rstrip()
        name = replace(name, family=name.family[found.end() :], non_dropping_particle=particle)
    words = name.given.split()
    trailing = None if len(words) < 2 or _is_capital(words[-1][0]) else _AFTER.search(name.given)
    if trailing and any(letter.isupper() for letter in name.given[: trailing.start()]):
        name = replace(name, given=name.given[: trailing.start()], dropping_particle=trailing[1])
    return name


def _is_capital(letter: str) -> bool:
    """Tell most names apart from those that have to be looked at closely."""
    return "A" <= letter <= "Z"


def _given(name: Name) -> Name:
    """Split "John, Jr.", and "John,! Jr." (whose suffix is printed after a comma)."""
    before, comma, after = name.given.partition(",")
    if not comma or name.suffix:
        return name
    forced = after.startswith("!")
    after = after.removeprefix("!").strip()
    if forced or _SUFFIX.match(after):
        return replace(name, given=before.strip(), suffix=after, comma_suffix=forced)
    if not name.dropping_particle and after and after == after.lower():
        return replace(name, given=f"{before.strip()},", dropping_particle=after)
    return name
