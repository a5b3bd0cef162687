"""XML read with places: every element and every stretch of text knows where in the file it stands.

A small tree, so that a manuscript can be changed at places and stay byte for byte elsewhere. Expat says whether the
file is well-formed; its tags are then found where they stand, as expat's own places are slow to count in characters.
Declarations of entities, whatever stands outside the file, and nesting deeper than any text has are refused.
Sources: XML 1.0 (5th ed.), 2.4, 2.11, 3.1, 3.3.3, 4.4; Namespaces in XML 1.0.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NoReturn

from citekit.errors import UnreadableError
from citekit.findings import Source, Span

DEEPEST = 500
LONGEST = 64_000_000  # bytes in UTF-8
MOST_TAGS = 2_000_000
"""As many tags, attributes or references as no manuscript has; each takes a hundred times the room it has in a file."""
_LONGEST_NAMESPACE = 1000
_MOST_DECLARED = 1000
_SHORT = 300
_CDATA = len("<![CDATA[]]>")
_TOKEN = re.compile(
    r"""<(?:[^!?/"'>][^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>|/[^>]*>|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)""",
    re.DOTALL,
)
"""A tag, a comment, a CDATA section or a processing instruction of a text that is well-formed."""
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)[ \t\r\n]*=[ \t\r\n]*("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"&[^;]*;|\r\n?")
_LINE_END = re.compile(r"\r\n?")
_BLANKS = str.maketrans("\t\n\r", "   ")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_XML = "http://www.w3.org/XML/1998/namespace"


class Text:
    """A stretch of character data: its *text* and where the raw text stands.

    *breaks* is for a stretch with references (``&amp;``): each place where characters are not written as they are, or
    are so again, as an index of the text, and in *starts* where that begins in the file.
    """

    __slots__ = ("breaks", "end", "parent", "start", "starts", "text")

    def __init__(self, text: str, start: int, end: int, parent: Element) -> None:
        self.text, self.start, self.end, self.parent = text, start, end, parent
        self.breaks: Sequence[int] = ()
        self.starts: Sequence[int] = ()

    def place(self, index: int) -> int:
        """Return where character *index* of the text begins in the file; that of its end for the length."""
        if index >= len(self.text):
            return self.end
        before = bisect_right(self.breaks, index) - 1
        return self.starts[before] + index - self.breaks[before] if before >= 0 else self.start + index


class Element:
    """An element. *tag* and the names of *attributes* are "{namespace}name", or the bare name without one.

    ``text[start:end]`` of the file is all of it, ``text[inner_start:inner_end]`` what is between its tags (both the end
    of the tag for ``<a/>``, which is *empty*).
    """

    __slots__ = ("attributes", "children", "empty", "end", "inner_end", "inner_start", "parent", "start", "tag")

    def __init__(
        self, tag: str, attributes: Mapping[str, str], start: int, inner_start: int, parent: Element | None
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.start = start
        self.inner_start = self.inner_end = self.end = inner_start
        self.parent = parent
        self.children: list[Element | Text] = []
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
    entities of its own is passed over.

    Raises: UnreadableError with the place, for what is not well-formed, declares entities, or is larger or nested more
    deeply than any manuscript.
    """
    known = {**_PREDEFINED, **(entities or {})}
    begin = _Check(source, entities or {}).root_start()
    return _tree(source, begin, known)


class _Check:
    """Finds with expat whether a source is well-formed and safe; then its tags can be read where they stand."""

    def __init__(self, source: Source, entities: Mapping[str, str]) -> None:
        self._source = source
        self._entities = entities
        self._data = source.text.encode("utf-8", "surrogatepass")
        self._root = 0
        self._lists = 0

    def root_start(self) -> int:
        """Return where the root begins."""
        from xml.parsers import expat  # noqa: PLC0415 - not needed for manuscripts that are texts

        self._check_size()
        parser = self._parser = expat.ParserCreate("utf-8", namespace_separator="}")
        parser.UseForeignDTD(bool(self._entities))
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._first
        parser.StartNamespaceDeclHandler = self._namespace
        parser.EntityDeclHandler, parser.AttlistDeclHandler = self._entity, self._attributes
        parser.SkippedEntityHandler = self._skipped
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            place = min(self._offset(parser.ErrorByteIndex), max(len(self._source.text) - 1, 0))
            message = f"not well-formed XML: {expat.ErrorString(error.code)}"
            hint = "entities of a document type are not read" if error.code == 11 else "was it written to its end?"
            raise UnreadableError(message, where=self._source.span(place), hint=hint) from None
        return self._root

    def _check_size(self) -> None:
        """Raise UnreadableError for what would be a tree too large for memory."""
        data = self._data
        attributes, references = data.count(b'="') + data.count(b"='"), data.count(b"&") + data.count(b"\r")
        if len(data) > LONGEST or max(data.count(b"<"), attributes, references) > MOST_TAGS:
            message = "not XML that is safe to read: it is too large"
            raise UnreadableError(message, where=Span(self._source.path), hint="is it a manuscript?")

    def _offset(self, byte: int) -> int:
        return len(self._data[:byte].decode("utf-8", "ignore"))  # an error may be within a character

    def _first(self, *_: object) -> None:
        self._root = self._offset(self._parser.CurrentByteIndex)
        self._parser.StartElementHandler = None

    def _namespace(self, prefix: str | None, address: str | None) -> None:
        # Every name that is read has its namespace before it.
        if len(address or "") > _LONGEST_NAMESPACE:
            self._refuse(f"the namespace {prefix or ''!r} is {len(address or '')} characters long")

    def _entity(self, name: str, *_: object) -> None:
        self._refuse(f"an entity is declared, {name!r}")

    def _attributes(self, name: str, *_: object) -> None:
        # Each is gone through for each of the elements.
        self._lists += 1
        if self._lists > _MOST_DECLARED:
            self._refuse(f"more than {_MOST_DECLARED} attributes are declared, the last of {name!r}")

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter and name not in self._entities:
            self._refuse(f"the entity {name!r} is not known")

    def _refuse(self, why: str) -> NoReturn:
        where = self._source.span(self._offset(self._parser.CurrentByteIndex))
        raise UnreadableError(f"not XML that is safe to read: {why}", where=where, hint="is it a manuscript?")


class _Scope:
    """The prefixes that are declared, and the tags that were read under them: most come again and again."""

    def __init__(self, prefixes: Mapping[str, str], known: Mapping[str, str]) -> None:
        self._prefixes, self._known = prefixes, known
        self.tags: dict[str, tuple[str, dict[str, str]]] = {}

    def tag(self, raw: str) -> tuple[str, dict[str, str]]:
        """Return the name and the attributes of a start tag, which other elements may share."""
        name = _NAME.match(raw, 1)
        assert name is not None  # noqa: S101 - expat has found it well-formed
        attributes = {self._named(match[1], ""): _value(match[2], self._known) for match in _written(raw, name.end())}
        found = self._named(name[0], self._prefixes[""]), attributes
        if len(raw) < _SHORT:
            self.tags[raw] = found
        return found

    def within(self, raw: str) -> _Scope:
        """Return the scope of a start tag that declares prefixes."""
        declared = {
            match[1].partition(":")[2]: _value(match[2], self._known)
            for match in _ATTRIBUTE.finditer(raw)
            if _is_declaration(match[1])
        }
        prefixes = {**self._prefixes, **declared}
        return self if prefixes == self._prefixes else _Scope(prefixes, self._known)

    def _named(self, name: str, default: str) -> str:
        prefix, colon, local = name.partition(":")
        namespace = self._prefixes[prefix] if colon else default
        return f"{{{namespace}}}{local if colon else name}" if namespace else name


def _written(raw: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the attributes of a start tag, without its declarations of prefixes."""
    return (match for match in _ATTRIBUTE.finditer(raw, start) if not _is_declaration(match[1]))


def _is_declaration(name: str) -> bool:
    return name.startswith("xmlns") and name[5:6] in ("", ":")


def _value(quoted: str, known: Mapping[str, str]) -> str:
    """Return what an attribute says (XML 1.0, 3.3.3)."""
    value = quoted[1:-1]
    if "\n" in value or "\r" in value or "\t" in value:
        value = value.replace("\r\n", " ").translate(_BLANKS)
    return _REFERENCE.sub(lambda match: _meant(match[0], known), value) if "&" in value else value


def _meant(reference: str, known: Mapping[str, str]) -> str:
    if reference[0] == "\r":
        return "\n"
    if reference[1] != "#":
        return known.get(reference[1:-1], "")
    return chr(int(reference[3:-1], 16) if reference[2] == "x" else int(reference[2:-1]))


def _tree(source: Source, begin: int, known: Mapping[str, str]) -> Element:
    """Return the tree of a well-formed text whose root begins at *begin*."""
    raw = source.text
    scope = _Scope({"": "", "xml": _XML}, known)
    around: list[tuple[Element | None, _Scope]] = []  # the elements that are open, each with its scope
    parent: Element | None = None
    behind = begin
    for token in _TOKEN.finditer(raw, begin):
        start, end = token.span()
        if behind < start and parent is not None:
            parent.children.append(_text(raw, behind, start, parent, known))
        behind = end
        sign = raw[start + 1]
        if sign == "/":
            assert parent is not None  # noqa: S101 - expat has found it well-formed
            parent.inner_end, parent.end = start, end
            closed = parent
            parent, scope = around.pop()
            if parent is None:
                return closed
        elif sign not in "!?":
            tag = raw[start:end]
            known_tag, own = scope.tags.get(tag), scope
            if known_tag is None:
                own = scope.within(tag) if "xmlns" in tag else scope
                known_tag = own.tag(tag)
            name, attributes = known_tag
            element = Element(name, attributes, start, end, parent)
            if parent is not None:
                parent.children.append(element)
            if raw[end - 2] == "/":
                element.empty = True
                if parent is None:
                    return element
                continue
            if len(around) >= DEEPEST:
                message = f"not XML that is safe to read: elements are nested more than {DEEPEST} deep"
                raise UnreadableError(message, where=source.span(start, end), hint="is it a manuscript?")
            around.append((parent, scope))
            parent, scope = element, own
        elif raw.startswith("<![", start) and parent is not None and end - start > _CDATA:
            parent.children.append(_text(raw, start + _CDATA - 3, end - 3, parent, {}))
    raise AssertionError("expat has found an end")


def _text(raw: str, start: int, end: int, parent: Element, known: Mapping[str, str]) -> Text:
    """Return the text in ``raw[start:end]``; where nothing is *known*, "&" is no reference."""
    written = raw[start:end]
    if (not known or "&" not in written) and "\r" not in written:
        return Text(written, start, end, parent)
    pieces: list[str] = []
    breaks, starts = array("Q"), array("Q")
    length, done = 0, start
    for match in (_REFERENCE if known else _LINE_END).finditer(raw, start, end):
        text = _meant(match[0], known)
        pieces += [raw[done : match.start()], text]
        length += match.start() - done
        breaks.extend(range(length, length + len(text) + 1))
        starts.extend([match.start()] * len(text))
        starts.append(match.end())
        length, done = length + len(text), match.end()
    pieces.append(raw[done:end])
    node = Text("".join(pieces), start, end, parent)
    node.breaks, node.starts = breaks, starts
    return node


XML_LANG = f"{{{_XML}}}lang"
XML_ID = f"{{{_XML}}}id"
