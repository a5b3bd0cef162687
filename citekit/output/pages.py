"""What the language of a text says of the paper it is printed on.

Sources: BCP 47 (subtags); Unicode CLDR (``paperSize`` of territories).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LETTER = frozenset("bz ca cl co cr gt mx ni pa ph pr sv us ve".split())
_TAG = re.compile("[A-Za-z]{2,8}(?:-[0-9A-Za-z]{1,8})*")


class Paper(NamedTuple):
    """A sheet in millimetres."""

    width: float
    height: float


A4 = Paper(210, 297)
LETTER = Paper(215.9, 279.4)


def paper(language: str) -> Paper:
    """Return the paper of the territory that *language* names; A4 where it names none."""
    return LETTER if _LETTER & {one for one in language.lower().split("-")[1:] if len(one) == 2} else A4


def language_tag(language: str) -> str:
    """Return *language* if it is formed as BCP 47 wants, "" otherwise."""
    return language if _TAG.fullmatch(language) else ""
