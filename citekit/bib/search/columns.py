"""What of a reference is searched: its texts as folded words, by column of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citekit.bib.search.words import spellings, words
from citekit.model import Date, Key, Name, Reference
from citekit.patterns import pattern
from citekit.richtext import plain

# How much a word counts by where it is found: in a title ten times as much as in an abstract.
WEIGHTS = {
    "key": 6.0,
    "author": 8.0,
    "title": 10.0,
    "container": 4.0,
    "year": 4.0,
    "publisher": 2.0,
    "keyword": 4.0,
    "identifier": 4.0,
    "archive": 3.0,
    "abstract": 1.0,
    "note": 1.0,
    "type": 1.0,
}
COLUMNS = tuple(WEIGHTS)
# What a word without a field is looked for in: types are only found when they are asked for.
FIELDS = COLUMNS[:-1]

_VARIABLES = {
    "title": "title title-short translated-title original-title volume-title part-title reviewed-title",
    "container": "container-title container-title-short collection-title event event-title",
    "publisher": "publisher publisher-place original-publisher original-publisher-place event-place",
    "keyword": "keyword",
    "identifier": "DOI ISBN ISSN PMID PMCID URL",
    "archive": "archive archive_collection archive_location archive-place call-number",
    "abstract": "abstract",
    "": "language source",  # what no one looks for
}
_COLUMN = {variable: column for column, variables in _VARIABLES.items() for variable in variables.split()}
_NUMBERS = ("number", "collection-number")
_DATES = ("issued", "original-date", "event-date")
# Fields that programs write for themselves.
_MACHINES = ("bdsk-", "date-added", "date-modified", "file", "mendeley-", "owner", "timestamp")

# Parts two texts of a column, so that no phrase runs on from one into the other: no word has this sign.
GAP = " ¦ "
# A work that was issued over more years than these is found by its first and last.
_SPAN = 150
FOREVER = 99999
_PIECES = pattern(r"[^\W\d_A-Z]+|[A-Z]+[^\W\d_A-Z]*|\d+")


def columns(key: Key, reference: Reference) -> list[str]:
    """Return the words of every column of COLUMNS, parted by blanks."""
    found: dict[str, list[str]] = {column: [] for column in COLUMNS}
    found["key"] = [key, " ".join(_PIECES.findall(key))]
    found["author"] = [_full(name) for people in reference.names.values() for name in people]
    for variable, text in reference.texts.items():
        if column := _COLUMN.get(variable, "note"):
            found[column].append(plain(text))
    found["identifier"] += [reference.numbers[name] for name in _NUMBERS if name in reference.numbers]
    found["year"] = [text for date in _dates(reference) for text in _year_texts(date)]
    found["note"] += [text for name, text in reference.extra.items() if not name.startswith(_MACHINES)]
    found["type"] = [reference.type]
    return [_written(texts) for texts in found.values()]


def years(reference: Reference) -> Iterator[tuple[int, int]]:
    """Yield the first and the last year of its dates: of issue, of the original, of an event."""
    for date in _dates(reference):
        if date.start:
            last = date.start[0] if date.end is None else date.end[0] if date.end else FOREVER
            yield date.start[0], max(last, date.start[0])


def _dates(reference: Reference) -> Iterable[Date]:
    return (reference.dates[name] for name in _DATES if name in reference.dates)


def _year_texts(date: Date) -> list[str]:
    ends = [str(end[0]) for end in (date.start, date.end) if end]
    if len(ends) == 2 and 0 < int(ends[1]) - int(ends[0]) <= _SPAN:
        ends = [str(year) for year in range(int(ends[0]), int(ends[1]) + 1)]
    return [*ends, date.literal]


def _full(name: Name) -> str:
    parts = (name.given, name.dropping_particle, name.non_dropping_particle, name.family, name.suffix, name.literal)
    return " ".join(part for part in parts if part)


def _written(texts: list[str]) -> str:
    others = [word for text in texts for word in spellings(text)]
    parts = [*(" ".join(words(text)) for text in texts), " ".join(others)]
    return GAP.join(part for part in parts if part)
