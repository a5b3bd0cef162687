r"""Stretches of a text that have references of their own: biblatex's refsections and refsegments.

Source: biblatex manual, 3.8.3 (``refsection``, ``\newrefsection``), 3.8.4 (``refsegment``), 3.1.2.1 (the options of
these names, which begin a stretch with each heading). Stretch 0 is the text that is in no other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from citekit.values import NamedTuple

KINDS = ("refsection", "refsegment")
_NONE = ("",)  # no work has that key


class Mention(NamedTuple):
    """A work that is cited, or asked for, at a place; "*" is all works."""

    place: int
    key: str


class Stretches:
    """The stretches of one kind, by number, in the order of the text."""

    def __init__(self) -> None:
        self._spans: list[list[int]] = []  # where each begins and ends, -1 while it goes on
        self.current = 0

    def begin(self, place: int) -> None:
        """Begin the next one."""
        self.end(place)
        self._spans.append([place, -1])
        self.current = len(self._spans)

    def end(self, place: int) -> None:
        """End the current one, if there is one."""
        if self.current:
            self._spans[self.current - 1][1] = place
        self.current = 0

    def number(self, said: str) -> int:
        r"""Return the number that an option names; ``\therefsection`` is the current one."""
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else self.current

    def keys(self, mentions: Iterable[Mention]) -> dict[int, tuple[str, ...]]:
        """Return the works that are mentioned in each stretch, by its number; () for all works, and one for none.

        Empty where the text has no stretches.
        """
        if not self._spans:
            return {}
        starts = [start for start, _ in self._spans]
        found: dict[int, dict[str, None]] = {number: {} for number in range(len(self._spans) + 1)}
        for place, key in mentions:
            number = bisect_right(starts, place)
            ended = number and 0 <= self._spans[number - 1][1] <= place
            found[0 if ended else number][key] = None
        return {number: () if "*" in keys else tuple(keys) or _NONE for number, keys in found.items()}
