"""XML as a small tree with places: what ``parse`` reads, and nothing else does.

Expat is enough: it knows line and column, and is always there. Documents with a DTD are refused, so that no
entity can grow or reach for a file.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from xml.parsers import expat

from citekit.errors import StyleError
from citekit.findings import Span
from citekit.values import dataclass, field

CSL = "http://purl.org/net/xbiblio/csl"


@dataclass(slots=True)
class Element:
    """One element: local *tag* of CSL's namespace (others are dropped), attributes, children, and its place."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def find(self, tag: str) -> Element | None:
        """Return the first child called *tag*."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> Iterator[Element]:
        """Yield the children called *tag*."""
        return (child for child in self.children if child.tag == tag)


def read_tree(xml: bytes | str, path: str) -> Element:
    """Return the root element of *xml*.

    A processing instruction ``<?citekit text variable="…"?>`` becomes the ``text`` element it spells out.

    Raises: StyleError with line and column for what is not well-formed or has a DTD.
    """
    reader = _Reader(path)
    try:
        reader.parser.Parse(xml.encode() if isinstance(xml, str) else xml, True)
    except expat.ExpatError as error:
        where = Span(path, error.lineno, error.offset + 1, error.offset + 2)
        raise StyleError(f"not well-formed XML: {expat.ErrorString(error.code)}", where=where) from None
    if reader.root is None:
        raise StyleError("no CSL element in the file", where=Span(path))
    return reader.root


class _Reader:
    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Element | None = None
        self._open: list[Element | None] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        if namespace != CSL:
            self._open.append(None)
            return
        own = {key.rpartition(" ")[2]: _spelled_out(value) for key, value in attributes.items()}
        element = Element(tag, own, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self._attach(element)
        self._open.append(element)

    def _attach(self, element: Element) -> None:
        if not self._open:
            self.root = element
        elif (parent := self._open[-1]) is not None:
            parent.children.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and (parent := self._open[-1]) is not None:
            parent.text += text

    def _instruction(self, target: str, data: str) -> None:
        if target != "citekit" or not self._open:
            return
        spelled = read_tree(f'<style xmlns="{CSL}"><{data}/></style>', self.path)
        for element in spelled.children:
            element.line, element.column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            self._attach(element)

    def _doctype(self, *_declaration: object) -> None:
        where = Span(self.path, self.parser.CurrentLineNumber, 1, 2)
        raise StyleError("a style has no document type declaration", where=where)


def _spelled_out(value: str) -> str:
    """Return an attribute without character references: styles escape some twice, "&amp;#160;" for a hard space."""
    return html.unescape(value) if "&#" in value else value
