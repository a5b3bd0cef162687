"""Strings in the order of a language's dictionary: the keys that sorting compares.

The embedded order is the default, so that a bibliography comes out the same on every machine: letters by their base
letter, accents and case only where all else is equal, blanks and punctuation before digits before letters, and the
letters that a language counts as its own in their places (å ä ö after z in Swedish). Source: the Unicode
Collation Algorithm's default order and the CLDR tailorings, for the languages of CSL's locale files. PyICU, icu4py
or pyuca take its place where the environment variable ``CITEKIT_COLLATION`` names one of them.
"""

from __future__ import annotations

import importlib
import os
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from citekit.errors import UsageError

IMPLEMENTATIONS = ("embedded", "PyICU", "icu4py", "pyuca")

# Letters that follow others as letters of their own: (letter after which they come, letters in order).
_OWN: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sv": (("z", "åäö"),),
    "fi": (("z", "åäö"),),
    "da": (("z", "æøå"),),
    "nb": (("z", "æøå"),),
    "nn": (("z", "æøå"),),
    "is": (("d", "ð"), ("z", "þæöå")),
    "et": (("s", "š"), ("w", "õäöü")),
    "es": (("n", "ñ"),),
    "gl": (("n", "ñ"),),
    "eu": (("n", "ñ"),),
    "pl": (("a", "ą"), ("c", "ć"), ("e", "ę"), ("l", "ł"), ("n", "ń"), ("o", "ó"), ("s", "ś"), ("z", "źż")),
    "cs": (("c", "č"), ("r", "ř"), ("s", "š"), ("z", "ž")),
    "sk": (("a", "ä"), ("c", "č"), ("o", "ô"), ("s", "š"), ("z", "ž")),
    "sl": (("c", "č"), ("s", "š"), ("z", "ž")),
    "hr": (("c", "čć"), ("d", "đ"), ("s", "š"), ("z", "ž")),
    "lt": (("c", "č"), ("s", "š"), ("z", "ž")),
    "lv": (("c", "č"), ("g", "ģ"), ("k", "ķ"), ("l", "ļ"), ("n", "ņ"), ("s", "š"), ("z", "ž")),
    "hu": (("o", "ö"), ("u", "ü")),
    "ro": (("a", "ăâ"), ("i", "î"), ("s", "ș"), ("t", "ț")),
    "tr": (("c", "ç"), ("g", "ğ"), ("h", "ı"), ("o", "ö"), ("s", "ş"), ("u", "ü")),
}
_DIGRAPHS: Mapping[str, Mapping[str, str]] = {  # Czech and Slovak ch comes after h
    "cs": {"ch": "h"},
    "sk": {"ch": "h"},
}
_SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n"}
_CYRILLIC_AFTER = {"ґ": "г", "є": "е", "і": "и", "ї": "и", "ў": "у", "ђ": "д", "ј": "и", "љ": "л", "њ": "н", "ћ": "т"}
_KEPT_MARKS = {"й": "и"}  # letters that only look like an accented other


class Collator:
    """Makes sort keys. *name* says whose order it is."""

    __slots__ = ("_key", "name")

    def __init__(self, name: str, key: Callable[[str], Any]) -> None:
        self.name = name
        self._key = key

    def __call__(self, text: str) -> Any:
        """Return a key for *text*: comparable with the keys of this collator alone, and hashable."""
        return self._key(text)


def collator(language: str, prefer: str = "") -> Collator:
    """Return the collator for *language* (BCP 47), the embedded one unless *prefer* or the environment names another.

    Raises: UsageError for an unknown implementation or one that is not installed.
    """
    name = prefer or os.environ.get("CITEKIT_COLLATION", "") or "embedded"
    return _collator(language.partition("-")[0].lower(), language, name)


@lru_cache
def _collator(base: str, language: str, name: str) -> Collator:
    if name == "embedded":
        return Collator(name, _embedded(base))
    if name not in IMPLEMENTATIONS:
        raise UsageError(f"unknown collation {name!r}", hint=f"one of: {', '.join(IMPLEMENTATIONS)}")
    try:
        return Collator(name, _installed(name, language))
    except ImportError:
        raise UsageError(f"the collation {name!r} is not installed", hint=f"pip install {name}") from None


def _installed(name: str, language: str) -> Callable[[str], Any]:
    if name == "PyICU":
        icu: Any = importlib.import_module("icu")  # installed or not, it has no types
        key: Callable[[str], Any] = icu.Collator.createInstance(icu.Locale(language)).getSortKey
        return key
    if name == "icu4py":
        made: Any = importlib.import_module("icu4py.collator").Collator(language)
        own: Callable[[str], Any] = made.sort_key if hasattr(made, "sort_key") else made.get_sort_key
        return own
    pyuca: Any = importlib.import_module("pyuca")
    default: Callable[[str], Any] = pyuca.Collator().sort_key
    return default


def _embedded(base: str) -> Callable[[str], tuple[str, str, str]]:
    places = _places(base)
    digraphs = _DIGRAPHS.get(base, {})

    @lru_cache(maxsize=1 << 16)
    def key(text: str) -> tuple[str, str, str]:
        folded = unicodedata.normalize("NFC", text).casefold() if not text.isascii() else text.lower()
        for pair, after in digraphs.items():
            folded = folded.replace(pair, f"{after}\uffff")
        primary = folded if folded.isascii() else "".join([places.get(char) or _base(char) for char in folded])
        # Marks that a reader passes over count as nothing; a blank parts words and so comes first.
        primary = primary.translate(_PUNCTUATION)
        return primary, folded, text.swapcase()  # small letters before capitals, as ICU has it

    return key


def _places(base: str) -> dict[str, str]:
    """Return the letters a language counts as its own: each as the letter before it and a mark that sorts last."""
    places = {letter: after + "\uffff" for letter, after in _CYRILLIC_AFTER.items()}
    places |= {letter: after + "\ufffe" for letter, after in _KEPT_MARKS.items()}
    for after, letters in _OWN.get(base, ()):
        for rank, letter in enumerate(letters):
            places[letter] = after + "\uffff" * (rank + 1)
    return places


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    """Return a letter without its accents."""
    if char in _SPELLED:
        return _SPELLED[char]
    return "".join(part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part))


_PUNCTUATION = str.maketrans(dict.fromkeys("'’‘ʼ\"“”„«»‹›-‐‑.,:;!?()[]{}…·*/\\", ""))
