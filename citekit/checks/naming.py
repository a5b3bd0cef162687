"""Lists of names, as the rules look at them; what recurs is read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from citekit.bib.latex.splitting import split_list
from citekit.bib.people.name_lists import Person, read_people
from citekit.patterns import pattern

NAME_FIELDS = ("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc", "holder", "director")

_OTHER_RULES = frozenset(("name-others", "name-entity", "name-xdata"))
_CAPITAL = r"[^\W\d_a-zß-ÿа-я][\w.'’-]*"
_LIKE_NAMES = pattern(rf"{_CAPITAL}(?:\s{_CAPITAL}){{1,3}}")
# Words that people are not called by. Names that people have, too ("Church", "Bank"), are not among them.
_INSTITUTIONS = pattern(
    r"\b(?:Ministry|Department|University|Universität|Université|Universidad|Università|Organi[sz]ation|Committee|"
    r"Commission|Association|Institute|Institut|Institution|Instituto|Istituto|Bundesamt|Bundesministerium|Ministerium|"
    r"Ministère|Ministerio|Ministero|Académie|Akademie|Academy|Society|Gesellschaft|Council|Conseil|Consortium|"
    r"Foundation|Stiftung|Fondation|Fundación|Federation|Agency|Bureau|Authority|Museum|Musée|Library|Bibliothek|"
    r"Bibliothèque|Archives|Laboratory|Corporation|Government|Parliament|Министерство|Институт|Академия|Университет)\b"
)


@lru_cache(maxsize=16384)
def people(names: str) -> tuple[Person, ...]:
    """Return the persons of a list of names."""
    return read_people(names).persons


@lru_cache(maxsize=16384)
def oddities(names: str) -> tuple[tuple[str, str], ...]:
    """Return what is odd about a list of names as a list: messages and hints."""
    found: list[tuple[str, str]] = []

    def report(rule: str, message: str, hint: str) -> None:
        if rule not in _OTHER_RULES:
            found.append((message, hint))

    read_people(names, report)
    return (*dict.fromkeys(found), *_not_parted(names))


def _not_parted(names: str) -> Iterator[tuple[str, str]]:
    """Find "Ann Lee, Bo Kay" and "Ann Lee & Bo Kay": two names of two words and more."""
    if "&" not in names and "," not in names:
        return
    for member in split_list(names):
        if "{" in member or "=" in member:
            continue
        if "&" in member:
            sides = [side.strip(" \\") for side in member.split("&")]
            if all(_LIKE_NAMES.fullmatch(side) or "," in side for side in sides):
                yield f"two names in one: {member.strip()!r}", "put ' and ' between names"
        elif member.count(",") > 1:
            parts = [part.strip() for part in member.split(",")]
            if all(_LIKE_NAMES.fullmatch(part) for part in parts):
                yield f"{len(parts)} names in one: {member.strip()!r}", "put ' and ' between names"


@lru_cache(maxsize=16384)
def institutions(names: str) -> tuple[str, ...]:
    """Return the members of a list of names that are institutions and have no braces."""
    if not _INSTITUTIONS.search(names):
        return ()
    members = (re.sub(r"\s+", " ", member.strip()) for member in split_list(names))
    return tuple(
        one for one in members if "{" not in one and "," not in one and _INSTITUTIONS.search(one) and " " in one
    )
