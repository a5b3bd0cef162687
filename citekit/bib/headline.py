"""A reference in few words, for lists: who, when, what."""

from __future__ import annotations

from citekit.model import OTHERS, Date, Name, Reference
from citekit.richtext import plain
from citekit.values import NamedTuple

_MAKERS = ("author", "editor", "director", "composer", "translator", "recipient")


class Headline(NamedTuple):
    """*people* are "Cohen", "Cohen and Lewin" or "Cohen et al."; each part may be empty."""

    people: str
    year: str
    title: str


def headline(reference: Reference) -> Headline:
    """Return who made a work, when, and its title."""
    makers = next((reference.names[role] for role in _MAKERS if reference.names.get(role)), ())
    makers = makers or next(iter(reference.names.values()), ())
    title = next((text for name in ("title", "container-title", "genre") if (text := reference.texts.get(name))), ())
    return Headline(_people(makers), _year(reference.dates.get("issued", Date())), " ".join(plain(title).split()))


def _people(names: tuple[Name, ...]) -> str:
    match [_short(name) for name in names if name.literal != OTHERS]:
        case []:
            return ""
        case [one] if len(names) == 1:
            return one
        case [one, other] if len(names) == 2:
            return f"{one} and {other}"
        case [one, *_]:
            return f"{one} et al."
    return ""


def _short(name: Name) -> str:
    family = " ".join(part for part in (name.non_dropping_particle, name.family) if part)
    return family or name.literal or name.given


def _year(date: Date) -> str:
    if not date.start:
        return date.literal
    first = _said(date.start[0])
    if date.end is None or date.end[:1] == date.start[:1]:
        return first
    return f"{first}–{_said(date.end[0]) if date.end else ''}"


def _said(year: int) -> str:
    return str(year) if year > 0 else f"{-year} BC"
