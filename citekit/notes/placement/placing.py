"""Note marks moved to where a custom has them, and moved back.

Signs and letters stay as they are, and marks keep their order; only where a mark stands between them changes. Every
move is kept, so that ``undo`` gives the text back to the last character. Takes time in proportion to the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from citekit.model import NoteMark
from citekit.notes.placement.clusters import SPACES, Cluster, clusters
from citekit.notes.placement.customs import Custom
from citekit.notes.placement.reading import misread, raised
from citekit.notes.placement.spots import Bare, Spot, bare, is_joint
from citekit.values import dataclass, field, replace

Unreadable: TypeAlias = Literal["kept", "raised", "bracketed", "moved"]
"""What becomes of a mark that its new place would make unreadable: it stays, it is moved and its figures are raised or
put in brackets, or it is moved as it is (where marks are set apart, as in an excerpt)."""


@dataclass(frozen=True, slots=True)
class Move:
    """The marks of one spot, moved.

    *marks* are as they stood before, ``first`` the place of the first among all marks of the text. ``text[old:]`` began
    with *before*; *after* begins at *new* now, which is *before* unless its figures were raised or bracketed.
    """

    first: int
    marks: tuple[NoteMark, ...]
    old: int
    new: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A mark that the custom would have elsewhere and that stays, and *why*. *mark* is its place among the marks."""

    mark: int
    why: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A text whose marks stand by a custom, what was moved, in order, and what was not."""

    text: str = field(repr=False)
    marks: tuple[NoteMark, ...]
    moves: tuple[Move, ...] = ()
    kept: tuple[Kept, ...] = ()


def place(text: str, marks: Sequence[NoteMark], custom: Custom, *, unreadable: Unreadable = "kept") -> Placed:
    """Return *text* with *marks* where *custom* has them.

    Marks in one spot stay together. Two spots among the same signs stay as they are, since each is about something else
    there; so does a mark that would come to stand beside another.

    >>> from citekit.notes.placement.customs import CUSTOMS
    >>> place("He left.12", [NoteMark(8, 10, "12")], CUSTOMS["french"]).text
    'He left12.'

    Raises: ValueError for marks that are empty, out of the text, out of order or overlap.
    """
    without = bare(text, marks)
    targets, kept = _targets(text, without, custom, unreadable)
    _settle(without, targets, kept)
    reasons = tuple(
        Kept(mark, why)
        for spot, why in zip(without.spots, kept, strict=True)
        if why
        for mark in range(spot.first, spot.last)
    )
    return replace(_written(text, marks, without, targets, unreadable), kept=reasons)


def undo(placed: Placed) -> tuple[str, tuple[NoteMark, ...]]:
    """Return the text and the marks that *placed* was made of.

    Raises: ValueError where the moves are not those of the text.
    """
    pieces: list[str] = []
    position = 0
    for move in placed.moves:
        end = move.new + len(move.after)
        if move.new < position or placed.text[move.new : end] != move.after:
            raise ValueError(f"the text does not have {move.after!r} at {move.new}")
        pieces.append(placed.text[position : move.new])
        position = end
    text = "".join((*pieces, placed.text[position:]))
    return _put_back(text, placed.moves), _marks_before(placed)


# --- where they go ---------------------------------------------------------------------------------------


def _targets(text: str, without: Bare, custom: Custom, unreadable: Unreadable) -> tuple[list[int], list[str]]:
    """Return for each spot where the custom has it, and why it stays where it does though that is elsewhere."""
    found = list(clusters(without.text, [spot.place for spot in without.spots]))
    shared = [False] * len(found)
    for index, (cluster, following) in enumerate(pairwise(found)):
        if cluster is not None and cluster is following:
            shared[index] = shared[index + 1] = True
    targets, kept = [], []
    for spot, cluster, is_shared in zip(without.spots, found, shared, strict=True):
        target = spot.place if cluster is None else target_of(cluster, spot.place, custom)
        why = ""
        if target != spot.place and is_shared:
            why = "another mark stands at the same punctuation"
        elif target != spot.place and unreadable != "moved":
            why = _reading(without.text, target, text[spot.start : spot.end], unreadable)
        targets.append(spot.place if why else target)
        kept.append(why)
    return targets, kept


def target_of(cluster: Cluster, place: int, custom: Custom) -> int:
    """Return where *custom* has a mark that stands at *place* of the bare text, in *cluster*."""
    target = cluster.end
    for token in reversed(cluster.tokens):
        if token.kind not in custom.before:
            break
        target = token.start
    if place == target or (place == cluster.start and target == cluster.word):
        return place
    return place if spot_of(cluster, place) in custom.also else target


def spot_of(cluster: Cluster, place: int) -> str:
    """Name the spot of *cluster* that *place* is: "word", "quotation", "end", or "" for one between other signs."""
    if place in (cluster.start, cluster.word):
        return "word"
    behind = [token.kind for token in cluster.tokens if token.end <= place and token.kind != "part"]
    if behind and set(behind) == {"quote"} and any(token.end == place for token in cluster.tokens):
        return "quotation"
    return "end" if place == cluster.end else ""


def _reading(text: str, target: int, mark: str, unreadable: Unreadable) -> str:
    """Say why a mark cannot be read at *target*, in the form that is wanted for such a mark."""
    why = misread(text, target, mark)
    if unreadable == "kept" or not why:
        return why
    return misread(text, target, raised(mark)) if unreadable == "raised" else ""


def _settle(without: Bare, targets: list[int], kept: list[str]) -> None:
    """Keep the spots that would come to stand beside another; each that moves may make room for one next to it."""
    now = [spot.place for spot in without.spots]
    waiting = [index for index in range(len(now) - 1, -1, -1) if targets[index] != now[index]]
    while waiting:
        index = waiting.pop()
        if now[index] == targets[index] or _beside(without.text, now, index, targets[index]):
            continue
        now[index] = targets[index]
        waiting += [other for other in (index + 1, index - 1) if 0 <= other < len(now)]
    for index, target in enumerate(targets):
        if now[index] != target:
            targets[index] = now[index]
            kept[index] = "it would run into the mark beside it"


def _beside(text: str, now: Sequence[int], index: int, target: int) -> bool:
    """Tell whether the spot *index*, at *target*, would be read as one with its neighbour."""
    if index and is_joint(text[now[index - 1] : min(target, now[index - 1] + _FAR)]):
        return True
    return index + 1 < len(now) and is_joint(text[target : min(now[index + 1], target + _FAR)])


_FAR = 9
"""More than any joint."""


# --- the text with them ----------------------------------------------------------------------------------


def _written(
    text: str, marks: Sequence[NoteMark], without: Bare, targets: Sequence[int], unreadable: Unreadable
) -> Placed:
    pieces: list[str] = []
    placed: list[NoteMark] = []
    moves = []
    position = length = 0
    for spot, target in zip(without.spots, targets, strict=True):
        pieces.append(without.text[position:target])
        length += target - position
        position = target
        own, before = tuple(marks[spot.first : spot.last]), text[spot.start : spot.end]
        after, inset = before, 0
        if target != spot.place:
            after, inset = _form(before, spot, own, without.text, target, unreadable)
            moves.append(Move(spot.first, own, spot.start, length, before, after))
        shift = length - spot.start
        placed += [replace(mark, start=mark.start + shift + inset, end=mark.end + shift + inset) for mark in own]
        pieces.append(after)
        length += len(after)
    return Placed("".join((*pieces, without.text[position:])), tuple(placed), tuple(moves))


def _form(  # noqa: PLR0917 (what a spot is, and where it goes)
    before: str, spot: Spot, marks: Sequence[NoteMark], text: str, target: int, unreadable: Unreadable
) -> tuple[str, int]:
    """Return how the marks of a spot are written at *target*, and how far they have gone to the right within that."""
    if unreadable in {"kept", "moved"} or not misread(text, target, before):
        return before, 0
    if unreadable == "raised":
        pieces, position = [], spot.start
        for mark in marks:
            pieces += [before[position - spot.start : mark.start - spot.start]]
            pieces += [raised(before[mark.start - spot.start : mark.end - spot.start])]
            position = mark.end
        return "".join((*pieces, before[position - spot.start :])), 0
    figures = before.lstrip(SPACES)
    return f"{before[: len(before) - len(figures)]}[{figures}]", 1


# --- and back --------------------------------------------------------------------------------------------


def _put_back(text: str, moves: Sequence[Move]) -> str:
    """Return *text*, which is without the marks that were moved, with them where they were."""
    pieces: list[str] = []
    position = taken = 0
    for move in moves:
        here = move.old - taken
        if not position <= here <= len(text):
            raise ValueError(f"the text has no place {move.old}")
        pieces += [text[position:here], move.before]
        taken += len(move.before)
        position = here
    return "".join((*pieces, text[position:]))


def _marks_before(placed: Placed) -> tuple[NoteMark, ...]:
    marks: list[NoteMark] = []
    moves = iter(placed.moves)
    move = next(moves, None)
    grown = 0
    while len(marks) < len(placed.marks):
        if move is not None and move.first == len(marks):
            marks += move.marks
            grown += len(move.after) - len(move.before)
            move = next(moves, None)
            continue
        mark = placed.marks[len(marks)]
        marks.append(replace(mark, start=mark.start - grown, end=mark.end - grown))
    return tuple(marks)
