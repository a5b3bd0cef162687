"""Glyphs put together to lines: spaces where there is room, marks where small figures are raised.

A mark is told by its size and place alone: it is smaller than the words of its line, and its foot is above theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from citekit.notes.marks.candidates import SUPERSCRIPTS

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xa0": " ", "\xad": "-"}
_MARK = re.compile(r"\d{1,4}|[*†‡§‖¶]{1,4}")
_LABEL_ALONE = re.compile(r"\(?(?:\d{1,4}|[*†‡§‖¶]{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})[.)\]]?")
# What has a power: a unit, a name of one letter, ten.
_POWER = re.compile(r"(?:(?<![^\W_])(?:[cdkm]m|(?![IАИОСКВУЯaàoyие])[^\W\d_])|(?<![\d.,])10)\Z")
# All are shares of the size of a line's type.
_SMALL, _RAISED = 0.88, 0.12
_SPACE, _GAP, _APART, _TAB, _BACK = 0.17, 1.2, 0.7, 4.0, 0.6
_OFF = 0.55


class Glyph(NamedTuple):
    """What a glyph says, where it stands (points, from the lower left corner; *y* is its foot) and its size."""

    text: str
    x: float
    y: float
    end: float
    size: float


class Line(NamedTuple):
    """A line of type. *marks* are stretches of *text*; *label* is the number that is raised at its beginning."""

    text: str
    x: float
    end: float
    y: float
    size: float
    marks: tuple[tuple[int, int], ...] = ()
    label: str = ""


class _Piece:
    """Glyphs that follow each other in a line."""

    def __init__(self, first: Glyph) -> None:
        self.glyphs = [first]
        self.y, self.size = first.y, first.size

    def takes(self, own: Glyph) -> bool:
        last = self.glyphs[-1]
        size = max(self.size, own.size)
        near = -_BACK * size <= own.x - last.end <= _GAP * size
        return near and abs(own.y - self.y) <= _OFF * size

    def add(self, own: Glyph) -> None:
        self.glyphs.append(own)
        if own.size > self.size * 1.1 and own.text.strip():
            self.y, self.size = own.y, own.size

    @property
    def x(self) -> float:
        return self.glyphs[0].x

    @property
    def end(self) -> float:
        return self.glyphs[-1].end


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page, from top to bottom."""
    pieces: list[_Piece] = []
    for own in glyphs:
        if pieces and pieces[-1].takes(own):
            pieces[-1].add(own)
        elif own.text.strip():
            pieces.append(_Piece(own))
    lines = (line for piece in _joined(pieces) if (line := _line(piece.glyphs)) is not None)
    return sorted(lines, key=lambda line: (-round(line.y), line.x))


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Join pieces of one line that were drawn apart; a number may stand before its note by a tabulator."""
    done: list[_Piece] = []
    for own in sorted(pieces, key=lambda piece: piece.x):
        for before in reversed(done[-200:]):
            size = max(before.size, own.size)
            text = "".join(glyph.text for glyph in before.glyphs[:6]).strip()
            gap = _TAB if len(before.glyphs) < 6 and _LABEL_ALONE.fullmatch(text) else _APART
            same = abs(own.y - before.y) <= (_OFF if min(own.size, before.size) < _SMALL * size else 0.2) * size
            if same and -_BACK * size <= own.x - before.end <= gap * size:
                for glyph in own.glyphs:
                    before.add(glyph)
                break
        else:
            done.append(own)
    return done


def _line(glyphs: Sequence[Glyph]) -> Line | None:
    weights = Counter[float]()
    for own in glyphs:
        if own.text.strip():
            weights[round(own.size, 1)] += 1
    if not weights:
        return None
    size = weights.most_common(1)[0][0]
    if len(weights) > 1 and len(glyphs) < 12:
        size = max(weights)
    feet = Counter(round(own.y, 1) for own in glyphs if round(own.size, 1) >= size and own.text.strip())
    y = feet.most_common(1)[0][0]
    text = ""
    marks: list[tuple[int, int]] = []
    raised_from = -1
    last: Glyph | None = None
    for own in glyphs:
        said = _said(own.text)
        raised = own.size <= _SMALL * size and own.y - y >= _RAISED * size
        wide = last is not None and own.x - last.end > _SPACE * size
        if raised_from >= 0 and not raised:
            marks += _mark(text, raised_from)
            wide = wide or raised_from == 0
            raised_from = -1
        if wide and text and not text.endswith(" ") and not (raised and said.strip()):
            text += " "
        if raised and raised_from < 0 and said.strip():
            raised_from = len(text)
        text += said if said.strip() or not text.endswith(" ") else ""
        last = own
    if raised_from >= 0:
        marks += _mark(text, raised_from)
    text = text.rstrip()
    marks += [found.span() for found in re.finditer(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", text)]
    marks = sorted((start, min(end, len(text))) for start, end in marks)
    label = text[: marks[0][1]].translate(SUPERSCRIPTS) if marks and marks[0][0] == 0 else ""
    return Line(text, glyphs[0].x, max(own.end for own in glyphs), y, size, tuple(marks), label)


def _mark(text: str, start: int) -> Iterable[tuple[int, int]]:
    """Return the marks in raised text, "11" or "3, 5"; ordinals ("1st") and powers of units have none."""
    raised = text[start:].strip()
    if raised.isdecimal() and _POWER.search(text[:start][-8:]):
        return ()
    if not re.fullmatch(r"(?:\d{1,4}|[*†‡§‖¶]{1,4})(?:[,;–-]\s?(?:\d{1,4}|[*†‡§‖¶]{1,4}))*", raised):
        return ()
    return [(start + found.start(), start + found.end()) for found in _MARK.finditer(text[start:])]


def _said(text: str) -> str:
    return "".join(_LIGATURES.get(sign, sign) for sign in text)
