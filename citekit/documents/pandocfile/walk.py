"""A walk through pandoc's document: its citations, notes and bibliography divs in the order of reading.

Each of them is counted, from 0, in one count: that is what places in such a document are, since offsets in its JSON say
nothing to anybody. A note's own number is followed by those of what is in it. Nothing here is recursive.

Source: pandoc-types 1.22 and 1.23 (Text.Pandoc.Definition).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Node: TypeAlias = "dict[str, Any]"

DEEPEST = 400  # levels of lists and objects in the JSON; a document has dozens
# What metadata says of citations is no text to cite in.
_OWN_FIELDS = frozenset("bibliography citation-style csl nocite references reference-section-title".split())
_INLINES = frozenset(
    "Str Emph Underline Strong Strikeout Superscript Subscript SmallCaps Quoted Cite Code Space SoftBreak LineBreak"
    " Math RawInline Link Image Note Span".split()
)
_BLANKS = frozenset(("Space", "SoftBreak", "LineBreak"))
_QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


class Paragraph:
    """The text of a paragraph or heading as it is walked through."""

    __slots__ = ("_pieces", "length")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        """Go on with *text*."""
        self._pieces.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """All of it so far."""
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""


class Found:
    """A citation, a note or the div of a bibliography: its *node* and *place*; *end* is behind what is in it.

    *note* is the place of the note that it stands in, -1 for none. A citation is characters *start* to *stop* of its
    *paragraph*, and item *index* of its list of inlines, *siblings*.
    """

    __slots__ = ("end", "index", "kind", "node", "note", "paragraph", "place", "siblings", "start", "stop")

    def __init__(self, kind: str, node: Node, place: int, note: int) -> None:
        self.kind, self.node, self.place, self.note = kind, node, place, note
        self.end = place + 1
        self.paragraph = Paragraph()
        self.start = self.stop = 0
        self.siblings: list[Any] = []
        self.index = 0


class Walk:
    """Everything that is found in a document."""

    def __init__(self, document: Node) -> None:
        self.found: list[Found] = []
        self._note: Found | None = None
        self._paragraph: Paragraph | None = None
        meta = {name: value for name, value in document["meta"].items() if name not in _OWN_FIELDS}
        # What is still to be done, the next last: values, with the list and index that they stand at, and ends.
        self._left: list[tuple[str, Any, list[Any], int]] = [
            ("value", document["blocks"], [], 0),
            ("value", list(meta.values()), [], 0),
        ]
        while self._left:
            self._step(*self._left.pop())

    def _step(self, what: str, value: Any, siblings: list[Any], index: int) -> None:
        if what == "text":
            self._add(value)
        elif what == "paragraph":
            self._paragraph = None
        elif what == "note":
            self._note, self._paragraph = None, value
            siblings[0].end = len(self.found)
        elif isinstance(value, list):
            self._list(value)
        elif isinstance(value, dict):
            self._dict(value, siblings, index)

    def _list(self, values: list[Any]) -> None:
        inline = any(name_of(one) in _INLINES for one in values[:1])
        if inline and self._paragraph is None:
            self._paragraph = Paragraph()
            self._left.append(("paragraph", None, [], 0))
        self._left += [("value", one, values, index) for index, one in reversed(list(enumerate(values)))]

    def _dict(self, node: Node, siblings: list[Any], index: int) -> None:
        name, content = name_of(node), node.get("c")
        if name == "Str" and isinstance(content, str):
            self._add(content)
        elif name in _BLANKS:
            self._add(" ")
        elif name in ("Code", "Math"):
            self._add(_last_text(content))
        elif name == "Cite" and is_cite(node):
            self._cite(node, siblings, index)
        elif name == "Note":
            self._begin_note(node)
        elif name == "Quoted" and isinstance(content, list) and len(content) == 2:
            signs = _QUOTES.get(name_of(content[0]), "“”")
            self._add(signs[0])
            self._left += [("text", signs[1], [], 0), ("value", content[1], [], 0)]
        elif name not in ("RawInline", "RawBlock", "CodeBlock", "MetaString"):
            if name == "Div" and refs_id(node):
                self.found.append(Found("list", node, len(self.found), self._note.place if self._note else -1))
            inner = list(content.values()) if name == "MetaMap" and isinstance(content, dict) else content
            self._left.append(("value", inner, [], 0))

    def _add(self, text: str) -> None:
        if self._paragraph is not None:
            self._paragraph.add(text)

    def _cite(self, node: Node, siblings: list[Any], index: int) -> None:
        found = Found("cite", node, len(self.found), self._note.place if self._note else -1)
        found.paragraph = self._paragraph or found.paragraph
        found.siblings, found.index = siblings, index
        found.start = found.paragraph.length
        self._add("[@]")
        found.stop = found.paragraph.length
        self.found.append(found)

    def _begin_note(self, node: Node) -> None:
        if self._note is not None:  # none within another
            self._left.append(("value", node.get("c"), [], 0))
            return
        self._note = Found("note", node, len(self.found), -1)
        self.found.append(self._note)
        self._left += [("note", self._paragraph, [self._note], 0), ("value", node.get("c"), [], 0)]
        self._paragraph = None


def name_of(node: Any) -> str:
    """Return what kind of element this is, "" for none."""
    name = node.get("t") if isinstance(node, dict) else None
    return name if isinstance(name, str) else ""


def is_cite(node: Node) -> bool:
    """Tell whether a Cite has the shape that one has: citations with an id, and inlines."""
    match node.get("c"):
        case [[*citations], [*_]] if citations:
            return all(isinstance(one, dict) and isinstance(one.get("citationId"), str) for one in citations)
    return False


def cited_keys(value: Any) -> list[str]:
    """Return the keys that a piece of a document cites, in their order."""
    keys: list[str] = []
    left = [value]
    while left:
        one = left.pop()
        if name_of(one) == "Cite" and is_cite(one):
            keys += [each["citationId"] for each in one["c"][0]]
        else:
            left += reversed(list(_inner([one])))
    return keys


def refs_id(node: Node) -> str:
    """Return the id of a Div that a bibliography is to stand in, "" for another."""
    match node.get("c"):
        case [[str(identity), [*_], [*_]], [*_]] if identity == "refs" or identity.startswith("refs-"):
            return identity
    return ""


def _last_text(content: Any) -> str:
    last = content[-1] if isinstance(content, list) and content else ""
    return last if isinstance(last, str) else ""


def depth(value: Any) -> int:
    """Return how many levels of lists and objects *value* has; what is deeper than DEEPEST is not counted."""
    level: list[Any] = [value]
    count = 0
    while level and count <= DEEPEST:
        level = list(_inner(level))
        count += 1
    return count


def _inner(values: list[Any]) -> Iterator[Any]:
    for one in values:
        if isinstance(one, dict):
            yield from one.values()
        elif isinstance(one, list):
            yield from one
