"""The running text of a document, as rules look at it: its words with note marks and quotations, each with its place.

``quotations.finding`` knows more, such as who speaks, and takes longer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from citekit.documents.manuscript import Manuscript
from citekit.findings import Source, Span
from citekit.model import NoteMark, Passage
from citekit.notes.quotes import OpenMark, Quote, Quotes, read_quotes
from citekit.quotations.finding.building import HOLE, Anchor, Running
from citekit.quotations.finding.language import guessed
from citekit.quotations.finding.running import running_texts
from citekit.quotations.length import WORD

_BETWEEN = " \t\u00a0\u202f.,;:!?…”’»“\"'*_)]"
_FAR = 6
_NO_WORDS = frozenset(("pandoc", "pdf"))


class Prose:
    """A running *text* of *source*, with its note *marks* in order; *said* is the language of the document or "".

    *running* leads back to the source, where the text is not all of it.
    """

    def __init__(
        self, source: Source, text: str, marks: Sequence[NoteMark], said: str = "", running: Running | None = None
    ) -> None:
        self.source = source
        self.text = text
        self.marks = tuple(marks)
        self._said = said
        self._running = running

    @cached_property
    def language(self) -> str:
        """The language: that of the document, or else a guess by its words; "" where nothing tells."""
        return self._said or guessed(self.text)

    @cached_property
    def quotes(self) -> Quotes:
        """The quotations by their marks, and the marks that are left open."""
        return read_quotes(self.text, self.language)

    @property
    def open_marks(self) -> tuple[OpenMark, ...]:
        """The quotation marks that nothing closes, or that cross another quotation."""
        return self.quotes.open

    @cached_property
    def blocks(self) -> tuple[tuple[int, int], ...]:
        """Where quotations stand that are set apart."""
        return self._running.blocks if self._running else ()

    @cached_property
    def outer(self) -> tuple[Quote, ...]:
        """The quotations that stand in no other."""
        found: list[Quote] = []
        for quote in self.quotes.closed:
            if not found or quote.start >= found[-1].end:
                found.append(quote)
        return tuple(found)

    def is_apart(self, quote: Quote) -> bool:
        """Whether a quotation is a paragraph of its own, or stands in one that is set apart."""
        line = self.text[self.text.rfind("\n", 0, quote.start) + 1 : quote.start]
        stop = self.text.find("\n", quote.end)
        behind = self.without_marks(quote.end, stop if stop != -1 else len(self.text))
        return any(start <= quote.start < end for start, end in self.blocks) or not (line + behind).strip(_BETWEEN)

    def is_markup(self, quote: Quote) -> bool:
        """Whether its marks are no characters of the document, but commands or tags that stand for them."""
        return self._running is not None and quote.start in self._running.drawn

    def without_marks(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` without note marks and citations."""
        first, last = (bisect_left(self.marks, one, key=_start) for one in (start, end))
        pieces = []
        for mark in self.marks[first:last]:
            pieces.append(self.text[start : mark.start])
            start = mark.end
        return "".join((*pieces, self.text[start:end])).replace(HOLE, "")

    def paragraph(self, place: int) -> tuple[int, int]:
        """Return where the paragraph of a place begins and ends: at empty lines, or lines where there are none."""
        end = self.text.find(self._parted, place)
        return self.text.rfind(self._parted, 0, place) + 1, end if end != -1 else len(self.text)

    @cached_property
    def _parted(self) -> str:
        return "\n\n" if "\n\n" in self.text else "\n"

    def span(self, start: int, end: int) -> Span:
        """Return the place of ``text[start:end]`` in the file."""
        first, last = self.place(start), self.place(max(end - 1, start)) + 1
        return self.source.span(first, max(last, first + 1))

    def place(self, index: int) -> int:
        """Return where the character *index* of the text stands in the source."""
        return self._running.place(index) if self._running else index

    @property
    def is_whole(self) -> bool:
        """Whether the text is all of its source, so that it can be mended by it."""
        return self._running is None

    def mark_behind(self, place: int) -> int:
        """Return the index of the mark that stands directly behind *place*, -1 for none."""
        index = bisect_left(self.marks, place, key=_start)
        if index == len(self.marks):
            return -1
        between = self.text[place : self.marks[index].start]
        return index if len(between) <= _FAR and not between.strip(_BETWEEN) else -1

    def anchor_behind(self, place: int) -> Anchor | None:
        """Return the mark or citation of a manuscript that stands directly behind *place*, if there is one."""
        anchors = self._running.anchors if self._running else ()
        index = bisect_left(anchors, place, key=_first)
        if index == len(anchors):
            return None
        between = self.text[place : anchors[index].start]
        return anchors[index] if len(between) <= _FAR and not between.strip(_BETWEEN) else None

    def words(self, quote: Quote) -> int:
        """Return the number of words of a quotation."""
        return sum(1 for _ in WORD.finditer(self.text, quote.inner_start, quote.inner_end))


def context_of(text: str, place: int, around: int = 24) -> str:
    """Return the words around a place, however lines are broken."""
    return " ".join(text[max(place - around, 0) : place + around].split())


def _start(mark: NoteMark) -> int:
    return mark.start


def _first(anchor: Anchor) -> int:
    return anchor.start


def prose_of_passage(passage: Passage, language: str) -> Prose:
    """Return the text of a passage."""
    return Prose(Source(passage.path, passage.text), passage.text, passage.marks, language)


def prose_of_manuscript(manuscript: Manuscript, language: str) -> Iterator[Prose]:
    """Yield the running text of each part of a manuscript; notes alone are marks."""
    if manuscript.format in _NO_WORDS:
        return
    for running in running_texts(manuscript):
        marks = [
            NoteMark(one.start, one.end, manuscript.notes[one.note].number) for one in running.anchors if one.note != -1
        ]
        yield Prose(manuscript.parts[running.part], running.text, marks, language, running)
