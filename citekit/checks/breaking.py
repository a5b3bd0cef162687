"""How sure it is that a line breaks off in the middle of a sentence."""

from __future__ import annotations

from citekit.checks.rule import Told
from citekit.notes.vocabulary import FUNCTION_WORDS
from citekit.patterns import pattern

_WORD = pattern(r"[^\W\d_]+\Z")
_QUOTED = pattern(r"\s*[“„«»‘\"—]")


def breaks_off_surely(told: Told) -> bool:
    """Tell whether a line ends with a word that no sentence ends with, or the passage with a comma.

    One that leads to a quotation ("we read that") breaks off nothing; what ends with any other word may be a heading,
    an item of a list, the text before a formula.
    """
    if told.source is None:
        return False
    text, (start, end) = told.source.text, told.place
    if text[end - 1] in ",;":
        return True
    last = _WORD.search(text, start, end)
    return last is not None and last[0].casefold() in FUNCTION_WORDS and not _QUOTED.match(text, end)
