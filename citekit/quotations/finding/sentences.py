"""Where sentences end in a text whose note marks stand in it, in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from citekit.notes.vocabulary import ABBREVIATIONS
from citekit.patterns import pattern

_STOPS = pattern(r"[.!?…。！？]")
_BEHIND = "”’»«›‹」』\"')]\u00a0\u202f"
_BEFORE = "“‘„‚«»‹›\"'([—–¿¡ \t\u00a0\u202f"
_TITLES = frozenset("mr mrs ms dr prof st gen col sen rep gov capt lt hon rev m mme mlle hr fr sr sra г тов".split())
_LONGEST_WORD = 20


class Sentences:
    """The ends of the sentences of a text; *marks* are the stretches of note marks and citations."""

    def __init__(self, text: str, marks: Iterable[tuple[int, int]] = ()) -> None:
        self._text = text
        self._marks = dict(marks)
        self._ends = list(self._found())

    def end_after(self, place: int) -> int:
        """Return where the sentence ends that *place* is in, or that ends there."""
        index = bisect_left(self._ends, place)
        return self._ends[index] if index < len(self._ends) else len(self._text)

    def start_before(self, place: int) -> int:
        """Return where the sentence begins that *place* is in: behind the end of the one before."""
        index = bisect_left(self._ends, place)
        return self._ends[index - 1] if index else 0

    def _found(self) -> Iterable[int]:
        past = 0
        for match in _STOPS.finditer(self._text):
            if match.start() < past or self._is_abbreviated(match.start()):
                continue
            end = self._behind(match.end())
            if self._begins(end):
                past = end
                yield end

    def _behind(self, place: int) -> int:
        """Return the place behind closing marks and note marks, which belong to the sentence."""
        while place < len(self._text):
            if place in self._marks and self._marks[place] > place:
                place = self._marks[place]
            elif self._text[place] in _BEHIND:
                place += 1
            else:
                break
        return place

    def _begins(self, place: int) -> bool:
        """Tell whether a sentence may begin at *place*, after blanks and opening marks."""
        if place >= len(self._text) or self._text[place] == "\n":
            return True
        if self._text[place - 1] in "。！？" or self._text[place] >= "\u2e80":
            return True
        if not self._text[place].isspace():
            return False
        for char in self._text[place : place + 6]:
            if char == "\n":
                return True
            if char not in _BEFORE:
                return char.isupper() or char.isdigit()
        return False

    def _is_abbreviated(self, place: int) -> bool:
        if self._text[place] != ".":
            return False
        start = place
        while start > max(place - _LONGEST_WORD, 0) and self._text[start - 1].isalnum():
            start -= 1
        word = self._text[start:place]
        if len(word) == 1:
            return word.isupper()
        counting = self._text[place + 1 : place + 3].lstrip()[:1].isdigit()
        return word.casefold() in _TITLES or (counting and word.casefold() in ABBREVIATIONS)
