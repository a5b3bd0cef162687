"""The running text of pages, of word processors' XML, and of JATS and TEI."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from citekit.documents.xmltree import Element, Text
from citekit.quotations.finding.building import CLOSED, OPENED, Builder
from citekit.values import NamedTuple

_LEFT_OUT = frozenset("head script style template pre code".split())
_SET_APART = frozenset(("blockquote",))
_QUOTED = frozenset(("q",))


def page_text(text: str, builder: Builder) -> None:
    """Read a page of HTML."""
    from citekit.documents.pages.tree import BLOCKS, parse  # noqa: PLC0415 - loaded where a page is read

    _walk(
        parse(text, xml=text.lstrip().startswith("<?xml")),
        builder,
        Tags(BLOCKS | {"br"}, _LEFT_OUT, _SET_APART, _QUOTED),
    )


class Tags(NamedTuple):
    """What elements mean, by their names: lines, what is no text, block quotations, quotations in marks; signs."""

    lines: frozenset[str]
    left_out: frozenset[str]
    set_apart: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    signs: Mapping[str, str] = {}


WORD = Tags(
    frozenset("p br cr".split()),
    frozenset("delText instrText del delInstrText txbxContent Fallback pPr rPr sectPr".split()),
    texts=frozenset(("t",)),
    signs={"tab": " ", "noBreakHyphen": "-"},
)
ODF = Tags(
    frozenset("p h line-break".split()),
    frozenset("annotation tracked-changes automatic-styles styles font-face-decls meta scripts forms".split()),
    signs={"s": " ", "tab": " "},
)
SCHOLARLY = Tags(
    frozenset("p title head sec div ab l lg verse-line list-item item td th abstract disp-quote".split()),
    frozenset("teiHeader front-stub ref-list listBibl journal-meta article-meta disp-formula inline-formula".split()),
    frozenset(("disp-quote", "cit")),
    frozenset(("q", "quote", "said")),
)


def xml_text(tags: Tags) -> Callable[[str, Builder], None]:
    """Return what reads XML whose elements mean what *tags* says."""

    def walk(text: str, builder: Builder) -> None:
        from citekit.documents.xmltree import parse  # noqa: PLC0415 - loaded where XML is read
        from citekit.findings import Source  # noqa: PLC0415 - as above

        _walk(parse(Source("", text)), builder, tags)

    return walk


def _walk(root: Element, builder: Builder, tags: Tags) -> None:
    """Go through a tree in the order of its text, however deep it is."""
    left: list[tuple[Element | Text, bool]] = [(root, False)]
    while left:
        node, done = left.pop()
        if isinstance(node, Text):
            if not tags.texts or node.parent.name in tags.texts:
                builder.decoded(node)
        elif done:
            _leave(node, builder, tags)
        elif node.name not in tags.left_out:
            _enter(node, builder, tags)
            left.append((node, True))
            left.extend((one, False) for one in reversed(node.children))


def _enter(node: Element, builder: Builder, tags: Tags) -> None:
    builder.pass_to(node.start)
    if node.name in tags.set_apart:
        builder.open_block(node.start)
    elif node.name in tags.lines:
        builder.line(node.start)
    elif node.name in tags.quoted:
        builder.put(OPENED, node.start)
    elif sign := tags.signs.get(node.name):
        builder.put(sign, node.start)


def _leave(node: Element, builder: Builder, tags: Tags) -> None:
    if node.name in tags.set_apart:
        builder.close_block(node.inner_end)
    elif node.name in tags.lines:
        builder.line(node.inner_end)
    elif node.name in tags.quoted:
        builder.put(CLOSED, node.inner_end)
