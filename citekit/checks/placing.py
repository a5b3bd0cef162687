"""Note marks that stand beside stops and quotation marks otherwise than a custom has them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.prose import Prose
from citekit.checks.rule import Edit, Fix
from citekit.findings import Span
from citekit.notes.placement.customs import Custom
from citekit.notes.placement.placing import Move, place
from citekit.notes.placement.spots import is_joint

SURE = 0.9
_SHARE = 5
"""One of so many marks may stand otherwise: of more the text has a custom of its own, or is misread."""
_LEAST = 4
_DASHES = "–—- "


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
        yield prose.span(mark.start, mark.end), message, _fix(prose, move, signs) if prose.is_whole else None


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
