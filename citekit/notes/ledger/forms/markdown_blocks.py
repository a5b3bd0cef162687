"""The blocks of a Markdown document that a ledger can be read from: footnotes, headings, rules, and the text between.

Source: Pandoc User's Guide, "Footnotes", "Headings", "Verbatim (code) blocks", "YAML metadata blocks"; CommonMark 0.31,
4.1 to 4.5. Code, and comments of several lines, are passed over. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from citekit.patterns import pattern
from citekit.values import NamedTuple

DEFINITION = pattern(r" {0,3}\[\^(?P<label>[^\]\[\s^]+)\]:[ \t]*")
_FRONT = pattern(r"\A---[ \t]*\r?\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_HEADING = pattern(r" {0,3}#{1,6}(?:[ \t]+(?P<title>.*))?")
_RULE = pattern(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE = pattern(r" {0,3}(?:=+|-+)[ \t]*")
_FENCE = pattern(r" {0,3}(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})")
_INDENTED = pattern(r" {4}|\t")


class Block(NamedTuple):
    """``text[start:end]`` of a document: of a heading its title, of a note the label.

    *paragraphs* are where a note's text stands.

    """

    kind: Literal["note", "heading", "rule", "text"]
    start: int
    end: int
    paragraphs: tuple[tuple[int, int], ...] = ()


def front_matter(text: str) -> tuple[int, int]:
    """Return where the fields of the YAML above a document stand; ``(0, 0)`` where it has none."""
    found = _FRONT.match(text)
    return found.span("fields") if found else (0, 0)


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of *text* in order; each line of other text is a block of its own."""
    return _Scanner(text).blocks()


def comments(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    r"""Yield where the comments of ``text[start:end]`` stand, with their signs; ``\<!--`` begins none."""
    stop = len(text) if end is None else end
    while (begin := text.find("<!--", start, stop)) != -1:
        close = text.find("-->", begin + 4, stop)
        if close == -1:
            return
        if begin and text[begin - 1] == "\\":
            start = begin + 4
            continue
        yield begin, close + 3
        start = close + 3


class _Scanner:
    """Goes through the lines of a document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._seen = _masked(text)
        self._label: tuple[int, int] | None = None  # of the note that is open
        self._paragraphs: list[tuple[int, int]] = []
        self._parted = False  # by a blank line from the note's last paragraph

    def blocks(self) -> Iterator[Block]:
        fence = ""
        before: tuple[int, int] | None = None  # the line of text above, which may turn out to be a heading
        for start, end in self._lines():
            line = self._seen[start:end]
            if fence:
                fence = "" if re.fullmatch(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*", line) else fence
                continue
            if self._goes_on(line, start, end):
                continue
            yield from self._ended()
            above, before = before, None
            if found := DEFINITION.match(line):
                self._label = (start + found.start("label"), start + found.end("label"))
                self._paragraphs = [(start + found.end(), end)]
            elif opened := _FENCE.match(line):
                fence = opened["fence"]
            elif found := _HEADING.fullmatch(line):
                title_start = start + max(found.start("title"), 0)
                yield Block("heading", title_start if found["title"] else end, end)
            elif above and _UNDERLINE.fullmatch(line):
                yield Block("heading", *above)
            elif _RULE.fullmatch(line):
                yield Block("rule", start, end)
            elif line.strip():
                before = (start, end)
                yield Block("text", start, end)
        yield from self._ended()

    def _lines(self) -> Iterator[tuple[int, int]]:
        _, start = front_matter(self._text)
        if start:
            start = self._text.find("\n", start) + 1 or len(self._text)
        while start < len(self._text):
            found = self._text.find("\n", start)
            end = len(self._text) if found == -1 else found
            yield start, end - self._text.endswith("\r", start, end)
            start = end + 1

    def _goes_on(self, line: str, start: int, end: int) -> bool:
        """Tell whether a line is more of the note that is open."""
        if self._label is None:
            return False
        if not line.strip():
            self._parted = True
            return True
        if DEFINITION.match(line):
            return False
        indented = _INDENTED.match(line)
        if not indented and (self._parted or _HEADING.fullmatch(line) or _FENCE.match(line)):
            return False
        if indented and self._parted:
            self._paragraphs.append((start + indented.end(), end))
            self._parted = False
        else:
            self._paragraphs[-1] = (self._paragraphs[-1][0], end)
        return True

    def _ended(self) -> Iterator[Block]:
        if self._label:
            yield Block("note", *self._label, paragraphs=tuple(self._paragraphs))
        self._label, self._paragraphs, self._parted = None, [], False


def _masked(text: str) -> str:
    """Return *text* with blanks for comments of several lines, so that nothing in them counts."""
    pieces = []
    done = 0
    for start, end in comments(text):
        if "\n" in text[start:end]:
            pieces += [text[done:start], re.sub(r"[^\n]", " ", text[start:end])]
            done = end
    return "".join([*pieces, text[done:]])
