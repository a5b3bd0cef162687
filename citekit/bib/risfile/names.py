"""Names of RIS records.

Source: RIS Format Specifications: ``Last, First, Suffix``, one to the line; EndNote ends an institution with a comma.
"""

from __future__ import annotations

import re

from citekit.bib.people.particles import with_particles
from citekit.bib.risfile import tags
from citekit.bib.risfile.record import Draft
from citekit.model import OTHERS, Name
from citekit.patterns import pattern

_OTHERS = pattern(r"(?:and\s+)?(?:others|et\.?\s*al\.?)", re.IGNORECASE)
# "Smith J" and "van den Berg JM", as medical databases write them.
_INITIALLED = pattern(r"((?:[a-z]\S* )*[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]*)[ ]((?:[A-Z]\.?-?){1,3})")
_SEMICOLON = pattern(r"\s*;\s*")


def read_names(draft: Draft) -> None:
    """Read every name of a record, in the order in which the record has those of one role."""
    roles: dict[str, list[Name]] = {}
    of_tag = {tag: _role(draft, tag) for tag in tags.ROLES}
    values = sorted((value for tag in of_tag for value in draft.take(tag)), key=lambda value: value.start)
    for value in values:
        names = [parse_name(text) for text in _SEMICOLON.split(value.text) if text.strip(", ")]
        if draft.type in ("CASE", "PAT") and value.tag == "A2":  # the court's reporter; the office that granted it
            draft.text("container-title" if draft.type == "CASE" else "authority", value.text, "A2")
        else:
            roles.setdefault(of_tag[value.tag], []).extend(names)
    draft.names |= {role: tuple(names) for role, names in roles.items() if names}


def _role(draft: Draft, tag: str) -> str:
    # In EndNote's books T2 is the series, A2 its editor and A3 the book's.
    if draft.type in ("BOOK", "CLSWK") and tag in ("A2", "A3") and draft.peek("T2") and not draft.peek("T3"):
        return "collection-editor" if tag == "A2" else "editor"
    return tags.meaning(tags.ROLES, tag, draft.type)


def parse_name(text: str) -> Name:
    """Return one name; several words without a comma are an institution.

    >>> name = parse_name("Berg, Jan van den, Jr.")
    >>> name.family, name.given, name.dropping_particle, name.suffix
    ('Berg', 'Jan', 'van den', 'Jr.')
    >>> parse_name("World Health Organization,").literal, parse_name("et al.").literal
    ('World Health Organization', 'others')
    """
    text = " ".join(text.split())
    if _OTHERS.fullmatch(text):
        return Name(literal=OTHERS)
    family, comma, rest = (part.strip() for part in text.partition(","))
    given, _, suffix = (part.strip() for part in rest.partition(","))
    if not comma and (initialled := _INITIALLED.fullmatch(text)):
        return with_particles(Name(initialled[1], initialled[2]))
    if not given and not suffix:
        return Name(family=family) if " " not in family and not comma else Name(literal=family)
    return with_particles(Name(family, given, suffix=suffix))
