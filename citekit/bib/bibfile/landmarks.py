"""Places in the text of a .bib file that a reader of broken entries steers by.

Each kind is sought when it is first asked for, and once: a broken text may be read anew again and again, and still
takes linear time.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, TypeAlias

from citekit.bib.bibfile.syntax import LINE_HEAD, NAME, SPACE
from citekit.patterns import pattern

_BRACE = pattern(r"[{}]")
_BRACKET = pattern(r"[{}()]")
# What looks like a field, and the comma and the space before it: on a line of its own, there behind a comma, anywhere.
_NEXT_FIELD = rf"\s*+(?={NAME}{SPACE}={SPACE}[{{\"\w])"
_FIELD_LINE = pattern(rf"(?<!\s)[^\S\n\r]*+,?[^\S\n\r]*+[\n\r]{_NEXT_FIELD}")
_FIELD_BEHIND_COMMA = pattern(rf"(?<!\s)[^\S\n\r]*+,[^\S\n\r]*+[\n\r]{_NEXT_FIELD}")
_FIELD_ANYWHERE = pattern(
    rf"(?<!\s)[^\S\n\r]*+(?:,?[^\S\n\r]*+[\n\r]{_NEXT_FIELD}|,\s*+(?={NAME}{SPACE}={SPACE}[{{\"]))"
)

# What is taken for the beginning of the next field, inside a value that may never have been closed.
Wary: TypeAlias = Literal["no", "lines", "all"]
_FIELDS = {"no": _FIELD_LINE, "lines": _FIELD_BEHIND_COMMA, "all": _FIELD_ANYWHERE}


class Landmarks:
    """The places of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: list[int] | None = None
        self._closings: dict[int, int] | None = None
        self._parentheses: dict[int, int] | None = None
        self._fields: dict[Wary, tuple[int, int]] = {}  # where one was sought from, and found

    def window(self, start: int) -> int:
        """Return where the next block behind *start* begins a line; the end of the text if none does."""
        if self._heads is None:
            self._heads = [head.end() for head in LINE_HEAD.finditer(self._text)]
        index = bisect_right(self._heads, start)
        return self._heads[index] if index < len(self._heads) else len(self._text)

    def closing(self, opened: int, limit: int) -> int:
        """Return where the brace at *opened* is closed, -1 if not before *limit*."""
        if self._closings is None:
            self._closings = {}
            stack: list[int] = []
            for brace in _BRACE.finditer(self._text):
                if brace[0] == "{":
                    stack.append(brace.start())
                elif stack:
                    self._closings[stack.pop()] = brace.start()
        closing = self._closings.get(opened, -1)
        return closing if closing < limit else -1

    def closing_parenthesis(self, opened: int) -> int:
        """Return where the parenthesis at *opened* is closed, on its own level of braces; -1 if it is not."""
        if self._parentheses is None:
            self._parentheses = {}
            levels: list[list[int]] = [[]]
            for bracket in _BRACKET.finditer(self._text):
                match bracket[0]:
                    case "{":
                        levels.append([])
                    case "}":
                        levels.pop()
                        levels = levels or [[]]
                    case "(":
                        levels[-1].append(bracket.start())
                    case _ if levels[-1]:
                        self._parentheses[levels[-1].pop()] = bracket.start()
        return self._parentheses.get(opened, -1)

    def field(self, start: int, wary: Wary) -> int:
        """Return where a value that begins at *start* ends, if what looks like a field behind it is one.

        The end of the text where nothing does.
        """
        sought, found = self._fields.get(wary, (0, -1))
        if not sought <= start < found:
            line = _FIELDS[wary].search(self._text, start + 1)
            found = line.start() if line else len(self._text)
            self._fields[wary] = (start, found)
        return found
