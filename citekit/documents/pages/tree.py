"""HTML read with places, however it is written: every element and every stretch of text knows where it stands.

The tree is that of ``xmltree``, with what the rules for notes on pages (``notes.endnotes.htmlnotes``) ask of an element
besides. Nothing is refused: tags that are never closed, void elements, attributes without quotes, wrong nesting and
everything else that browsers put up with get a place in the tree, in time proportional to the text. Entities that a
document type declares stay as they are typed.

Sources: HTML Living Standard, 13.1.2 (elements, optional tags, attributes), 13.1.4 (character references), 13.2.5
(tokenization), 13.2.6 (what closes what). Deviations: ``<x/>`` is empty whatever x is, as authors mean it; formatting
is not opened again after wrong nesting; elements nested deeper than ``DEEPEST`` stand side by side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.entities import html5

from citekit.documents.xmltree import Element, Text
from citekit.patterns import pattern

DEEPEST = 200

VOID = frozenset(
    "area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr".split()
)
BLOCKS = frozenset(
    "html head body p div li ul ol dl dd dt blockquote pre tr td th table thead tbody tfoot caption section article "
    "aside header footer nav figure figcaption main center address hr h1 h2 h3 h4 h5 h6 form fieldset details summary "
    "hgroup search dialog menu dir title".split()
)
_RAW = frozenset("script style xmp iframe noembed noframes textarea title".split())
_DECODED = frozenset(("textarea", "title"))
_CLOSE_P = BLOCKS - frozenset("html head body li dd dt tr td th thead tbody tfoot caption figcaption title".split())
# What a start tag closes (its own kind, mostly), and what keeps it from closing more.
_ITEMS = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    "dd": (frozenset(("dd", "dt")), frozenset(("dl",))),
    "dt": (frozenset(("dd", "dt")), frozenset(("dl",))),
    "tr": (frozenset(("tr",)), frozenset(("table", "thead", "tbody", "tfoot"))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (frozenset(("thead", "tbody", "tfoot")), frozenset(("table",)))),
    "option": (frozenset(("option",)), frozenset(("select", "optgroup", "datalist"))),
}
_SCOPE = frozenset("html table td th caption template object button applet marquee svg math".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FOREIGN = ("svg", "math")

_NAME = pattern(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = pattern(r"[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:(?=([\"']))|([^\s>\"'][^\s>]*+)|(?=>)))?")
_SPACE = pattern(r"[\s/]*+")
_REFERENCE = pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_OPENS = pattern(r"<(?=[A-Za-z/!?])")


class Node(Element):
    """An element of a page. *tag* and the names of attributes are in lower case, prefixes as they are typed.

    *part* is the name of the part that it stands in.
    """

    __slots__ = ("number", "part")

    def __init__(self, tag: str, attributes: dict[str, str], start: int, inner: int, parent: Node | None) -> None:
        super().__init__(tag, attributes, start, inner, parent)
        self.part = ""
        self.number = -1  # in document order

    def walk(self) -> Iterator[Element | Text]:
        """Yield itself and all below, in document order; whoever stops early has seen no more."""
        yield self
        left = [iter(self.children)]
        while left:
            node = next(left[-1], None)
            if node is None:
                left.pop()
                continue
            yield node
            if isinstance(node, Element) and node.children:
                left.append(iter(node.children))

    # What follows are the names that lxml has for it, for rules that hold for its trees and these alike.

    def getparent(self) -> Node | None:
        """Return the element around it."""
        parent = self.parent
        assert parent is None or isinstance(parent, Node)  # noqa: S101 - a page has no other elements
        return parent

    def iter(self, *tags: str) -> Iterator[Node]:
        """Yield itself and the elements below, in document order; with *tags* only those."""
        for one in self.walk():
            if isinstance(one, Node) and (not tags or one.tag in tags):
                yield one

    def iterdescendants(self, *tags: str) -> Iterator[Node]:
        """Yield the elements below."""
        return (one for one in self.iter(*tags) if one is not self)

    def iterchildren(self, *tags: str) -> Iterator[Node]:
        """Yield the elements directly below."""
        return (one for one in self.children if isinstance(one, Node) and (not tags or one.tag in tags))

    def iterancestors(self, *tags: str) -> Iterator[Node]:
        """Yield the elements around it, the nearest first."""
        one = self.getparent()
        while one is not None:
            if not tags or one.tag in tags:
                yield one
            one = one.getparent()

    def itertext(self) -> Iterator[str]:
        """Yield the character data below, in order."""
        return (one.text for one in self.walk() if isinstance(one, Text))

    def first_child(self) -> Node | None:
        """Return the first element directly below."""
        return next(self.iterchildren(), None)


def parse(text: str, *, xml: bool = False) -> Node:
    """Return a root without a name, with all of *text* in it; *xml* reads CDATA sections as XHTML means them."""
    root = Node("", {}, 0, 0, None)
    root.inner_end = root.end = len(text)
    _Reading(text, root, xml=xml).run()
    return root


class _Reading:
    def __init__(self, text: str, root: Node, *, xml: bool) -> None:
        self._text = text
        self._xml = xml
        self._open: list[Node] = [root]
        self._count: Counter[str] = Counter()  # of the open elements, by name
        self._flat: Counter[str] = Counter()  # of those that were too deep to be opened
        self._absent: set[str] = set()  # what is nowhere in the rest of the text

    def run(self) -> None:
        text = self._text
        position = 0
        while True:
            found = _OPENS.search(text, position)
            if found is None:
                break
            start = found.start()
            end = self._markup(start, position)
            if end < 0:  # nothing but "<" and what looks like a tag that is never closed
                self._add_text(position, start + 1)
                position = start + 1
            else:
                position = end
        self._add_text(position, len(text))
        while len(self._open) > 1:
            self._pop(len(text), len(text))

    def _markup(self, start: int, text_start: int) -> int:
        """Read the markup at *start* and the text before it; return where it ends, -1 where it is text."""
        text = self._text
        sign = text[start + 1]
        if sign in "!?":
            end = self._declaration(start)
            if end < 0:
                return -1
            self._add_text(text_start, start)
            if text.startswith("<![CDATA[", start) and self._cdata(start):
                self._add(text[start + 9 : end - 3], start + 9, end - 3)
            return end
        closing = sign == "/"
        name = _NAME.match(text, start + 1 + closing)
        if name is None:
            return -1
        read = self._attributes(name.end(), keep=not closing)
        if read is None:
            return -1
        self._add_text(text_start, start)
        attributes, end = read
        tag = name[0].lower()
        if closing:
            self._close(tag, start, end)
            return end
        return self._start(tag, attributes, start, end)

    def _find(self, what: str, start: int, *, lower: bool = False) -> int:
        """Return where *what* is next, -1 for nowhere; nothing is searched for twice in vain."""
        if what in self._absent:
            return -1
        if lower:
            found = re.compile(re.escape(what), re.IGNORECASE).search(self._text, start)
            place = found.start() if found else -1
        else:
            place = self._text.find(what, start)
        if place < 0:
            self._absent.add(what)
        return place

    def _cdata(self, start: int) -> bool:
        foreign = any(self._count[one] for one in _FOREIGN)
        return (self._xml or foreign) and self._text.startswith("<![CDATA[", start)

    def _declaration(self, start: int) -> int:
        """Return the end of a comment, a document type or an instruction."""
        text = self._text
        if text.startswith("<!--", start):
            if text.startswith(("<!-->", "<!--->"), start):
                return text.index(">", start) + 1
            end = self._find("-->", start + 4)
            return end + 3 if end >= 0 else -1
        if self._cdata(start):
            end = self._find("]]>", start)
            return end + 3 if end >= 0 else -1
        end = self._find(">", start)
        if (
            end >= 0
            and "[" in text[start : min(end, start + 1000)]
            and text[start + 2 : start + 9].upper() == "DOCTYPE"
        ):
            inner = self._find("]>", start)
            end = inner + 1 if inner >= 0 else end
        return end + 1 if end >= 0 else -1

    def _attributes(self, position: int, *, keep: bool) -> tuple[dict[str, str], int] | None:
        """Return the attributes of the tag whose name ends at *position*, and its end; ``None`` for no tag."""
        text = self._text
        if self._find(">", position) < 0:
            return None
        found: dict[str, str] = {}
        while position < len(text) and text[position] != ">":
            match = _ATTRIBUTE.match(text, position)
            if match is None:  # "=" alone, or space before the end
                blanks = _SPACE.match(text, position)
                position = blanks.end() if blanks else position
                position += position < len(text) and text[position] != ">"
                continue
            name, quote, value = match[1], match[2], match[3] or ""
            position = match.end()
            if quote:
                end = self._find(quote, position + 1)
                if end < 0:  # never closed: the tag ends where its line of thought does
                    end = self._find(">", position)
                    if end < 0:
                        return None
                    value, position = text[position + 1 : end], end
                else:
                    value, position = text[position + 1 : end], end + 1
            if keep:
                found.setdefault(name.lower(), _decoded(value))
        return (found, position + 1) if position < len(text) else None

    def _start(self, tag: str, attributes: dict[str, str], start: int, end: int) -> int:
        """Open an element; return where to read on."""
        empty = tag in VOID or (self._text[end - 2] == "/" and self._text[end - 3 : end - 2] != "=")
        self._imply(tag, start)
        element = Node(tag, attributes, start, end, self._open[-1])
        element.empty = empty
        self._open[-1].children.append(element)
        if empty:
            return end
        if len(self._open) > DEEPEST:
            self._flat[tag] += 1
        else:
            self._open.append(element)
            self._count[tag] += 1
        if tag in _RAW or tag == "plaintext":
            return self._raw(element, end)
        return end

    def _raw(self, element: Node, start: int) -> int:
        """Read an element without markup in it."""
        end = -1 if element.tag == "plaintext" else self._find(f"</{element.tag}", start, lower=True)
        end = len(self._text) if end < 0 else end
        if self._open[-1] is element:
            if element.tag in _DECODED:
                self._add_text(start, end)
            elif end > start:
                self._add(self._text[start:end], start, end)
        return end

    def _imply(self, tag: str, place: int) -> None:
        """Close what the start tag *tag* closes."""
        if tag in _CLOSE_P and self._count["p"] and not self._xml:
            self._close_in("p", _SCOPE, place)
        if tag in _HEADINGS and self._open[-1].tag in _HEADINGS:
            self._pop(place, place)
        if tag in _ITEMS:
            names, stops = _ITEMS[tag]
            if any(self._count[name] for name in names):
                for depth in range(len(self._open) - 1, 0, -1):
                    name = self._open[depth].tag
                    if name in names:
                        self._pop_to(depth, place, place)
                        break
                    if name in stops:
                        break
        elif tag == "a" and self._count["a"]:
            self._close_in("a", BLOCKS, place)

    def _close_in(self, name: str, scope: frozenset[str], place: int) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == name:
                self._pop_to(depth, place, place)
                return
            if self._open[depth].tag in scope:
                return

    def _close(self, tag: str, start: int, end: int) -> None:
        """Close the element that an end tag belongs to, and what is open in it."""
        if self._flat[tag]:
            self._flat[tag] -= 1
            return
        if not self._count[tag]:
            return
        inline = tag not in BLOCKS
        for depth in range(len(self._open) - 1, 0, -1):
            name = self._open[depth].tag
            if name == tag:
                self._pop_to(depth, start, end)
                return
            if (inline and name in BLOCKS) or (name in ("td", "th", "table") and tag not in _TABLES):
                return

    def _pop_to(self, depth: int, inner_end: int, end: int) -> None:
        while len(self._open) > depth + 1:
            self._pop(inner_end, inner_end)
        self._pop(inner_end, end)

    def _pop(self, inner_end: int, end: int) -> None:
        element = self._open.pop()
        self._count[element.tag] -= 1
        element.inner_end, element.end = inner_end, end
        if not self._count[element.tag]:
            del self._count[element.tag]

    # --- text ---

    def _add_text(self, start: int, end: int) -> None:
        """Add ``text[start:end]``: what is written plainly, and each character reference by itself."""
        text = self._text
        if start >= end:
            return
        if text.find("&", start, end) < 0:
            self._add(text[start:end], start, end)
            return
        position = start
        for match in _REFERENCE.finditer(text, start, end):
            decoded, length = _character(match[0])
            if length:
                self._add(text[position : match.start()], position, match.start())
                position = match.start() + length
                self._add(decoded, match.start(), position)
        self._add(text[position:end], position, end)

    def _add(self, text: str, start: int, end: int) -> None:
        if text:
            parent = self._open[-1]
            parent.children.append(Text(text, start, end, parent))


_TABLES = frozenset("table thead tbody tfoot tr td th caption body html".split())


def _character(reference: str) -> tuple[str, int]:
    """Return what a character reference stands for, and how many of its characters say so: 0 for none at all."""
    if reference[1] == "#":
        return unescape(reference), len(reference)
    name = reference[1:]
    if name in html5:
        return html5[name], len(reference)
    for length in range(min(len(name), 6), 1, -1):  # "&copy2024": the old names need no semicolon
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0


def _decoded(value: str) -> str:
    return unescape(value) if "&" in value else value
