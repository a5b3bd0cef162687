"""Note marks that stand in a source as plain figures: "on July 11, 1928.11 Bukharin".

A figure may be left out of a quotation only where it marks a note. Whether it does is told by ``notes.marks`` from some
pages around it, and asked only of figures that a quotation lacks; those in brackets of their own are told by
themselves.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from citekit.notes.marks.recognise import find_marks
from citekit.patterns import pattern
from citekit.quotations.proof.words import Words

_AROUND = 3_000
_STEP = 1_500
_DENSE = 400
"""Figures in the text around, of which so many are a table and no prose."""
_FIGURES = pattern(r"\d+")


def is_note_mark(source: Words, word: int) -> bool:
    """Tell whether a word of a source is the figure of a note."""
    form = source.forms[word]
    if not form.isdigit() or len(form) > 4:
        return False
    start, end = source.starts[word], source.ends[word]
    text = source.text
    if text[max(0, start - 1) : start] == "[" and text[end : end + 1] == "]":
        return text[max(0, start - 2) : start - 1].strip() != "" or start < 2
    if text[max(0, start - 2) : start] == "[^" and text[end : end + 1] == "]":
        return True
    if text[max(0, start - 1) : start].isspace() or not start:
        return False
    first = max(0, start // _STEP * _STEP - _AROUND)
    marks = _marks(text[first : start // _STEP * _STEP + _STEP + _AROUND])
    place = bisect_left(marks, (start - first, 0))
    return place < len(marks) and marks[place] == (start - first, end - first)


@lru_cache(maxsize=32)
def _marks(text: str) -> tuple[tuple[int, int], ...]:
    if len(_FIGURES.findall(text)) > _DENSE:
        return ()
    return tuple((mark.start, mark.end) for mark in find_marks(text, mode="prose"))


def without_note_marks(source: Words, word: int, behind: int) -> str:
    """Return the text between two words of a source, without the figures of notes that stand there."""
    end = source.starts[behind] if behind < len(source) else len(source.text)
    pieces: list[str] = []
    place = source.ends[word]
    for own in range(word + 1, behind):
        start, stop = source.starts[own], source.ends[own]
        before = source.text[place:start]
        if before.endswith(("[", "[^")):
            before = before.rstrip("^[")
            stop += source.text[stop : stop + 1] == "]"
        pieces.append(before)
        place = stop
    pieces.append(source.text[place:end])
    return "".join(pieces)
