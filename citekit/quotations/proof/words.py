r"""A text as words with their places, each in a form for comparing; what stands between two of them ``gaps`` tells.

Forms are what a printer may change and nobody minds: composed letters, ligatures, long s, soft hyphens, the apostrophe.
Nothing else is folded: "Stalin" and "stalin", "е" and "ё", "colour" and "color" are different words. A character of a
script without blanks (Chinese, Japanese, Thai …) is a word, and so is a sign such as & or %.

A word parted at the end of a line, ``revo-\nlution``, is one word if it goes on in small letters. Whether it has a
hyphen of its own (``self-\nevident``) cannot be told there: *broken* has its pieces.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from unicodedata import is_normalized, normalize

from citekit.patterns import pattern
from citekit.values import dataclass, field

# Marks that are set above, below and into letters; Python does not count them among the characters of words.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    r"\u06d6-\u06dc\u06df-\u06e8\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    r"\u0a01-\u0a4d\u0b01-\u0b4d\u0b82-\u0bcd\u0c00-\u0c4d\u0d00-\u0d4d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc"
    r"\u3099\u309a\ufe20-\ufe2f"
)
# What is in a word and not seen: the soft hyphen, joiners and non-joiners, the word joiner, the byte order mark.
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ALONE = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"[^\W_{_RAISED}{_ALONE}]"
_BODY = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}{_UNSEEN}])*"
_APOSTROPHES = "'’ʼ′ʹ＇`´"
_BREAK = r"[-‐¬\u00ad][ \t\r\u00a0]{0,20}[\n\f][\s\u200b\ufeff]{0,200}"
_WORD = pattern(
    rf"[{_ALONE}][{_MARKS}]*"
    rf"|{_BODY}(?:(?:[{_APOSTROPHES}](?={_LETTER})|(?P<broken>(?:(?<=[^\W\d_])|(?<=[{_MARKS}]))[{_UNSEEN}]?{_BREAK})(?=[^\W\d_])){_BODY})*"
    r"|[&%‰§№$€£¥©®°+=<>×÷@#~]"
)
_BROKEN = pattern(_BREAK)
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "ſ": "s", "Ĳ": "IJ", "ĳ": "ij"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | dict.fromkeys(_APOSTROPHES, "'")
)


@lru_cache(maxsize=1 << 16)
def form_of(word: str) -> str:
    """Return the form of a word for comparing.

    >>> form_of("ﬁrſt"), form_of("don’t"), form_of("e\u0301t\u00ade\u0301")
    ('first', "don't", 'été')
    """
    if word.isascii() and "'" not in word and "`" not in word:
        return word
    word = word.translate(_LIGATURES)
    return word if is_normalized("NFC", word) else normalize("NFC", word)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of *text*: where each begins and ends, its form, its form in small letters.

    *broken* has the pieces of words that were parted at the end of a line, by their index.
    """

    text: str = field(repr=False)
    starts: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    forms: tuple[str, ...] = field(repr=False)
    small: tuple[str, ...] = field(repr=False)
    broken: dict[int, tuple[str, ...]] = field(repr=False)

    def __len__(self) -> int:
        return len(self.forms)

    def gap(self, index: int) -> str:
        """Return what stands before word *index*; for the number of words what stands behind the last."""
        start = self.ends[index - 1] if index else 0
        end = self.starts[index] if index < len(self.forms) else len(self.text)
        return self.text[start:end]

    def shown(self, index: int) -> str:
        """Return word *index* as it stands, in one piece."""
        if index in self.broken:
            return "".join(self.broken[index])
        return self.text[self.starts[index] : self.ends[index]]


def words_of(text: str) -> Words:
    r"""Return the words of *text*, in time in proportion to it.

    >>> words_of("The revo-\nlution’s 1,000 days").forms
    ('The', "revolution's", '1', '000', 'days')
    """
    starts, ends = array("I"), array("I")
    forms: list[str] = []
    small: list[str] = []
    broken: dict[int, tuple[str, ...]] = {}
    lowered: dict[str, str] = {}
    for found in _WORD.finditer(text):
        start, end = found.span()
        for first, last in _pieces(text, start, end) if found["broken"] else ((start, end),):
            word = text[first:last]
            if found["broken"] and len(pieces := _BROKEN.split(word)) > 1:
                broken[len(forms)] = tuple(map(form_of, pieces))
                word = "".join(pieces)
            form = form_of(word)
            starts.append(first)
            ends.append(last)
            forms.append(form)
            small.append(lowered.get(form) or lowered.setdefault(form, form.lower()))
    return Words(text, starts, ends, tuple(forms), tuple(small), broken)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words that a stretch with breaks is: it goes on over a break in small letters alone."""
    found: list[tuple[int, int]] = []
    begin = start
    for one in _BROKEN.finditer(text, start, end):
        if not text[one.end() : one.end() + 1].islower():
            found.append((begin, one.start()))
            begin = one.end()
    return [*found, (begin, end)]
