"""What a single quotation mark may be by the characters around it: one that opens, one that closes, an apostrophe.

Knows “ ” ‘ ’ „ ‚ « » ‹ › " ' and the corner brackets of Japanese. ’ and ' are apostrophes before a letter or digit
(l’homme, o’clock, ’tis, 6'2") and at the end of words that English cuts or bends (the workers’ movement, goin’ home),
unless nothing else can close the single quotation that is open. " behind a digit means inches where another " closes.
« and » open or close by the side the word is on, else the way most of the text has them. Whether what may open or
close does is for ``quotes.py`` to say, which knows what is open. 《 》 are for titles, and no marks here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.patterns import pattern
from citekit.values import NamedTuple

CLOSERS = {
    "“": "”",
    "„": "“”",
    "”": "”",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    '"': '"',
    "'": "'",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    "﹃": "﹄",
    "〝": "〞〟",
}
"""What closes what a mark opens; guillemets, which stand both ways round, are not among them."""

SINGLES = "’'‘›‹"
SPACES = " \t\u00a0\u202f\u2009"
_MARKS = pattern("[“”„‘’‚«»‹›\"'「」『』﹁﹂﹃﹄〝〞〟\n]")
_NESTING = "„“‘‚«‹「『﹁﹃〝"
_LOOSE = f"([{{—–-/{_NESTING}\"'"
_ELISION = pattern(r"(?:tis|twas|twere|em|til|till|cause|n|round|bout|s|\d\ds?)\b", re.IGNORECASE)
_CUT_WORD = pattern(r"(?<!\w)(?:o|an|th|d|wi|ol|t|n)\Z|in\Z", re.IGNORECASE)
_FIXED = ("\u00a0", "\u202f")  # spaces that belong to the mark beside them, as in French
_NOTE = pattern(r"\d{1,3}(?!\w)")
_ANY = "“”„‘’‚«»‹›\"'"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BESIDE = 4
_LINE = 120
"""A line that is longer is a paragraph."""


class Sign(NamedTuple):
    """The mark at *place* and what it may do. *doubtful* closers may be apostrophes, or inches."""

    place: int
    mark: str
    opens: bool = False
    closes: bool = False
    doubtful: bool = False


def signs(text: str, language: str = "") -> list[Sign]:
    """Return the marks of *text* and its line breaks, in order; a line break neither opens nor closes.

    *language* (BCP 47) says which way guillemets stand, and ’ where it opens, when the text itself does not.
    """
    around = _Around(text, language)
    return _settled(text, [around.sign(match.start()) for match in _MARKS.finditer(text)])


def is_letter(text: str, place: int) -> bool:
    """Tell whether a letter or digit stands at *place* that is not Chinese or Japanese: these have no blanks.

    A raised digit is none: it is the mark of a note.
    """
    return 0 <= place < len(text) and text[place].isalnum() and text[place] < "\u2e80" and text[place] not in _RAISED


class _Around:
    """What each mark of a text may be."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        base = language.partition("-")[0].lower()
        self.nordic = base in ("sv", "fi")
        self.usual = {**_turned(text, "«", "»", base), **_turned(text, "‹", "›", base)}

    def sign(self, place: int) -> Sign:
        mark = self.text[place]
        if mark == "\n":
            return Sign(place, mark)
        if mark in "«»‹›":
            return self._guillemet(place, mark)
        if mark in "「『﹁﹃〝":
            return Sign(place, mark, opens=True)
        if mark in "」』﹂﹄〞〟":
            return Sign(place, mark, closes=True)
        return Sign(place, mark, self._opens(place, mark), self._closes(place, mark), self._doubtful(place, mark))

    def loose(self, place: int) -> bool:
        """Tell whether no word or its punctuation stands directly before *place*."""
        before = self.text[place - 1 : place] if place else ""
        return not before or before.isspace() or before in _LOOSE

    def _opens(self, place: int, mark: str) -> bool:
        after = self.text[place + 1 : place + 2]
        if mark == "„":
            return True
        if mark == "“":
            return self.loose(place) or after.isalpha() or self._goes_on(place)
        if mark == "‘":
            whole = not is_letter(self.text, place - 1) and not _ELISION.match(self.text, place + 1)
            return whole and (self.loose(place) or after.isalpha())
        if mark in "'’":
            return self._leads(place) and not _ELISION.match(self.text, place + 1)
        loose = self.loose(place) or self._leads(place) or (mark == '"' and self.text[place - 1] >= "\u2e80")
        return loose and bool(after) and not after.isspace()

    def _closes(self, place: int, mark: str) -> bool:
        if mark in "„‚":
            return False
        if mark in "’'" and self._bends(place):
            return False
        if mark in "‘“" and (self._goes_on(place) or _side(self.text, place) == "right"):
            return False
        if mark in "”’" and self._leads(place):
            return False
        return mark not in "\"'" or not self.loose(place) or self.text[place - 1 : place] in ("—", "–", "-", '"', "'")

    def _leads(self, place: int) -> bool:
        """Tell whether a word comes behind *place* and none before, Swedish marks beside it passed: ’”so”, he said’."""
        first, last = place, place + 1
        while first > max(place - _BESIDE, 0) and self.text[first - 1] in "”’":
            first -= 1
        while last < place + _BESIDE and self.text[last : last + 1] in ("”", "’"):
            last += 1
        begins = self.text[last : last + 1].isalnum() or self.text[last : last + 1] in ("(", "[")
        return begins and self.loose(first)

    def _bends(self, place: int) -> bool:
        """Tell whether a word goes on behind an apostrophe, or it joins one to another in quotation marks."""
        joined = is_letter(self.text, place - 1) and self.text[place + 1 : place + 2] in ("“", "«", "„")
        return joined or self._goes_on(place)

    def _goes_on(self, place: int) -> bool:
        """Tell whether a letter follows a mark, or figures of a word or measure (’90s, 6'2), which mark no note."""
        if not is_letter(self.text, place + 1):
            return False
        if not self.text[place + 1].isdecimal() or not _NOTE.match(self.text, place + 1):
            return True
        return self.loose(place) or self.text[place - 1].isdecimal()

    def _doubtful(self, place: int, mark: str) -> bool:
        before = self.text[place - 1 : place] if place else ""
        if mark == '"':
            return before.isdigit()
        if mark not in "’'" or not (before.isalnum() and self.text[place + 1 : place + 2].isspace()):
            return False
        goes_on = self.text[place + 2 : place + 3]
        if not (goes_on.isalnum() or goes_on in ("(", "‘", "“", "«")):
            return False
        return before in "sxzSXZ" or _CUT_WORD.search(self.text, max(place - 4, 0), place) is not None

    def _guillemet(self, place: int, mark: str) -> Sign:
        opens, sure = self.usual[mark]
        if sure:
            return Sign(place, mark, opens=opens, closes=not opens)
        side = _side(self.text, place)
        return Sign(place, mark, opens=side != "left", closes=side != "right")


def _side(text: str, place: int) -> str:
    """Return on which side of a guillemet its word is, "" where it is on both or none; other marks are passed."""
    before, after = place - 1, place + 1
    while before >= max(place - _BESIDE, 0) and text[before] in _ANY:
        before -= 1
    while after < min(place + _BESIDE, len(text)) and text[after] in _ANY:
        after += 1
    if (fixed := text[place - 1 : place] in _FIXED) != (text[place + 1 : place + 2] in _FIXED):
        return "left" if fixed else "right"
    left = before >= 0 and not (text[before].isspace() or text[before] in _LOOSE)
    right = text[after : after + 1].isalnum() or text[after : after + 1] in ("…", "¿", "¡", "[", "(")
    if right and not left and _NOTE.match(text, after):
        return ""
    return "" if left == right else "left" if left else "right"


def _turned(text: str, left: str, right: str, base: str) -> dict[str, tuple[bool, bool]]:
    """Return for a pair of guillemets whether each opens, and whether the text is so sure that no place differs."""
    votes = {left: 0, right: 0}
    for match in re.finditer(f"[{left}{right}]", text):
        if side := _side(text, match.start()):
            votes[match.group() if side == "right" else right if match.group() == left else left] += 1
    german, french = votes[right], votes[left]
    if right in text and left not in text:
        return {left: (False, False), right: (True, False)}  # »as some Swedish and Finnish books have it»
    if german == french:
        first = re.search(f"[{left}{right}]", text)
        turned = base == "da" if first is None else first.group() == right
    else:
        turned = german > french
    sure = 10 * min(german, french) <= max(german, french)
    return {left: (not turned, sure), right: (turned, sure)}


# --- doubtful ones, settled by what comes behind them -----------------------------------------------------


class _Ahead:
    """What closes next, as seen from the right: of single marks, and of straight double ones."""

    def __init__(self) -> None:
        self.single = self.straight = ""
        self._outside: list[str] = []

    def forget(self) -> None:
        self.single = self.straight = ""
        self._outside.clear()

    def enter(self) -> None:
        """Go into a quotation, at its closing mark."""
        self._outside.append(self.single)
        self.single = ""

    def leave(self) -> None:
        """Go out of a quotation, at its opening mark."""
        self.single = self._outside.pop() if self._outside else ""


def _settled(text: str, found: Sequence[Sign]) -> list[Sign]:
    """Return the signs with apostrophes that close nothing, and ' that opens only what is closed.

    A doubtful mark closes unless one that is not doubtful comes before the next that opens, in the quotation and the
    paragraph that it is in. One pass from the right: time is linear.
    """
    ahead = _Ahead()
    result: list[Sign] = []
    for sign in reversed(found):
        if sign.mark == "\n":
            if _ends_paragraph(text, sign.place):
                ahead.forget()
        elif sign.mark in "’'":
            sign = _single(text, sign, ahead)  # noqa: PLW2901 - it is the same, better known
        elif sign.mark in "‘‚‹›":
            ahead.single = "" if sign.opens and not sign.closes else ahead.single
        elif sign.mark == '"':
            sign = _straight(sign, ahead)  # noqa: PLW2901 - as above
        elif sign.opens and not (sign.closes and sign.mark == "”"):
            ahead.leave()
        else:
            ahead.enter()
        result.append(sign)
    result.reverse()
    return result


def _single(text: str, sign: Sign, ahead: _Ahead) -> Sign:
    if sign.opens:
        # In Swedish ’so’; a straight ' opens where it is closed, or before a capital, which is no cut word.
        opens = bool(ahead.single) or (sign.mark == "'" and text[sign.place + 1 : sign.place + 2].isupper())
        ahead.single = "" if opens else ahead.single
        return sign._replace(opens=opens)
    if not sign.closes:
        return sign
    if sign.doubtful:
        closes = ahead.single != "sure"
        ahead.single = ahead.single or "doubtful"
        return sign._replace(closes=closes)
    ahead.single = "sure"
    return sign


def _straight(sign: Sign, ahead: _Ahead) -> Sign:
    if sign.opens:
        ahead.straight = ""
        ahead.leave()
        return sign
    if sign.doubtful and ahead.straight == "sure":
        return sign._replace(closes=False)
    if sign.closes:
        ahead.straight = ahead.straight if sign.doubtful else "sure"
        ahead.enter()
    return sign


def _ends_paragraph(text: str, place: int) -> bool:
    """Tell whether the line break at *place* parts paragraphs: the line before is long, or the next one empty."""
    start = text.rfind("\n", max(place - _LINE, 0), place)
    long = start == -1 and place > _LINE
    return long or text[place + 1 : place + 2] in ("", "\n", "\r", *_NESTING)
