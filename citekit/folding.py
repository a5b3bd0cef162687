"""Texts in one spelling, to compare with and never to print.

Case, accents, punctuation, leading articles and the ways to write a number are gone. "Müller" and "Mueller" are one,
since both are written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from citekit.patterns import pattern

# Letters that no decomposition takes apart; and what stands inside words and counts for nothing.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ə": "e"}
    | dict.fromkeys("'’‘ʼʹʺ`´′\u00ad\u200b\u200c\u200d\ufeff", "")
)
_ASCII = str.maketrans(
    {chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
    | {"&": " and "}
    | dict.fromkeys("'`", "")
)
_APART = pattern(r"[\W_]+")
_UMLAUTS = pattern(r"(?<=[aou])e(?!\b)")
_ARTICLE = pattern(
    r"^(?:the|an?|der|die|das|ein|eine|le|la|les|un|une|el|los|las|una|il|lo|gli|i|uno|de|het|een|den|det|en|ett|et|o|os"
    r"|as|um|uma) (?=\w)"
)


# "Left Hand of Darkness, The"
_INVERTED = pattern(r", (?:the|an?|der|die|das|le|la|les|el|los|las)$", re.IGNORECASE)


def folded(text: str) -> str:
    """Return *text* in lower case, without accents and punctuation, its words parted by one blank.

    >>> folded("Über die Sœurs & l'État — 2nd"), folded("Ёлка")
    ('uber die soeurs and letat 2nd', 'елка')
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    text = unicodedata.normalize("NFKD", text)
    text = "".join(one for one in text if not unicodedata.combining(one))
    text = text.replace("&", " and ").casefold().translate(_LETTERS)
    return _APART.sub(" ", text).strip()


def umlauts_folded(text: str) -> str:
    """Return a folded text with "ae", "oe" and "ue" as "a", "o" and "u", wherever they come from."""
    return _UMLAUTS.sub("", text)


@lru_cache(maxsize=2**14)
def title_key(text: str) -> str:
    """Return a title folded, without a leading article; "Mueller" and "Müller" are one.

    >>> title_key("The Müller Affair") == title_key("Mueller affair")
    True
    """
    whole = umlauts_folded(folded(_INVERTED.sub("", text)))
    return _ARTICLE.sub("", whole) or whole


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
    "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte".split(),
)
NUMBER_WORDS = {word: str(number) for words in _ORDINALS for number, word in enumerate(words, 1)} | {
    word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
ROMAN = pattern(r"^(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")


@lru_cache(maxsize=2**14)
def number_key(text: str) -> str:
    """Return a number in one spelling: "II", "2nd", "Vol. 2" and "second" are "2"; anything else folded.

    >>> [number_key(one) for one in ("II", "2nd", "Vol. 2", "Second", "12A", "2. Aufl.", "")]
    ['2', '2', '2', '2', '12a', '2', '']
    """
    words = folded(text).split()
    if not words:
        return ""
    for word in words:
        if found := re.fullmatch(r"0*(\d+)(?:st|nd|rd|th|e|er|re|eme|te)?", word):
            return found[1]
        if word in NUMBER_WORDS:
            return NUMBER_WORDS[word]
    if ROMAN.match(words[-1]):
        return str(roman_value(words[-1]))
    return " ".join(words)


def roman_value(text: str) -> int:
    """Return what Roman figures say, by their order alone.

    >>> roman_value("xiv")
    14
    """
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[letter] for letter in text.lower()]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
