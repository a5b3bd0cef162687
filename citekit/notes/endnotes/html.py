"""Footnotes of HTML: what a reference in the text links to and what links back, or what says that it is a note.

Sources: DPUB-ARIA 1.0 (doc-footnote, doc-endnotes), EPUB 3 Structural Semantics (footnote, endnote, rearnote), and what
pandoc, Word, WordPress, MediaWiki and Markdown processors write. Without any such, the text is read as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citekit.findings import Source
from citekit.notes.endnotes import section
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.inline import as_markup
from citekit.notes.marks.candidates import SUPERSCRIPTS
from citekit.notes.notetext import NoteText

_ITALIC = frozenset(("i", "em", "cite", "dfn", "var"))
_BLOCKS = frozenset("p div li ul ol blockquote br tr td dd dt dl section aside table h1 h2 h3 h4 h5 h6".split())
_ROLES = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote", "note"))
_NUMBER = re.compile(r"[\s\[(]*(\d{1,4}|[*†‡§‖¶]{1,3}|[a-z])[\s\])]*")
_LABEL = re.compile(r"\s*[\[(]?(?:\d{1,4}|[*†‡§‖¶]{1,3}|[a-z](?=[.)\]]))[\])]?[.:]?\s+")
_BACK = re.compile(
    r"[\s\[(]*(?:\d{1,4}|[*†‡§‖¶]{1,3}|[a-z]{1,2}|[↩↵⏎^↑▲←⤴︎️]+|back|jump up|up)[\s\])]*[.:]?", re.IGNORECASE
)


def read(source: Source) -> Endnotes:
    """Return the footnotes and endnotes of a page, numbered as its references are."""
    import lxml.html  # noqa: PLC0415 - a second of its own, and most notes are text

    try:
        root: Any = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source.text))
    except (ValueError, lxml.etree.ParserError):
        return Endnotes()
    for dropped in root.xpath("//script | //style | //head"):
        dropped.drop_tree()
    notes = list(_linked(root))
    if not notes:
        plain = section.read(Source(source.path, _plain(root)))
        notes = [NoteText(note.number, note.text, note.run, note.chapter) for note in plain.notes]
    return Endnotes(tuple(notes), tuple(odd_numbers(notes, source.path)))


def _linked(root: Any) -> Iterator[NoteText]:
    """Yield the notes that references of the text lead to, in the order of the notes."""
    references: dict[str, str] = {}
    passed: set[str] = set()  # notes stand behind what refers to them; what a note refers back to stands before it
    for element in root.iter():
        identity = _identity(element)
        passed.add(identity)
        if element.tag == "a":
            target = (element.get("href") or "").partition("#")[2]
            number = _NUMBER.fullmatch(_words(element))
            if target and number and target not in passed:
                references.setdefault(target, number[1])
    run, last, count = 0, 0, 0
    seen: set[Any] = set()
    for element in root.iter():
        if not isinstance(element.tag, str) or (note := _note_of(element, references)) is None or note in seen:
            continue
        seen.add(note)
        count += 1
        shown = references.get(_identity(element)) or str(count)
        value = int(shown) if shown.isdecimal() else last
        if value < last or (value == last and shown.isdecimal()):
            run += 1
        last = value
        yield NoteText(shown, _text(note), run)


def _identity(element: Any) -> str:
    if not isinstance(element.tag, str):
        return ""
    return element.get("id") or (element.get("name") if element.tag == "a" else "") or ""


def _note_of(element: Any, references: dict[str, str]) -> Any:
    """Return the element with a note's text where *element* is a note, or the target within or before one."""
    roles = f"{element.get('role') or ''} {element.get('epub:type') or ''}".split()
    if _ROLES & set(roles) and element.tag not in ("ol", "ul", "section"):
        return element
    if _identity(element) not in references:
        return None
    block = element
    while block is not None and block.tag in ("a", "sup", "span", "b", "strong", "i", "em", "cite"):
        block = block.getparent()
    if block is None or block.tag in ("body", "html"):
        return None
    # A note links back, or is an item of a list; what a table of contents leads to does neither.
    links_back = any(_is_back_link(anchor) for anchor in block.iter("a"))
    return block if links_back or block.tag in ("li", "aside") else None


def _is_back_link(element: Any) -> bool:
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    return _BACK.fullmatch(_words(element) or "↩") is not None


def _words(element: Any) -> str:
    return "".join(element.itertext()).translate(SUPERSCRIPTS)


def _text(note: Any) -> str:
    pieces = list(_pieces(note, italic=False))
    text = as_markup(pieces)
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def _pieces(element: Any, *, italic: bool) -> Iterator[tuple[str, bool]]:
    """Yield the text of *element* without the links back to the reference."""
    if not isinstance(element.tag, str):
        return
    own = italic or element.tag in _ITALIC or "italic" in (element.get("style") or "")
    if element.tag in _BLOCKS:
        yield " ", italic
    if element.text:
        yield element.text, own
    for child in element:
        raised = child.tag in ("sup", "span") and _BACK.fullmatch(_words(child)) and child.find(".//a") is not None
        if not (raised or _is_back_link(child)):
            yield from _pieces(child, italic=own)
        if child.tail:
            yield child.tail, own
    if element.tag in _BLOCKS:
        yield " ", italic


def _plain(root: Any) -> str:
    """Return the text of a page, its blocks on lines of their own."""
    pieces: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str):
            return
        block = element.tag in _BLOCKS
        pieces.append("\n\n" if block else "")
        pieces.append(re.sub(r"\s+", " ", element.text or ""))
        for child in element:
            walk(child)
            pieces.append(re.sub(r"\s+", " ", child.tail or ""))
        pieces.append("\n\n" if block else "")

    walk(root)
    return re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(pieces)).strip()
