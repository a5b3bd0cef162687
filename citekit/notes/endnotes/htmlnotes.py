"""Which elements of a page are notes, whatever wrote it: the rules that every reader of HTML shares.

An element here is lxml's, or any that has its methods: ``tag``, ``get``, ``getparent``, ``iter``, ``iterancestors``,
``iterchildren``, ``iterdescendants`` and ``itertext``.

Sources: DPUB-ARIA 1.0 (doc-footnote, doc-endnotes), EPUB 3 Structural Semantics (footnote, endnote, rearnote), and what
pandoc, Word, LibreOffice, WordPress, MediaWiki and Markdown processors write. Lists of notes without links are known by
their class or the heading above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.endnotes.htmltext import BLOCKS, HEADINGS, first_words
from citekit.patterns import pattern
from citekit.values import NamedTuple

ROLES = frozenset(("doc-footnote", "doc-endnote", "footnote", "endnote", "rearnote"))
LISTS = frozenset(("doc-endnotes", "endnotes", "footnotes", "rearnotes", "references", "footnote-list", "endnote-list"))
NUMBER = pattern(
    r"[\s\[(]*(?:(?:note|nb|anm\.?|прим\.?)\s+)?(\d{1,4}|[ivxl]{1,7}|[*†‡§‖¶]{1,3}|[a-z])[\s\])]*", re.IGNORECASE
)
# The boxes that LibreOffice and Word put notes into, all of whose paragraphs are the note's.
_BOX = pattern(r"(?:sd)?(?:foot|end)note\d+$|(?:ftn|edn)\d+$")
_NO_NOTES = ("ol", "ul", "section", "a", "sup")
LABEL = pattern(
    r"\s*\\?[\[(]?(?:\d{1,4}|\\?\*{1,3}|[†‡§‖¶]{1,3}|[ivxl]{1,7}(?=[.)\]\\])|[a-z](?=[.)\]\\]))\\?[\])]?[.:]?\s+"
)
CARETS = pattern(r"(?:\^|↑)\s*(?:[a-z]\s+)*")
_BACK = pattern(
    r"[\s\[(]*(?:\d{1,4}|[ivxl]{1,7}|[*†‡§‖¶]{1,3}|[a-z]{1,2}|[↩↵⏎^↑▲←⇑⤴︎️]+"
    r"|back|return|jump up|jump back|up|zurück|retour)[\s\])]*[.:]?",
    re.IGNORECASE,
)
_BACK_CLASS = pattern(r"\b(?:mw-cite-|cite-)?back-?(?:link|ref)|footnote-?back|footnote-return|reversefootnote")


class Links(NamedTuple):
    """The links of a page: *numbers* that references have, by the identity of their note; *places* in the page."""

    numbers: dict[str, str]
    places: dict[str, int]
    elements: dict[Any, int]


# --- which elements are notes ---


def links_of(root: Any) -> Links:
    """Return where the references of a page lead; notes stand behind what refers to them."""
    numbers: dict[str, str] = {}
    places: dict[str, int] = {}
    elements: dict[Any, int] = {}
    for place, element in enumerate(root.iter()):
        elements[element] = place
        for identity in identities(element):
            places.setdefault(identity, place)
        if element.tag == "a" and (target := target_of(element)) and target not in places:
            number = NUMBER.fullmatch(first_words(element))
            if number:
                numbers.setdefault(target, number[1])
            elif says(element) & {"doc-noteref", "noteref", "footnote-ref"}:
                numbers.setdefault(target, "")
    return Links(numbers, places, elements)


def blocks_of(root: Any, links: Links, items: dict[Any, int]) -> dict[Any, str]:
    """Return the elements with a note's text each, and the number that the references to it have, "" for none.

    Where two notes share a paragraph there are none: their text parts them.
    """
    found: dict[Any, str] = {}
    linked: dict[Any, str] = {}
    notes: dict[Any, bool] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if says(element) & ROLES and element.tag not in _NO_NOTES and not _within(element, found):
            found.setdefault(element, next(_named(element, links), ""))
        for identity in identities(element):
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


def _named(element: Any, links: Links) -> Iterator[str]:
    """Yield the numbers of references to *element* and to what is in it."""
    for own in (element, *element.iterdescendants("a", "p", "span")):
        yield from (links.numbers[one] for one in identities(own) if links.numbers.get(one))


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
    if block.tag != "p" or parent is None or next(parent.iterchildren(), None) is not block:
        return block
    is_box = parent.tag == "div" and _BOX.match(parent.get("id") or "") is not None
    return parent if is_box or parent.tag in ("li", "aside") else block


def _is_note(block: Any) -> bool:
    """Tell whether a block that is referred to is a note: it links back, or is an item of a list."""
    if any(is_back_link(anchor) for anchor in block.iter("a")):
        return True
    return block.tag == "aside" or (block.tag == "li" and _of_notes(block))


def _of_notes(item: Any) -> bool:
    """Tell whether an item is of a list that does not lead elsewhere, as a table of contents does."""
    anchors = list(item.iter("a"))
    return not anchors or len(first_words(anchors[0]).split()) < len(first_words(item).split())


def _lists(root: Any) -> Iterator[Any]:
    """Yield ordered lists of notes: they, or what they are in, say so, or the heading above does."""
    above = False
    for element in root.iter():
        if element.tag in HEADINGS or element.tag in ("p", "b", "strong"):
            above = is_notes_heading(first_words(element)) or (above and element.tag not in HEADINGS)
        if element.tag == "ol":
            around = (element, *element.iterancestors("section", "div", "aside", "footer"))
            if above or any(says(one) & LISTS for one in around):
                yield element


def says(element: Any) -> frozenset[str]:
    """Return what an element says it is: its roles, types, classes and identity."""
    said = (element.get(name) or "" for name in ("role", "epub:type", "class", "id"))
    return frozenset(" ".join(said).casefold().split())


def identities(element: Any) -> tuple[str, ...]:
    """Return the names that links may lead to an element by."""
    if not isinstance(element.tag, str):
        return ()
    names = (element.get("id"), element.get("name") if element.tag == "a" else None)
    return tuple(dict.fromkeys(one for one in names if one))


def target_of(anchor: Any) -> str:
    """Return the name that a link leads to."""
    return (anchor.get("href") or "").partition("#")[2]


def is_back_link(element: Any) -> bool:
    """Tell whether an element is a link whose words are those of one back to the text."""
    if element.tag != "a" or not target_of(element):
        return False
    return _BACK.fullmatch(first_words(element) or "↩") is not None


# --- what in a note is not its text ---


def leads_back_from(note: Any, links: Links, blocks: dict[Any, str]) -> Callable[[Any], bool]:
    """Return a test for what leads back to the reference; a link to another note ("see note 3") does not."""
    begin = links.elements[note]

    def leads_back(element: Any) -> bool:
        if element in blocks:
            return True  # a note within a note stands by itself
        if _BACK_CLASS.search(f"{element.get('class') or ''} {element.get('role') or ''}"):
            return True
        if element.tag in ("sup", "span"):
            anchor = next(element.iterdescendants("a"), None)
            return anchor is not None and _BACK.fullmatch(first_words(element)) is not None and leads_back(anchor)
        if not is_back_link(element):
            return False
        target = target_of(element)
        return target not in links.numbers and links.places.get(target, -1) < begin

    return leads_back


def label_of(note: Any) -> str:
    """Return the number that a note's text begins with, where no reference says it."""
    match = LABEL.match(" ".join(first_words(note).split()) + " ")
    number = NUMBER.fullmatch(match[0].strip().rstrip(".:")) if match else None
    return number[1] if number else ""
