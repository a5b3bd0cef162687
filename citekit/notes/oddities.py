"""What is odd about a passage: note numbers missing or out of order, lines that break off, quotations left open.

Everything here is a warning. A passage copied from a book with a piece lost is still worth setting, but its reader
should be told where the loss is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citekit.findings import Finding, Severity, Source
from citekit.model import NoteMark
from citekit.notes.ledger.order import missing_between
from citekit.notes.quotes import told, unclosed
from citekit.notes.vocabulary import FUNCTION_WORDS, LEADING_WORDS

_SURE = 0.75
"""Below this confidence a mark is reported for a second look."""

_ENDINGS = ".?!…:—–"
_AFTER_ENDING = "”’»“›‹«\"')] \t\r\u00a0\u202f"
_LONG_LINE = 80
_WIDTH = 120
_WIDEST_GAP = 100
_DASHES = {"-", "–", "—", "⁻"}
_JOINTS = ",;–—⁻-"
_LAST_WORDS = re.compile(r"(?:\S+\s+){0,2}\S+\Z")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2}[.?!…][”’»“\"')\]]*\d*\s+\S*[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]+")


def oddities(
    source: Source, marks: Sequence[NoteMark], *, in_sequence: bool, rejected: Sequence[NoteMark] = ()
) -> tuple[Finding, ...]:
    """Return what is odd about the passage in *source*, in the order of its text.

    ``in_sequence=False`` is for citation numbers, which may repeat and go back. *rejected* are the numbers of the text
    that were not taken for marks; one that is missing in the sequence may be among them.
    """
    found = [*_broken_lines(source, marks), *_open_quotations(source), *_unsure(source, marks)]
    if in_sequence:
        found += _sequence(source, marks, rejected)
    found.sort(key=lambda item: item[0])
    return tuple(finding for _, finding in found)


def _warning(rule: str, message: str, place: tuple[Source, int, int], hint: str) -> tuple[int, Finding]:
    """Return the finding with its offset, to be sorted by."""
    source, start, end = place
    return start, Finding(rule, message, source.span(start, end), Severity.WARNING, hint)


def _unsure(source: Source, marks: Sequence[NoteMark]) -> Iterator[tuple[int, Finding]]:
    for mark in marks:
        if mark.confidence < _SURE:
            message = f"'{mark.number}' may be a note mark, or a number of the text ({mark.confidence:.2f})"
            yield _warning("unsure-mark", message, (source, mark.start, mark.end), "look at the place")


def _sequence(source: Source, marks: Sequence[NoteMark], rejected: Sequence[NoteMark]) -> Iterator[tuple[int, Finding]]:
    numbered = [mark for mark in marks if mark.number.isdecimal()]
    there = {int(mark.number) for mark in numbered}
    for before, after in pairwise(numbered):
        low, high = int(before.number), int(after.number)
        if source.text[before.end : after.start].strip() in _DASHES:
            continue
        if low + 1 < high <= low + _WIDEST_GAP:
            if all(number in there for number in range(low + 1, high)):
                continue  # they stand elsewhere, which is told there
            yield _missing(source, (before, after), rejected)
        elif high == low > 1:
            message = f"note {high} is marked a second time"
            yield _warning("repeated-note", message, (source, after.start, after.end), "one of the two may be misread")
        elif high != low + 1 and high != 1:
            message = f"note {high} follows note {low}"
            yield _warning("order", message, (source, after.start, after.end), "check that no text is lost or moved")


def _missing(source: Source, around: tuple[NoteMark, NoteMark], rejected: Sequence[NoteMark]) -> tuple[int, Finding]:
    before, after = around
    low, high = int(before.number), int(after.number)
    message = f"{missing_between(before.number, after.number)} between {low} and {high}"
    hint = f"the text between the marks {low} and {high} may be incomplete"
    wanted = {str(number) for number in range(low + 1, high)}
    first = bisect_left(rejected, before.end, key=lambda mark: mark.start)
    last = bisect_left(rejected, after.start, key=lambda mark: mark.start)
    likely = max((mark for mark in rejected[first:last] if mark.number in wanted), key=_confidence, default=None)
    if likely is not None:
        where = source.span(likely.start)
        hint = f"a {likely.number} stands in line {where.line}, column {where.column}: it may be the mark"
    return _warning("missing-note", message, (source, after.start, after.end), hint)


def _confidence(mark: NoteMark) -> float:
    return mark.confidence


def _open_quotations(source: Source) -> Iterator[tuple[int, Finding]]:
    for mark in unclosed(source.text):
        yield mark.place, told(source, mark)


def _broken_lines(source: Source, marks: Sequence[NoteMark]) -> Iterator[tuple[int, Finding]]:
    text = source.text
    ends = {mark.end: mark.start for mark in marks}
    starts = {mark.start: mark.end for mark in marks}
    blocks = list(_paragraphs(text))
    for index, (start, end) in enumerate(blocks):
        last = index + 1 == len(blocks)
        stop = _without_marks(text, start, end, ends)
        continued = not last and _goes_on(text, blocks[index + 1], starts)
        words = text[start:stop].rstrip(_AFTER_ENDING)
        if continued or not (_breaks_off(words) or (last and words.endswith((",", ";")))):
            continue
        tail = _LAST_WORDS.search(text, start, stop)
        whole = stop - start <= _LONG_LINE and "\n" not in words and not _SENTENCE_INSIDE.search(words)
        place = start if whole or tail is None else tail.start()
        shown = " ".join(text[place:stop].split())
        message = f"the passage breaks off at '{shown}'" if last else f"the line '{shown}' breaks off"
        if not last and not whole:
            message = f"the paragraph breaks off at '{shown}'"
        yield _warning("broken-line", message, (source, place, stop), "the rest of the sentence may be lost")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, or where lines are wrapped to a width, what blank lines divide."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]
    loose = sum(text[start:end].rstrip(_AFTER_ENDING)[-1:] not in {*_ENDINGS} for start, end in lines)
    wrapped = len(lines) > 3 and loose > len(lines) // 2 and max(end - start for start, end in lines) <= _WIDTH
    if not wrapped:
        yield from ((start + _indent(text, start), end) for start, end in lines)
        return
    for match in re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text):
        yield match.span()


def _goes_on(text: str, paragraph: tuple[int, int], starts: dict[int, int]) -> bool:
    """Tell whether a paragraph begins in mid-sentence, a note mark thrown before it or not."""
    start, end = paragraph
    return text[starts.get(start, start) : end].lstrip()[:1].islower()


def _indent(text: str, start: int) -> int:
    place = start
    while text[place].isspace():
        place += 1
    return place - start


def _without_marks(text: str, start: int, end: int, ends: dict[int, int]) -> int:
    """Return where the words of ``text[start:end]`` end, note marks, brackets around them and spaces left out."""
    while end > start:
        if end in ends:
            end = max(ends[end], start)
        elif text[end - 1] in "])" and end - 1 in ends:
            end = max(ends[end - 1] - 1, start)
        elif text[end - 1].isspace() or (text[end - 1] in _JOINTS and end - 1 in ends):
            end -= 1
        else:
            break
    return end


def _breaks_off(words: str) -> bool:
    """Tell whether the last sentence has no end; headings and list items, which have none either, are let pass."""
    if not words or not words[-1].isalpha():
        return False
    final = _WORD.findall(words[-40:])[-1].casefold()
    if " " in words and words[-1].islower() and final in FUNCTION_WORDS | LEADING_WORDS:
        return True
    return _SENTENCE_INSIDE.search(words) is not None or (len(words) > _LONG_LINE and not _is_title(words))


def _is_title(words: str) -> bool:
    """Tell whether most words that carry meaning are in capitals, as in a long English heading."""
    meaning: list[str] = [word for word in _WORD.findall(words) if len(word) > 3]
    return 2 * sum(word[0].isupper() for word in meaning) > len(meaning)
