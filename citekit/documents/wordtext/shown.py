"""What word processors show: paragraphs of pieces of text, with their formats and their places in the part.

A part is the text of a member of the archive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from citekit.documents.xmltree import Element, Text
from citekit.model import Citation, NotePart
from citekit.richtext import Format, Inline, Inlines, Styled, concat


def walk(
    root: Element,
    enter: Mapping[str, Callable[[Element], None]],
    leave: Mapping[str, Callable[[Element], None]],
    left_out: Collection[str],
    text: Callable[[Text], None] = lambda _: None,
) -> None:
    """Walk through *root* in document order, however deep, and call what *enter* and *leave* have for tags.

    What is in elements with tags in *left_out* is passed over; *text* hears all other character data.
    """
    left: list[tuple[Element | Text, bool]] = [(root, False)]
    while left:
        node, done = left.pop()
        if isinstance(node, Text):
            text(node)
        elif done:
            leave[node.tag](node)
        elif node.tag not in left_out:
            if (entering := enter.get(node.tag)) is not None:
                entering(node)
            if node.tag in leave:
                left.append((node, True))
            left.extend((one, False) for one in reversed(node.children))


class Piece:
    """Characters that are shown: a stretch of a ``w:t``, or an element of a run. *offset* is in its paragraph."""

    __slots__ = ("look", "node", "offset", "run", "text")

    def __init__(self, text: str, node: Text | Element, run: Element, look: tuple[Format, ...]) -> None:
        self.text, self.node, self.run, self.look = text, node, run, look
        self.offset = 0

    @property
    def end(self) -> int:
        """Where it ends in its paragraph."""
        return self.offset + len(self.text)


class Paragraph:
    """A paragraph: its *element*, its style and what is shown in it."""

    __slots__ = ("_text", "element", "length", "pieces", "style")

    def __init__(self, element: Element, style: str) -> None:
        self.element, self.style = element, style
        self.pieces: list[Piece] = []
        self.length = 0
        self._text = ""

    @property
    def text(self) -> str:
        """All that is shown in it."""
        if len(self._text) < self.length:
            self._text = "".join(one.text for one in self.pieces)
        return self._text


def pieces_in(paragraph: Paragraph, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
    """Yield the pieces that have characters *start* to *end* of a paragraph, and which of their own these are."""
    pieces = paragraph.pieces
    for index in range(bisect_right(pieces, start, key=_end), len(pieces)):
        one = pieces[index]
        if one.offset >= end:
            break
        yield one, max(start - one.offset, 0), min(end - one.offset, len(one.text))


def _end(piece: Piece) -> int:
    return piece.end


def place_of(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """Return where characters *start* to *end* of a paragraph stand in its part; there are some."""
    own = list(pieces_in(paragraph, start, end))
    (first, begin, _), (last, _, stop) = own[0], own[-1]
    begins = first.node.place(begin) if isinstance(first.node, Text) else first.node.start
    ends = last.node.place(stop) if isinstance(last.node, Text) else last.node.end
    return begins, ends


def inlines_of(paragraph: Paragraph, start: int, end: int) -> Inlines:
    """Return characters *start* to *end* of a paragraph with their formats, which blanks at their edges lose."""
    runs: list[tuple[str, tuple[Format, ...]]] = []
    for piece, begin, stop in pieces_in(paragraph, start, end):
        text = piece.text[begin:stop]
        if runs and runs[-1][1] == piece.look:
            text = runs.pop()[0] + text
        runs.append((text, piece.look))
    return concat(*(_formatted(text, look) for text, look in runs))


def _formatted(text: str, look: tuple[Format, ...]) -> Inlines:
    if not look:
        return (text,)
    bare = text.strip(" ")
    if not bare:
        return (text,)
    inline: Inline = bare
    for one in reversed(look):
        inline = Styled((inline,), one)
    start = text.index(bare)
    return concat((text[:start],), (inline,), (text[start + len(bare) :],))


class Cites(Protocol):
    """A citation that is characters *start* to *end* of a *paragraph*."""

    @property
    def citation(self) -> Citation:
        """What is cited."""

    @property
    def paragraph(self) -> Paragraph:
        """Where."""

    @property
    def start(self) -> int:
        """Its first character there."""

    @property
    def end(self) -> int:
        """The character behind its last."""


_Spot = TypeVar("_Spot", bound=Cites)


def by_paragraph(spots: Iterable[_Spot]) -> dict[int, list[_Spot]]:
    """Return citations by the identities of their paragraphs."""
    found: dict[int, list[_Spot]] = {}
    for one in spots:
        found.setdefault(id(one.paragraph), []).append(one)
    return found


def parts_of(
    paragraphs: Sequence[Paragraph], spots: Iterable[Cites], body: tuple[Paragraph, int] | None
) -> Iterator[NotePart]:
    """Yield the prose and the citations of a note; its paragraphs are parted by a blank.

    What it says begins in a paragraph, and there at a place, *body*: before it stand its number and a blank.
    """
    prose: Inlines = ()
    cited = by_paragraph(spots)
    for index, paragraph in enumerate(paragraphs):
        own = cited.get(id(paragraph), [])
        start = body[1] if body and body[0] is paragraph else 0
        if index and prose:
            prose = concat(prose, (" ",))
        edges = [(start, start), *((one.start, one.end) for one in own), (paragraph.length, paragraph.length)]
        for number, ((_, end), (begin, _)) in enumerate(pairwise(edges)):
            prose = concat(prose, inlines_of(paragraph, max(end, start), begin))
            if number < len(own):
                if prose:
                    yield prose
                yield own[number].citation
                prose = ()
    if prose:
        yield prose
