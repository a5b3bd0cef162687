"""The rule CK361."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_FIELDS = tuple("title author date year journaltitle journal booktitle publisher location address".split())
_EMPTY = pattern(
    r"[\s{\[(]*(?:to-?do|fixme|tbd|tba|tbc|x{3,}|\?+|missing|untitled document|lorem ipsum.*|insert \w+(?: here)?)"
    r"[\s.!}\])]*",
    re.IGNORECASE,
)


@entry_rule("CK361", "placeholder", fields=_FIELDS, severity=Severity.WARNING)
def placeholder(entry: Entry) -> Iterator[Found]:
    """A value that says that the true one is still to be filled in: "TODO", "???", "xxx".

    What says that something is not known ("n.d.", "Anonymous", "[s.n.]") is a fact, and no fault.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {TODO}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for name in _FIELDS:
        if name in entry.fields and _EMPTY.fullmatch(entry.value(name)):
            yield entry.found(
                f"{entry.value(name).strip()!r} stands for the {name}", name, hint="fill it in, or take it out"
            )
