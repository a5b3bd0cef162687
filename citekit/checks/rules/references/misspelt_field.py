"""The rule CK319."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from citekit.bib.edits.known_fields import known_names
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.nearest import nearest

_OF_PROGRAMS = tuple("bdsk- mendeley- jabref date- zotero opus_ citekit csl- x- __".split())
_LEAST = 5
"""Letters of a name: shorter ones are like many others."""


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    return name in _known() or len(name) < _LEAST or name.startswith(_OF_PROGRAMS)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return known_names()


@lru_cache(maxsize=4096)
def _meant(name: str) -> str:
    """Return the one known name that differs in a letter or two that changed places, "" for none."""
    found = [one for one in nearest(name, _known()) if len(one) >= _LEAST and _is_slip(name, one)]
    return found[0] if len(found) == 1 else ""


def _is_slip(name: str, meant: str) -> bool:
    """Tell whether one letter is too many, missing or another, or two neighbours have changed places."""
    is_plural = name == f"{meant}s" or (meant == f"{name}s" and not name.endswith("s"))
    if abs(len(name) - len(meant)) > 1 or is_plural:
        return False
    start = next((place for place, (one, other) in enumerate(zip(name, meant, strict=False)) if one != other), -1)
    if start == -1:
        return True
    later, meant_later = name[start + 1 :], meant[start + 1 :]
    tails = ((later, meant[start:]), (name[start:], meant_later), (later, meant_later))
    swapped = name[start : start + 2] == meant[start : start + 2][::-1] and name[start + 2 :] == meant[start + 2 :]
    return swapped or any(one == other for one, other in tails)


@entry_rule("CK319", "misspelt-field", severity=Severity.WARNING)
def misspelt_field(entry: Entry) -> Iterator[Found]:
    """A field that nothing reads, whose name is nearly that of one which is read.

    Fields that programs add ("abstract", "bdsk-url-1") and names that are like no other are left alone: they may be
    yours.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, titel = {Tides}, title = {Tides}, pubisher = {Quay}, date = {1990},
          publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          timestamp = {2020-01-01}, mood = {calm}}
    """
    if entry.fields.keys() <= _known():
        return
    for name in entry.fields:
        if not _is_known(name) and (meant := _meant(name)):
            where = entry.fields[name].where if entry.bib else entry.where
            message = f"nothing reads the field {name!r}"
            yield Found(message, where, f"did you mean {meant!r}?", entry.renaming(name, meant, safe=False), entry.key)
