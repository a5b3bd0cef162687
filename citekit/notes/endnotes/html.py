"""Footnotes of HTML: what a reference in the text links to and what links back, or what says that it is a note.

Sources: DPUB-ARIA 1.0 (doc-footnote, doc-endnotes), EPUB 3 Structural Semantics (footnote, endnote, rearnote), and what
pandoc, Word, LibreOffice, WordPress, MediaWiki and Markdown processors write. Lists of notes without links are known by
their class or the heading above; without any such, the page is read as a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from citekit.findings import Source, Span
from citekit.notes.endnotes import section
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.endnotes.htmltext import BLOCKS, HEADINGS, as_text, markup_of, numbers_of_items, words_of
from citekit.notes.notetext import NoteText
from citekit.patterns import pattern
from citekit.values import NamedTuple

_ROLES = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"))
_LISTS = frozenset(
    ("doc-endnotes", "endnotes", "footnotes", "rearnotes", "references", "footnote-list", "endnote-list")
)
_NUMBER = pattern(
    r"[\s\[(]*(?:(?:note|nb|anm\.?|прим\.?)\s+)?(\d{1,4}|[ivxl]{1,7}|[*†‡§‖¶]{1,3}|[a-z])[\s\])]*", re.IGNORECASE
)
_NO_NOTES = ("ol", "ul", "section", "a", "sup")
_LABEL = pattern(
    r"\s*\\?[\[(]?(?:\d{1,4}|\\?\*{1,3}|[†‡§‖¶]{1,3}|[ivxl]{1,7}(?=[.)\]\\])|[a-z](?=[.)\]\\]))\\?[\])]?[.:]?\s+"
)
_CARETS = pattern(r"(?:\^|↑)\s*(?:[a-z]\s+)*")
_BACK = pattern(
    r"[\s\[(]*(?:\d{1,4}|[ivxl]{1,7}|[*†‡§‖¶]{1,3}|[a-z]{1,2}|[↩↵⏎^↑▲←⇑⤴︎️]+"
    r"|back|return|jump up|jump back|up|zurück|retour)[\s\])]*[.:]?",
    re.IGNORECASE,
)
_BACK_CLASS = pattern(r"\b(?:mw-cite-|cite-)?back-?(?:link|ref)|footnote-?back|footnote-return|reversefootnote")


class _Links(NamedTuple):
    """The links of a page: *numbers* that references have, by the identity of their note; *places* in the page."""

    numbers: dict[str, str]
    places: dict[str, int]
    elements: dict[Any, int]


def read(source: Source) -> Endnotes:
    """Return the footnotes and endnotes of a page, numbered as its references are."""
    import lxml.html  # noqa: PLC0415 - a second of its own, and most notes are text

    try:
        root: Any = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source.text.replace("\0", "")))
    except (ValueError, lxml.etree.ParserError):
        return Endnotes()
    for dropped in root.xpath("//script | //style | //head | //template"):
        dropped.drop_tree()
    notes = list(_notes(root, source.path))
    if not notes:
        plain = section.read(Source(source.path, as_text(root)))
        notes = [NoteText(note.number, note.text, note.run, note.chapter) for note in plain.notes]
    return Endnotes(tuple(notes), tuple(odd_numbers(notes, source.path)))


def _notes(root: Any, path: str) -> Iterator[NoteText]:
    """Yield the notes of a page in their order; a list whose numbers begin again is a run of its own."""
    links = _links(root)
    items = numbers_of_items(root)
    blocks = _blocks(root, links, items)
    run, last, chapter, title = 0, 0, "", ""
    parent: Any = None
    for element in root.iter():
        if element.tag in HEADINGS and not is_notes_heading(words := " ".join(words_of(element).split())):
            title = words
        if element not in blocks:
            continue
        shown = blocks[element] or _label(element) or str(items.get(element, last + 1))
        value = int(shown) if shown.isdecimal() else last
        own = element.getparent()
        if parent is not None and shown.isdecimal() and value <= last and (own is not parent or value == 1):
            run, chapter = run + 1, title
        elif parent is None:
            chapter = title
        last, parent, title = value, own, ""
        where = Span(path, element.sourceline, 1, 1) if element.sourceline else None
        yield NoteText(shown, _text(element, links, blocks), run, chapter, where)


# --- which elements are notes ---


def _links(root: Any) -> _Links:
    """Return where the references of a page lead; notes stand behind what refers to them."""
    numbers: dict[str, str] = {}
    places: dict[str, int] = {}
    elements: dict[Any, int] = {}
    for place, element in enumerate(root.iter()):
        elements[element] = place
        for identity in _identities(element):
            places.setdefault(identity, place)
        if element.tag == "a" and (target := _target(element)) and target not in places:
            number = _NUMBER.fullmatch(words_of(element))
            if number:
                numbers.setdefault(target, number[1])
            elif _says(element) & {"doc-noteref", "noteref", "footnote-ref"}:
                numbers.setdefault(target, "")
    return _Links(numbers, places, elements)


def _blocks(root: Any, links: _Links, items: dict[Any, int]) -> dict[Any, str]:
    """Return the elements with a note's text each, and the number that the references to it have, "" for none.

    Where two notes share a paragraph there are none: their text parts them.
    """
    found: dict[Any, str] = {}
    linked: dict[Any, str] = {}
    notes: dict[Any, bool] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if _says(element) & _ROLES and element.tag not in _NO_NOTES and not _within(element, found):
            found.setdefault(element, next(_named(element, links), ""))
        for identity in _identities(element):
            if identity not in links.numbers or (block := _block(element)) is None or _within(block, found):
                continue
            if block not in notes:
                notes[block] = _is_note(block)
            if notes[block]:
                found[block] = found.get(block) or links.numbers[identity]
                if linked.setdefault(block, links.numbers[identity]) != links.numbers[identity]:
                    return {}
    if not found:
        for one in _lists(root):
            found.update({item: str(items[item]) for item in one.iterchildren("li")})
    return found


def _named(element: Any, links: _Links) -> Iterator[str]:
    """Yield the numbers of references to *element* and to what is in it."""
    for own in (element, *element.iterdescendants("a", "p", "span")):
        yield from (links.numbers[one] for one in _identities(own) if links.numbers.get(one))


def _within(element: Any, found: dict[Any, str]) -> bool:
    """Tell whether *element* stands within a note that is found already."""
    return any(one in found for one in element.iterancestors())


def _block(element: Any) -> Any:
    """Return the block that *element* stands in; the item of a list for the paragraph that it begins with."""
    block = element
    while block is not None and block.tag not in BLOCKS:
        block = block.getparent()
    if block is None or block.tag in HEADINGS:
        return None
    parent = block.getparent()
    is_first = block.tag == "p" and parent is not None and parent.tag in ("li", "aside") and parent[0] is block
    return parent if is_first else block


def _is_note(block: Any) -> bool:
    """Tell whether a block that is referred to is a note: it links back, or is an item of a list."""
    if any(_is_back_link(anchor) for anchor in block.iter("a")):
        return True
    return block.tag == "aside" or (block.tag == "li" and _of_notes(block))


def _of_notes(item: Any) -> bool:
    """Tell whether an item is of a list that does not lead elsewhere, as a table of contents does."""
    anchors = list(item.iter("a"))
    return not anchors or len(words_of(anchors[0]).split()) < len(words_of(item).split())


def _lists(root: Any) -> Iterator[Any]:
    """Yield ordered lists of notes: they, or what they are in, say so, or the heading above does."""
    above = False
    for element in root.iter():
        if element.tag in HEADINGS or element.tag in ("p", "b", "strong"):
            above = is_notes_heading(words_of(element)) or (above and element.tag not in HEADINGS)
        if element.tag == "ol":
            around = (element, *element.iterancestors("section", "div", "aside", "footer"))
            if above or any(_says(one) & _LISTS for one in around):
                yield element


def _says(element: Any) -> frozenset[str]:
    """Return what an element says it is: its roles, types, classes and identity."""
    said = (element.get(name) or "" for name in ("role", "epub:type", "class", "id"))
    return frozenset(" ".join(said).casefold().split())


def _identities(element: Any) -> tuple[str, ...]:
    if not isinstance(element.tag, str):
        return ()
    names = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return tuple(dict.fromkeys(one for one in names if one))


def _target(anchor: Any) -> str:
    return (anchor.get("href") or "").partition("#")[2]


def _is_back_link(element: Any) -> bool:
    if element.tag != "a" or not _target(element):
        return False
    return _BACK.fullmatch(words_of(element) or "↩") is not None


# --- their text ---


def _text(note: Any, links: _Links, blocks: dict[Any, str]) -> str:
    text = markup_of(note, _leads_back(note, links, blocks))
    text = _CARETS.sub("", text, count=1) if text[:1] in ("^", "↑") else text
    return _LABEL.sub("", text, count=1) if _LABEL.match(text) else text


def _leads_back(note: Any, links: _Links, blocks: dict[Any, str]) -> Callable[[Any], bool]:
    """Return a test for what leads back to the reference; a link to another note ("see note 3") does not."""
    begin = links.elements[note]

    def leads_back(element: Any) -> bool:
        if element in blocks:
            return True  # a note within a note stands by itself
        if _BACK_CLASS.search(f"{element.get('class') or ''} {element.get('role') or ''}"):
            return True
        if element.tag in ("sup", "span"):
            anchor = element.find(".//a")
            return anchor is not None and _BACK.fullmatch(words_of(element)) is not None and leads_back(anchor)
        if not _is_back_link(element):
            return False
        target = _target(element)
        return target not in links.numbers and links.places.get(target, -1) < begin

    return leads_back


def _label(note: Any) -> str:
    """Return the number that a note's text begins with, where no reference says it."""
    match = _LABEL.match(" ".join(words_of(note).split()) + " ")
    number = _NUMBER.fullmatch(match[0].strip().rstrip(".:")) if match else None
    return number[1] if number else ""
