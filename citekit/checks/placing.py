"""Note marks that stand beside stops and quotation marks otherwise than a custom has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.prose import Prose
from citekit.checks.rule import Edit, Fix
from citekit.findings import Span
from citekit.model import NoteMark
from citekit.notes.placement.customs import Custom
from citekit.notes.placement.placing import Move, place
from citekit.notes.placement.spots import is_joint
from citekit.patterns import pattern

SURE = 0.9
_SHARE = 5
"""One of so many marks may stand otherwise: of more the text has a custom of its own, or is misread."""
_LEAST = 4
_DASHES = "–—- "
_LONGEST = 2000
"""Characters of a mark in its file; a note may stand in the text."""
_WRITTEN = pattern(r"\[\^[^\s\]]+\]|\^\[.*\]|\\(?:foot|end)note\{.*\}", re.DOTALL)
"""How a mark is written in Markdown and LaTeX."""


def misplaced(prose: Prose, custom: Custom) -> Iterator[tuple[Span, str, Fix | None]]:
    """Yield the places of marks that *custom* has elsewhere, what is wrong, and how to mend it where that can be."""
    marks = [mark for mark in prose.marks if mark.confidence >= SURE]
    if len(marks) < _LEAST or _are_listed(prose):
        return
    moves = place(prose.text, marks, custom, unreadable="kept").moves
    if len(moves) * _SHARE > len(marks):
        return
    shift = 0
    for move in moves:
        mark = move.marks[0]
        signs = move.new - shift - move.old
        shift += len(move.after) - len(move.before)
        crossed = prose.text[mark.end : mark.end + signs] if signs > 0 else prose.text[mark.start + signs : mark.start]
        if crossed.strip(_DASHES) == "":
            continue
        side = "before" if signs > 0 else "behind"
        message = f"the mark {mark.number} stands {side} '{crossed.strip()}'"
        first, last = _in_source(prose, mark)
        fix = _fix(prose, move, signs) if prose.is_whole else _exchanged(prose, (first, last), crossed, signs)
        yield prose.source.span(first, last), message, fix


def _in_source(prose: Prose, mark: NoteMark) -> tuple[int, int]:
    """Return where a mark stands in the file: up to where its running text goes on."""
    first = prose.place(mark.start)
    last = prose.place(mark.end) if mark.end < len(prose.text) else first + 1
    return first, last if first < last <= first + _LONGEST else first + 1


def _exchanged(prose: Prose, mark: tuple[int, int], crossed: str, signs: int) -> Fix | None:
    """Return the fix for a mark of a manuscript, where the signs that it crosses stand beside it in the file."""
    text, (start, end) = prose.source.text, mark
    written = text[start:end]
    if not _WRITTEN.fullmatch(written):
        return None
    if signs > 0 and text.startswith(crossed, end):
        edit = Edit(prose.source.path, start, end + len(crossed), crossed + written)
    elif signs < 0 and text.endswith(crossed, 0, start):
        edit = Edit(prose.source.path, start - len(crossed), end, written + crossed)
    else:
        return None
    return Fix("move the mark", (edit,), safe=False)


def _are_listed(prose: Prose) -> bool:
    """Tell whether marks stand in lists and ranges, as citation numbers of science do, which have other customs."""
    return any(
        before.end < mark.start and is_joint(prose.text[before.end : mark.start])
        for before, mark in pairwise(prose.marks)
    )


def _fix(prose: Prose, move: Move, signs: int) -> Fix:
    """Return the fix that exchanges the mark and the signs that it crosses."""
    end = move.old + len(move.before)
    path, text = prose.source.path, prose.text
    if signs > 0:
        edit = Edit(path, move.old, end + signs, text[end : end + signs] + move.after)
    else:
        edit = Edit(path, move.old + signs, end, move.after + text[move.old + signs : move.old])
    return Fix("move the mark", (edit,), safe=False)
