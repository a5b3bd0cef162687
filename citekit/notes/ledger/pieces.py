"""How pieces of a note meet: prose behind cites, and the pieces of a list, each a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.model import Citation, NotePart
from citekit.patterns import pattern
from citekit.richtext import plain

_CAPITAL = pattern(r"[“‘«\"'(\[]*[A-ZÀ-ÞА-ЯЁ]")
_ENDED = pattern(r"[.!?…][”’»)]*\s*$")


def following(prose: str) -> str:
    """Return prose as it follows a citation: a new sentence after a stop, anything else in the same one.

    >>> following("It is lost."), following("who doubts it"), following(", of course")
    ('. It is lost.', ' who doubts it', ', of course')
    """
    if _CAPITAL.match(prose):
        return f". {prose}"
    return prose if prose[0] in ",.;:!?)" else f" {prose}"


def joint(piece: Sequence[NotePart]) -> str:
    """Return what stands behind a *piece* of a list that another follows: a stop where it has none, and a blank."""
    last = piece[-1]
    ended = not isinstance(last, Citation) and _ENDED.search(plain(last)) is not None
    return " " if ended else ". "


def in_sentences(pieces: Sequence[tuple[NotePart, ...]]) -> Iterator[NotePart]:
    """Join the pieces of a list: each is a sentence of its own, ended by a stop where it has none."""
    written = [piece for piece in pieces if piece]
    for position, piece in enumerate(written):
        yield from piece
        if position + 1 < len(written):
            yield (joint(piece),)
