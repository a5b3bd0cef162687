"""How many texts of two processors say the same, tags and blanks aside. Quotation marks count."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.peers import Texts

_BLOCK = re.compile(r"</?(?:div|p|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_LABEL = re.compile(r"^(\[\d+\]|\d+\.) ")


@dataclass(frozen=True, slots=True)
class Sameness:
    """Of *citations* and *entries* of the standard, how many the other has word for word.

    *differences* are (what, the standard's text, the other's), the first ones of either sort.
    """

    same_citations: int
    citations: int
    same_entries: int
    entries: int
    differences: tuple[tuple[str, str, str], ...] = ()


def words(text: str) -> str:
    """Return *text* without tags and character references, each run of blanks as one space.

    No space is left after an entry's number: some set it in a column of its own, others without any gap.

    >>> words('<div>a&#38;b</div> <i>“c”</i>&nbsp;d')
    'a&b “c” d'
    >>> words("<div>[1]</div><div>D. Bell</div>")
    '[1]D. Bell'
    """
    bare = html.unescape(_TAG.sub("", _BLOCK.sub(" ", text)))
    return _LABEL.sub(r"\1", " ".join(unicodedata.normalize("NFC", bare).split()))


def sameness(standard: Texts, other: Texts, examples: int) -> Sameness:
    """Compare citations by place and entries by id; entries without ids by text alone.

    *examples* is how many differences are kept, of citations and of entries each.
    """
    citations = list(_citation_pairs(standard, other))
    entries = list(_entry_pairs(standard, other))
    return Sameness(
        sum(ours == theirs for _, ours, theirs in citations),
        len(citations),
        sum(ours == theirs for _, ours, theirs in entries),
        len(entries),
        tuple(_differing(citations)[:examples] + _differing(entries)[:examples]),
    )


def _differing(pairs: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [pair for pair in pairs if pair[1] != pair[2]]


def _citation_pairs(standard: Texts, other: Texts) -> Iterator[tuple[str, str, str]]:
    for place, text in enumerate(standard.citations):
        theirs = other.citations[place] if place < len(other.citations) else ""
        yield f"citation {place + 1}", words(text), words(theirs)


def _entry_pairs(standard: Texts, other: Texts) -> Iterator[tuple[str, str, str]]:
    known = {name.lower(): words(text) for name, text in other.entries if name}  # citeproc-py folds ids
    loose = Counter(words(text) for name, text in other.entries if not name)
    for name, text in standard.entries:
        ours = words(text)
        if loose[ours]:
            loose[ours] -= 1
            yield f"entry {name}", ours, ours
        else:
            yield f"entry {name}", ours, known.get(name.lower(), "")
