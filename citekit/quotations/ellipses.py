"""Omissions as print shows them, by rule set, and the ellipses of a text spelled as the rule set has them.

Sources: CMOS 18, chapter 12 (CMOS 17: 13.50-58; three dots within a sentence, four where one ends, brackets where the
source has ellipses of its own); MLA 9, 6.54-59; Bluebook, rule 5.3; Lexique des règles typographiques, coupures; Duden,
Auslassungspunkte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from citekit.quotations.marks import NO_BREAK
from citekit.quotations.quotation import Extent, Part, walk
from citekit.quotations.rules import Rules
from citekit.values import dataclass, replace

_TYPED = re.compile(r"(?<!\.)\.(?:[ \u00a0\u202f]?\.){2}(?![ \u00a0\u202f]?\.)|…")


@dataclass(frozen=True, slots=True)
class Dots:
    """What stands for an omission: *before*, joined to what precedes it, the *sign*, and the stop *behind* it.

    *spaced* has blanks around the sign; one that is not joins the word before.
    """

    sign: str
    before: str = ""
    behind: str = ""
    spaced: bool = True


def in_use(rules: Rules, parts: Iterable[Part]) -> Rules:
    """Return *rules* with brackets around ellipses where the source has some itself, which would be taken for them."""
    if rules.brackets or not any(isinstance(part, str) and _TYPED.search(part) for part in walk(parts)):
        return rules
    return replace(rules, brackets="[]", long_ellipsis="")


def ellipsis_of(extent: Extent, rules: Rules, *, stopped: bool) -> Dots:
    """Return what *rules* print for an omission; *stopped* tells whether a stop stands before it.

    >>> from citekit.quotations.rules import RULES
    >>> ellipsis_of("end", RULES["german"], stopped=False)
    Dots(sign='[…]', before='', behind='.', spaced=True)
    """
    sign = rules.ellipsis if extent == "words" else rules.long_ellipsis or rules.ellipsis
    ends = extent == "end" and not stopped
    if rules.brackets:
        return Dots(f"{rules.brackets[0]}{sign}{rules.brackets[1:]}", behind="." if ends else "")
    bare = sign[:1] in ".…"
    if sign == "…":
        return Dots(sign, spaced=False)
    return Dots(sign, before="." if ends and bare else "", behind="." if ends and not bare else "")


def respelled(text: str, rules: Rules) -> str:
    """Return *text* with its ellipses spelled as *rules* have them; where they stand is left alone.

    >>> from citekit.quotations.rules import RULES
    >>> respelled("the fact of . . .", RULES["german"])
    'the fact of …'
    """
    return _TYPED.sub(rules.ellipsis, text)


def dotted(length: int, rules: Rules) -> str:
    """Return a line that stands for lines of verse left out, of about *length* characters (CMOS 17, 13.57)."""
    if rules.brackets or rules.ellipsis == "…":
        return f"{rules.brackets[:1]}{rules.ellipsis}{rules.brackets[1:]}"
    return f"{NO_BREAK}".join("." * max(3, min(length, 60) // 2))
