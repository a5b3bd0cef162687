"""The running text of a page: lines of it, each a paragraph or part of one, whose characters know where they stand.

What no citation stands in (scripts, code, mathematics, marks of notes) is one sign, ``HOLE``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import Literal

from citekit.documents.pages.tree import BLOCKS, Node
from citekit.documents.xmltree import Text
from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.endnotes.htmltext import first_words
from citekit.patterns import pattern
from citekit.richtext import (
    BOLD,
    ITALIC,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    Format,
    Inline,
    Inlines,
    Link,
    Styled,
    concat,
)
from citekit.values import NamedTuple

HOLE = "\ufffc"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SKIPPED = frozenset(
    "head script style template pre code kbd samp tt xmp listing plaintext textarea select button svg math iframe "
    "object audio video canvas noembed noframes title rp datalist".split()
)
_LOOKS: Mapping[str, Format] = {
    **dict.fromkeys(("i", "em", "dfn", "var", "cite"), ITALIC),
    **dict.fromkeys(("b", "strong"), BOLD),
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
}
_STYLE = pattern(r"(?i)(?:^|;)\s*font-(style:\s*(?:italic|oblique)|weight:\s*(?:bold|[6-9]00)|variant:\s*small-caps)")
_STYLED = {"s": ITALIC, "w": BOLD, "v": SMALL_CAPS}
_BLANKS = pattern(r"[ \t\r\n\f]+")


class Run(NamedTuple):
    """Characters of one look; as many as ``end - start`` where they are typed plainly. *element* is that of a hole."""

    text: str
    start: int
    end: int
    looks: tuple[Format | str, ...] = ()
    element: Node | None = None


class Line:
    """The text between two breaks, of the page or, with *note*, of a note (an element)."""

    def __init__(self, page: Node, note: Node | None, title: str) -> None:
        self.page, self.note, self.title = page, note, title
        self.runs: list[Run] = []
        self.text = ""
        self._starts: list[int] = []

    def finish(self) -> None:
        """Join the runs, once all are there."""
        length = 0
        for run in self.runs:
            self._starts.append(length)
            length += len(run.text)
        self.text = "".join(run.text for run in self.runs)

    def run_at(self, index: int) -> int:
        """Return which run has character *index*."""
        return bisect_right(self._starts, index) - 1

    def start_of(self, index: int) -> int:
        """Return where character *index* begins in the page."""
        one = self.run_at(index)
        run = self.runs[one]
        return run.start + index - self._starts[one] if len(run.text) == run.end - run.start else run.start

    def end_of(self, index: int) -> int:
        """Return where the character before *index* ends."""
        one = self.run_at(index - 1)
        run = self.runs[one]
        return run.start + index - self._starts[one] if len(run.text) == run.end - run.start else run.end

    def bare(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` without holes, "" where nothing but space is left."""
        words = self.text[max(start, 0) : end].replace(HOLE, "")
        return words if words.strip() else ""

    def inlines(self, start: int, end: int) -> Inlines:
        """Return ``text[start:end]`` with its formats and links."""
        pieces: list[Inline] = []
        one = self.run_at(start) if start < end else len(self.runs)
        while one < len(self.runs) and self._starts[one] < end:
            run, own = self.runs[one], self._starts[one]
            text = _BLANKS.sub(" ", run.text[max(start - own, 0) : end - own]).replace(HOLE, "")
            if text:
                append(pieces, text, run.looks)
            one += 1
        return concat(pieces)


def append(pieces: list[Inline], text: str, looks: tuple[Format | str, ...]) -> None:
    """Add *text* in *looks*, the outermost first; neighbours of one look are one."""
    if not looks:
        pieces.append(text)
        return
    last = pieces[-1] if pieces else ""
    look = looks[0]
    if isinstance(look, str):
        same = isinstance(last, Link) and last.target == look
    else:
        same = isinstance(last, Styled) and last.format == look
    inner = list(last.children) if same and not isinstance(last, str) else []
    if same:
        pieces.pop()
    append(inner, text, looks[1:])
    children = concat(inner)
    pieces.append(Link(children, look) if isinstance(look, str) else Styled(children, look))


class Walk:
    """Cuts pages into lines. *is_note* and *is_out* are asked of elements; *kind* tells citations and marks."""

    def __init__(
        self,
        notes: Mapping[Node, object],
        is_out: Callable[[Node, Node], bool],
        kind: Callable[[Node, Node | None], Literal["", "hole"]],
    ) -> None:
        self._notes, self._is_out, self._kind = notes, is_out, kind
        self.lines: list[Line] = []
        self.titles: dict[Node, str] = {}
        """The heading that a mark stands under, by its element."""
        self._title = ""
        self._line: Line | None = None

    def page(self, root: Node) -> None:
        """Walk through a page."""
        self._page = root
        self._break(None)
        self._walk(root, None, ())
        self._break(None)

    def _break(self, note: Node | None) -> None:
        if self._line is not None and self._line.runs:
            self._line.finish()
            self.lines.append(self._line)
        self._line = Line(self._page, note, self._title)

    def _walk(self, element: Node, note: Node | None, looks: tuple[Format | str, ...]) -> None:
        for child in element.children:
            if isinstance(child, Text):
                assert self._line is not None  # noqa: S101 - begun with the page
                self._line.runs.append(Run(child.text, child.start, child.end, looks))
            elif isinstance(child, Node):
                self._element(child, note, looks)

    def _element(self, child: Node, note: Node | None, looks: tuple[Format | str, ...]) -> None:
        assert self._line is not None  # noqa: S101 - as above
        tag = child.tag
        if note is not None and self._is_out(note, child):
            return
        if tag in _SKIPPED or self._kind(child, note):
            self._line.runs.append(Run(HOLE, child.start, child.end, looks, child))
            self.titles[child] = self._title
            return
        if tag == "br":
            self._line.runs.append(Run("\n", child.start, child.end, looks))
            return
        own = child if child in self._notes else note
        breaks = tag in BLOCKS or own is not note
        if breaks:
            self._break(own)
        if tag in _HEADINGS and note is None:
            words = " ".join(first_words(child).split())
            self._title = self._title if is_notes_heading(words) else words
        self._walk(child, own, looks if tag in BLOCKS else _looks(child, looks))
        if breaks:
            self._break(note)


def _looks(element: Node, around: tuple[Format | str, ...]) -> tuple[Format | str, ...]:
    found: list[Format | str] = []
    if element.tag == "a" and element.get("href").startswith(("http://", "https://")):
        found.append(element.get("href"))
    elif element.tag in _LOOKS and not (element.tag == "cite" and element.get("class")):
        found.append(_LOOKS[element.tag])
    if "font-" in (style := element.get("style")):
        found += [_STYLED[match[1][0].lower()] for match in _STYLE.finditer(style)]
    elif element.tag == "span" and "smallcaps" in element.get("class"):
        found.append(SMALL_CAPS)
    new = tuple(dict.fromkeys(look for look in found if look not in around))
    return (*around, *new) if new else around
