"""A passage cut out of a book: by its notes, by lines, or by the words it begins and ends with.

What is cut is the book's text to the letter. Notes keep the numbers they have there.
"""

from __future__ import annotations

import re

from citekit.errors import UsageError
from citekit.findings import Source
from citekit.model import NoteMark, Passage
from citekit.notes.paragraphs import paragraph_spans
from citekit.values import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of a passage, in code points, and the places of its marks among those of the passage."""

    start: int
    end: int
    marks: tuple[int, ...]


def piece(passage: Passage, start: int, end: int) -> Piece:
    """Return the piece of *passage* between two places, blank lines at its ends left out."""
    text = passage.text
    while start < end and text[start] in "\r\n":
        start += 1
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    inside = tuple(index for index, mark in enumerate(passage.marks) if start <= mark.start and mark.end <= end)
    return Piece(start, end, inside)


def by_notes(passage: Passage, first: str, last: str, among: range | None = None) -> Piece:
    """Return the paragraphs from the one with the mark *first* to the one with *last*, both whole.

    *among* are the places of the marks of one chapter, where numbers begin again.

    Raises: UsageError for a mark that is not there, or that is there more than once.
    """
    places = among if among is not None else range(len(passage.marks))
    opening = _mark(passage, first, places)
    closing = opening if last == first else _mark(passage, last, places)
    if closing.start < opening.start:
        raise UsageError(f"note {last} stands before note {first}", hint=f"say {last}-{first}")
    spans = list(paragraph_spans(passage.text))
    start = max(start for start, _ in spans if start <= opening.start)
    end = min(end for _, end in spans if end >= closing.end)
    return piece(passage, start, end)


def _mark(passage: Passage, number: str, places: range) -> NoteMark:
    found = [passage.marks[place] for place in places if passage.marks[place].number == number]
    if not found:
        raise UsageError(f"no mark {number} in {passage.path}", hint="citekit notes shows the marks that were found")
    if len(found) > 1:
        source = Source(passage.path, passage.text)
        lines = ", ".join(str(source.span(mark.start).line) for mark in found)
        hint = "say which with --chapter, or cut by --lines or --from and --to"
        raise UsageError(f"note {number} is marked {len(found)} times, in lines {lines}", hint=hint)
    return found[0]


def by_lines(passage: Passage, first: int, last: int) -> Piece:
    """Return the lines *first* to *last*, counted from 1.

    Raises: UsageError for lines that are not there.
    """
    ends = [match.end() for match in re.finditer(r"\n|\Z", passage.text)]
    count = len(ends) - passage.text.endswith("\n")
    if not 1 <= first <= last <= count:
        message = f"no lines {first}-{last} in {passage.path}"
        raise UsageError(message, hint=f"it has {count} lines; the first of two stands first")
    return piece(passage, ends[first - 2] if first > 1 else 0, ends[last - 1])


def by_words(passage: Passage, opening: str, closing: str) -> Piece:
    """Return what stands from the words *opening* to the next *closing*, both included; "" is the text's own end.

    Line breaks and runs of blanks count as one blank. A mark behind the last word is taken along.

    Raises: UsageError for words that are not there, or that open more than once.
    """
    start, end = 0, len(passage.text)
    if opening:
        found = list(_words(opening).finditer(passage.text))
        _check(found, opening, passage, once=True)
        start = found[0].start()
    if closing:
        found = list(_words(closing).finditer(passage.text, start))
        _check(found, closing, passage, once=False)
        end = found[0].end()
    return piece(passage, start, _with_marks_behind(passage, end))


def place_behind(passage: Passage, words: str) -> int:
    """Return the place right behind *words*, in code points.

    Raises: UsageError for words that are not there, or that are there more than once.
    """
    found = list(_words(words).finditer(passage.text))
    _check(found, words, passage, once=True)
    return found[0].end()


def _with_marks_behind(passage: Passage, end: int) -> int:
    """Return *end* behind the marks that stand there, and their brackets."""
    behind = {mark.start: mark.end for mark in passage.marks}
    while True:
        opened = passage.text[end : end + 1] in ("[", "(")
        if end + opened not in behind:
            return end
        end = behind[end + opened] + opened


def _words(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, words.split())))


def _check(found: list[re.Match[str]], words: str, passage: Passage, *, once: bool) -> None:
    if not words.strip() or not found:
        raise UsageError(f"the words {words!r} are not in {passage.path}", hint="copy them from the text")
    if once and len(found) > 1:
        source = Source(passage.path, passage.text)
        lines = ", ".join(str(source.span(match.start()).line) for match in found[:5])
        raise UsageError(f"{words!r} stands there {len(found)} times, in lines {lines}", hint="give more words")
