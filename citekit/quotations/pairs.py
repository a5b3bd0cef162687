"""Pairs of quotation marks in a stretch of text: what the one reader of marks finds, with places alone."""

from __future__ import annotations

from citekit.notes.quotes import read_quotes
from citekit.values import NamedTuple


class Pair(NamedTuple):
    """``text[start:end]`` with its marks, ``text[inner_start:inner_end]`` within them and their spaces."""

    start: int
    inner_start: int
    inner_end: int
    end: int


def pairs_in(text: str, language: str) -> list[Pair]:
    """Return the pairs of *text* in the order of their opening marks; *language* (BCP 47) settles doubts."""
    return [Pair(one.start, one.inner_start, one.inner_end, one.end) for one in read_quotes(text, language).closed]
