"""HTML, EPUB, TEI and JATS as sources: their running text, notes and page breaks.

A page begins with an element whose ``epub:type`` or ``role`` says "pagebreak", with ``<pb>``, or with a span of the
class "pagenum" or "pageno"; its label is in ``title``, ``aria-label``, ``n``, its text, or the figures that its ``id``
ends with. Sources: EPUB Structural Semantics Vocabulary (pagebreak); DPUB-ARIA 1.0 (doc-pagebreak); TEI P5 (pb).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from citekit.documents.manuscript import Manuscript, ManuscriptNote
from citekit.documents.pages.tree import BLOCKS, Node, parse
from citekit.documents.xmltree import Text
from citekit.patterns import pattern
from citekit.quotations.proof.sources import Builder, SourceText

_SKIPPED = frozenset(
    "head script style template svg math iframe object audio video canvas noscript title rp rt textarea select button "
    "teiheader article-meta journal-meta ref-list nav".split()
)
_XML_BLOCKS = frozenset(
    "sec text body front back abstract lg quote disp-quote ab speech sp stage verse-group list item list-item "
    "figure caption table-wrap".split()
)
_LINES = frozenset(("br", "lb", "l", "verse-line", "hr"))
_NOTES = frozenset(("note", "fn"))
_CLASSES = frozenset(("pagenum", "pageno", "page-number", "pagenumber", "pagebreak", "page-break"))
_LABEL = pattern(r"(?i)(?:\[?\s*(?:pp?\.?|pg\.?|page|seite|s\.)?[\s_:-]*)(?P<label>\d{1,5}[a-z]?|[ivxlcdm]{1,9})\s*\]?")
_IDENTITY = pattern(r"(?i)(?:[a-z_.:-]*[^a-z0-9]|p|pg|page|pb)?0{0,4}(?P<label>\d{1,5}|[ivxlcdm]{1,9})")
_MARKUP, _ROOM = 1000, 12
"""Characters of markup and of text that an element may have beside the note in it, and be nothing but that note."""


def text_of(manuscript: Manuscript, *, placed: bool) -> SourceText:
    """Return the text of pages; *placed* tells whether places in the file are of use to a reader."""
    builder = Builder(manuscript.path)
    by_part: dict[str, list[ManuscriptNote]] = {}
    marks: dict[str, dict[int, str]] = {}
    for note in manuscript.notes:
        by_part.setdefault(note.body.part, []).append(note)
        for mark in note.marks:
            marks.setdefault(mark.part, {})[mark.start] = note.number
    for name, source in manuscript.parts.items():
        if placed:
            builder.part(source)
        root = parse(source.text, xml=True)
        bodies = [(one.body.start, one.body.end) for one in by_part.get(name, ())]
        _Walk(builder, bodies, marks.get(name, {})).element(root)
        builder.add("\n\n")
    return builder.built()


class _Walk:
    """Goes through a page; *bodies* are the places of its notes, *marks* the numbers of marks by their places."""

    def __init__(self, builder: Builder, bodies: Iterable[tuple[int, int]], marks: Mapping[int, str]) -> None:
        self._builder = builder
        self._bodies = sorted(bodies)
        self._marks = marks
        self._depth = 0  # of notes

    def element(self, node: Node) -> None:
        """Add what an element says."""
        tag = node.tag.rpartition(":")[2]
        if tag in _SKIPPED:
            return
        if node.start in self._marks and node.tag and node.parent is not None:
            self._builder.mark(self._marks[node.start])
            return
        if _breaks_page(node, tag):
            if not self._depth:
                self._builder.page(_label(node))
            return
        self._within(node, tag)

    def _within(self, node: Node, tag: str) -> None:
        """Add what is in an element that is no mark and no page break."""
        if tag in _LINES:
            self._builder.add("\n")
        is_note = not self._depth and (tag in _NOTES or self._is_note(node, tag))
        if is_note:
            self._begin_note(tag)
        is_block = tag in BLOCKS or tag in _XML_BLOCKS
        if is_block:
            self._builder.add("\n\n")
        for child in node.children:
            if isinstance(child, Text):
                self._text(child)
            elif isinstance(child, Node):
                self.element(child)
        if is_block:
            self._builder.add("\n\n")
        if is_note:
            self._depth -= 1
            self._builder.body()

    def _begin_note(self, tag: str) -> None:
        if tag in _NOTES:  # it stands where its mark is
            self._builder.mark("")
        self._builder.note()
        self._depth += 1

    def _is_note(self, node: Node, tag: str) -> bool:
        """Tell whether an element is a note and nothing else."""
        if tag not in BLOCKS:
            return False
        index = bisect_left(self._bodies, (node.inner_start, 0))
        if index == len(self._bodies):
            return False
        start, end = self._bodies[index]
        size = node.inner_end - node.inner_start
        if not node.inner_start <= start <= end <= node.inner_end or size > end - start + _MARKUP:
            return False
        outside = (one for one in node.walk() if isinstance(one, Text) and not start <= one.start < max(end, start + 1))
        return sum(len(one.text.strip()) for one in outside) <= _ROOM

    def _text(self, node: Text) -> None:
        text = node.text.replace("\n", " ").replace("\r", " ").replace("\f", " ")
        if not node.breaks:
            self._builder.add(text, node.start)
            return
        edges = [0, *node.breaks, len(text)]
        places = [node.start, *node.starts]
        for index, place in enumerate(places):
            self._builder.add(text[edges[index] : edges[index + 1]], place)


def _breaks_page(node: Node, tag: str) -> bool:
    said = f"{node.get('epub:type')} {node.get('role')} {node.get('type')}".split()
    return (
        tag == "pb"
        or "pagebreak" in said
        or "doc-pagebreak" in said
        or (tag in ("span", "a", "div", "p") and not _CLASSES.isdisjoint(node.get("class").lower().split()))
    )


def _label(node: Node) -> str:
    shown = "".join(node.itertext()).strip()[:20]
    for said in (node.get("n"), node.get("title"), node.get("aria-label"), shown):
        found = _LABEL.fullmatch(said.strip().rstrip(".")) if said else None
        if found is not None:
            return str(found["label"])
    names = [node.get("id"), *(one.get("id") or one.get("name") for one in node.iter("a"))]
    for name in names:
        found = _IDENTITY.fullmatch(name.rpartition("#")[2]) if name else None
        if found is not None:
            return str(found["label"])
    return ""
