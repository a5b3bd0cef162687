"""Entries that may be one publication: those that share an identifier, or a title and a year, compared closely.

``citekit duplicates`` looks at more pairs, and takes ten times as long; what it finds beside these is doubtful.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from unicodedata import normalize

from citekit.bib.duplicates.likeness import compare
from citekit.bib.duplicates.traits import Traits, traits
from citekit.checks.entry import Entry
from citekit.checks.library import Entries

SURE = 0.9
"""From this confidence on two entries are one publication without doubt: a title of three words, author and year."""

_DOUBTED = 0.85
"""The confidence that pages leave which are not the same."""
_MOST = 12
"""More entries that share one thing are compared with their neighbours alone."""
_SIGNS = bytes(byte for byte in range(128) if not chr(byte).isalnum())
_WEB = frozenset("online electronic www unpublished misc preprint".split())
_IDENTIFIERS = ("doi", "isbn", "eprint", "url")
_YEAR = re.compile(r"\d{4}")


def pairs(entries: Entries, least: float) -> tuple[tuple[str, str], ...]:
    """Return the keys of pairs that are one publication with a confidence of *least*, in the order of the second."""
    return tuple((first, second) for first, second, confidence in _compared(entries) if confidence >= least)


def _compared(entries: Entries) -> tuple[tuple[str, str, float], ...]:
    kept: tuple[tuple[str, str, float], ...] | None = entries.memory.get("likeness")
    if kept is None:
        kept = tuple(_likenesses(entries))
        entries.memory["likeness"] = kept
    return kept


def _likenesses(entries: Entries) -> Iterator[tuple[str, str, float]]:
    places = {key: place for place, key in enumerate(entries.by_key)}
    found: set[tuple[str, str]] = set()
    for keys in _blocks(entries):
        found.update(combinations(keys, 2) if len(keys) <= _MOST else pairwise(keys))
    made = {key: traits(entries.reference(key)) for key in {key for pair in found for key in pair}}
    for first, second in sorted(found, key=lambda pair: (places[pair[1]], places[pair[0]])):
        likeness = compare(made[first], made[second])
        # What was put on the Web before it was printed is another version of it.
        versions = {entries.by_key[one].type in _WEB for one in (first, second)}
        if likeness.verdict == "duplicate" and len(versions) == 1:
            yield first, second, min(likeness.confidence, _most_sure(made[first], made[second]))


def _most_sure(first: Traits, second: Traits) -> float:
    """Return how sure one may be of two at most: what stands on other pages may be another part of one book."""
    apart = first.pages and second.pages and first.pages[0] != second.pages[0]
    return _DOUBTED if apart else 1.0


def _blocks(entries: Entries) -> Iterator[list[str]]:
    """Yield the keys of entries that share something, in the order of the library."""
    numbers: defaultdict[tuple[str, bytes], list[str]] = defaultdict(list)
    titles: defaultdict[bytes, list[str]] = defaultdict(list)
    for key, entry in entries.by_key.items():
        fields = entry.fields
        if "title" in fields and (title := _letters(fields["title"].value)):
            titles[title[:40]].append(key)
        for name in _IDENTIFIERS:
            if name in fields and (number := _letters(fields[name].value)):
                numbers[name, number[-10:-1] if name == "isbn" else number[-10:]].append(key)  # but for its check digit
    yield from (keys for keys in numbers.values() if len(keys) > 1)
    for keys in titles.values():
        if len(keys) > 1:
            by_year: defaultdict[str, list[str]] = defaultdict(list)
            for key in keys:
                by_year[_year(entries.by_key[key])].append(key)
            yield from (one for one in by_year.values() if len(one) > 1)


def _letters(value: str) -> bytes:
    """Return the letters and figures of a value, as good as alike in any spelling; it is asked of every title."""
    if value.isascii():
        return value.lower().encode().translate(None, _SIGNS)
    plain = normalize("NFKD", value.lower()).encode("ascii", "ignore").translate(None, _SIGNS)
    return plain if 2 * len(plain) > len(value) else value.lower().encode().translate(None, _SIGNS)


def _year(entry: Entry) -> str:
    for name in ("date", "year"):
        if name in entry.all and (year := _YEAR.search(entry.all[name].value)):
            return year[0]
    return ""
