"""Titles, as the rules look at them: capitals as in a headline or a sentence, journals abbreviated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from citekit.bib.mapping.languages import language_tag
from citekit.checks.entry import Entry
from citekit.checks.library import Entries
from citekit.csl.textcase import STOP_WORDS
from citekit.folding import title_key
from citekit.patterns import pattern

_ENGLISH = frozenset("the of and for with from by an".split())
_GROUP = pattern(r"\{(?:[^{}]|\{[^{}]*\})*\}")
_WORD = pattern(r"(?<![\w{\\])[^\W\d_]{2,}(?![\w}])")


def is_english(entry: Entry) -> bool:
    """Tell whether an entry says that it is in English, or its title does where it says nothing."""
    said = entry.text("langid") or entry.text("language")
    if said:
        return language_tag(said).startswith("en")
    title = entry.value("title")
    return title.isascii() and not _ENGLISH.isdisjoint(title.lower().split())


def is_headline(title: str) -> bool | None:
    """Tell whether a title has capitals as in a headline, or as in a sentence; None where that cannot be told.

    What is in braces keeps its capitals everywhere, and tells nothing.
    """
    if "{" in title:
        title = _GROUP.sub(" ", title)
    words = [word for word in _WORD.findall(title)[1:] if word.lower() not in STOP_WORDS]
    capitals = sum(word[0].isupper() for word in words)
    if len(words) < 2:
        return None
    return True if capitals == len(words) else False if not capitals else None


def abbreviated(title: str, full: Iterable[str]) -> str:
    """Return the one of *full* that *title* abbreviates word by word, "" for none or several."""
    short = tuple(word.lower() for word in title.replace(".", ". ").split())
    found = [one for one in full if _fits(short, _words(one))]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def _words(title: str) -> tuple[str, ...]:
    return tuple(word for word in title.lower().split() if word not in STOP_WORDS)


def _fits(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return len(short) == len(words) and all(
        word.startswith(one.rstrip(".")) if one.endswith(".") else word == one
        for one, word in zip(short, words, strict=True)
    )


def spelled_otherwise(entries: Entries, names: tuple[str, ...]) -> Iterator[tuple[Entry, str, str, str]]:
    """Yield texts of the fields *names* that have a more frequent spelling: the first entry with it, its field's name,
    what is written there, and how it is usually written.
    """
    count: Counter[str] = Counter()
    first: dict[str, tuple[Entry, str]] = {}
    for entry in entries.entries:
        if name := entry.first(*names):
            text = " ".join(entry.text(name).split())
            count[text] += 1
            first.setdefault(text, (entry, name))
    same: defaultdict[str, list[str]] = defaultdict(list)
    for text in first:
        same[title_key(text)].append(text)
    for spellings in same.values():
        usual = max(spellings, key=count.__getitem__)
        for text in spellings:
            if count[text] < count[usual]:
                yield (*first[text], text, usual)
