"""Footnotes and endnotes of a Word file, numbered as Word numbers them (``wordnumbers``).

Source: ECMA-376 Part 1, 17.11 (Footnotes and Endnotes).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from citekit.findings import Finding, Severity, Source, Span
from citekit.notes.endnotes import section
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.inline import as_markup
from citekit.notes.endnotes.wordfile import NOT_SHOWN, Styles, W, is_on, parts_of, shown, styles_of, value
from citekit.notes.endnotes.wordnumbers import NoteReference, Numbering, basis, numbered, symbol
from citekit.notes.notetext import NoteText


def read(path: str, data: bytes) -> Endnotes:
    """Return the footnotes, and then the endnotes, of the Word file *data* in the order of their references.

    Where it has none, notes that were typed as paragraphs are read as those of a text are.

    Raises: UnreadableError for a file that is no Word file, or is damaged.
    """
    parts = parts_of(path, data)
    document, styles = parts["document"], styles_of(parts.get("styles"))
    references = list(_references(document, styles))
    notes: list[NoteText] = []
    findings: list[Finding] = []
    for kind in ("footnote", "endnote"):
        part = parts.get(f"{kind}s")
        texts = {} if part is None else {one.get(f"{W}id"): one for one in part.iter(f"{W}{kind}")}
        own = [one for one in references if one.kind == kind and one.identity in texts]
        numbering = _numberings(parts.get("settings"), document, kind)
        first = notes[-1].run + 1 if notes else 0
        notes += _numbered(own, {one.identity: _text(texts[one.identity], styles) for one in own}, numbering, first)
        if own and any(one.restart == "eachPage" for one in numbering) and not any(one.page for one in own):
            findings.append(_pages_unknown(path))
    if not notes:
        return _typed(path, document, parts.get("numbering"), styles)
    return Endnotes(tuple(notes), (*findings, *odd_numbers(notes, path)))


def _pages_unknown(path: str) -> Finding:
    message = "notes are numbered page by page, and the file does not say where pages end"
    hint = "their numbers are counted through; open the file in Word and save it to have its pages"
    return Finding("pages-unknown", message, Span(path), Severity.WARNING, hint)


def _typed(path: str, document: Any, numbering: Any, styles: Styles) -> Endnotes:
    """Return notes that are typed as paragraphs, or as a list that Word numbers."""
    counted = _counted_lists(numbering)
    counts: dict[str, int] = {}
    lines = []
    for paragraph in (one for one in shown(document) if one.tag == f"{W}p"):
        text = as_markup(_runs(paragraph, styles))
        own = value(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
        if text and own in counted and value(paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")) in ("", "0"):
            counts[own] = counts.get(own, counted[own] - 1) + 1
            text = f"{counts[own]}. {text}"
        lines.append(text)
    read_ = section.read(Source(path, "\n\n".join(lines)))
    notes = [NoteText(note.number, note.text, note.run, note.chapter) for note in read_.notes]
    return Endnotes(tuple(notes), tuple(odd_numbers(notes, path)))


def _counted_lists(numbering: Any) -> dict[str, int]:
    """Return the lists whose first level is numbered in figures, and where each begins."""
    if numbering is None:
        return {}
    levels = {}
    for one in numbering.iter(f"{W}abstractNum"):
        level = next((own for own in one.iter(f"{W}lvl") if own.get(f"{W}ilvl") == "0"), None)
        if level is not None and value(level.find(f"{W}numFmt")) == "decimal":
            start = value(level.find(f"{W}start"))
            levels[one.get(f"{W}abstractNumId")] = int(start) if start.isdecimal() else 1
    lists = {one.get(f"{W}numId"): value(one.find(f"{W}abstractNumId")) for one in numbering.iter(f"{W}num")}
    return {identity: levels[own] for identity, own in lists.items() if own in levels}


# --- references ---


def _references(document: Any, styles: Styles) -> Iterator[NoteReference]:
    """Yield the references of the text in their order; pages count as Word laid them out when it saved the file."""
    in_section = page = 0
    chapter, ends = "", False
    for element in shown(document):
        if element.tag == f"{W}p" and ends:
            in_section, ends = in_section + 1, False
        if element.tag == f"{W}p" and styles.is_heading(element):
            title = "".join(one.text or "" for one in shown(element) if one.tag == f"{W}t")
            chapter = " ".join(title.split()) or chapter
        elif element.tag == f"{W}sectPr" and element.getparent().tag == f"{W}pPr":
            ends = True  # with this paragraph
        elif element.tag == f"{W}lastRenderedPageBreak":
            page += 1
        elif element.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = element.tag.removeprefix(W).removesuffix("Reference")
            yield NoteReference(kind, element.get(f"{W}id"), _sign(element), in_section, page, chapter)


def _sign(reference: Any) -> str:
    """Return the sign that stands behind a reference and that the author chose, "" for a number."""
    if (reference.get(f"{W}customMarkFollows") or "0") in ("0", "false", "off"):
        return ""
    run = reference.getparent()
    found = "".join(text for text, _ in _pieces(run, italic=False)).strip()
    if not found and (following := run.getnext()) is not None:  # in a run of its own
        found = "".join(text for text, _ in _pieces(following, italic=False)).strip()
    return found[:4] or "*"


# --- numbers ---


def _numberings(settings: Any, document: Any, kind: str) -> list[Numbering]:
    """Return how the notes of each section are numbered; the last section's is the document's."""
    own = None if settings is None else settings.find(f"{W}{kind}Pr")
    usual = _said(own, basis(kind, told=own is not None))
    found = [
        _said(one.find(f"{W}{kind}Pr"), usual)
        for one in shown(document)
        if one.tag == f"{W}sectPr" and one.getparent().tag in (f"{W}pPr", f"{W}body")
    ]
    return [*found, usual]


def _said(properties: Any, otherwise: Numbering) -> Numbering:
    if properties is None:
        return otherwise
    return otherwise.said(*(value(properties.find(f"{W}{name}")) for name in ("numRestart", "numFmt", "numStart")))


def _numbered(
    references: Sequence[NoteReference], texts: dict[str, str], numberings: Sequence[Numbering], run: int
) -> Iterator[NoteText]:
    for one, found in zip(references, numbered(references, numberings, run), strict=True):
        text = texts[one.identity]
        if one.sign:
            text = text.removeprefix("".join(f"\\{sign}" if sign == "*" else sign for sign in one.sign)).lstrip()
        yield NoteText(found.number, text, found.run, found.chapter)


# --- their text ---


def _text(note: Any, styles: Styles) -> str:
    pieces: list[tuple[str, bool]] = []
    for paragraph in (one for one in shown(note) if one.tag == f"{W}p"):
        pieces.append((" ", False))
        pieces += _runs(paragraph, styles)
    return as_markup(pieces)


def _runs(paragraph: Any, styles: Styles) -> Iterator[tuple[str, bool]]:
    """Yield the text of a paragraph, without that of paragraphs within it (boxes), which stand by themselves."""
    left = list(reversed(paragraph))
    while left:
        element = left.pop()
        if element.tag == f"{W}r":
            hidden = element.find(f"{W}rPr/{W}vanish")
            if hidden is None or not is_on(hidden):
                yield from _pieces(element, italic=styles.is_italic(element, paragraph))
        elif isinstance(element.tag, str) and element.tag not in (f"{W}p", *NOT_SHOWN):
            left.extend(reversed(element))


def _pieces(run: Any, *, italic: bool) -> Iterator[tuple[str, bool]]:
    for one in run:
        if one.tag == f"{W}t":
            yield one.text or "", italic
        elif one.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " ", italic
        elif one.tag == f"{W}noBreakHyphen":
            yield "-", italic
        elif one.tag == f"{W}sym":
            yield symbol(one.get(f"{W}char") or ""), italic
