"""The rule CK361."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_FIELDS = frozenset("title author editor date year journaltitle journal booktitle publisher location address".split())
_BEGINNINGS = frozenset("tTfFxX?mMuUlLiI{[( ")
_EMPTY = pattern(
    r"[\s{\[(]*(?:to-?do|TO-?DO|ToDo|fixme|FIXME|TBD|TBA|TBC|tbd|tba|x{3,}|X{3,}|\?+|missing|untitled document"
    r"|Untitled document|(?i:lorem ipsum(?: dolor.*)?|insert (?:\w+ ){1,3}here))[\s.!}\])]*"
)


@entry_rule("CK361", "placeholder", fields=_FIELDS, severity=Severity.WARNING)
def placeholder(entry: Entry) -> Iterator[Found]:
    """A value that says that the true one is still to be filled in: "TODO", "???", "xxx".

    Words that are titles, too ("Missing", "xXx"), are told in small letters alone. What says that something is not
    known ("n.d.", "Anonymous", "[s.n.]") is a fact, and no fault.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {TODO}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    for name, field in entry.fields.items():
        if name in _FIELDS and field.value[:1] in _BEGINNINGS and _EMPTY.fullmatch(field.value):
            message = f"{field.value.strip()!r} stands for the {name}"
            yield entry.found(message, name, hint="fill it in, or take it out")
