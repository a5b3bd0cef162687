"""Places in the user's files, and what is found wrong there.

A *Span* is a place in a source; never a run of text (that is a *Styled*, in ``richtext.py``).
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from enum import Enum
from itertools import accumulate, count
from operator import add

from citekit.values import dataclass, field


class Severity(Enum):
    """An error stops the command that met it; a warning is reported and work goes on.

    A hint is a doubt: ``citekit check`` alone has them, for those who ask.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file, as editors show it: lines and columns count from 1, columns in characters.

    *end_column* is the column after the last character. ``line == 0`` means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with the content of a file.

    *rule* is a stable name (``"unknown-key"``); *message* is lower case and names the thing; *hint* says what
    to do about it and may be empty. *key* names the reference that it is about, where it is about one.
    """

    rule: str
    message: str
    where: Span
    severity: Severity = Severity.ERROR
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    r"""A text and the name it was read under; turns offsets (code points) into places.

    *encoding* and *mark* (a byte order mark) are what the text was written in, for whoever writes it back.

    >>> Source("a.txt", "one\ntwo").span(4, 7)
    Span(path='a.txt', line=2, column=1, end_column=4)
    """

    path: str
    text: str = field(repr=False)
    encoding: str = field(default="utf-8", compare=False)
    mark: bytes = field(default=b"", compare=False)
    _starts: array[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A text whose lines end in carriage returns alone has them from an old Macintosh.
        end = "\r" if "\r" in self.text and "\n" not in self.text else "\n"
        object.__setattr__(self, "_starts", _line_starts(self.text, end))

    def span(self, start: int, end: int | None = None) -> Span:
        """Return the place of ``text[start:end]``; a place that runs over its line ends with the line."""
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        if end is None:
            end = start + 1
        line_end = self._starts[line] - 1 if line < len(self._starts) else len(self.text)
        return Span(self.path, line, column, max(min(end, line_end) - start, 0) + column)

    def offset(self, where: Span) -> int:
        """Return the offset that *where* begins at."""
        return self._starts[where.line - 1] + where.column - 1

    def line(self, number: int) -> str:
        """Return line *number* (from 1) without its line break; ``""`` where there is none."""
        if number > len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")


_CHUNK = 1 << 18  # characters; a large text is not split into lines all at once, which takes thrice its room


def _line_starts(text: str, end: str) -> array[int]:
    """Return the offsets that the lines of *text* begin at; *end* ends a line."""
    starts = array("Q", [0])
    position = 0
    while position < len(text):
        stop = text.find(end, position + _CHUNK) + 1 or len(text)
        lines = text[position:stop].split(end)
        starts.extend(map(add, accumulate(map(len, lines[:-1])), count(position + 1)))
        position = stop
    return starts
