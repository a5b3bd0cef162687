"""The text of a page of HTML or of a part of it: italics as ``*…*``, blocks on lines of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from citekit.notes.endnotes.inline import as_markup
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.patterns import pattern

BLOCKS = frozenset(
    "p div li ul ol dl dd dt blockquote pre tr td th table section article aside header footer nav figure figcaption "
    "main center address hr h1 h2 h3 h4 h5 h6".split()
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIGNS = {tag: "#" * level + " " for level, tag in enumerate(HEADINGS, 1)}
_ITALIC = frozenset(("i", "em", "dfn", "var"))
_STYLE = pattern(r"(?:^|;)\s*font-style:\s*(?P<value>\w+)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

Piece = tuple[str, bool]
_PIECES = 200


def words_of(element: Any) -> str:
    """Return the text of *element* as it is, raised figures as figures."""
    return "".join(str(text) for text in element.itertext()).translate(SUPERSCRIPTS)


def first_words(element: Any, length: int = 200) -> str:
    """Return what ``words_of`` does, of the first *length* characters: more tells neither a heading nor a number."""
    pieces: list[str] = []
    for text in element.itertext():
        pieces.append(str(text)[:length])
        length -= len(pieces[-1].strip())
        if length <= 0 or len(pieces) > _PIECES:
            break
    return "".join(pieces).translate(SUPERSCRIPTS)


def markup_of(element: Any, is_left_out: Callable[[Any], bool]) -> str:
    """Return the text of *element* on one line, without the elements in it that are left out."""
    return as_markup(_pieces(element, is_left_out, italic=False))


def _pieces(element: Any, is_left_out: Callable[[Any], bool], *, italic: bool) -> Iterator[Piece]:
    own = _is_italic(element, around=italic)
    apart = element.tag in BLOCKS or element.tag == "br"
    if apart:
        yield " ", italic
    if element.text:
        yield element.text, own
    for child in element:
        if isinstance(child.tag, str) and not is_left_out(child):
            yield from _pieces(child, is_left_out, italic=own)
        if child.tail:
            yield child.tail, own
    if apart:
        yield " ", italic


def _is_italic(element: Any, *, around: bool) -> bool:
    """Tell whether an element's text is italic; a work cited is, where no title in it is set off itself."""
    if style := _STYLE.search(element.get("style") or ""):
        return style["value"] in ("italic", "oblique")
    if element.tag == "cite":
        return around or (not element.get("class") and element.find(".//i") is None and element.find(".//em") is None)
    return around or element.tag in _ITALIC


def as_text(root: Any) -> str:
    """Return a page as a text in Markdown: blocks parted by blank lines, headings with their signs, items numbered."""
    numbers = numbers_of_items(root)
    blocks: list[str] = []
    line: list[Piece] = []

    def end(joint: str = "\n\n") -> None:
        blocks.append(as_markup(line) + joint)
        line.clear()

    def walk(element: Any, *, italic: bool) -> None:
        own = _is_italic(element, around=italic)
        if element.tag in BLOCKS:
            end()
            line.append((f"{numbers[element]}. " if element in numbers else _SIGNS.get(element.tag, ""), False))
        elif element.tag == "br":
            end("\n")
        elif element.tag == "sup" and not any(text.strip() for text, _ in line):
            line.append((words_of(element).translate(_RAISED), False))
            return
        line.append((element.text or "", own))
        for child in element:
            if isinstance(child.tag, str):
                walk(child, italic=own)
            line.append((child.tail or "", own))
        if element.tag in BLOCKS:
            end()

    walk(root, italic=False)
    end()
    return "".join(blocks)


def numbers_of_items(root: Any) -> dict[Any, int]:
    """Return the numbers of the items of ordered lists, by "start" and "value"."""
    numbers: dict[Any, int] = {}
    for one in root.iter("ol"):
        start = one.get("start") or ""
        count = int(start) if start.isdecimal() else 1
        for item in one.iterchildren("li"):
            value = item.get("value") or ""
            count = int(value) if value.isdecimal() else count
            numbers[item] = count
            count += 1
    return numbers
