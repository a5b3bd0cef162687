"""The rule CK338."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.library import Entries
from citekit.checks.rule import Found, entries_rule
from citekit.patterns import pattern

_KEY = pattern(r"[^\s,]+(?:[^,]*[^\s,])?")


@entries_rule("CK338", "ambiguous-alias")
def ambiguous_alias(entries: Entries) -> Iterator[Found]:
    """A second key of an entry (``ids``) that is the key of another.

    A cite of it finds the entry that has it as its own key, or either of two that have it in ``ids`` (biblatex manual,
    2.2.3).

    Wrong::

        @book{lee, author = {Ann Lee}, title = {Tides}, date = {1990}, location = {London}}
        @book{kay, author = {Bo Kay}, title = {Winds}, date = {1991}, location = {London}, ids = {kay1991, lee}}

    Right::

        @book{lee, author = {Ann Lee}, title = {Tides}, date = {1990}, location = {London}}
        @book{kay, author = {Bo Kay}, title = {Winds}, date = {1991}, location = {London}, ids = {kay1991}}
    """
    owners: dict[str, str] = {}
    for entry in entries.entries:
        for found in _KEY.finditer(entry.value("ids")) if "ids" in entry.fields else ():
            owner = (
                entries.by_key[found[0]].key if found[0] in entries.by_key else owners.setdefault(found[0], entry.key)
            )
            if owner != entry.key:
                message = f"the alias {found[0]!r} belongs to {owner!r} as well"
                yield entry.found(message, "ids", *found.span(), hint="take it out of one of them")
