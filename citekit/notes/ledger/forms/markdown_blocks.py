"""The blocks of a Markdown document that a ledger can be read from: footnotes, headings, rules, and the text between.

Source: Pandoc User's Guide, "Footnotes", "Headings", "Verbatim (code) blocks", "YAML metadata blocks", "Divs and
Spans", "Lists"; CommonMark 0.31, 4.1 to 4.5. Comments of several lines, raw HTML and raw TeX are passed over. Time is
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from citekit.notes.fences import blanked, regions
from citekit.patterns import pattern
from citekit.values import NamedTuple

DEFINITION = pattern(r" {0,3}\[\^(?P<label>[^\]\[\s^]+)\]:[ \t]*")
_FRONT = pattern(r"\A---[ \t]*\r?\n(?P<fields>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")
_HEADING = pattern(r" {0,3}#{1,6}(?:[ \t]+(?P<title>.*))?")
_RULE = pattern(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_UNDERLINE = pattern(r" {0,3}(?:=+|-+)[ \t]*")
_INDENTED = pattern(r" {4}|\t")
_DIV = pattern(r" {0,3}:{3,}(?:[^:\n].*)?")
_QUOTED = pattern(r"(?: {0,3}>[ ]?)*")
_ITEM = pattern(r"(?:(?:[-+*:~]|\#\.|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|@[\w-]*)[.)]|@[\w-]*\.)(?:[ \t]+|\Z))+")
# The first line of YAML that says something, so that two rules around a paragraph are none; group 1 is the lines.
_METADATA = pattern(r"---[ \t]*\r?\n(?P<fields>(?:[ \t]*\#.*\n)*[\w\"'][^\n:]{0,200}:(?:[ \t\r]|\n).*)")
_METADATA_END = pattern(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)


class Block(NamedTuple):
    """``text[start:end]`` of a document: of a heading its title, of a note the label, of metadata the YAML.

    *paragraphs* are where a note's text stands. A "div" is a line that opens or closes one.
    """

    kind: Literal["note", "heading", "rule", "text", "code", "div", "metadata"]
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
        found = [one for one in regions(text) if one.kind == "fence" or "\n" in text[one.start : one.end]]
        self._text = text
        self._seen = blanked(text, ((one.start, one.end) for one in found if one.kind != "fence"))
        self._fences = [(one.start, one.end) for one in found if one.kind == "fence"][
            ::-1
        ]  # those ahead, next one last
        self._label: tuple[int, int] | None = None  # of the note that is open
        self._paragraphs: list[tuple[int, int]] = []
        self._parted = False  # by a blank line from the note's last paragraph
        self._blank = True  # is the line above blank, or code?
        self._content = 0  # the column where a list item's text begins, 0 outside of lists
        self._metadata_ends: list[int] | None = None

    def blocks(self) -> Iterator[Block]:
        before: tuple[int, int] | None = None  # the line of text above, which may turn out to be a heading
        metadata_end = 0
        for start, end in self._lines():
            if start < metadata_end:
                continue
            line = self._seen[start:end]
            if self._goes_on(line, start, end):
                continue
            yield from self._ended()
            above, before = before, None
            if self._is_fenced(start):
                yield Block("code", start, end)
            elif found := DEFINITION.match(line):
                self._label = (start + found.start("label"), start + found.end("label"))
                self._paragraphs = [(start + found.end(), end)]
            elif self._is_code(line):
                yield Block("code", start, end)
                continue
            elif self._blank and (span := self._metadata(start)):
                yield Block("metadata", *span)
                metadata_end = self._line_end(span[1])
            elif block := self._of_line(line, start, end, above):
                yield block
                before = (start, end) if block.kind == "text" else None
            self._blank = not line.strip()
        yield from self._ended()

    def _of_line(self, line: str, start: int, end: int, above: tuple[int, int] | None) -> Block | None:
        """Return the block that one line is; *above* is the line above, where that is of a paragraph."""
        if found := _HEADING.fullmatch(line):
            return Block("heading", start + found.start("title") if found["title"] else end, end)
        if above and _UNDERLINE.fullmatch(line):
            return Block("heading", *above)
        if _RULE.fullmatch(line):
            return Block("rule", start, end)
        if _DIV.fullmatch(line):
            return Block("div", start, end)
        return Block("text", start, end) if line.strip() else None

    def _is_fenced(self, start: int) -> bool:
        while self._fences and self._fences[-1][1] < start:
            self._fences.pop()
        return bool(self._fences) and self._fences[-1][0] <= start

    def _is_code(self, line: str) -> bool:
        """Tell whether a line is indented code, and keep where the text of a list stands.

        In doubt, as within lists of lists, it is text.
        """
        quoted = _QUOTED.match(line)
        line = line[quoted.end() if quoted else 0 :].expandtabs(4)
        text = line.lstrip(" ")
        if not text:
            return False
        column = len(line) - len(text)
        if self._blank and column >= self._content + 4:
            return True
        if item := _ITEM.match(text):
            self._content = column + item.end()
        elif self._blank and column == 0:
            self._content = 0
        return False

    def _metadata(self, start: int) -> tuple[int, int] | None:
        """Return where the fields of a metadata block stand that begins at *start*; ``None`` where none does."""
        found = _METADATA.match(self._seen, start)
        if found is None:
            return None
        if self._metadata_ends is None:
            self._metadata_ends = [one.start() for one in _METADATA_END.finditer(self._seen)][::-1]
        while self._metadata_ends and self._metadata_ends[-1] < found.end():
            self._metadata_ends.pop()
        return (found.start("fields"), self._metadata_ends[-1]) if self._metadata_ends else None

    def _line_end(self, position: int) -> int:
        return self._text.find("\n", position) + 1 or len(self._text)

    def _lines(self) -> Iterator[tuple[int, int]]:
        _, start = front_matter(self._text)
        start = self._line_end(start) if start else 0
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
        if not indented and (
            self._parted or _HEADING.fullmatch(line) or self._is_fenced(start) or _DIV.fullmatch(line)
        ):
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
            self._blank, self._content = self._parted, 0
        self._label, self._paragraphs, self._parted = None, [], False
