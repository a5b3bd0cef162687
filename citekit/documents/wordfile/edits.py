"""Changes of what runs of a Word file show: characters taken out, and XML put between characters.

A run in which something changes is cut in as many runs as are needed, each with its properties; nothing else of the
part is touched. What is put in has the prefix ``w``, which a part that does not bind it is made to bind.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from citekit.changes import Change
from citekit.documents.splicing import apply_apart
from citekit.documents.wordfile.flow import W
from citekit.documents.wordfile.parts import KIND, Part, prefix_of
from citekit.documents.wordtext.shown import Paragraph, Piece, pieces_in
from citekit.documents.xmltree import Element, Text
from citekit.output import wordml

_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_ID = re.compile(r"""(\s[\w.-]+:id\s*=\s*["'])[^"']*""")
_BOUND = re.compile(r"\sxmlns:w\s*=")
# The properties of a run that its neighbours get, too: ECMA-376 Part 1, 17.3.2, without ids of revisions and styles of
# signs.
_KEPT = frozenset(
    "rFonts b bCs i iCs caps smallCaps color spacing w kern position sz szCs highlight u effect bdr shd vertAlign "
    "em lang noProof".split()
)
DECORATIONS = frozenset("b bCs i iCs smallCaps u vertAlign".split())


class Edits:
    """The changes of one part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._text = part.source.text
        self._prefix = prefix_of(part.source, part.root)
        self._changes: list[Change] = []
        self._runs: dict[int, Element] = {}
        self._gone: dict[int, list[tuple[int, int]]] = {}
        self._new: dict[int, list[tuple[int, str]]] = {}
        self._other: dict[int, tuple[Element, str]] = {}

    def __bool__(self) -> bool:
        return bool(self._changes or self._runs or self._other)

    def raw(self, start: int, end: int) -> str:
        """Return what stands in the part."""
        return self._text[start:end]

    def change(self, start: int, end: int, xml: str) -> None:
        """Put *xml* in the place of ``text[start:end]``."""
        self._changes.append(Change(start, end, xml))

    def identify(self, element: Element, identity: int, *, child: bool = False) -> None:
        """Give an element another id; with *child* it is one of a run, which may change, too."""
        opened = _ID.sub(rf"\g<1>{identity}", self._text[element.start : element.inner_start], count=1)
        if child:
            self._other[id(element)] = (element, opened + self._text[element.inner_start : element.end])
        else:
            self.change(element.start, element.inner_start, opened)

    def remove(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Take out characters of a paragraph."""
        for piece, begin, stop in pieces_in(paragraph, start, end):
            self._runs[id(piece.run)] = piece.run
            self._gone.setdefault(id(piece.node), []).append((begin, stop))

    def remove_piece(self, piece: Piece, begin: int) -> None:
        """Take out the characters of a piece from *begin* on."""
        self._runs[id(piece.run)] = piece.run
        self._gone.setdefault(id(piece.node), []).append((begin, len(piece.text)))

    def before(self, paragraph: Paragraph, place: int, xml: str) -> None:
        """Put *xml* before a character of a paragraph, which is there."""
        piece, begin, _ = next(iter(pieces_in(paragraph, place, place + 1)))
        self._put(piece, begin, xml)

    def behind(self, paragraph: Paragraph, place: int, xml: str) -> None:
        """Put *xml* behind the character that ends at *place*."""
        piece, _, stop = next(iter(pieces_in(paragraph, place - 1, place)))
        self._put(piece, stop, xml)

    def after_element(self, run: Element, element: Element, xml: str) -> None:
        """Put *xml* behind an element of a run."""
        self._runs[id(run)] = run
        self._new.setdefault(id(element), []).append((1, xml))

    def text(self) -> str:
        """Return the part, changed."""
        runs = [Change(one.start, one.end, self._rewritten(one)) for one in self._runs.values()]
        runs += [
            Change(one.start, one.end, xml)
            for one, xml in self._other.values()
            if one.parent is None or id(one.parent) not in self._runs
        ]
        covered = sorted((one.start, one.end) for one in self._changes if one.end > one.start)
        runs = [one for one in runs if not _is_within(one, covered)]
        return apply_apart(self._part.source, [*binding(self._part), *self._changes, *runs], KIND)

    def _put(self, piece: Piece, index: int, xml: str) -> None:
        self._runs[id(piece.run)] = piece.run
        self._new.setdefault(id(piece.node), []).append((index, xml))

    def _rewritten(self, run: Element) -> str:
        return _Run(self._text, run, self._prefix, self._other).rewritten(self._gone, self._new)


def _is_within(change: Change, covered: list[tuple[int, int]]) -> bool:
    index = bisect_right(covered, (change.start, change.end)) - 1
    near = covered[max(index, 0) : index + 2]
    return any(start <= change.start and change.end <= end for start, end in near)


def binding(part: Part) -> list[Change]:
    """Return the change that makes a part bind the prefix ``w`` to its namespace; none where it does."""
    root, text = part.root, part.source.text
    opened = text[root.start : root.inner_start]
    if _BOUND.search(opened):
        return []
    name = opened[1:].split(None, 1)[0].rstrip("/>")
    namespace = _STRICT if _STRICT in opened else wordml.NAMESPACE
    place = root.start + 1 + len(name)
    return [Change(place, place, f' xmlns:w="{namespace}"')]


class _Run:
    """A run on its way into several."""

    def __init__(self, text: str, run: Element, prefix: str, other: Mapping[int, tuple[Element, str]]) -> None:
        self._text, self._run, self._other = text, run, other
        self._name = f"{prefix}:" if prefix else ""
        look = run.child(f"{W}rPr")
        self._look = text[look.start : look.end] if look is not None else ""
        self._written: list[str] = []
        self._content: list[str] = []

    def rewritten(self, gone: Mapping[int, list[tuple[int, int]]], new: Mapping[int, list[tuple[int, str]]]) -> str:
        for child in self._run:
            if child.tag == f"{W}rPr":
                continue
            texts = [one for one in child.children if isinstance(one, Text)]
            if child.tag == f"{W}t" and any(id(one) in gone or id(one) in new for one in texts):
                for one in texts:
                    self._cut(one, gone.get(id(one), []), new.get(id(one), []))
                continue
            own = new.get(id(child), [])
            for xml in (xml for index, xml in own if index == 0):
                self._put(xml)
            if id(child) not in gone:
                _, xml = self._other.get(id(child), (child, self._text[child.start : child.end]))
                self._content.append(xml)
            for xml in (xml for index, xml in own if index):
                self._put(xml)
        self._end()
        return "".join(self._written)

    def _cut(self, text: Text, gone: list[tuple[int, int]], new: list[tuple[int, str]]) -> None:
        """Write what is left of a stretch, with what is put into it."""
        edges = sorted({0, len(text.text), *(one for pair in gone for one in pair), *(index for index, _ in new)})
        for number, start in enumerate(edges):
            for xml in (xml for index, xml in new if index == start):
                self._put(xml)
            end = edges[number + 1] if number + 1 < len(edges) else start
            if start < end and not any(begin <= start and end <= stop for begin, stop in gone):
                kept = self._text[text.place(start) : text.place(end)]
                name = f"{self._name}t"
                self._content.append(f'<{name} xml:space="preserve">{kept}</{name}>')

    def _put(self, xml: str) -> None:
        self._end()
        self._written.append(xml)

    def _end(self) -> None:
        if not self._content:
            return
        name = f"{self._name}r"
        opened = self._text[self._run.start : self._run.inner_start]
        self._written.append(f"{opened}{self._look}{''.join(self._content)}</{name}>")
        self._content = []


def look_of(part: Part, run: Element | None, *, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return the properties of a run that others are to have, too."""
    look = run.child(f"{W}rPr") if run is not None else None
    return {
        one.name: part.source.text[one.start : one.end]
        for one in look or ()
        if one.tag.startswith(W) and one.name in _KEPT - without
    }


def mark_run(kind: str, identity: int, style: str) -> str:
    """Return a run with the reference to a note."""
    return wordml.run(f'<w:{kind}Reference w:id="{identity}"/>', sign_look(style))


def sign_look(style: str) -> dict[str, str]:
    """Return what the number of a note looks like."""
    return {"rStyle": f'<w:rStyle w:val="{wordml.attribute(style)}"/>'}
