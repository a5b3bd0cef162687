"""Single values taken from a data container: ``author = {Alan Drudge and xdata=someauthors-author-2}``.

Source: biblatex manual, 3.14.6. "xdata=key-field" stands for the whole field, a list where the field is one, and
"xdata=key-field-index" for one member of a list, counted from 1. A name list takes from name lists, a literal list
from literal lists, any other field from its like (a date too, which biber does not allow). Where no field is named it
is the same.

What cannot be resolved is reported, and left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from citekit.bib.bibfile.blocks import RawField
from citekit.bib.inheritance.rules import canonical
from citekit.bib.latex.splitting import split_list
from citekit.bib.people.roles import NAMES
from citekit.patterns import pattern

_REFERENCE = pattern(r"\s*xdata\s*=\s*(\S(?:.*\S)?)\s*")
_LISTS = frozenset(
    "location publisher institution organization origlocation origpublisher language origlanguage pageref "
    "lista listb listc listd liste listf".split()
)


def references_in(value: str) -> Iterator[str]:
    """Yield the references of a field's value, as "key-field-index".

    >>> list(references_in("Alan Drudge and xdata=someauthors-author-2"))
    ['someauthors-author-2']
    """
    if "xdata" in value:
        for member in split_list(value):
            if found := _REFERENCE.fullmatch(member):
                yield found[1]


def resolved(name: str, value: str, look_up: Callable[[str, str], list[str] | None]) -> str:
    """Return the *value* of the field *name* with its references resolved by *look_up* (reference, name of the field).

    A single value and a whole list come as they are; members are joined by "and". Unresolved references are left out.
    """
    members: list[str] = []
    for member in split_list(value):
        found = _REFERENCE.fullmatch(member)
        members += [member] if found is None else look_up(found[1], name) or []
    return " and ".join(members)


def values_of(rest: str, name: str, fields: Mapping[str, RawField]) -> list[str] | str:
    """Return what "field-index" or "field" (*rest*) means for the field *name*; a text says why it means nothing.

    *fields* are the container's.
    """
    field, _, index = rest.partition("-")
    field = (field or name).lower()
    value = next((one.value for own, one in fields.items() if canonical(own) == canonical(field)), "")
    if not value.strip():
        return f"it has no {field!r}"
    if _kind(field) != _kind(name):
        return f"{field!r} is another kind of field than {name!r}"
    if not index:
        return [value]
    members = split_list(value)
    if _kind(field) == "single":
        return f"{field!r} is no list"
    if not index.isdecimal() or not 0 < int(index) <= len(members):
        return f"{field!r} has no member {index}"
    return [members[int(index) - 1]]


def _kind(field: str) -> str:
    field = canonical(field)
    if field in NAMES:
        return "names"
    return "list" if field in _LISTS else "single"
