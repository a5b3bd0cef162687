"""Titles, as the rules look at them: capitals as in a headline or a sentence, journals abbreviated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from citekit.bib.mapping.languages import language_tag
from citekit.checks.entry import Entry
from citekit.csl.textcase import STOP_WORDS
from citekit.patterns import pattern

_WORD = pattern(r"(?<![\w{\\])[^\W\d_]{2,}(?![\w}])")


def is_english(entry: Entry) -> bool:
    """Tell whether an entry says that it is in English, or says nothing of its language and is in Latin letters."""
    said = entry.text("langid") or entry.text("language")
    return language_tag(said).startswith("en") if said else entry.value("title").isascii()


def is_headline(title: str) -> bool | None:
    """Tell whether a title has capitals as in a headline, or as in a sentence; None where that cannot be told."""
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
