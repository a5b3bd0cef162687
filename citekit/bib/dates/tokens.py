"""A date in words, cut into its numbers, months, seasons, dashes and slashes.

What only joins these is left out (weekdays, "de", "of the", "г."). What says how the date is known is taken off: "ca."
and "?" make it circa; brackets, "©", "O.S." and a time of day are no part of a date, whose text is then not *whole* in
the tokens. Source: as in ``rawdates.py``.
"""

from __future__ import annotations

import re

from citekit.bib.dates.words import folded, months, seasons, small_words
from citekit.patterns import pattern
from citekit.values import NamedTuple

_LONGEST = 100
_TOKEN = pattern(
    r"(?P<number>\d+)(?:(?<!\d\d\d)(?:st|nd|rd|th|er|º|ª|°|-?(?:го|й|е))(?![^\W\d_]))?|(?P<word>[^\W\d_]+(?:[’'][^\W\d_]+)?)\.?"
    r"|(?P<dash>--+|[‒–—―−]+)|(?P<sign>[-/.,&(‹›])|\s+|(?P<other>.)",
    re.DOTALL,
)
_ROMAN = {name: number for number, name in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_TIME = pattern(
    r",?\s+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s*\(?(?:[A-Z]{1,5})?(?:[+-]\d\d:?\d\d)?\)?)?$",
    re.IGNORECASE,
)
_CALENDAR = pattern(
    r"[,\s]*[(\[]?\s*\b(?:[on]\.\s?s\.|[on]s(?=[)\]])|(?:old|new) style|[an]\.\s?st\.|(?:по )?(?:ст|н)\.\s?ст\.)"
    r"\s*[)\]]?",
    re.IGNORECASE,
)
_DOUBTFUL = pattern(r"\s*(?:\?+|\(\?+\)|\[\?+\])$")
_COPYRIGHT = pattern(r"(?:©|℗|\(c\)|cop(?:yright|\.)?|[cp](?=\d{4}$))\s*(?=\d)", re.IGNORECASE)
_FIRST_COPYRIGHT = 1790
# "‹" stands for "before Christ", "›" for "after", while the text is cut.
_BEFORE_CHRIST = pattern(
    r"\b(?:b\.?\s?c\.?(?:\s?e\b\.?)?(?![^\W\d_])|a\.\s?c\.(?:\s?n\.)?|av\.?\s?j\.?\s?-?\s?c\b\.?"
    r"|v\.\s?(?:chr|u\.\s?z|kr)\.?|до\s?(?:н\.?\s?[эе]\b\.?|р\.\s?х\.)|p\.\s?n\.\s?e\.|př\.\s?(?:n\.\s?l|kr)\."
    r"|f\.\s?kr\.)",
    re.IGNORECASE,
)
_AFTER_CHRIST = pattern(
    r"\b(?:a\.?d\b\.?|c\.?e\b\.?|d\.\s?c\.|ap(?:r|\.)\.?\s?j\.?\s?-?\s?c\b\.?|n\.\s?(?:chr|u\.\s?z|l)\."
    r"|[нn]\.\s?[эеe]\.|e\.\s?kr\.)",
    re.IGNORECASE,
)
# "25 October (7 November) 1917": the words in parentheses say the day in another calendar.
_OTHER_CALENDAR = pattern(r"([^()\[\]]*[^()\[\]\s])\s*[(\[]([^()\[\]]+)[)\]]([^()\[\]]*)")
_ISO_BASIC = pattern(r"((?:1[5-9]|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_EAST_ASIAN = pattern(r"(\d{3,4})[年년]\s*(?:(\d{1,2})[月월]\s*(?:(\d{1,2})[日일]?)?)?")
_YEAR_WITH_LETTER = pattern(r"(\d{4})\s?[a-rt-z]")  # "1920s" is a decade
_ROMAN_YEAR = pattern(r"M[MDCLXVI]+\.?")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
# AACR2, 1.4F7: "[197-]" the decade is sure, "[18--]" the century is.
_DECADE = pattern(r"(1[4-9]\d|20\d)[-–_?]")
_CENTURY = pattern(r"(1[4-9]|20)(?:[-–_?]{2}|—)")


class Token(NamedTuple):
    """A number, word or sign.

    *kind* is "Y" a year, "d" a number of one or two digits, "M" a month, "S" a season or quarter; "-" a hyphen, "="
    another dash or "to", "T" the present; "/ . , & (" are themselves. *value* of a season is EDTF's code (21 spring …),
    of a quarter too (33 …); *digits* is how many a number has.
    """

    kind: str
    value: int = 0
    digits: int = 0


class Cutting(NamedTuple):
    """The tokens of a text; *whole* tells that they are all that it says."""

    tokens: tuple[Token, ...]
    circa: bool = False
    whole: bool = True


_ABOUT = Token("~")
_NUMBERS = ("d", "Y")


def cut(text: str) -> Cutting | None:
    """Return the tokens of *text*; ``None`` where there is a word or sign that no date has.

    >>> [token.kind for token in cut("Sunday, the 11th of July 1928").tokens]
    ['d', 'M', 'Y']
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(text.replace("~", " ").split())
    bare, doubted = _bare(plain)
    if supplied := _supplied(bare):
        return Cutting(supplied, doubted, whole=False)
    aside = _OTHER_CALENDAR.fullmatch(bare)
    found = _tokens(_with_eras(f"{aside[1]} ( {aside[2]} {aside[3]}" if aside else bare))
    if found is None:
        return None
    tokens = _cleaned(_dated_eras(found))
    kept = tuple(token for token in tokens if token is not _ABOUT)
    about = len(tokens) - len(kept)
    whole = bare == plain and about == (tokens[:1] == [_ABOUT])
    return Cutting(kept, doubted or about > 0, whole)


def _bare(text: str) -> tuple[str, bool]:
    """Return *text* without brackets and remarks, and whether it had a question mark."""
    text = _CALENDAR.sub("", _TIME.sub("", text))
    doubted = False
    while not (_DECADE.fullmatch(text) or _CENTURY.fullmatch(text)):
        before = text
        text = _DOUBTFUL.sub("", text)
        doubted = doubted or text != before
        text = _unwrapped(text)
        if text == before:
            break
    rights = _COPYRIGHT.match(text)
    if rights and (rights.group() not in "cp" or int(text[1:]) >= _FIRST_COPYRIGHT):
        text = text[rights.end() :]
    return text, doubted


def _unwrapped(text: str) -> str:
    """Return *text* without the brackets around all of it, or one that has lost the other."""
    inner = text[text[:1] in ("[", "(") : len(text) - (text[-1:] in ("]", ")"))]
    return text if set(inner) & set("[]()") else inner.strip()


def _supplied(text: str) -> tuple[Token, ...]:
    """Return the tokens of years that are not written in plain digits, or not all of it; () for other texts."""
    if match := _EAST_ASIAN.fullmatch(text) or _ISO_BASIC.fullmatch(text):
        return tuple(Token(kind, int(part)) for kind, part in zip("YMd", match.groups(), strict=True) if part)
    if match := _YEAR_WITH_LETTER.fullmatch(text):
        return (Token("Y", int(match[1])),)
    if match := _DECADE.fullmatch(text):
        return Token("Y", int(match[1] + "0")), Token("="), Token("Y", int(match[1] + "9"))
    if match := _CENTURY.fullmatch(text):
        return Token("Y", int(match[1] + "00")), Token("="), Token("Y", int(match[1] + "99"))
    if _ROMAN_YEAR.fullmatch(text) and (year := _roman(text.rstrip("."))):
        return (Token("Y", year),)
    return ()


def _roman(text: str) -> int:
    """Return a year in Roman digits, 0 for what can be none."""
    values = [_ROMAN_DIGITS[digit] for digit in text]
    year = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return year if 1400 < year < 2200 else 0


def _with_eras(text: str) -> str:
    return _AFTER_CHRIST.sub("›", _BEFORE_CHRIST.sub("‹", text))


def _tokens(text: str) -> list[Token] | None:
    tokens = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "number":
            token = _number(match["number"])
        elif kind == "word":
            token = _word(match["word"], match.group())
        else:
            token = Token({"dash": "=", "sign": match["sign"], None: " "}.get(kind, ""))
        if not token.kind:
            return None
        if token.kind != " ":
            tokens.append(token)
    return tokens


def _number(digits: str) -> Token:
    value = int(digits) if len(digits) <= 4 else 0
    if not value and len(digits) > 2:
        return Token("")
    return Token("d" if len(digits) <= 2 else "Y", value, len(digits))


def _word(word: str, written: str) -> Token:
    """Return a word's token; its kind is "" where no date has the word."""
    plain = folded(word)
    if month := months().get(plain):
        return Token("M", month)
    if season := seasons().get(plain):
        return Token("S", 20 + season)
    if (word.isupper() or len(word) > 1 or written.endswith(".")) and (month := _ROMAN.get(plain)):
        return Token("M", month)
    kind = small_words().get(plain, "")
    return _ABOUT if kind == "~" else Token(kind)


def _dated_eras(tokens: list[Token]) -> list[Token]:
    """Return *tokens* with the years that stand beside an era counted by it, and "44–43 B.C." by the same."""
    result: list[Token] = []
    for token in tokens:
        if token.kind in "‹›" and result and result[-1].kind in "dY":
            result[-1] = _in_era(result[-1], token)
        elif token.kind in "dY" and result and result[-1].kind in "‹›":
            result[-1] = _in_era(token, result[-1])
        else:
            result.append(token)
    for index in range(len(result) - 2):
        first, sign, last = result[index : index + 3]
        if first.kind in "dY" and sign.kind in "-=/" and last.value < 0 < first.value < -last.value + first.value:
            result[index] = _in_era(first, Token("‹"))
    return result


def _in_era(number: Token, era: Token) -> Token:
    return Token("Y", -number.value if era.kind == "‹" else number.value)


def _cleaned(tokens: list[Token]) -> list[Token]:
    """Return *tokens* without full stops after words and commas between unlike parts; a quarter is one token."""
    kinds = "".join(token.kind for token in tokens)
    result: list[Token] = []
    for index, token in enumerate(tokens):
        before, after = kinds[index - 1 : index], kinds[index + 1 : index + 2]
        if token.kind == "." and before != "." != after and not (before in _NUMBERS and after in _NUMBERS):
            continue
        if token.kind == "," and before != after:
            continue
        result.append(token)
    return _with_quarters(result)


def _with_quarters(tokens: list[Token]) -> list[Token]:
    for index, token in enumerate(tokens):
        if token.kind == "Q":
            for near in (index + 1, index - 1):
                if 0 <= near < len(tokens) and tokens[near].kind == "d" and 1 <= tokens[near].value <= 4:
                    first = min(index, near)
                    return [*tokens[:first], Token("S", 32 + tokens[near].value), *tokens[first + 2 :]]
    return tokens
