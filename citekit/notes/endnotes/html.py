"""Footnotes of HTML: what a reference in the text links to and what links back, or what says that it is a note.

Sources: DPUB-ARIA 1.0 (doc-footnote, doc-endnotes), EPUB 3 Structural Semantics (footnote, endnote, rearnote), and what
pandoc, Word, LibreOffice, WordPress, MediaWiki and Markdown processors write. Lists of notes without links are known by
their class or the heading above; without any such, the page is read as a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from citekit.findings import Source, Span
from citekit.notes.endnotes import section
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.headings import is_notes_heading
from citekit.notes.endnotes.htmlnotes import CARETS, LABEL, Links, blocks_of, label_of, leads_back_from, links_of
from citekit.notes.endnotes.htmltext import HEADINGS, as_text, markup_of, numbers_of_items, words_of
from citekit.notes.notetext import NoteText


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
    links = links_of(root)
    items = numbers_of_items(root)
    blocks = blocks_of(root, links, items)
    run, last, chapter, title = 0, 0, "", ""
    parent: Any = None
    for element in root.iter():
        if element.tag in HEADINGS and not is_notes_heading(words := " ".join(words_of(element).split())):
            title = words
        if element not in blocks:
            continue
        shown = blocks[element] or label_of(element) or str(items.get(element, last + 1))
        value = int(shown) if shown.isdecimal() else last
        own = element.getparent()
        if parent is not None and shown.isdecimal() and value <= last and (own is not parent or value == 1):
            run, chapter = run + 1, title
        elif parent is None:
            chapter = title
        last, parent, title = value, own, ""
        where = Span(path, element.sourceline, 1, 1) if element.sourceline else None
        yield NoteText(shown, _text(element, links, blocks), run, chapter, where)


def _text(note: Any, links: Links, blocks: dict[Any, str]) -> str:
    text = markup_of(note, leads_back_from(note, links, blocks))
    text = CARETS.sub("", text, count=1) if text[:1] in ("^", "↑") else text
    return LABEL.sub("", text, count=1) if LABEL.match(text) else text
