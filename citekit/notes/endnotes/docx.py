"""Footnotes and endnotes of a Word file, numbered as Word numbers them.

Source: ECMA-376 Part 1, 17.11 (Footnotes and Endnotes): the order of the references in the text gives the numbers,
w:numStart and w:numRestart where they begin, w:numFmt what they look like, w:customMarkFollows a sign instead of one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from citekit.errors import UnreadableError
from citekit.findings import Source, Span
from citekit.notes.endnotes import section
from citekit.notes.endnotes.found import Endnotes, odd_numbers
from citekit.notes.endnotes.inline import as_markup
from citekit.notes.notetext import NoteText
from citekit.values import NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 200_000_000
"""Bytes that a part may have when unpacked; a larger one is no manuscript."""

# Names of the style in files that Word has written in several languages.
_CHAPTER_STYLES = ("heading1", "title", "berschrift1", "überschrift1", "titre1", "ttulo1", "1")
_SIGNS = ("*", "†", "‡", "§")


class _Reference(NamedTuple):
    """Where the text refers to a note: its kind and id, the sign it has instead of a number, section and chapter."""

    kind: str
    identity: str
    sign: str
    section: int
    chapter: str


def read(path: str, data: bytes) -> Endnotes:
    """Return the footnotes, and then the endnotes, of the Word file *data* in the order of their references.

    Where it has none, notes that were typed as paragraphs are read as those of a text are.

    Raises: UnreadableError for a file that is no Word file, or is damaged.
    """
    parts = _parts(path, data)
    document = parts["word/document.xml"]
    references = list(_references(document))
    notes: list[NoteText] = []
    for kind in ("footnote", "endnote"):
        part = parts.get(f"word/{kind}s.xml")
        texts = {} if part is None else {one.get(f"{_W}id"): _text(one) for one in part.iter(f"{_W}{kind}")}
        own = [one for one in references if one.kind == kind and one.identity in texts]
        first = notes[-1].run + 1 if notes else 0
        restart, form = _settings(parts.get("word/settings.xml"), document, kind)
        notes += _numbered(own, texts, first, by_section=restart == "eachSect", form=form)
    if not notes:
        typed = section.read(Source(path, "\n\n".join(as_markup(_runs(one)) for one in document.iter(f"{_W}p"))))
        notes = [NoteText(note.number, note.text, note.run, note.chapter) for note in typed.notes]
    return Endnotes(tuple(notes), tuple(odd_numbers(notes, path)))


def _parts(path: str, data: bytes) -> dict[str, Any]:
    """Return the parts with text and settings, parsed; nothing outside the file is read for them."""
    from lxml import etree  # noqa: PLC0415 - most notes are text

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    where = Span(path)
    found: dict[str, Any] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "word/document.xml" not in archive.namelist():
                hint = "save it as .docx, or give the notes as text"
                raise UnreadableError("not a Word file", where=where, hint=hint)
            for name in ("document", "footnotes", "endnotes", "settings"):
                member = f"word/{name}.xml"
                if member in archive.namelist():
                    if archive.getinfo(member).file_size > _LARGEST:
                        raise UnreadableError("too large when unpacked", where=where, hint="is it a manuscript?")
                    found[member] = etree.fromstring(archive.read(member), parser)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, EOFError, NotImplementedError, RuntimeError) as error:
        hint = "open it in Word and save it again"
        raise UnreadableError(f"a damaged Word file: {error}", where=where, hint=hint) from None
    return found


def _references(document: Any) -> Iterator[_Reference]:
    section, chapter = 0, ""
    for paragraph in document.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and (style.get(f"{_W}val") or "").lower().replace(" ", "") in _CHAPTER_STYLES:
            chapter = " ".join("".join(one.text or "" for one in paragraph.iter(f"{_W}t")).split())
        for run in paragraph.iter(f"{_W}r"):
            for kind in ("footnote", "endnote"):
                for one in run.iter(f"{_W}{kind}Reference"):
                    custom = (one.get(f"{_W}customMarkFollows") or "0") not in ("0", "false", "off")
                    sign = "".join(text.text or "" for text in run.iter(f"{_W}t")).strip() if custom else ""
                    yield _Reference(kind, one.get(f"{_W}id"), sign, section, chapter)
        if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
            section += 1


def _settings(settings: Any, document: Any, kind: str) -> tuple[str, str]:
    """Return where numbers begin again, and what they look like; a section's own settings come before the file's."""
    restart, form = "", ""
    for root in (settings, document):
        for one in () if root is None else root.iter(f"{_W}{kind}Pr"):
            for name in ("numRestart", "numFmt"):
                element = one.find(f"{_W}{name}")
                value = element.get(f"{_W}val") if element is not None else ""
                restart, form = (value or restart, form) if name == "numRestart" else (restart, value or form)
    return restart, form


def _numbered(
    references: list[_Reference], texts: dict[str, str], run: int, *, by_section: bool, form: str
) -> Iterator[NoteText]:
    count, section = 0, references[0].section if references else 0
    chapter = references[0].chapter if references else ""
    several = by_section and len({one.section for one in references}) > 1
    for one in references:
        if several and one.section != section:
            run, count, section, chapter = run + 1, 0, one.section, one.chapter
        if not one.sign:
            count += 1
        yield NoteText(one.sign or _shown(count, form), texts[one.identity], run, chapter if several else "")


def _shown(count: int, form: str) -> str:
    if form == "chicago":
        return _SIGNS[(count - 1) % len(_SIGNS)] * ((count - 1) // len(_SIGNS) + 1)
    if form == "lowerLetter" and count <= 26:
        return chr(ord("a") + count - 1)
    return str(count)


def _text(note: Any) -> str:
    return as_markup(_pieces(note))


def _pieces(note: Any) -> Iterator[tuple[str, bool]]:
    for paragraph in note.iter(f"{_W}p"):
        yield " ", False
        yield from _runs(paragraph)


def _runs(paragraph: Any) -> Iterator[tuple[str, bool]]:
    for run in paragraph.iter(f"{_W}r"):
        italic = _is_italic(run)
        for one in run:
            if one.tag == f"{_W}t":
                yield one.text or "", italic
            elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                yield " ", italic
            elif one.tag == f"{_W}noBreakHyphen":
                yield "-", italic


def _is_italic(run: Any) -> bool:
    element = run.find(f"{_W}rPr/{_W}i")
    if element is not None:
        return (element.get(f"{_W}val") or "1") not in ("0", "false", "off")
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return style is not None and (style.get(f"{_W}val") or "").lower() in ("emphasis", "italic", "italics", "booktitle")
