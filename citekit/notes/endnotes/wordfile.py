"""A Word file opened: its parts with text, styles and settings, parsed without reading anything outside the file.

Source: ECMA-376 Part 2 (packages: which part is which stands in [Content_Types].xml) and Part 1, 17.7 (styles). Files
that are not safe to unpack (``citekit.archives``), and parts that declare entities, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citekit.archives import Archive
from citekit.errors import UnreadableError
from citekit.findings import Span
from citekit.notes.endnotes.wordnumbers import HEADINGS, ITALIC_IDS, is_heading_id, italic_styles
from citekit.values import NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARTS = ("document", "footnotes", "endnotes", "settings", "styles", "numbering")
NOT_SHOWN = (f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}instrText", f"{W}delText")


class Styles(NamedTuple):
    """The styles, by identity, that are italic and that are headings of chapters."""

    italic: frozenset[str]
    headings: frozenset[str]

    def is_italic(self, run: Any, paragraph: Any) -> bool:
        """Tell whether a run is italic: it says so, or one of its two styles does."""
        own = run.find(f"{W}rPr/{W}i")
        if own is not None:
            return is_on(own)
        styles = (run.find(f"{W}rPr/{W}rStyle"), _style_of(paragraph))
        return sum(value(one) in self.italic or value(one).lower() in ITALIC_IDS for one in styles) == 1

    def is_heading(self, paragraph: Any) -> bool:
        """Tell whether a paragraph is the heading of a chapter."""
        style = value(_style_of(paragraph))
        return style in self.headings or is_heading_id(style)


def parts_of(path: str, data: bytes) -> dict[str, Any]:
    """Return the parts of the Word file *data*, parsed, by their names: "document", "footnotes", "styles".

    Raises: UnreadableError for a file that is no Word file, is damaged, or is none that should be unpacked.
    """
    from lxml import etree  # noqa: PLC0415 - most notes are text

    where = Span(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    found: dict[str, Any] = {}
    archive = Archive(path, data, "Word file")
    try:
        for name, member in _members(archive, parser).items():
            found[name] = _parsed(archive.read(member), member, parser, where)
    except etree.XMLSyntaxError as error:
        raise _damaged(where, error) from None
    if "document" not in found:
        raise UnreadableError("not a Word file", where=where, hint="save it as .docx, or give the notes as text")
    return found


def _damaged(where: Span, error: Exception) -> UnreadableError:
    return UnreadableError(f"a damaged Word file: {error}", where=where, hint="open it in Word and save it again")


def _members(archive: Archive, parser: Any) -> dict[str, str]:
    """Return the names that the parts have in the file."""
    names = set(archive.names)
    found = {part: f"word/{part}.xml" for part in _PARTS if f"word/{part}.xml" in names}
    if "document" in found or "[Content_Types].xml" not in names:
        return found
    from lxml import etree  # noqa: PLC0415 - as above

    for one in etree.fromstring(archive.read("[Content_Types].xml"), parser).iter("{*}Override"):
        part = (one.get("ContentType") or "").removesuffix("+xml").rpartition("wordprocessingml.")[2]
        member = (one.get("PartName") or "").lstrip("/")
        if part.removesuffix(".main") in _PARTS and member in names:
            found[part.removesuffix(".main")] = member
    return found


def _parsed(data: bytes, member: str, parser: Any, where: Span) -> Any:
    from lxml import etree  # noqa: PLC0415 - as above

    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError(f"{member} declares entities, as no Word file does", where=where)
    if root.tag.startswith(_STRICT):
        _as_usual(root)
    return root


def _as_usual(root: Any) -> None:
    """Give the names of a strict file's elements and attributes the namespace of the usual ones."""
    for element in root.iter(f"{_STRICT}*"):
        element.tag = W + element.tag.removeprefix(_STRICT)
        for name, text in element.attrib.items():
            if name.startswith(_STRICT):
                element.set(W + name.removeprefix(_STRICT), text)


def styles_of(root: Any) -> Styles:
    """Return the styles of the part *root*, None where a file has none."""
    italic: dict[str, bool] = {}
    based: dict[str, str] = {}
    headings: set[str] = set()
    for one in () if root is None else root.iter(f"{W}style"):
        identity = one.get(f"{W}styleId") or ""
        based[identity] = value(one.find(f"{W}basedOn"))
        own = one.find(f"{W}rPr/{W}i")
        if own is not None:
            italic[identity] = is_on(own)
        if value(one.find(f"{W}name")).lower() in HEADINGS:
            headings.add(identity)
    return Styles(italic_styles(italic, based), frozenset(headings))


def _style_of(paragraph: Any) -> Any:
    return None if paragraph is None else paragraph.find(f"{W}pPr/{W}pStyle")


def value(element: Any) -> str:
    """Return what an element is set to, "" where there is none."""
    return "" if element is None else element.get(f"{W}val") or ""


def is_on(element: Any) -> bool:
    """Tell whether a property that is there is on."""
    return (element.get(f"{W}val") or "1") not in ("0", "false", "off")


def shown(root: Any) -> Iterator[Any]:
    """Yield the elements of *root* in their order, without what a change deletes and what old programs show instead."""
    left = [root]
    while left:
        element = left.pop()
        if isinstance(element.tag, str) and element.tag not in NOT_SHOWN:
            yield element
            left.extend(reversed(element))
