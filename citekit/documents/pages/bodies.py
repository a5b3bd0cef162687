"""The body of a note on a page: all it says, without its number and what leads back to the text."""

from __future__ import annotations

from collections.abc import Sequence

from citekit.documents.pages.flow import HOLE, Line
from citekit.documents.pages.tree import BLOCKS, Node
from citekit.documents.xmltree import Text
from citekit.notes.endnotes.htmlnotes import CARETS, LABEL
from citekit.patterns import pattern
from citekit.values import NamedTuple

_KEPT = pattern(r"(?i)text|content|body")


class Body(NamedTuple):
    """The place of a body, and its lines; places count in the page."""

    start: int
    end: int
    first: int  # where its first character is
    last: int  # where its last ends
    lines: tuple[Line, ...] = ()

    def within(self, line: Line) -> tuple[int, int]:
        """Return the stretch of a line's text that is of the body."""
        text = line.text
        start, end = 0, len(text)
        if line is self.lines[0]:
            while start < end and line.start_of(start) < self.first:
                start += 1
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end


def empty(note: Node) -> Body:
    """Return the body of a note without text."""
    return Body(note.inner_start, note.inner_start, note.inner_start, note.inner_start)


def body_of(note: Node, lines: Sequence[Line]) -> Body:
    """Return the body of *note*, whose text is in *lines*."""
    said = [line for line in lines if line.text.strip()]
    if not said:
        return empty(note)
    first, last = said[0], said[-1]
    start = _begin(first)
    end = len(last.text.rstrip())
    if first is last and start >= end:
        return empty(note)
    begin, stop = first.start_of(start), last.end_of(end)
    wide_begin = _lifted_start(note, first, start, stop)
    wide_end = _lifted_end(note, last, end, begin)
    return Body(wide_begin, wide_end, begin, stop, tuple(said))


def _begin(line: Line) -> int:
    """Return where a note's text begins behind its number."""
    text = line.text
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] in ("^", "↑") and (carets := CARETS.match(text, start)):
        start = carets.end()
    label = LABEL.match(text, start)
    if label is not None and _is_label(line, label[0]):
        start = label.end()
    return start


def _is_label(line: Line, label: str) -> bool:
    """Tell whether a note's text begins with a number that is the note's, and not of its words ("1938 was …")."""
    note = line.note
    assert note is not None  # noqa: S101 - lines of notes alone are asked for
    if any(sign in label for sign in ".)]*†‡"):
        return True
    return not any(one.get("href").count("#") for one in note.iter("a"))


def _lifted_start(note: Node, line: Line, index: int, stop: int) -> int:
    place = line.start_of(index)
    if line.text[index] == HOLE:
        return place
    best, node = place, _around(line, note, index)
    while node is not None and node is not note and _is_formatting(node, stop):
        if not _is_blank(node, node.inner_start, best):
            break
        best, node = node.start, node.getparent()
    return best


def _lifted_end(note: Node, line: Line, index: int, begin: int) -> int:
    place = line.end_of(index)
    if line.text[index - 1] == HOLE:
        return place
    best, node = place, _around(line, note, index - 1)
    while node is not None and node is not note and _is_formatting(node, begin):
        if not _is_blank(node, best, node.inner_end):
            break
        best, node = node.end, node.getparent()
    return best


def _around(line: Line, note: Node, index: int) -> Node | None:
    """Return the element that character *index* of a line stands in."""
    place = line.start_of(index)
    node = note
    while True:
        inner = next((one for one in node.iterchildren() if one.start <= place < one.end), None)
        if inner is None:
            return node
        node = inner


def _is_formatting(node: Node, other: int) -> bool:
    """Tell whether an element is the note's own words' dress; *other* is where the body's other end is."""
    if node.tag in BLOCKS:
        return False
    holds_all = node.tag == "span" and node.start <= other <= node.end
    return not (holds_all and (not node.attributes or _KEPT.search(node.get("class"))))


def _is_blank(node: Node, start: int, end: int) -> bool:
    """Tell whether there is nothing between two places of a page that a note would lose."""
    for one in node.walk():
        if isinstance(one, Text):
            if one.start < end and one.end > start and one.text[max(start - one.start, 0) : end - one.start].strip():
                return False
        elif one is not node and start <= one.start < end and (one.get("id") or one.get("name")):
            return False
    return True
