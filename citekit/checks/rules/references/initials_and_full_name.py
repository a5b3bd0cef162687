"""The rule CK356."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from citekit.bib.people.name_lists import Person
from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.checks.naming import NAME_FIELDS, people
from citekit.checks.rule import Found, entries_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_FIRST_LETTER = pattern(r"\b[^\W\d_]")
_INITIALS = pattern(r"(?:[^\W\d_]\.[\s~-]*)+")


def _letters(given: str) -> str:
    return "".join(_FIRST_LETTER.findall(given))


@entries_rule("CK356", "initials-and-full-name", severity=Severity.HINT)
def initials_and_full_name(entries: Entries) -> Iterator[Found]:
    """A person whose given name is in initials here and in full elsewhere.

    Styles tell people apart by their given names: with both they take one person for two. Only those are told of whom
    there is one full name in the library that fits.

    Wrong::

        @book{lee1990, author = {Lee, A.}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1991, author = {Lee, Ann}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bath}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
        @book{lee1991, author = {Lee, Ann}, title = {Winds}, date = {1991}, publisher = {Quay}, location = {Bath}}
    """
    full: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    short: list[tuple[Entry, str, Person]] = []
    for entry in entries.entries:
        for name in NAME_FIELDS:
            if name in entry.fields:
                for person in people(entry.value(name)):
                    if person.given and not person.institution:
                        if _INITIALS.fullmatch(person.given):
                            short.append((entry, name, person))
                        else:
                            full[person.family, person.given[0]].add(person.given)
    for entry, name, person in short:
        known = full.get((person.family, person.given[0]), set())
        given = next(iter(known)) if len(known) == 1 else ""
        if given and _letters(given).startswith(_letters(person.given)):
            start = entry.value(name).find(person.family)
            message = f"{person.family} is {person.given!r} here and {given!r} elsewhere"
            yield entry.found(message, name, start, start + len(person.family), hint=f"write {given} if it is the same")
