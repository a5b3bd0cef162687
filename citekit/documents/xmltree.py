"""XML read with places: every element and every stretch of text knows where in the file it stands.

A small tree over expat, so that a manuscript can be changed at places and stay byte for byte elsewhere. Declarations of
entities, whatever stands outside the file, and nesting deeper than any text has are refused.
Sources: XML 1.0 (5th ed.), 2.4, 3.1, 4.4; Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NoReturn

from citekit.errors import UnreadableError
from citekit.findings import Source

DEEPEST = 500
_TAG_END = re.compile(r"""<[^\s/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_XML = "http://www.w3.org/XML/1998/namespace"


class Text:
    """A stretch of character data: its *text* and where the raw text stands.

    *starts* says for a stretch with references (``&amp;``) where each of its characters begins; empty where characters
    are written as they are.
    """

    __slots__ = ("end", "parent", "start", "starts", "text")

    def __init__(self, text: str, start: int, end: int, parent: Element) -> None:
        self.text, self.start, self.end, self.parent = text, start, end, parent
        self.starts: list[int] = []

    def place(self, index: int) -> int:
        """Return where character *index* of the text begins in the file; that of its end for the length."""
        if self.starts:
            return self.starts[index] if index < len(self.starts) else self.end
        return self.start + index


class Element:
    """An element. *tag* and the names of *attributes* are "{namespace}name", or the bare name without one.

    ``text[start:end]`` of the file is all of it, ``text[inner_start:inner_end]`` what is between its tags (both the end
    of the tag for ``<a/>``, which is *empty*).
    """

    __slots__ = ("attributes", "children", "empty", "end", "inner_end", "inner_start", "parent", "start", "tag")

    def __init__(
        self, tag: str, attributes: dict[str, str], start: int, inner_start: int, parent: Element | None
    ) -> None:
        self.tag, self.attributes, self.start, self.inner_start, self.parent = (
            tag,
            attributes,
            start,
            inner_start,
            parent,
        )
        self.children: list[Element | Text] = []
        self.inner_end = self.end = inner_start
        self.empty = False

    @property
    def name(self) -> str:
        """The tag without its namespace."""
        return self.tag.rpartition("}")[2]

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    def __iter__(self) -> Iterator[Element]:
        """Iterate over the elements directly below."""
        return (one for one in self.children if isinstance(one, Element))

    def walk(self) -> Iterator[Element | Text]:
        """Yield itself and all below, in document order."""
        left: list[Element | Text] = [self]
        while left:
            node = left.pop()
            yield node
            if isinstance(node, Element):
                left.extend(reversed(node.children))

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements below that have one of *tags*, in document order."""
        return (one for one in self.walk() if isinstance(one, Element) and one.tag in tags and one is not self)

    def first(self, *tags: str) -> Element | None:
        """Return the first element below with one of *tags*."""
        return next(self.all(*tags), None)

    def child(self, tag: str) -> Element | None:
        """Return the first element directly below with *tag*."""
        return next((one for one in self if one.tag == tag), None)

    def texts(self) -> str:
        """Return all character data below, in order."""
        return "".join(one.text for one in self.walk() if isinstance(one, Text))

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around it, the nearest first."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent


def parse(source: Source, entities: Mapping[str, str] | None = None) -> Element:
    """Return the root of the XML in *source*.

    *entities* are names that may be used without being declared, as XHTML's are ("nbsp"). A document type without
    declarations of its own is passed over.

    Raises: UnreadableError with the place, for what is not well-formed, declares entities or is nested too deeply.
    """
    return _Reading(source, entities or {}).root()


class _Reading:
    def __init__(self, source: Source, entities: Mapping[str, str]) -> None:
        self._source = source
        self._entities = entities
        self._data = source.text.encode("utf-8", "surrogatepass")
        self._root: Element | None = None
        self._open: list[Element] = []
        self._byte = self._char = 0  # the same place, counted in both
        self._ascii = len(self._data) == len(source.text)

    def root(self) -> Element:
        from xml.parsers import expat  # noqa: PLC0415 - not needed for manuscripts that are texts

        text = self._source.text
        parser = expat.ParserCreate("utf-8", namespace_separator="}")
        parser.buffer_text = False
        parser.UseForeignDTD(bool(self._entities))
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        self._parser = parser
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            place = min(self._offset(parser.ErrorByteIndex), max(len(text) - 1, 0))
            message = f"not well-formed XML: {expat.ErrorString(error.code)}"
            hint = "entities of a document type are not read" if error.code == 11 else "was it written to its end?"
            raise UnreadableError(message, where=self._source.span(place), hint=hint) from None
        assert self._root is not None  # noqa: S101 - expat finds "no element"
        return self._root

    def _offset(self, byte: int) -> int:
        """Return the character at *byte*; places come in ascending order, so that all are counted once."""
        if self._ascii:
            return byte
        if byte < self._byte:
            self._byte = self._char = 0
        self._char += len(self._data[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._char

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._offset(self._parser.CurrentByteIndex)
        found = _TAG_END.match(self._source.text, start)
        inner = found.end() if found else start
        parent = self._open[-1] if self._open else None
        if len(self._open) >= DEEPEST:
            self._refuse(f"elements are nested more than {DEEPEST} deep")
        element = Element(_named(name), {_named(key): value for key, value in attributes.items()}, start, inner, parent)
        element.empty = self._source.text[inner - 2 : inner] == "/>"
        if parent is None:
            self._root = element
        else:
            parent.children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element.empty:
            element.inner_end = element.end = element.inner_start
            return
        element.inner_end = self._offset(self._parser.CurrentByteIndex)
        element.end = self._source.text.index(">", element.inner_end) + 1

    def _characters(self, text: str) -> None:
        start = self._offset(self._parser.CurrentByteIndex)
        raw = self._source.text
        if raw[start] == "&":
            self._add(text, start, raw.index(";", start) + 1)
        else:
            written = 2 if raw.startswith("\r\n", start) and text == "\n" else len(text)
            self._add(text, start, start + written)

    def _add(self, text: str, start: int, end: int) -> None:
        """Add character data, joined to that before where it follows directly."""
        parent = self._open[-1]
        before = parent.children[-1] if parent.children else None
        if not isinstance(before, Text) or before.end != start:  # a CDATA section, a comment or a tag is between
            before = Text("", start, start, parent)
            parent.children.append(before)
        plain = len(text) == end - start and self._source.text[start] != "&"
        if not plain and not before.starts:
            before.starts.extend(range(before.start, before.end))
        if before.starts or not plain:
            before.starts.extend(range(start, end) if plain else [start] * len(text))
        before.text += text
        before.end = end

    def _entity(self, name: str, *_: object) -> None:
        self._refuse(f"an entity is declared, {name!r}")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if is_parameter:
            return
        if name not in self._entities:
            self._refuse(f"the entity {name!r} is not known")
        start = self._offset(self._parser.CurrentByteIndex)
        if self._open:
            self._add(self._entities[name], start, self._source.text.index(";", start) + 1)

    def _refuse(self, why: str) -> NoReturn:
        where = self._source.span(self._offset(self._parser.CurrentByteIndex))
        raise UnreadableError(f"not XML that is safe to read: {why}", where=where)


def _named(name: str) -> str:
    """Return expat's "namespace}name" as "{namespace}name"."""
    return f"{{{name}" if "}" in name else name


XML_LANG = f"{{{_XML}}}lang"
XML_ID = f"{{{_XML}}}id"
