"""A plain text or Markdown as a source: its pages, and what stands in the way of its words.

A page begins with a form feed, or with a mark: ``[p. 290]``, ``[page 290]``, ``{p. 290}``, ``<!-- p. 290 -->``,
``<pb n="290"/>``, ``{290}``, and ``[290]`` alone on a line; the last two only where there are no others and their
numbers rise. Where pages are known, lines at their heads and feet that are a number alone, or come back on three pages
with nothing but numbers changed, are left out, and notes at the foot of a page whose number is a mark above them go to
the end. A number that a form feed's pages print is their label; else they are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from citekit.findings import Source
from citekit.patterns import pattern
from citekit.quotations.proof.locating import number_of
from citekit.quotations.proof.sources import Builder, SourceText
from citekit.values import NamedTuple

_LABEL = r"(?P<{}>[A-Za-z]?\d{{1,5}}[a-z]?|[ivxlcdmIVXLCDM]{{1,9}})"
MARK = pattern(
    rf"[\[{{]\s?(?:pp?\.|pages?|page:|S\.|Seite|с\.|стр\.|pág\.|Pg\.?)\s?{_LABEL.format('named')}\s?[\]}}]"
    rf"|<!--\s{{0,9}}(?:pp?\.?|page|pagebreak|S\.)\s{{0,9}}:?\s{{0,9}}{_LABEL.format('comment')}\s{{0,9}}-->"
    rf"|<pb\b[^<>]{{0,200}}?\bn\s?=\s?[\"']{_LABEL.format('milestone')}[\"'][^<>]{{0,200}}>",
    re.IGNORECASE,
)
_BARE = pattern(
    r"\{(?P<brace>\d{1,5}|[ivxlc]{1,9})\}|^[ \t]*\[(?P<line>\d{1,5}|[ivxlc]{1,9})\][ \t]*\r?$", re.MULTILINE
)
_NUMBER = pattern(r"[-–—\[(]?\s?(?P<page>\d{1,5}|[ivxlc]{1,9})\s?[-–—\])]?")
_DIGITS = pattern(r"\d+|\b[ivxlc]+\b")
_NOTE = pattern(r"[ \t]*(?:\[(?P<bracket>\d{1,4})\]|(?P<number>\d{1,4})(?!\d)[.)]?|(?P<sign>[*†‡§]{1,3}))[ \t]*(?=\S)")
_RULE = pattern(r"[ \t]*[-_—–]{3,}[ \t]*")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARKED = pattern(r"(?<=[^\s\d])\d{1,4}(?!\d)|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?<=\S)[*†‡§]{1,3}(?!\w)")
_OFTEN = 3
_LONGEST_HEAD = 90


class _Break(NamedTuple):
    """Where a page's mark stands in the text, and the page that begins behind it; "" where it does not say."""

    start: int
    end: int
    label: str


def read_text(path: str, source: Source, notes: Sequence[tuple[int, int]] = ()) -> SourceText:
    """Return the text in *source* with its pages; *notes* are lines of it that stand in the way, in order."""
    builder = Builder(path)
    builder.part(source)
    _Pages(source.text, builder, notes).run()
    return builder.built()


def breaks_in(text: str) -> list[_Break]:
    """Return the page marks of *text*."""
    marked = [_Break(*one.span(), one[one.lastgroup or ""]) for one in MARK.finditer(text)]
    if marked:  # then form feeds are white space
        return marked
    if feeds := [_Break(place, place + 1, "") for place in _feeds(text)]:
        return feeds
    bare = [_Break(*one.span(), one[one.lastgroup or ""]) for one in _BARE.finditer(text)]
    numbers = [number_of(one.label) for one in bare]
    return bare if len(bare) > 1 and all(a < b for a, b in pairwise(numbers)) else []


def _feeds(text: str) -> Iterator[int]:
    place = text.find("\f")
    while place != -1:
        yield place
        place = text.find("\f", place + 1)


class _Pages:
    def __init__(self, text: str, builder: Builder, notes: Sequence[tuple[int, int]]) -> None:
        self._text, self._builder = text, builder
        breaks = breaks_in(text)
        self._is_fed = bool(breaks) and not breaks[0].label
        starts = [0, *(one.end for one in breaks)]
        ends = [*(one.start for one in breaks), len(text)]
        self._spans = list(zip(starts, ends, strict=True))
        self._labels = ["", *(one.label for one in breaks)]
        self._lines = [list(_lines(text, *span)) for span in self._spans]
        self._notes = [start for start, _ in notes]
        self._note_ends = [end for _, end in notes]
        self._first_notes = [len(lines) for lines in self._lines]
        self._seen: dict[int, dict[str, list[int]]] = {}
        self._out: list[set[int]] = [set() for _ in self._spans]

    def run(self) -> None:
        if len(self._spans) == 1:
            if self._notes:
                self._page(0)
            else:
                self._builder.add(self._text, 0)
            return
        self._heads()
        if self._is_fed:
            self._labels = self._counted()
        self._first_notes = [self._notes_from(page) for page in range(len(self._spans))]
        self._text = self._with_raised_marks()
        for number, label in enumerate(self._labels):
            if label or number or self._is_fed:
                self._builder.page(label)
            self._page(number)

    # --- heads and feet ---

    def _edges(self, page: int) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of a page that are not blank: which edge, and its index."""
        lines = self._lines[page]
        filled = [index for index, (start, end) in enumerate(lines) if self._text[start:end].strip()]
        if len(filled) > 1:
            yield 0, filled[0]
            yield 1, filled[-1]

    def _heads(self) -> None:
        seen: Counter[tuple[int, str]] = Counter()
        for page in range(len(self._spans)):
            for edge, index in self._edges(page):
                seen[edge, _shape(self._said(page, index))] += 1
        for page in range(len(self._spans)):
            for edge, index in self._edges(page):
                said = self._said(page, index)
                often = seen[edge, _shape(said)] >= _OFTEN and len(said) <= _LONGEST_HEAD
                if _NUMBER.fullmatch(said) or often:
                    self._out[page].add(index)

    def _said(self, page: int, index: int) -> str:
        start, end = self._lines[page][index]
        return self._text[start:end].strip()

    def _counted(self) -> list[str]:
        """Return the labels of pages that form feeds part: the numbers that are printed, else counted from them."""
        printed = [self._printed(page) for page in range(len(self._spans))]
        known = [page for page, label in enumerate(printed) if label]
        if not known:
            return [str(page + 1) for page in range(len(printed))]
        labels: list[str] = []
        for page, label in enumerate(printed):
            nearest = min(known, key=lambda one: abs(one - page))
            number = number_of(printed[nearest]) + page - nearest
            counted = str(number) if printed[nearest].isdigit() and number > 0 else ""
            labels.append(label or counted)
        return labels

    def _printed(self, page: int) -> str:
        for index in sorted(self._out[page]):
            found = _NUMBER.fullmatch(self._said(page, index))
            if found is not None:
                return str(found["page"])
            if figures := re.findall(r"^\d{1,4}\b|\b\d{1,4}$", self._said(page, index)):
                return str(figures[0])
        return ""

    # --- text and notes of a page ---

    def _with_raised_marks(self) -> str:
        """Return the text with the marks of notes at the foot of their page raised, which makes them no longer."""
        places: list[tuple[int, int]] = []
        for page, first in enumerate(self._first_notes):
            for start, end in self._lines[page][first:]:
                match = _NOTE.match(self._text, start, end)
                label = (match["bracket"] or match["number"]) if match else None
                own = self._marks(page).get(label, []) if label else []
                if label and len(own) == 1 and self._text[own[0] - 1 : own[0]] != "[":
                    places.append((own[0], own[0] + len(label)))
        pieces: list[str] = []
        done = 0
        for start, end in sorted(set(places)):
            pieces += [self._text[done:start], self._text[start:end].translate(_RAISED)]
            done = end
        return "".join((*pieces, self._text[done:]))

    def _page(self, page: int) -> None:
        lines, out = self._lines[page], self._out[page]
        first_note = self._first_notes[page]
        if not out and first_note == len(lines) and not self._notes:
            self._builder.add(self._text[slice(*self._spans[page])], self._spans[page][0])
            return
        for index, (start, end) in enumerate(lines):
            if index == first_note or (index < first_note and self._begins_note(start)):
                self._builder.note()
            elif index < first_note and self._goes_on(start):
                self._builder.body()
            if index not in out:
                self._builder.add(self._text[start:end], start)
        self._builder.body()

    def _begins_note(self, start: int) -> bool:
        index = bisect_left(self._notes, start)
        return index < len(self._notes) and self._notes[index] == start

    def _goes_on(self, start: int) -> bool:
        """Tell whether a line is none of a note."""
        index = bisect_right(self._notes, start) - 1
        return index < 0 or start >= self._note_ends[index]

    def _notes_from(self, page: int) -> int:
        """Return the line that the notes at the foot of a page begin at; their number for none.

        The first of them follows a blank line or a rule, begins with a number or sign, and that is a mark above it.
        """
        lines = self._lines[page]
        found = len(lines)
        marks = self._marks(page)
        for index in range(len(lines) - 1, 0, -1):
            start, end = lines[index]
            if index in self._out[page]:
                continue
            before = self._text[slice(*lines[index - 1])]
            match = _NOTE.match(self._text, start, end)
            if match is None:
                continue
            parted = not before.strip() or _RULE.fullmatch(before.strip()) is not None or index == found - 1
            label = match["bracket"] or match["number"] or match["sign"]
            if marks.get(label, [start])[0] >= start:
                if parted:
                    break
                continue
            if parted or found < len(lines):
                found = index
        while 0 < found < len(lines) and _RULE.fullmatch(self._said(page, found - 1)):
            found -= 1
        return found

    def _marks(self, page: int) -> dict[str, list[int]]:
        """Return where labels stand as marks on a page: raised, or directly behind a letter, stop or bracket."""
        found = self._seen.get(page)
        if found is None:
            found = self._seen[page] = {}
            for one in _MARKED.finditer(self._text, *self._spans[page]):
                label = one["raised"].translate(_PLAIN) if one["raised"] else one[0]
                found.setdefault(label, []).append(one.start())
        return found


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch, with their ends."""
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield start, stop
        start = stop


def _shape(said: str) -> str:
    """Return a line with a sign for its numbers."""
    return _DIGITS.sub("#", " ".join(said.split()).lower())
