"""Lines put together to pages: without running heads, column by column, text and footnotes apart.

Footnotes are what stands last in a column in smaller type and begins with a number; what comes before the first number
goes on from the page before. Takes time in proportion to the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from statistics import median

from citekit.documents.pdffile.lines import Line
from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.values import dataclass, field

_SMALLER = 0.94
_BODY = 0.1  # of all characters of a file, in the type of its text
_APART = 1.7  # sizes of type between a running head, or a page's number, and the text
_PARAGRAPH = 1.45  # pitches of lines between two paragraphs
_NUMBER = re.compile(r"[–—-]?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*[–—-]?")
_FIGURES = re.compile(r"\d{1,6}")
_COUNTED = 3
_LABEL = re.compile(r"(?P<number>\d{1,4}|[*†‡§‖¶]{1,4})[.)]?\s+(?=\S)")
_ENDED = re.compile(r"[.!?…:][”’»\")\]]*(?:\d{1,4})?$")


@dataclass(slots=True)
class Text:
    """Words on one line, with the places of their marks."""

    text: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: Line, *, skip: int = 0) -> None:
        """Add a line without its first *skip* characters; a word that was parted at the end before is whole again."""
        own = line.text[skip:].lstrip()
        skip = len(line.text) - len(own)
        if self.text[-1:] == "-" and self.text[-2:-1].isalpha() and own[:1].islower():
            self.text = self.text[:-1]
        elif self.text and self.text[-1] not in "–—-/":
            self.text += " "
        offset = len(self.text) - skip
        self.marks += [(start + offset, end + offset) for start, end in line.marks if start >= skip]
        self.text += own


@dataclass(slots=True)
class Footnote:
    """A note at the foot of the page *page*; *here* is what of it stands there, *whole* all of it."""

    number: str
    page: int
    here: Text
    whole: Text


@dataclass(slots=True)
class Page:
    """A page: its paragraphs, and the footnotes that begin on it."""

    paragraphs: list[Text] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)


def read(all_lines: Sequence[Sequence[Line]]) -> list[Page]:
    """Return the pages that *all_lines* make."""
    sizes = Counter[float]()
    for lines in all_lines:
        for line in lines:
            sizes[line.size] += len(line.text)
    # The largest that more than headings have: of some books most is notes.
    body = max((size for size, count in sizes.items() if count >= _BODY * sizes.total()), default=0.0)
    kept = _without_heads(all_lines)
    reader = _Reader(body, is_raised=any(line.label and line.size <= body * _SMALLER for page in kept for line in page))
    return [reader.page(number, lines) for number, lines in enumerate(kept, 1)]


class _Reader:
    def __init__(self, body: float, *, is_raised: bool) -> None:
        self._body, self._is_raised = body, is_raised
        self._last: Footnote | None = None
        self._endnotes = False
        self._waiting: set[str] = set()  # the marks of the page before whose notes are not there yet

    def page(self, number: int, lines: Sequence[Line]) -> Page:
        page = Page()
        marked: set[str] = set()
        for column in _columns(lines):
            text, notes = self._parted(column)
            marked |= {own for line in text for own in _marks(line)}
            page.paragraphs += _paragraphs(text)
            self._notes(page, number, notes)
        self._waiting = marked - {note.number for note in page.notes}
        return page

    def _parted(self, column: list[Line]) -> tuple[list[Line], list[Line]]:
        """Return the text and the footnotes of a column."""
        cut = len(column)
        while cut and column[cut - 1].size <= self._body * _SMALLER:
            cut -= 1
        self._endnotes = self._endnotes or any(is_notes_heading(line.text) for line in column[:cut])
        if self._endnotes or not cut:  # all of a column in small type is no foot of it
            return column, []
        if cut == len(column):
            cut = _of_one_size(column, self._waiting)
        goes_on = self._last is not None and not _ENDED.search(self._last.whole.text)
        if not goes_on:  # what is before the first number is another thing in small type
            cut = next((place for place in range(cut, len(column)) if self._label(column[place])), len(column))
        return column[:cut], column[cut:]

    def _label(self, line: Line) -> str:
        if line.label:
            return line.label
        found = None if self._is_raised else _LABEL.match(line.text)
        return found["number"] if found else ""

    def _notes(self, page: Page, number: int, lines: Sequence[Line]) -> None:
        here = Text()
        for line in lines:
            label = self._label(line)
            if label:
                found = _LABEL.match(line.text)
                here = Text()
                self._last = Footnote(label, number, here, Text())
                page.notes.append(self._last)
                skip = found.end() if found else line.marks[0][1] if line.marks else len(label)
                here.add(line, skip=skip)
                self._last.whole.add(line, skip=skip)
            elif self._last is not None:
                self._last.whole.add(line)
                if self._last.page == number:
                    self._last.here.add(line)


def _of_one_size(column: Sequence[Line], waiting: set[str]) -> int:
    """Return where footnotes begin that are in the type of the text: with a number that is a mark above it."""
    marked = set(waiting)
    for place, line in enumerate(column):
        if place and line.label in marked:
            return place
        marked.update(_marks(line))
    return len(column)


def _marks(line: Line) -> list[str]:
    """Return the marks of a line, but a number that it begins with."""
    return [line.text[start:end].translate(SUPERSCRIPTS) for start, end in line.marks if start]


def _without_heads(all_lines: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the lines of each page without running heads and page numbers: what stands apart and comes again."""
    kept = [list(lines) for lines in all_lines]
    for _ in range(2):  # a head above, and a number below it
        edges = [[(end, row) for end in (0, -1) if (row := _edge(lines, end))] for lines in kept]
        seen = Counter(
            (end, key) for page, rows in enumerate(edges) for end, row in rows for key in _keys(_said(row), page)
        )
        for page, (lines, rows) in enumerate(zip(kept, edges, strict=True)):
            for end, row in rows:
                said = _said(row)
                if _NUMBER.fullmatch(said) or any(seen[end, key] > 1 for key in _keys(said, page)):
                    lines[:] = [line for line in lines if line not in row]
    return kept


def _edge(lines: Sequence[Line], end: int) -> list[Line]:
    """Return the lines of the first or last row of a page, where it stands apart from the others and is no note."""
    if not lines or lines[end].label:
        return []
    edge = lines[end]
    row = [line for line in lines if abs(line.y - edge.y) <= 0.3 * edge.size]
    others = [abs(line.y - edge.y) for line in lines if line not in row]
    return row if not others or min(others) > _APART * max(line.size for line in row) else []


def _said(row: Sequence[Line]) -> str:
    return " ".join(line.text for line in row)


def _keys(said: str, page: int) -> set[str]:
    """Return what a row would say on each page, if it is a running head: some of its numbers count the pages."""
    *pieces, rest = _FIGURES.split(said, maxsplit=_COUNTED)
    numbers = [int(each) for each in _FIGURES.findall(said)[:_COUNTED]]
    either = [(f"{each}", f"#{each - page}") for each in numbers]
    return {"".join(map("".join, zip(pieces, chosen, strict=True))) + rest for chosen in product(*either)}


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the columns of a page in the order of reading; what runs over both is a column of its own."""
    gutter = _gutter(lines)
    if gutter is None:
        yield list(lines)
        return
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []
    for line in lines:
        if line.x < gutter < line.end:
            yield from (column for column in (left, right) if column)
            left, right = [], []
            across.append(line)
            continue
        if across:
            yield across
            across = []
        (left if line.end <= gutter else right).append(line)
    yield from (column for column in (left, right, across) if column)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the gutter between two columns is, ``None`` where there is none."""
    if len(lines) < 8:
        return None
    start, end = min(line.x for line in lines), max(line.end for line in lines)
    best: tuple[int, float] | None = None
    for share in range(35, 66):
        x = start + (end - start) * share / 100
        crossing = sum(line.x < x < line.end for line in lines)
        sides = min(sum(line.end <= x for line in lines), sum(line.x >= x for line in lines))
        if crossing * 5 < len(lines) and sides >= 4 and (best is None or (crossing, abs(share - 50)) < best):
            best = (crossing, abs(share - 50))
            found = x
    return found if best is not None else None


def _paragraphs(lines: Sequence[Line]) -> Iterator[Text]:
    """Yield the paragraphs of a column: they are set in, set apart, or end short."""
    if not lines:
        return
    pitches = [above.y - below.y for above, below in pairwise(lines) if above.y > below.y]
    pitch = median(pitches) if pitches else 0.0
    left, right = min(line.x for line in lines), max(line.end for line in lines)
    text = Text()
    before: Line | None = None
    for line in lines:
        if before is not None and _begins(before, line, pitch, (left, right)):
            yield text
            text = Text()
        text.add(line)
        before = line
    yield text


def _begins(before: Line, line: Line, pitch: float, edges: tuple[float, float]) -> bool:
    """Tell whether a paragraph begins with *line*."""
    left, right = edges
    if before.y - line.y > _PARAGRAPH * pitch or line.label or abs(line.size - before.size) > 0.1 * before.size:
        return True
    set_in = line.x - before.x > 0.8 * line.size and line.x - left > 0.8 * line.size
    short = right - before.end > 0.2 * (right - left)
    return set_in or (short and _ENDED.search(before.text) is not None)
