"""Quotation marks that are opened and never closed.

Knows the pairs of English (“ ‘ and straight " '), German („ ‚ and » ›), French («) and Swedish (” ”), nested in any
order. A paragraph that opens anew with the marks still open goes on the running quotation. ’ is an apostrophe unless
a single quotation is open and no letter follows; a straight ' opens only where a word in capitals does. Closing marks
without an opening one are left alone: flattened text has too many of them.
"""

from __future__ import annotations

import re

from citekit.values import dataclass

_MARKS = re.compile("[“”„‘’‚«»‹›\"'\n]")
_CLOSERS = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’", '"': '"', "'": "'", "”": "”"}
_DEEPEST = 8
"""Quotations within quotations are never nested so deep; what looks so is not closed."""

_ELISION = re.compile(r"(?:tis|twas|twere|em|til|till|cause|n|round|bout|s|\d\ds?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OpenMark:
    """An opening mark at *place* that nothing closes; *closers* would have."""

    place: int
    mark: str
    closers: str


@dataclass(slots=True)
class _Open:
    place: int
    mark: str
    closers: str
    paragraph: int


def unclosed(text: str) -> tuple[OpenMark, ...]:
    """Return the quotation marks of *text* that are never closed, in order."""
    reader = _Reader(text)
    for match in _MARKS.finditer(text):
        reader.read(match.start())
    reader.lost.extend(reader.stack)
    return tuple(OpenMark(mark.place, mark.mark, mark.closers) for mark in sorted(reader.lost, key=lambda m: m.place))


class _Reader:
    """One pass over the marks of a text, with the quotations open at the moment."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.lost: list[_Open] = []
        self._paragraph = 0
        self._reopened = 0
        self._closers = dict(_CLOSERS) | _guillemets(text)

    def read(self, place: int) -> None:
        mark = self.text[place]
        if mark == "\n":
            self._paragraph += 1
            self._reopened = 0
            return
        if self._closes(place, mark):
            return
        if self._opens(place, mark):
            self._open(place, mark)

    def _closes(self, place: int, mark: str) -> bool:
        """Close what *mark* closes; inner quotations left open are lost. Tell whether there was any."""
        if (mark in "’'" and self._letter(place + 1)) or (mark in "\"'" and not self._follows_text(place)):
            return False
        if mark in "‘“" and self._letter(place + 1):
            return False
        singles = mark in "’'‘›‹"
        for depth in range(len(self.stack) - 1, -1, -1):
            if mark in self.stack[depth].closers:
                self.lost.extend(self.stack[depth + 1 :])
                del self.stack[depth:]
                return True
            if singles:
                return False
        return False

    def _opens(self, place: int, mark: str) -> bool:
        if mark not in self._closers or mark == "’":
            return False
        if mark in "«»‹›„":
            return True
        loose = not self._follows_text(place)
        if mark in "“‘":
            return (loose or self._letter(place + 1)) and not (
                mark == "‘" and (_ELISION.match(self.text, place + 1) or self._letter(place - 1))
            )
        if mark == "'":
            return loose and self.text[place + 1 : place + 2].isupper()
        return loose and not self.text[place + 1 : place + 2].isspace()

    def _open(self, place: int, mark: str) -> None:
        if self._continues(place, mark):
            self.stack[self._reopened].paragraph = self._paragraph
            self._reopened += 1
            return
        same = [depth for depth, known in enumerate(self.stack) if known.mark == mark]
        stale = [depth for depth, known in enumerate(self.stack) if known.paragraph < self._paragraph]
        if same and same[-1] in stale:
            self._lose(stale[0])
        elif len(self.stack) >= _DEEPEST:
            self._lose(0)
        elif self.stack and self.stack[-1].mark == mark:
            self._lose(len(self.stack) - 1)
        self.stack.append(_Open(place, mark, self._closers[mark], self._paragraph))

    def _continues(self, place: int, mark: str) -> bool:
        """Tell whether *mark* opens a paragraph that goes on a running quotation."""
        if self._reopened >= len(self.stack):
            return False
        running = self.stack[self._reopened]
        if running.mark != mark or running.paragraph == self._paragraph:
            return False
        before = place - 1 - self._reopened
        while before >= 0 and self.text[before] in " \t\u00a0\u202f":
            before -= 1
        return before < 0 or self.text[before] == "\n"

    def _lose(self, depth: int) -> None:
        self.lost.extend(self.stack[depth:])
        del self.stack[depth:]

    def _letter(self, place: int) -> bool:
        return 0 <= place < len(self.text) and self.text[place].isalpha()

    def _follows_text(self, place: int) -> bool:
        """Tell whether *place* comes directly after a word or its punctuation."""
        before = self.text[place - 1 : place]
        return bool(before) and not before.isspace() and before not in "([{—–“‘„‚«‹\"'"


def _guillemets(text: str) -> dict[str, str]:
    """Return which way round the guillemets stand: « French » or » German «, as the first of the text does."""
    directions = {}
    for left, right in ("«»", "‹›"):
        first = re.search(f"[{left}{right}]", text)
        german = first is not None and first.group() == right and not text[: first.start()][-1:].isalnum()
        directions[right if german else left] = left if german else right
    return directions
