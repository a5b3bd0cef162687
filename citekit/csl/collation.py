"""Strings in the order of a language's dictionary: the keys that sorting compares.

The embedded order is the default, so that a bibliography comes out the same on every machine. It has four levels,
each only where the one before is equal: letters (blanks before symbols before digits before letters), accents, case,
and the text itself. Punctuation counts on the last level alone, so that "O'Brien" stands among the Ob.

Source: the default order of the Unicode Collation Algorithm and CLDR's tailorings for the languages of CSL's locale
files: own letters (Swedish å ä ö after z), letter pairs (Czech ch after h), and the language's script before others.
Ideographs follow the national character sets (readings in Japanese and simplified Chinese, strokes in traditional).
PyICU or pyuca take the place of letters, accents and case where they are asked for; punctuation stays as it is here.
"""

from __future__ import annotations

import importlib
import os
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Literal

from citekit.errors import UsageError
from citekit.nearest import did_you_mean
from citekit.patterns import pattern

Preference = Literal["auto", "embedded", "PyICU", "icu4py", "pyuca"]
IMPLEMENTATIONS: tuple[Preference, ...] = ("embedded", "PyICU", "icu4py", "pyuca")
VARIABLE = "CITEKIT_COLLATION"


class Collator:
    """Makes sort keys. *name* says whose order it is."""

    __slots__ = ("_key", "loose", "name")

    def __init__(self, name: str, key: Callable[[str], Any], loose: Callable[[str], Any]) -> None:
        """Make a collator; *loose* makes keys in which neither case nor punctuation counts."""
        self.name = name
        self.loose = loose
        self._key = key

    def __call__(self, text: str) -> Any:
        """Return a key for *text*: hashable, and comparable with the keys of this collator alone."""
        return self._key(text)


def collator(language: str, prefer: Preference = "auto") -> Collator:
    """Return the collator for *language* (BCP 47); an unknown language has the default order.

    "auto" is the embedded one, unless the environment variable ``CITEKIT_COLLATION`` names another.

    Raises: UsageError for an unknown implementation or one that cannot be used here.

    >>> sorted(["Zander", "Öberg", "Olsen"], key=collator("sv-SE"))
    ['Olsen', 'Zander', 'Öberg']
    >>> sorted(["Zander", "Öberg", "Olsen"], key=collator("de-DE"))
    ['Öberg', 'Olsen', 'Zander']
    """
    if prefer == "auto":
        return _collator(language, os.environ.get(VARIABLE, "").strip() or "embedded", f" (from ${VARIABLE})")
    return _collator(language, prefer, "")


def in_use() -> str:
    """Return the name of the collation that "auto" stands for here, one of ``IMPLEMENTATIONS``.

    Raises: UsageError as ``collator`` does.
    """
    return collator("en").name


@lru_cache(maxsize=256)
def _collator(language: str, wanted: str, whence: str) -> Collator:
    name = next((name for name in IMPLEMENTATIONS if name.lower() == wanted.lower()), None)
    if name is None:
        hint = did_you_mean(wanted, IMPLEMENTATIONS) or f"one of: {', '.join(IMPLEMENTATIONS)}"
        raise UsageError(f"unknown collation {wanted!r}{whence}", hint=hint)
    if name == "embedded":
        full = _embedded(language)
        return Collator(name, full, lambda text: full(text)[:2])
    try:
        letters = _INSTALLED[name](language)
    except ImportError:
        hint = f"pip install {name}, or use the embedded collation"
        raise UsageError(f"the collation {name!r}{whence} is not installed", hint=hint) from None
    outside = _outside(letters)
    return Collator(name, outside, lambda text: outside(text.casefold())[0])


def _icu(language: str) -> Callable[[str], Any]:
    icu: Any = importlib.import_module("icu")  # installed or not, it has no types
    key: Callable[[str], Any] = icu.Collator.createInstance(icu.Locale(language)).getSortKey
    return key


def _icu4py(language: str) -> Callable[[str], Any]:
    package: Any = importlib.import_module("icu4py")  # as above
    try:
        made: Any = importlib.import_module("icu4py.collator").Collator(language)
        key: Callable[[str], Any] = made.sort_key
    except (ImportError, AttributeError):  # 1.2 has segments, locales and messages, no collation
        version = getattr(package, "__version__", "installed")
        raise UsageError(
            f"this icu4py ({version}) has no collation", hint="choose PyICU or the embedded collation"
        ) from None
    return key


def _pyuca(_language: str) -> Callable[[str], Any]:
    pyuca: Any = importlib.import_module("pyuca")  # as above; it has the default order alone
    key: Callable[[str], Any] = pyuca.Collator().sort_key
    return key


_INSTALLED: Mapping[str, Callable[[str], Callable[[str], Any]]] = {"PyICU": _icu, "icu4py": _icu4py, "pyuca": _pyuca}


def _outside(letters: Callable[[str], Any]) -> Callable[[str], tuple[Any, str]]:
    """Return keys by another implementation's order of *letters*, punctuation last as in the embedded order."""

    @lru_cache(maxsize=1 << 16)
    def key(text: str) -> tuple[Any, str]:
        composed = unicodedata.normalize("NFC", text)
        heard = _LONE.sub("", composed)
        return letters("".join([char for char in heard if not _is_passed_over(char)])), composed

    return key


# The embedded order

_Key = tuple[str, str, str, str]
_Weight = tuple[str, str]  # what a letter counts on the levels of letters and of accents

_LAST = "\U0010ffff"  # after any letter: "c" + _LAST is the letter that follows c
_OWN_SCRIPT = ":"  # after digits, before letters
_HEAVY = "\x7f"  # an accent after all others: strokes and ligatures


def _embedded(language: str) -> Callable[[str], _Key]:
    tag = language.replace("_", "-").lower()
    base = "hr" if tag.startswith("sr-latn") else tag.partition("-")[0]
    order = _Order(base, _han(base, tag))
    swap_case = str if base == "da" else str.swapcase  # small letters first, but not in Danish
    backwards = tag == "fr-ca"  # the last accent weighs most

    @lru_cache(maxsize=1 << 16)
    def key(text: str) -> _Key:
        if order.plain and text.isascii():
            return _LONE.sub("", text).translate(_ASCII), "", swap_case(text), text
        composed = unicodedata.normalize("NFC", text)
        heard = order.spell(_LONE.sub("", composed))
        accents = heard.translate(order.accents).rstrip(" ")
        if backwards and accents:
            accents = heard.translate(order.accents)[::-1]
        return heard.translate(order.letters), accents, swap_case(composed), composed

    return key


class _Table(dict[int, str]):
    """A table for ``str.translate`` that fills itself."""

    def __init__(self, weigh: Callable[[str], str]) -> None:
        super().__init__()
        self._weigh = weigh

    def __missing__(self, code: int) -> str:
        found = self[code] = self._weigh(chr(code))
        return found


class _Order:
    """One language's letters. *plain* tells that it orders ASCII as English does."""

    def __init__(self, base: str, han: str) -> None:
        self._script = _SCRIPTS.get(base, "")
        self._han = han
        self._turkic = base in ("az", "tr")
        self._own: dict[str, _Weight] = {}
        self._pairs: dict[str, str] = {}  # "ch" -> the private letter that stands for it
        self._read(_ROOT)
        self._read(_ALPHABETS.get(base, ""))
        if base == "hu":  # "ssz" is a long sz
            for pair, private in tuple(self._pairs.items()):
                letters, accents = self._own[private]
                self._own[self._private(pair[0] + pair)] = (letters * 2, accents * 2)
        longest = sorted(self._pairs, key=len, reverse=True)
        self._pair = pattern("|".join(longest)) if longest else None
        moved = any(char.isascii() and weight != (char, " ") for char, weight in self._own.items())
        self.plain = not (moved or self._pairs or self._turkic)
        self.letters = _Table(lambda char: self._weigh(char)[0])
        self.accents = _Table(lambda char: self._weigh(char)[1])

    def _read(self, alphabet: str) -> None:
        for group in filter(None, alphabet.split(", ")):
            anchor, *followers = [item.split("=") for item in group.split()]
            letters = "".join(self._weigh(char)[0] for char in anchor[0])
            if len(anchor[0]) == 1:
                self._own[anchor[0]] = (letters, " ")
            self._place(anchor[1:], letters, 1)
            for rank, alike in enumerate(followers, 1):
                self._place(alike, letters + _LAST * rank, 0)

    def _place(self, alike: list[str], letters: str, first: int) -> None:
        for rank, item in enumerate(alike, first):
            char = item if len(item) == 1 else self._private(item)
            self._own[char] = (letters, " " + chr(ord(_HEAVY) + rank) if rank else " ")

    def _private(self, pair: str) -> str:
        return self._pairs.setdefault(pair, chr(0xE000 + len(self._pairs)))

    def spell(self, text: str) -> str:
        """Return *text* in small letters, letter pairs made one."""
        small = (text.translate(_TURKIC) if self._turkic else text).lower()
        return self._pair.sub(lambda found: self._pairs[found[0]], small) if self._pair else small

    def _weigh(self, char: str) -> _Weight:
        if own := self._own.get(char):
            return own
        if char.isascii() or char.isspace():
            letters = char.translate(_ASCII) if char.isascii() else " "
            return letters, " " if letters else ""
        if _is_passed_over(char):
            return "", ""
        if unicodedata.combining(char) not in (0, 9):  # 9: a virama is part of the letters
            return "", chr(ord("!") + _MARKS.index(char)) if char in _MARKS else char
        if spelled := _SPELLED.get(char):
            return spelled, " " + _HEAVY + " " * (len(spelled) - 1)
        return self._apart(char) or self._letter(char)

    def _apart(self, char: str) -> _Weight | None:
        """Return the weight of the parts of an accented letter or ligature."""
        parts = unicodedata.normalize("NFKD", char).lower()
        first, marks = parts[0], parts[1:]
        if first == char or "\uac00" <= char <= "\ud7a3":  # Hangul syllables are in order as they are
            return None
        for index, mark in enumerate(marks):
            own = unicodedata.normalize("NFC", first + mark)
            if own in self._own:  # two accents, one of which makes a letter: Vietnamese ậ
                first, marks = own, marks[:index] + marks[index + 1 :]
                break
        weights = [self._weigh(part) for part in (first, *marks)]
        return "".join(letters for letters, _ in weights), "".join(accents for _, accents in weights)

    def _letter(self, char: str) -> _Weight:
        if char.isdecimal():
            return str(unicodedata.decimal(char)), " "
        if unicodedata.category(char)[0] == "S":
            return f"!{char}", " "
        if "\u30a1" <= char <= "\u30f6":  # katakana as hiragana
            return chr(ord(char) - 0x60), " " + _HEAVY
        weight = char
        if self._han and "\u4e00" <= char <= "\u9fff":
            code = char.encode(self._han, "ignore")
            weight = f"\u4e00{chr(int.from_bytes(code, 'big') - 0x8000)}" if len(code) == 2 else char
        own = self._script and unicodedata.name(char, "").startswith(self._script)
        return (_OWN_SCRIPT + weight if own else weight), " "


def _han(base: str, tag: str) -> str:
    """Return the character set whose order a language's ideographs follow, "" for that of Unicode."""
    if base == "zh":
        return "big5" if any(part in tag for part in ("hant", "tw", "hk", "mo")) else "gb2312"
    return "euc_jp" if base == "ja" else ""


@lru_cache(maxsize=1 << 14)
def _is_passed_over(char: str) -> bool:
    return not char.isspace() and (unicodedata.category(char)[0] in "PC" or char in _APOSTROPHES)


_APOSTROPHES = "ʹʺʻʼʽʾʿˈ"
_LONE = pattern(
    r"(?<!\S)[-!\"#%&'()*,./:;?@\[\\\]_{}‐‑–—…·•¿¡“”„«»‹›‘’]+\s+"
)  # "&" between blanks goes with one of them
_ASCII = str.maketrans(
    {char: char.lower() for char in map(chr, range(128)) if char.isalnum()}
    | {char: " " if char.isspace() else None for char in map(chr, range(128)) if not char.isalnum()}
    | {char: f"!{char}" for char in "$+<=>^`|~"}
)
_TURKIC = str.maketrans({"I": "ı", "İ": "i"})
# Accents in their order, which is that of the Unicode Collation Algorithm.
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
_SPELLED: Mapping[str, str] = {
    letter: base
    for base, letters in {"d": "đð", "h": "ħ", "l": "ł", "o": "ø", "t": "ŧ", "g": "ǥ"}.items()
    for letter in letters
} | {"ß": "ss", "æ": "ae", "œ": "oe", "ς": "σ"}

# Alphabets: "c č ć" has č and ć after c as letters of their own; "=" joins what differs as accents do. Pairs of
# letters may count as one. Source: CLDR 41, collation; Ukrainian, Serbian and Macedonian with their alphabets.
_ROOT = "e ə, i ı, n ŋ, z þ, г=ґ, д ђ, е є, з ѕ, и і й ј, л љ, н њ, о ө, т ћ, у ү, ч џ, ب پ, ج چ, ز ژ, ك=ک گ, ي=ی=ى"
_NORDIC = "y=ü=ű, th=þ"
_ALPHABETS: Mapping[str, str] = {
    "az": "c ç, e ə, g ğ, h x ı, k q, o ö, s ş, u ü, z w",
    "be": "е ё, у ў",
    "bs": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": f"{_NORDIC}, z æ=ä ø=ö=ő å=aa",
    "eo": "c ĉ, g ĝ, h ĥ, j ĵ, s ŝ, u ŭ",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "fa": "ء آ, و ه",
    "fi": "y=ü, z å ä=æ ö=ø",
    "fo": f"{_NORDIC}, z æ=ä=ę ø=ö=ő=œ å=aa",
    "gl": "n ñ",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö=ő, s sz, t ty, u ü=ű, z zs",
    "is": "a á, d=đ ð, e é, i í, o ó, u ú, y ý, z þ æ=ä ö=ø å",
    "lt": "c č, i=į=y, s š, z ž",
    "lv": "c č, g ģ, i=y, k ķ, l ļ, n ņ, r ŗ, s š, z ž",
    "mk": "д ѓ, т ќ",
    "nb": f"{_NORDIC}, z æ=ä=ę ø=ö=ő=œ å=aa",
    "nn": f"{_NORDIC}, z æ=ä=ę ø=ö=ő=œ å=aa",
    "no": f"{_NORDIC}, z æ=ä=ę ø=ö=ő=œ å=aa",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș=ş, t ț=ţ",
    "se": "a á, c č ʒ ǯ, d đ=ð, g ǧ ǥ, k ǩ, n ŋ=ń=ñ, s š, t ŧ=þ, y=ü=ű, z ž ø=œ æ å ä=ã ö=ő=õ=ô",
    "sk": "a ä, c č, h ch, o ô, r ř, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sv": f"{_NORDIC}, z å ä=æ=ę ö=ø=ő=œ=ô",
    "tl": "n ñ ng",
    "tr": "c ç, g ğ, h ı, o ö, s ş, u ü",
    "uk": "г ґ, и і ї й ј",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
# The script that comes before all others.
_SCRIPTS: Mapping[str, str] = {
    **dict.fromkeys(("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "bal", "brh", "fa", "pa", "ur"), "ARABIC"),
    "el": "GREEK",
    "he": "HEBREW",
    "hi": "DEVANAGARI",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
    "km": "KHMER",
    "ko": "HANGUL",
    "th": "THAI",
    "zh": "CJK",
}
