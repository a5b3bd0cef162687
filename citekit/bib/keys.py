"""Keys made for references that have none: "cohen1973", "cohen1973a" for the next.

A key is made of what the reference says alone, and of the keys before it, so that the same file gives the same keys. It
has small letters and figures of ASCII, which every program takes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from citekit.model import Key, Reference
from citekit.richtext import plain

_STOPWORDS = frozenset("a an the der die das ein eine le la les un une el los las il lo".split())
_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "e", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "ph",
    "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip


def make_key(reference: Reference, taken: Container[str]) -> Key:
    """Return a key for *reference* that is not in *taken*."""
    date = reference.dates.get("issued")
    year = str(abs(date.start[0])) if date and date.start else ""
    return free_key((_name(reference) + year) or "ref", taken)


def free_key(key: str, taken: Container[str]) -> Key:
    """Return *key*, or the first of "keya", "keyb" … "keyz", "keyaa" … that is not in *taken*."""
    made, number = key, 0
    while made in taken:
        number += 1
        made = key + _letters(number)
    return Key(made)


def _letters(number: int) -> str:
    """Return 1 as a, 26 as z, 27 as aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _name(reference: Reference) -> str:
    """Return the word that a key starts with: of the first author or editor, else of the title."""
    names = reference.names
    people = names.get("author") or names.get("editor") or next(iter(names.values()), ())
    for word in (people[0].family, *people[0].literal.split()) if people else ():
        if ascii_letters(word) and word.lower() not in _STOPWORDS:
            return ascii_letters(word)
    title = plain(reference.texts.get("title", ()))
    words = [made for word in re.split(r"[\s\W]+", title) if (made := ascii_letters(word)) and made not in _STOPWORDS]
    return words[0] if words else ""


def ascii_letters(text: str) -> str:
    """Return the letters and figures of *text* in ASCII, small: "Müller" as "muller", "Čapek" as "capek"."""
    bare = (letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return "".join(re.findall("[a-z0-9]", "".join(_LETTERS.get(letter, letter) for letter in bare)))
