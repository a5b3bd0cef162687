r"""The counters that number notes: stepped, set, begun again with a chapter, shown in figures, letters or signs.

Sources: *LaTeX2e: An unofficial reference manual*, Counters; the classes book and report (``\@addtoreset{footnote}
{chapter}``; an unnumbered chapter, and one outside of ``\mainmatter``, steps no counter, so that nothing begins again);
minipages number their notes themselves, in letters; ``\thanks`` has signs.
"""

from __future__ import annotations

from collections.abc import Callable

from citekit.values import NamedTuple

_SIGNS = ("*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡")
_ROMAN = tuple(
    zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split(), strict=True)
)
_HIGHEST = 1_000_000


def _roman(value: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        count, value = divmod(value, size)
        letters += letter * count
    return letters


def _alphabetic(value: int) -> str:
    return chr(ord("a") + value - 1) if 0 < value <= 26 else str(value)


SHOWN: dict[str, Callable[[int], str]] = {
    "arabic": str,
    "roman": lambda value: _roman(value).lower() if 0 < value < 4000 else str(value),
    "Roman": lambda value: _roman(value) if 0 < value < 4000 else str(value),
    "alph": _alphabetic,
    "Alph": lambda value: _alphabetic(value).upper(),
    "fnsymbol": lambda value: _SIGNS[value - 1] if 0 < value <= len(_SIGNS) else str(value),
}


class Numbered(NamedTuple):
    """A note's number as it is printed, its value, and how often its counter had begun again before."""

    shown: str
    value: int
    run: int


class Counters:
    """The counters of notes, as they stand at some place of the text."""

    def __init__(self) -> None:
        self._values: dict[str, int] = {}
        self._runs: dict[str, int] = {}
        self._used: set[str] = set()  # counters that have numbered a note since they began
        self._formats = {"thanks": "fnsymbol", "mpfootnote": "alph"}
        self._reset_by: dict[str, set[str]] = {"chapter": {"footnote", "sidenote"}}
        self._in_matter = True

    def step(self, counter: str) -> Numbered:
        """Return the next number of *counter*."""
        return self.numbered(counter, min(self._values.get(counter, 0) + 1, _HIGHEST), stepped=True)

    def current(self, counter: str) -> Numbered:
        """Return the number that *counter* gave last."""
        return self.numbered(counter, self._values.get(counter, 0))

    def numbered(self, counter: str, value: int, *, stepped: bool = False) -> Numbered:
        """Return *value* as *counter* shows it."""
        if stepped:
            self._values[counter] = value
        self._used.add(counter)
        shown = SHOWN[self._formats.get(counter, "arabic")](value)
        return Numbered(shown, value, self._runs.get(counter, 0))

    def set(self, counter: str, value: int) -> None:
        """Set *counter*; one that goes back begins again, where notes have been numbered."""
        value = max(min(value, _HIGHEST), -_HIGHEST)
        if value < self._values.get(counter, 0):
            self._begin_again(counter)
        self._values[counter] = value

    def add(self, counter: str, value: int) -> None:
        """Add to *counter*; a step back, as before a mark that is set again, begins nothing."""
        self._values[counter] = max(min(self._values.get(counter, 0) + value, _HIGHEST), -_HIGHEST)

    def show(self, counter: str, format_name: str) -> None:
        r"""Show *counter* as ``\roman`` and its like do."""
        if format_name in SHOWN:
            self._formats[counter] = format_name

    def tie(self, counter: str, heading: str) -> None:
        """Begin *counter* again with each *heading*."""
        self._reset_by.setdefault(heading, set()).add(counter)

    def untie(self, counter: str, heading: str) -> None:
        """Let *counter* go on over every *heading*."""
        self._reset_by.get(heading, set()).discard(counter)

    def matter(self, name: str) -> None:
        r"""Enter ``\frontmatter``, ``\mainmatter`` or ``\backmatter``."""
        self._in_matter = name == "mainmatter"

    def heading(self, name: str) -> None:
        """Step the counter of a numbered heading."""
        if name == "chapter" and not self._in_matter:
            return
        for counter in sorted(self._reset_by.get(name, ())):
            self._begin_again(counter)
            self._values[counter] = 0

    def minipage(self) -> None:
        """Begin a minipage."""
        self._begin_again("mpfootnote")
        self._values["mpfootnote"] = 0

    def _begin_again(self, counter: str) -> None:
        if counter in self._used:
            self._runs[counter] = self._runs.get(counter, 0) + 1
            self._used.discard(counter)
