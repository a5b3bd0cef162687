"""Text as words to search for: case, accents and other marks that a searcher leaves out are folded away.

A word is a run of letters and figures. Latin, Greek and Cyrillic letters lose their marks (é, ё, й), Hebrew and Arabic
their points; marks of other scripts are letters there, and stay. ß is ss, æ is ae, ø is o and ł is l, as people type
who do not have them. Chinese and Japanese have no blanks: each character is a word, and several make a phrase.

Some words are written in more ways than one; ``spellings`` are those that folding does not reach: Müller is Mueller
too, O'Neill ONeill, co-operation cooperation.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from citekit.patterns import pattern

# Letters that Unicode does not take apart, in lower case.
_LETTERS = {
    "æ": "ae",
    "ð": "d",
    "ø": "o",
    "þ": "th",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "ł": "l",
    "ŋ": "n",
    "œ": "oe",
    "ŧ": "t",
    "ƶ": "z",
}
# Marks that may be left out: accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels.
_MARKS = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF))
# Signs within transliterated words: soft and hard sign, ayin and alif.
_SIGNS = frozenset("ʹʺʻʼʽʾʿˈˊ")
# Scripts without blanks.
_KANA = ((0x3041, 0x30FF), (0x31F0, 0x31FF))
_HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))

_UMLAUT = pattern("[äöüåøÄÖÜÅØ]")
_WITHOUT_UMLAUTS = {ord(letter): two for letter, two in zip("äöüåø", ("ae", "oe", "ue", "aa", "oe"), strict=True)}
_JOINT = r"(?<=[^\W_])['’\-\u2010\u2011](?=[^\W_])"
_COMPOUND = pattern(_JOINT)
_MANIFOLD = pattern(f"[äöüåøÄÖÜÅØ]|{_JOINT}")


class _Folding(dict[int, str]):
    """What each character becomes, worked out when it is first met: ``str.translate`` asks for it."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(character: str) -> str:
    if character in _SIGNS or unicodedata.category(character) == "Cf":  # soft hyphens and the like
        return ""
    parts = (part for part in unicodedata.normalize("NFKD", character.casefold()) if not _within(part, _MARKS))
    letters = "".join(_LETTERS.get(part, part) for part in parts)
    return "".join(map(_spaced, unicodedata.normalize("NFC", letters.casefold())))


def _spaced(letter: str) -> str:
    """Return a letter, figure or mark as part of a word, and a blank for anything else."""
    if unicodedata.category(letter)[0] not in "LNM":
        return " "
    return f" {letter} " if _within(letter, (*_KANA, *_HAN)) else letter


def _within(character: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(character) <= last for first, last in ranges)


_FOLDING = _Folding()


def words(text: str) -> list[str]:
    """Return the folded words of *text*, in order.

    >>> words("Die Straße — L'État, Ёлкин; 歴史")
    ['die', 'strasse', 'l', 'etat', 'елкин', '歴', '史']
    """
    return _composed(text).translate(_FOLDING).split()


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=10_000)  # names and the words of titles come back
def forms(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of *text* as it is written, and as it may be written too; ``()`` if there is no word in it.

    >>> forms("Müller-Lyer")
    (('muller', 'lyer'), ('mullerlyer',), ('mueller', 'lyer'), ('muellerlyer',))
    """
    text = _composed(text)
    found = [tuple(words(text))]
    if _COMPOUND.search(text):
        found.append(tuple(words(_COMPOUND.sub("", text))))
    if _UMLAUT.search(text):
        found += forms(text.lower().translate(_WITHOUT_UMLAUTS))
    return tuple(dict.fromkeys(form for form in found if form))


def spellings(text: str) -> list[str]:
    """Return the words of *text* that are there only in other forms.

    >>> spellings("Mrs O'Neill and Frau Müller-Lyer")
    ['oneill', 'mullerlyer', 'mueller', 'lyer', 'muellerlyer']
    """
    text = _composed(text)
    if not _MANIFOLD.search(text):
        return []
    manifold = (chunk for chunk in text.split() if _MANIFOLD.search(chunk))
    return [word for chunk in manifold for form in forms(chunk)[1:] for word in form]
