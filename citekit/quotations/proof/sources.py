"""The text of a source: its words in reading order, and for each of them the page and the place in the file.

The running text comes first, the notes behind it: a quotation may run on over the foot of a page, and may be of a note
as well. Marks of notes that a format tells are raised figures in the text ("¹⁴"); heads of pages, numbers of pages and
markup are left out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from citekit.findings import Source, Span
from citekit.patterns import pattern
from citekit.values import NamedTuple, dataclass, field

NOTHING = "\u2060"
"""Stands for what is in a file and not in its text; the word joiner itself is not seen either."""
_SEEN = pattern(f"[^{NOTHING}]+")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class PageStart(NamedTuple):
    """From the character *start* of a source's text on it is the page *label*: "290", "xiv"; "" for a page unknown."""

    start: int
    label: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """The *text* of the file *path*; *pages* in the order of the text, ``()`` where the file has none.

    *starts* are where stretches of the text begin that stand in one piece in the file, *places* where these begin
    there; both are empty where a place in the file says nothing to a reader, as in a PDF file. Then *part* is where
    it is, by stretch.
    """

    path: str
    text: str = field(repr=False)
    pages: tuple[PageStart, ...] = ()
    starts: array[int] = field(default_factory=lambda: array("Q"), repr=False)
    places: array[int] = field(default_factory=lambda: array("Q"), repr=False)
    parts: tuple[Source, ...] = field(default=(), repr=False)
    part_of: array[int] = field(default_factory=lambda: array("I"), repr=False)

    def where(self, start: int, end: int | None = None) -> Span:
        """Return the place of ``text[start:end]`` in the file; line and column where it is a text."""
        if not self.starts:
            return Span(self.path)
        stretch, place = self._place(start)
        part = self.parts[self.part_of[stretch]]
        last = place + 1
        if end is not None and end > start:
            _, last = self._place(end - 1)
        return part.span(place, max(last + 1, place + 1))

    def _place(self, offset: int) -> tuple[int, int]:
        stretch = max(bisect_right(self.starts, offset) - 1, 0)
        return stretch, self.places[stretch] + offset - self.starts[stretch]

    def page(self, offset: int) -> str:
        """Return the page that a character of the text stands on, "" for an unknown one."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].label if index >= 0 else ""

    def pages_of(self, start: int, end: int) -> tuple[str, ...]:
        """Return the pages that ``text[start:end]`` runs over, in order; unknown ones are left out."""
        first = max(bisect_right(self.pages, start, key=lambda page: page.start) - 1, 0)
        last = bisect_right(self.pages, max(start, end - 1), key=lambda page: page.start)
        labels = (page.label for page in self.pages[first:last])
        return tuple(dict.fromkeys(label for label in labels if label))


class Builder:
    """Puts a source's text together; notes are kept for its end."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._body = _Stream()
        self._notes = _Stream()
        self._parts: list[Source] = []
        self._now = self._body
        self._page = ""

    def part(self, source: Source) -> None:
        """Go on with another part of the file."""
        self._parts.append(source)

    def add(self, text: str, place: int = -1) -> None:
        """Add text that stands at *place* of the part, -1 for nowhere, as what parts paragraphs does.

        ``NOTHING`` in it is left out.
        """
        if NOTHING not in text or place < 0:
            self._now.add(text, place, len(self._parts) - 1)
            return
        for piece in _SEEN.finditer(text):
            self._now.add(piece[0], place + piece.start(), len(self._parts) - 1)

    def mark(self, number: str) -> None:
        """Add the mark of a note."""
        self._now.add(number.translate(_RAISED) if number.isdecimal() else "†", -1, len(self._parts) - 1)

    def page(self, label: str) -> None:
        """Begin a page."""
        self._page = label
        self._body.pages.append(PageStart(self._body.length, label))
        if self._body.ends_in_hyphen():
            self._body.add("\n", -1, len(self._parts) - 1)

    def note(self) -> None:
        """Begin a note; until ``body`` all is its text."""
        self._now = self._notes
        self._notes.add("\n\n", -1, len(self._parts) - 1)
        if self._page:
            self._notes.pages.append(PageStart(self._notes.length, self._page))

    def body(self) -> None:
        """Go on with the running text."""
        self._now = self._body

    def built(self) -> SourceText:
        """Return the text, its notes at the end."""
        body, notes = self._body, self._notes
        behind = body.length + 2
        text = "".join((*body.pieces, "\n\n", *notes.pieces))
        first = [PageStart(0, "")] if body.pages and body.pages[0].start else []
        own = [PageStart(page.start + behind, page.label) for page in notes.pages]
        pages = (*first, *body.pages, *own) if body.pages else ()
        starts, places, part_of = body.starts, body.places, body.part_of
        for start, place, part in zip(notes.starts, notes.places, notes.part_of, strict=True):
            starts.append(start + behind)
            places.append(place)
            part_of.append(part)
        if not self._parts:
            starts, places, part_of = array("Q"), array("Q"), array("I")
        return SourceText(self._path, text, tuple(pages), starts, places, tuple(self._parts), part_of)


class _Stream:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.pages: list[PageStart] = []
        self.starts, self.places, self.part_of = array("Q"), array("Q"), array("I")

    def ends_in_hyphen(self) -> bool:
        last = next((piece for piece in reversed(self.pieces) if piece.strip(" \t")), "")
        return last.rstrip(" \t").endswith(("-", "‐", "\u00ad", "¬"))

    def add(self, text: str, place: int, part: int) -> None:
        if not text:
            return
        if place < 0 and self.places:  # where the text before it ends
            place = self.places[-1] + self.length - self.starts[-1]
            text_start = self.length
            # What is made up has no place of its own: all of it is where the text before ends.
            self.starts.append(text_start)
            self.places.append(max(place - 1, 0))
            self.part_of.append(max(part, 0))
        elif place >= 0:
            self.starts.append(self.length)
            self.places.append(place)
            self.part_of.append(max(part, 0))
        self.pieces.append(text)
        self.length += len(text)


def labels(text: SourceText) -> Sequence[str]:
    """Return the labels of a source's pages, in order, each once."""
    return tuple(dict.fromkeys(page.label for page in text.pages if page.label))
