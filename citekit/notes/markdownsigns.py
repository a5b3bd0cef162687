r"""The signs in a paragraph of Markdown: marks of notes, notes in the text, and what citations cannot stand in.

Source: Pandoc User's Guide, "Footnotes", "Inline notes", "Verbatim", "Math", "Raw HTML", "Raw TeX", "Links", "Bracketed
spans", "Backslash escapes"; Quarto, "Shortcodes". Against pandoc, a bare web address is no text to cite in. Time is
linear in the text, but for signs of one line that are bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from citekit.notes.citesyntax import brackets
from citekit.patterns import pattern
from citekit.values import NamedTuple

_SIGN = pattern(
    r"""(?P<tex>\\[A-Za-z]{1,40}(?:\[[^\[\]\n]{0,300}\]|\{[^{}\n]{0,300}\}){1,9})
      | \\.
      | (?P<ticks>`+)
      | (?P<math>\$\$?)
      | (?P<comment><!--)
      | (?P<tag></?[A-Za-z][^<>"']{0,300}(?:(?:"[^"<]{0,1000}"|'[^'<]{0,1000}')[^<>"']{0,300}){0,20}>)
      | (?P<address><[A-Za-z][\w.+-]{1,31}:[^\s<>]{0,2000}>|<[^\s<>@]{1,300}@[^\s<>@]{1,300}>)
      | (?P<web>(?<![\w@{])(?:https?|ftp)://[^\s<>\[\]()`]{1,2000})
      | \[\^(?P<label>[^\]\[\s^]{1,300})\](?!:)
      | (?P<inline>\^\[)
      | (?P<target>\]\([^()\n]{0,2000}(?:\([^()\n]{0,300}\)[^()\n]{0,300}){0,5}\)|\]\{[^{}\n]{0,1000}\})
      | (?P<shortcode>\{\{[<%][^{}\n]{0,1000}[>%]\}\})
      | (?P<attributes>\{[\#.][^{}\n]{0,1000}\})
    """,
    re.VERBOSE | re.DOTALL,
)
# What any of them begins with; looked for first, since it is found many times as fast.
_BEGINS = pattern(r"[\\`$<\[\]^{]|https?:|ftp:")
_TICKS = pattern(r"`+")
# Source: Pandoc User's Guide, tex_math_dollars: no blank before the closing sign, no digit behind it.
_MATH_CLOSED = pattern(r"(?<![\s\\$])\$(?![\d$])")
_MATH_BROKEN = pattern(r"(?<=\s)\$")
_DISPLAY_CLOSED = pattern(r"(?<!\\)\$\$")


class Sign(NamedTuple):
    """``text[start:end]``: a "mark" of the note *label*, a "note" whose text is its inside, or something else to skip.

    A link or span is skipped in two signs, its opening bracket and what its closing bracket begins.
    """

    kind: Literal["mark", "note", "skipped"]
    start: int
    end: int
    label: str = ""


def signs(text: str, start: int, end: int) -> Iterator[Sign]:
    """Yield the signs of the paragraph ``text[start:end]``; those in a note that stands in the text come behind it.

    >>> [text[sign.start : sign.end] for text in ["a[^1] `b` ^[c]"] for sign in signs(text, 0, 14)]
    ['[^1]', '`b`', '^[c]']
    """
    return _Paragraph(text, start, end).signs()


class _Paragraph:
    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._closed = brackets(text, start, end)
        self._opened = {close: opened for opened, close in self._closed.items()}
        self._ticks: dict[int, list[int]] | None = None
        self._math: dict[str, list[int]] = {}
        self._comments = True

    def signs(self) -> Iterator[Sign]:
        place = self._start
        note_end = 0  # of the note that we are in; there is none within another
        while begins := _BEGINS.search(self._text, place, self._end):
            found = _SIGN.match(self._text, begins.start(), self._end)
            if found is None:
                place = begins.start() + 1
                continue
            start, place = found.span()
            if found["label"]:
                yield Sign("mark" if start >= note_end else "skipped", start, place, found["label"])
            elif found["inline"]:
                close = self._closed.get(place - 1)
                if close is not None and start >= note_end:
                    note_end = close + 1
                    yield Sign("note", start, close + 1)
            elif found["target"]:
                opened = self._opened.get(start)
                if opened is None or self._text.startswith("^", opened - 1 if opened else 0):
                    place = start + 1
                    continue
                yield Sign("skipped", opened, opened + 1)
                yield Sign("skipped", start, place)
            elif found.lastgroup:
                end = self._skipped(found)
                if end != -1:
                    yield Sign("skipped", start, end)
                    place = end

    def _skipped(self, found: re.Match[str]) -> int:
        """Return where what begins with a sign ends; -1 for a sign that begins nothing."""
        match found.lastgroup:
            case "ticks":
                return self._code(*found.span())
            case "math":
                return self._formula(found)
            case "comment":
                end = self._text.find("-->", found.end(), self._end) if self._comments else -1
                self._comments = end != -1
                return end + 3 if self._comments else -1
        return found.end()

    def _code(self, start: int, end: int) -> int:
        """Return where the code ends whose ticks are ``text[start:end]``: with the next ticks of that number."""
        if self._ticks is None:
            self._ticks = {}
            for run in _TICKS.finditer(self._text, self._start, self._end):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        found = _first(self._ticks.get(end - start, []), end)
        return -1 if found == -1 else found + end - start

    def _formula(self, found: re.Match[str]) -> int:
        sign, end = found["math"], found.end()
        if sign == "$" and self._text[end : end + 1].isspace():
            return -1
        close = self._next(sign, _MATH_CLOSED if sign == "$" else _DISPLAY_CLOSED, end)
        if close == -1 or (sign == "$" and -1 < self._next("broken", _MATH_BROKEN, end) < close):
            return -1
        return close + len(sign)

    def _next(self, name: str, wanted: re.Pattern[str], place: int) -> int:
        """Return where the next of the *wanted* stands from *place* on, -1 for nowhere; each is looked for once."""
        if name not in self._math:
            self._math[name] = [one.start() for one in wanted.finditer(self._text, self._start, self._end)]
        return _first(self._math[name], place)


def _first(places: list[int], start: int) -> int:
    """Return the first of *places* from *start* on, -1 for none."""
    index = bisect_left(places, start)
    return places[index] if index < len(places) else -1
