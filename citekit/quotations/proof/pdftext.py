"""PDF files as sources: the text of each page, its label, notes at its foot apart; kept from run to run.

Reading a book takes minutes, so its text is kept in the folder of ``files.cache_folder``, under the digest of the file.
What is damaged there, or of another version, is made again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from citekit.documents.manuscript import Manuscript, Place
from citekit.files import cache_folder
from citekit.keeping import making, prune, used
from citekit.quotations.proof.sources import Builder, PageStart, SourceText

_VERSION = 1
_PREFIX = "source-"
_ROOM = 200_000_000


def read_pdf(path: str, data: bytes) -> SourceText:
    """Return the text of a PDF file with its pages.

    Raises: UnreadableError; UsageError where what reads PDF files is not installed.
    """
    from hashlib import blake2b  # noqa: PLC0415 - needed for large files alone

    kept = Path(cache_folder()) / f"{_PREFIX}{_VERSION}-{blake2b(data, digest_size=16).hexdigest()}.json"
    found = _kept(path, kept)
    if found is not None:
        used(kept)
        return found
    from citekit.documents.pdf import read  # noqa: PLC0415 - a kept text needs none of it

    made = _text_of(read(path, data), _labels(data))
    _keep(kept, made)
    return made


def _kept(path: str, kept: Path) -> SourceText | None:
    try:
        said = json.loads(kept.read_text("utf-8"))
        pages = tuple(PageStart(int(start), str(label)) for start, label in said["pages"])
        text = said["text"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return SourceText(path, text, pages) if isinstance(text, str) else None


def _keep(kept: Path, made: SourceText) -> None:
    """Keep a text; where nothing can be written it is made anew the next time."""
    with suppress(OSError), making(kept) as part:
        part.write_text(json.dumps({"text": made.text, "pages": made.pages}), "utf-8")
    prune((_PREFIX,), _ROOM, kept)


def _labels(data: bytes) -> list[str]:
    """Return the labels of the pages; none where the file has none (ISO 32000-1, 12.4.2)."""
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 - an extra, and takes long to load
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415 - as above

    labels: list[str] = []
    with suppress(Exception):  # pdfminer raises whatever a damaged file makes of its assumptions
        for label in PDFDocument(PDFParser(BytesIO(data))).get_page_labels():
            labels.append(label)
            if len(labels) > 10_000:  # they have no end
                break
    return labels


def _text_of(manuscript: Manuscript, labels: list[str]) -> SourceText:
    builder = Builder(manuscript.path)
    bodies: dict[str, list[tuple[Place, str]]] = {}
    marks: dict[str, list[tuple[Place, str]]] = {}
    for note in manuscript.notes:
        if note.kind == "footnote":
            bodies.setdefault(note.body.part, []).append((note.body, note.number))
        for mark in note.marks:
            marks.setdefault(mark.part, []).append((mark, note.number))
    for number, (name, source) in enumerate(manuscript.parts.items()):
        builder.page(labels[number] if number < len(labels) else str(number + 1))
        text = source.text
        own = sorted(bodies.get(name, ()))
        end = own[0][0].start - len(own[0][1]) - 1 if own else len(text)
        place = 0
        for mark, label in sorted(marks.get(name, ())):
            if place <= mark.start < end:
                builder.add(text[place : mark.start])
                builder.mark(label)
                place = mark.end
        builder.add(text[place:end])
        for body, label in own:
            builder.note()
            builder.add(f"{label} {text[body.start : body.end]}")
            builder.body()
    return builder.built()
