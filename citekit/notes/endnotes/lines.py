"""The lines of a printed page: where they stand, what parts them, and how wide they are set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.notes.vocabulary import ABBREVIATIONS
from citekit.patterns import pattern
from citekit.values import NamedTuple

_LINE = pattern(r"[^\n\r\f\v\u2028\u2029]+")
_BEGIN = pattern(r"[ \t\u00a0]*(?:>[ \t]*)?")
ENDED = pattern(r"[.!?…:;”’»\")\]↩︎]['’*_]*$")
_LAST_WORD = pattern(r"([^\W\d_]{1,6}|№)\.$|(?:^|\s)(n[°º]|№)$")
# "ff." ends as many notes as it begins numbers.
_ABBREVIATED = (ABBREVIATIONS | frozenset("прим сн fn nr jg стр вып кн rn rdnr ziff h".split())) - {"ff", "v"}


class Line(NamedTuple):
    """A line that is not blank, without the blanks at its ends and a sign of quotation before it.

    *text* begins at *start* in its source. *gap* says that a blank line is before it, *page* that a page begins.
    """

    start: int
    text: str
    indent: int
    gap: bool
    page: bool

    @property
    def end(self) -> int:
        """Where the text of the line ends."""
        return self.start + len(self.text)


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """Return the lines of ``text[start:end]`` that are not blank."""
    return list(_lines(text, start, end))


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    before = start
    first = True
    for match in _LINE.finditer(text, start, end):
        begin = _BEGIN.match(text, match.start(), match.end())
        at = begin.end() if begin else match.start()
        words = text[at : match.end()].rstrip()
        if not words.strip():
            continue
        at += len(words) - len(words.lstrip())
        between = text[before : match.start()]
        gap = first or max(between.count("\n"), between.count("\r")) > 1
        yield Line(at, words.lstrip(), at - match.start(), gap, page="\f" in between)
        before, first = match.end(), False


def width_of(lines: Sequence[Line]) -> int:
    """Return how wide the lines are set: nearly the longest, so that one long address does not count."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    return lengths[(len(lengths) - 1) * 97 // 100] if lengths else 0


def expects_number(text: str) -> bool:
    """Tell whether *text* breaks off before a number: "see p.", "Bd.", "прим."; initials of names do not count."""
    match = _LAST_WORD.search(text[-12:])
    return match is not None and (match[2] is not None or match[1].casefold() in _ABBREVIATED)
