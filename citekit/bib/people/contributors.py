"""The people of an entry -> the names of a reference.

Sources: biblatex manual, 2.2.2 (name lists), 2.3.6 (Editorial Roles), 3.1.3.1 and appendix E (``useprefix`` of an
entry, a list, a name); CSL 1.0.2, Names, and the practice of CSL data for particles that are part of a family name.

``useprefix`` decides which particle a prefix is: false, biblatex's default, makes it a *dropping* particle, which CSL
leaves out where a family name stands alone; true a *non-dropping* one. A particle that is joined to the family name
("d'Alembert", "al-Ghazali") never drops.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from citekit.bib.draft import Draft
from citekit.bib.latex.decoding import to_inlines
from citekit.bib.latex.splitting import split_commas
from citekit.bib.people.name_lists import People, Person, members_of, people_of
from citekit.bib.people.roles import NAMES, TYPED, variable_of
from citekit.findings import Finding, Severity
from citekit.model import OTHERS, Name
from citekit.patterns import pattern
from citekit.richtext import plain

# The name at the end of a list that stands for those it does not name ("and others"); citekit's engine prints
# "et al." for it, and so does pandoc.
OTHER_NAMES = Name(literal=OTHERS)

FIELDS = (*NAMES, *(f"{field}type" for field in sorted(TYPED)))

_ORDER = {name: place for place, name in enumerate(NAMES)}
_JOINED = pattern(r"([^\W\d_]+['’ʼ‘-])(?=([^\W\d_]))")
_TRUE = frozenset(("true", "1", ""))


def read_contributors(draft: Draft) -> None:
    """Take the lists of names out of *draft*, with the fields that say what an editor did.

    What CSL's names have no place for (initials, options of single names) is kept in *extra* as "author+options".
    """
    options = draft.entry.fields.get("options")
    use_prefix = "useprefix" in options.value.lower() and uses_prefix(options.value) if options else False
    for field in sorted([name for name in draft.left if name in NAMES], key=_ORDER.__getitem__):
        role = draft.left.get(f"{field}type") if field in TYPED else None
        variable = variable_of(field, role.value if role else "")
        if names := _names(draft, field, use_prefix=use_prefix):
            draft.names[variable] = (*draft.names.get(variable, ()), *names)
        if variable != NAMES[field]:
            draft.take(f"{field}type")


def uses_prefix(options: str) -> bool:
    """Read an entry's options: "skipbib, useprefix=true"."""
    pairs = (option.partition("=") for option in split_commas(options))
    return any(label.strip().lower() == "useprefix" and _is_true(value) for label, _, value in pairs)


def _is_true(value: str) -> bool:
    return value.strip().lower() in _TRUE


def _names(draft: Draft, name: str, *, use_prefix: bool) -> tuple[Name, ...]:
    field = draft.take(name)
    if field is None:
        return ()

    def report(rule: str, message: str, hint: str) -> None:
        message = f"{message} in {name!r} of {draft.entry.key!r}"
        draft.findings.append(Finding(rule, message, field.where, Severity.WARNING, hint))

    members = members_of(field.value, report)
    known = [_known(member, use_prefix) for member in members]
    if None not in known:
        return tuple([name for names in known if names for name in names])
    people = people_of(members, report)
    if "useprefix" in people.options:
        use_prefix = _is_true(people.options["useprefix"])
    if kept := _kept_options(people):
        draft.extra[f"{name}+options"] = kept

    def decode(text: str) -> str:
        return draft.characters(field, text)

    names = tuple([name_of(person, use_prefix=use_prefix, decode=decode) for person in people.persons])
    return (*names, OTHER_NAMES) if people.others and names else names


@lru_cache(maxsize=8192)
def _known(member: str, use_prefix: bool) -> tuple[Name, ...] | None:
    """Return the names of a member, which comes again and again in a library.

    ``None`` stands for a member that says something of its list or has to be reported: then the list is read whole.
    """
    odd: list[str] = []
    people = people_of((member,), lambda rule, _message, _hint: odd.append(rule))
    if odd or people.others or people.options or any(person.options for person in people.persons):
        return None

    def decode(text: str) -> str:
        return plain(to_inlines(text.strip(), odd.append))

    names = tuple([name_of(person, use_prefix=use_prefix, decode=decode) for person in people.persons])
    return None if odd else names


def _kept_options(people: People) -> str:
    """Return the options of a list and of its members: "nosortothers=true; 2: given-i=JP"."""
    kept = [_written(people.options)] if people.options else []
    kept += [f"{number}: {_written(one.options)}" for number, one in enumerate(people.persons, 1) if one.options]
    return "; ".join(kept)


def _written(options: Mapping[str, str]) -> str:
    return ", ".join(f"{label}={value}" for label, value in options.items())


def name_of(person: Person, *, use_prefix: bool, decode: Callable[[str], str]) -> Name:
    """Return *person* as CSL has names; *decode* makes text of LaTeX."""
    family = decode(person.family)
    if person.institution:
        return Name(literal=family)
    given, prefix, suffix = (decode(part) if part else "" for part in person[1:4])
    if not family:
        return Name(literal=" ".join(filter(None, (given, prefix, suffix))))
    if "useprefix" in person.options:
        use_prefix = _is_true(person.options["useprefix"])
    joined = ""
    if (found := _JOINED.match(family)) and found[1].islower() and found[2].isupper():
        joined, family = found[1], family[found.end() :]
    if use_prefix:
        return Name(family, given, non_dropping_particle=" ".join(filter(None, (prefix, joined))), suffix=suffix)
    return Name(family, given, prefix, joined, suffix)
