r"""Floats and tables, which lose the text of a note: its mark stands in them, and its text behind them.

The counter is stepped before the box, since captions may be set twice, and marks and texts name their numbers.
A minipage prints its notes itself. Source: *LaTeX2e: An unofficial reference manual* (Footnotes in a table, Footnotes
inside of figures, ``minipage``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from citekit.documents.manuscript import Place
from citekit.documents.texfile.scan import Scan

_BOXES = frozenset(
    "figure figure* table table* wrapfigure wraptable sidewaysfigure sidewaystable SCfigure SCtable algorithm "
    "tabular tabular* tabularx tabulary".split()
)
_PAGES = frozenset(("minipage", "savenotes"))


class Boxes:
    """The boxes of a file, and the notes that are set in each."""

    def __init__(self, scan: Scan, noted: Iterable[int]) -> None:
        self._boxes = _outermost(scan, _BOXES)
        self._pages = _outermost(scan, _PAGES)
        self._left = [0] * len(self._boxes)  # notes of each box whose marks are still to come
        self._texts: list[list[str]] = [[] for _ in self._boxes]
        for place in noted:
            if (box := self._box(place)) >= 0:
                self._left[box] += 1

    def mark(self, place: int, text: str) -> str | None:
        """Return the mark of a note in a box, whose *text* is kept for later; ``None`` outside of boxes."""
        box = self._box(place)
        if box < 0:
            return None
        self._left[box] -= 1
        number = _number(self._left[box])
        self._texts[box].append(rf"\footnotetext[{number}]{{{text}}}")
        return rf"{{\protect\footnotemark[{number}]}}"

    def around(self) -> Iterator[tuple[Place, str]]:
        """Yield what stands before and behind the boxes that have notes."""
        for (start, end), texts in zip(self._boxes, self._texts, strict=True):
            if texts:
                yield Place(start, start), rf"\addtocounter{{footnote}}{{{len(texts)}}}"
                yield Place(end, end), "".join(texts)

    def _box(self, place: int) -> int:
        """Return the index of the box that loses a note at *place*, -1 for none."""
        if _index(self._pages, place) >= 0:
            return -1
        return _index(self._boxes, place)


def _index(spans: list[tuple[int, int]], place: int) -> int:
    index = bisect_right(spans, (place, 1 << 62)) - 1
    return index if index >= 0 and place < spans[index][1] else -1


def _outermost(scan: Scan, names: frozenset[str]) -> list[tuple[int, int]]:
    """Return where environments of these names begin and end, those apart that are in others."""
    spans: list[tuple[int, int]] = []
    begin = depth = 0
    for command in scan.commands:
        kind, _, name = command.name.partition(" ")
        if name not in names:
            continue
        if kind == "begin":
            begin = begin if depth else command.start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((begin, command.end))
    return spans


def _number(later: int) -> str:
    r"""Return the number of a note that *later* others of its box follow."""
    return rf"\numexpr\value{{footnote}}-{later}\relax" if later else r"\value{footnote}"
