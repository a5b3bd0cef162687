"""The rule CK350."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from citekit.bib.people.name_lists import read_people
from citekit.checks.entry import Entry
from citekit.checks.naming import NAME_FIELDS
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_LEAST = 4


@lru_cache(maxsize=8192)
def _capitals(names: str) -> tuple[str, ...]:
    if names.islower() or not any(word.isupper() and len(word) >= _LEAST for word in names.split()):
        return ()
    families = (one.family for one in read_people(names).persons if not one.institution)
    return tuple(one for one in families if one.isupper() and len(one) >= _LEAST and one.isalpha() and one in names)


@entry_rule("CK350", "name-in-capitals", fields=NAME_FIELDS, severity=Severity.WARNING)
def name_in_capitals(entry: Entry) -> Iterator[Found]:
    """A name all in capitals: styles print it so, and sort it right, but no style makes "Smith" of "SMITH".

    Initials, and families of three letters and fewer, which may be acronyms, are let pass; so are institutions in
    braces.

    Wrong::

        @book{lee1990, author = {LEEWARD, ANN}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Leeward, Ann}, title = {Tides}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name in entry.fields:
        if name in NAME_FIELDS:
            for family in _capitals(entry.value(name)):
                start = entry.value(name).index(family)
                hint = f"write {family.title()}"
                yield entry.found(f"the name {family!r} is in capitals", name, start, start + len(family), hint=hint)
