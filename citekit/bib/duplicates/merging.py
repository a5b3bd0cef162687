"""What becomes of the fields of two entries that are made one: nothing is thrown away in silence.

Works on names and texts, whatever they come from: the variables of references, or the fields of a .bib file by their
names in biblatex's spelling (``field_key``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from citekit.bib.duplicates.identifiers import doi, isbns
from citekit.bib.inheritance.rules import canonical
from citekit.folding import folded, number_key
from citekit.values import NamedTuple

_Owner = TypeVar("_Owner")


class Conflict(NamedTuple):
    """A field that two entries fill differently; *kept* stays unless the user says otherwise.

    *name* is the field of the entry that is kept, "date" for all fields of a date. A *minor* one is of a field that
    programs write for themselves; what somebody noted is none.
    """

    name: str
    kept: str
    other: str
    minor: bool = False


class MergedFields(NamedTuple):
    """*filled* are fields that come from the other entry, in its order; *joined* are lists put together, as they
    will read; *conflicts* have both texts. What the two say alike is not listed.
    """

    filled: Mapping[str, str]
    joined: Mapping[str, str]
    conflicts: tuple[Conflict, ...]


# Fields that are lists of keywords, keys or files: together they are longer, not in conflict.
_LISTS: Mapping[str, str] = {
    "keywords": ",", "keyword": ",", "ids": ",", "related": ",", "groups": ",",
    "file": ";",  # as JabRef and Zotero write it
}  # fmt: skip
_NUMBERS = frozenset(("volume", "number", "issue", "edition", "part", "chapter", "volumes"))

# The fields that say a date, beside biblatex's aliases.
_OF_A_DATE = frozenset(("year", "month", "day"))


def field_key(name: str) -> str:
    """Return the field that a field of a .bib file is another name of; year, month and day are of the date.

    >>> field_key("Journal"), field_key("title")
    ('journaltitle', 'title')
    """
    name = name.lower()
    return _DATE if name in _OF_A_DATE else canonical(name)


def merge_fields(
    kept: Mapping[str, str],
    other: Mapping[str, str],
    key: Callable[[str], str] = str,
    plain: Callable[[str, str], str] = lambda _, value: value,
) -> MergedFields:
    """Return what *other* has to add to *kept*, and where the two disagree.

    *key* maps the name of a field to what two names of one field have in common; *plain* makes the value of
    a field (name, value) readable, so that spelling alone is no conflict: of LaTeX, or of names turned round. A date
    that *kept* has in any of its fields stays whole.
    """
    mine: dict[str, str] = {}
    for name in kept:
        mine.setdefault(key(name), name)
    filled: dict[str, str] = {}
    joined: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for name, value in other.items():
        twin = name if name in kept else mine.get(key(name), "")
        if not value.strip() or key(name) == _DATE:
            continue
        if not twin or not kept[twin].strip():
            filled[name] = value
        elif same_value(twin, plain(twin, kept[twin]), plain(name, value)):
            continue
        elif key(name) in _LISTS:
            if (whole := _joined(kept[twin], value, _LISTS[key(name)])) != kept[twin]:
                joined[twin] = whole
        else:
            conflicts.append(Conflict(twin, kept[twin], value, key(name) in _MINOR))
    added, clash = _merge_dates(_of_date(kept, key), _of_date(other, key))
    return MergedFields(filled | added, joined, (*conflicts, *clash))


def _of_date(fields: Mapping[str, str], key: Callable[[str], str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if key(name) == _DATE and value.strip()}


def _merge_dates(kept: Mapping[str, str], other: Mapping[str, str]) -> tuple[dict[str, str], list[Conflict]]:
    """Return the fields of a date that come from *other*, and the conflict: ``date``, or year, month and day."""
    if not kept or not other:
        return dict(other), []
    ours, theirs = _date_parts(kept), _date_parts(other)
    if ours[: len(theirs)] == theirs:
        return {}, []
    if theirs[: len(ours)] == ours and "date" not in {*kept, *other}:
        return {name: value for name, value in other.items() if name not in kept}, []
    mine, other_date = (", ".join(f"{name} = {value}" for name, value in one.items()) for one in (kept, other))
    return {}, [Conflict(_DATE, mine, other_date)]


def _date_parts(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return year, month and day as far as they are there, in one spelling each."""
    if "date" in fields:
        return tuple(part.lstrip("0") for part in fields["date"].strip().split("-"))
    year, month, day = (fields.get(name, "").strip() for name in ("year", "month", "day"))
    number = _MONTHS.find(month[:3].lower()) // 3 + 1 if len(month) > 2 else 0
    parts = (year, str(number) if number else month.lstrip("0"), day.lstrip("0"))
    return parts[: next((place for place, part in enumerate(parts) if not part), 3)]


_DATE = "date"
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"


def same_value(name: str, first: str, second: str) -> bool:
    """Do two values of a field say the same, spelling apart?

    >>> same_value("pages", "344--373", "344–373"), same_value("volume", "II", "2"), same_value("title", "A", "B")
    (True, True, False)
    """
    if " ".join(first.split()) == " ".join(second.split()):
        return True
    match name.lower():
        case "doi":
            keys = doi(first), doi(second)
        case "isbn":
            keys = " ".join(sorted(isbns(first))), " ".join(sorted(isbns(second)))
        case "page" | "pages":
            keys = folded(first), folded(second)
        case "url" | "file" | "eprint" | "abstract":
            return False
        case number if number in _NUMBERS:
            keys = number_key(first), number_key(second)
        case _:
            keys = folded(first), folded(second)
    return keys[0] == keys[1] != ""


def _joined(first: str, second: str, separator: str) -> str:
    """Return the list *first* with the members of *second* that it does not have."""
    members = [member.strip() for member in first.split(separator)]
    known = {folded(member) for member in members}
    more = [one for member in second.split(separator) if (one := member.strip()) and folded(one) not in known]
    gap = separator if separator == ";" else f"{separator} "  # a blank would be part of a file's name
    return f"{first.rstrip().rstrip(separator).rstrip()}{gap}{gap.join(more)}" if more else first


def fuller(entries: Sequence[tuple[_Owner, Mapping[str, str]]]) -> list[_Owner]:
    """Return the owners of fields, the fullest first: more fields that count, then longer ones, then the first.

    A letter outside ASCII is as long as two, since "Mueller" says no more than "Müller"; where all is as long, more of
    these letters are better. Fields that an exporter adds by itself (abstract, file, timestamps) count for nothing.
    """
    counted = [_fullness(fields) for _, fields in entries]
    order = sorted(range(len(entries)), key=lambda place: (*(-figure for figure in counted[place]), place))
    return [entries[place][0] for place in order]


def _fullness(fields: Mapping[str, str]) -> tuple[int, int, int]:
    values = [value for name, value in fields.items() if value.strip() and name.lower() not in _BYWORK]
    marked = sum(not letter.isascii() and letter.isalpha() for value in values for letter in value)
    return len(values), sum(map(len, values)) + marked, marked


# What programs write for themselves, and what tells no more of the work: an entry is no fuller by it.
_BYWORK = frozenset(
    "abstract annotation annote file keywords keyword timestamp owner urldate accessed groups date-added date-modified "
    "bdsk-url-1 bdsk-url-2 bdsk-file-1 creationdate modificationdate mendeley-tags note".split()
)
_MINOR = _BYWORK - frozenset(("annotation", "annote", "note"))
