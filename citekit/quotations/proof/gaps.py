"""What stands between two words: its signs, in a spelling for comparing, and how two gaps differ.

Space of any kind and width, asterisks and low lines (emphasis, as plain text has it) are nothing. A quotation mark is
a quotation mark, whichever; a dash a dash, with or without space; three or more stops are an ellipsis.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeAlias
from unicodedata import normalize

from citekit.patterns import pattern
from citekit.values import NamedTuple

MARK, DASH, TIGHT, HYPHEN, ELLIPSIS, NOTE = '"', "—", "–", "-", "…", "*"
"""Signs: a quotation mark, a dash, a short one without space, a hyphen, an ellipsis, a raised figure or dagger."""

_BLANKS = pattern(r"\s+")
_PARAGRAPH = pattern(r"\n[ \t\r\u00a0]{0,99}\n\s{0,99}")
_TOKEN = pattern(
    r"(?P<ellipsis>[\[<(]?(?:(?:\.[ \t\u00a0\u202f\u2009]?){3,6}|…+)[\])>]?)"
    r"|(?P<dash> ?(?:[–—―⸺⸻]+|--+|(?<= )[-‐‑−](?= |\Z)|−) ?)"
    r"|(?P<hyphen>[-‐‑¬])"
    r"|(?P<mark>``|''|[“”„‟‘’‚‛\"'«»‹›「」『』〝〞〟＂＇`´])"
    r"|(?P<note>[†‡⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<nothing>[\s*_\u00ad\u200b-\u200d\u2060\ufeff¶\ue000])"
    r"|(?P<other>.)",
)

_SLASH = "/"

Difference: TypeAlias = Literal["marks", "dashes", "ellipses", "note-marks", "marks-lost", "merged", "punctuation"]


class Gap(NamedTuple):
    """The *signs* of a gap and how each is *spelled*, its notes' signs left out; *noted* tells whether it has such."""

    signs: tuple[str, ...]
    spelled: tuple[str, ...]
    noted: bool = False

    def without(self, sign: str) -> Gap:
        """Return the gap without one of its signs, wherever it stands."""
        kept = [place for place, own in enumerate(self.signs) if own != sign]
        return Gap(tuple(self.signs[place] for place in kept), tuple(self.spelled[place] for place in kept), self.noted)


@lru_cache(maxsize=4096)
def gap_of(text: str) -> Gap:
    """Return the signs of a gap.

    >>> gap_of(",” he"[:3]).signs, gap_of(" -- ").signs, gap_of("–").signs, gap_of(". . . ").signs
    ((',', '"'), ('—',), ('–',), ('…',))
    """
    signs: list[str] = []
    spelled: list[str] = []
    noted = False
    for found in _TOKEN.finditer(_BLANKS.sub(" ", text)):
        kind = found.lastgroup
        if kind == "nothing":
            continue
        if kind == "note":
            noted = True
            continue
        signs.append(_sign(kind or "", found[0]))
        spelled.append(found[0].strip())
    return Gap(tuple(signs), tuple(spelled), noted)


def _sign(kind: str, text: str) -> str:
    match kind:
        case "ellipsis":
            return ELLIPSIS
        case "dash":
            return TIGHT if text == "–" else DASH
        case "hyphen":
            return HYPHEN
        case "mark":
            return MARK
        case _:
            return normalize("NFKC", text)


_ALIKE = frozenset(((HYPHEN, TIGHT), (TIGHT, HYPHEN), (TIGHT, DASH), (DASH, TIGHT)))
_ENDS = frozenset(".?!。？！")


def differences(quoted: str, source: str, *, capital: bool) -> tuple[Difference, ...]:
    r"""Return how two gaps differ, () for not at all; *capital* tells whether the source goes on with a capital.

    >>> differences(" – ", "—", capital=False), differences(", ", ". ", capital=True)
    (('dashes',), ('merged',))
    """
    if quoted == source:
        return ()
    one, other = gap_of(quoted), gap_of(source)
    if _SLASH in one.signs and _SLASH not in other.signs and "\n" in source:  # verse, with its lines run on
        one = one.without(_SLASH)
    found: list[Difference] = ["note-marks"] if other.noted and not one.noted else []
    if _alike(one.signs, other.signs):
        return (*found, *_spellings(one, other))
    plain, bare = (tuple(sign for sign in each.signs if sign != MARK) for each in (one, other))
    count, own = one.signs.count(MARK), other.signs.count(MARK)
    if _alike(plain, bare):
        # A stop may stand on the other side of a mark; a new paragraph may open its quotation again.
        is_same = count == own or _opens_again(quoted, source) or _opens_again(source, quoted)
        return (*found, "marks" if is_same else "marks-lost")
    ended = any(sign in _ENDS for sign in bare) and not any(sign in _ENDS for sign in plain)
    return (*found, "merged" if ended and capital else "punctuation")


def _opens_again(one: str, other: str) -> bool:
    """Tell whether *one* has nothing more than *other* but a mark behind a new paragraph."""
    parted = _PARAGRAPH.search(one)
    if parted is None:
        return False
    more = gap_of(one[parted.end() :]).signs
    return more == (MARK,) and gap_of(one[: parted.end()]).signs.count(MARK) == gap_of(other).signs.count(MARK)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return one == other or (
        len(one) == len(other) and all(a == b or (a, b) in _ALIKE for a, b in zip(one, other, strict=True))
    )


def _spellings(one: Gap, other: Gap) -> list[Difference]:
    kinds: dict[Difference, None] = {}
    for sign, mine, theirs in zip(one.signs, one.spelled, other.spelled, strict=True):
        if mine == theirs:
            continue
        if sign == MARK:
            kinds["marks"] = None
        elif sign in (DASH, TIGHT, HYPHEN):
            kinds["dashes"] = None
        elif sign == ELLIPSIS:
            kinds["ellipses"] = None
    return list(kinds)
