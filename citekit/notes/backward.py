"""Words that lean on an earlier cite: "Ibid.", "idem", "op. cit.", "a.a.O.", "ders.", "там же", "указ. соч.".

Sources: CMOS 17, 14.34-36 (ibid., idem, op. cit., loc. cit.); Duden, *ebenda*, *am angegebenen Ort*, *derselbe*; GOST R
7.0.5-2008, 8.2 ("Там же", "Указ. соч.", "Его же"); ABNT NBR 10520, "Apud, idem, ibidem, op. cit.". Each is found with
its place and with what it stands for. What it leans on is ``audit.py``'s to say; "passim" leans on nothing, and a short
title ("Cohen, *Bukharin*") names its work itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from citekit.patterns import pattern
from citekit.values import NamedTuple

Kind = Literal["same-work", "same-author", "same-place", "earlier-work"]


class Backward(NamedTuple):
    """``text[start:end]`` stands for the work just cited, its author, its place, or a work cited some time before."""

    kind: Kind
    start: int
    end: int


def backward_words(text: str) -> tuple[Backward, ...]:
    """Return the backward words of a note's *text*, in order; the stop of an abbreviation belongs to its word.

    >>> backward_words("Ibid., 12; Cohen, op. cit., 4.")
    (Backward(kind='same-work', start=0, end=5), Backward(kind='earlier-work', start=18, end=26))
    """
    return tuple(_found(text))


_SAME_WORK = r"""
    (?P<ibid> (?:[Il1J]b[il1]d|ibid|IBID|[Ii]bíd)(?:em|EM)?\b\.?  |  [Ii]b\.(?=\s*[,;:.)\d\]]|\s*$|\s+p)
      | [Ee]b(?:d\b\.?|da\.) | [Ii]vi(?=\s*[,;:.)]) | [Tt]amże | [Tt]amtéž )
  | (?P<opening> [Ee]benda(?:selbst)? | [Тт]ам\s+же | [Тт]о\s+же | [Aa]ldaar )\b
"""
_SAME_AUTHOR = r"""
    (?P<idem> [Ii]d\.(?!\s?est\b) | ID\. | [Ii]dem\b\.? | IDEM\b\.? | Isdem\b | [Ee]adem\b | [Ii]idem\b | [Ee]aedem\b )
  | (?P<author> (?:[Dd]ers|[Dd]ies|[Dd]ens|[Dd]iess)\.(?=\s*[,:;(]|\s+[("„“»*\w])
      | [Dd](?:er|ie)selben?(?=,) | (?:Он|Она|Они)\s+же(?=\s*[.,:]) | (?:[ЕИ]го|[ЕЕ][её]|Их)\s+же(?=\s*[.,:])
      | (?:[Ll][ea]|[Dd]u)\s+même(?:\s+auteur)?(?=\s*[,:]) | [Ee]l\s+mismo(?=\s*[,:]) | [Ll]o\s+stesso(?=\s*[,:])
      | [Oo]\s+mesmo(?=\s*[,:]) )
"""
_SAME_PLACE = r"(?P<place> (?:[Ll]oc|LOC|[Ll]ug)\.?\s?(?:cit|CIT)\b\.? | \b[Ll]\.\s?c\. )"
_EARLIER = r"""
    (?P<work> (?:[Oo]p|OP|[Oo]pp|[Oo]b|[Aa]rt)\.?\s?(?:(?:et|e|&)\s+loc\.\s?)?(?:[Cc]itt?|CIT)\b\.? | [Oo]\.\s?c\.
      | [Aa]\.\s?[Aa]\.\s?O(?:\.|\b) | [Aa]aO\b\.? | [Aa]m\s+angegebenen\s+Ort
      | [Oo]bra\s+cit(?:ada|\.) | [Oo]uvr(?:age|\.)\s+cité | [Aa]rt(?:icle|\.)\s+cité
      | (?:[Уу]каз|[Цц]ит)\.\s?(?:соч|изд|раб|ст)\. | [Уу]казанн\w{2,3}\s+(?:сочинени|работ|стать)\w{1,2}
      | [Dd]z\.\s?cyt\. | (?<=,\s)cit\.(?=\s*(?:[,;.:)]|$)) )
"""
_WORD = pattern(rf"(?<![\w-])(?:{_SAME_WORK}|{_SAME_AUTHOR}|{_SAME_PLACE}|{_EARLIER})", re.VERBOSE)

# A cite begins here: at the start, after a stop or a bracket, or after a word that leads to it.
_OPENS = pattern(
    r"(?:^|[.;:,(\[–—*“”„«\n]|(?<!\w)(?:see|cf|vgl|siehe|s|см|ср|также|и|auch|zit|nach|по|цит))[.*\s]*$", re.IGNORECASE
)
_CLOSES = pattern(r"\s*(?:[.,;:)\]*–—]|$|[Сс]\.|[Pp]p?\.|\d)")

# After "id." a locator, or nothing: then it is the work that is the same, and not only its author.
_WORK_GOES_ON = pattern(
    r"""[*\s,.:]* (?: $ | [;)\]] | § | ¶
      | (?:at|see|p{1,2}|vols?|no?s?|nn?|fols?|chap|ch|cap|tomo?|pág|s|bd|t|l|f|с|т|л)\b
      | [ivxlc]+\b | \d )""",
    re.VERBOSE | re.IGNORECASE,
)
_WINDOW = 24


def _found(text: str) -> Iterator[Backward]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        match match.lastgroup:
            case "ibid":
                yield Backward("same-work", start, end)
            case "opening":
                opens = _OPENS.search(text[max(0, start - _WINDOW) : start])
                if opens and _CLOSES.match(text, end):
                    yield Backward("same-work", start, end)
            case "idem":
                yield Backward("same-work" if _WORK_GOES_ON.match(text, end) else "same-author", start, end)
            case "author":
                yield Backward("same-author", start, end)
            case "place":
                yield Backward("same-place", start, end)
            case _:
                yield Backward("earlier-work", start, end)
