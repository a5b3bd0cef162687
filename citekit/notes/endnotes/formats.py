"""Which module reads the notes of a file: by what is in it, and its suffix where that does not tell."""

from __future__ import annotations

import re
from pathlib import PurePath

from citekit.errors import UnreadableError, UsageError
from citekit.files import STDIN, read_bytes, read_source
from citekit.findings import Span
from citekit.notes.endnotes import docx, footnotes, html, section
from citekit.notes.endnotes.found import Endnotes

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|body|div|section|ol|p|head)\b",
    re.IGNORECASE | re.DOTALL,
)


_OTHERS = (
    (b"%PDF-", "a PDF file", "copy the notes out of it into a text file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "open it in Word and save it as .docx"),
    (b"{\\rtf", "an RTF file", "open it in Word and save it as .docx"),
)
"""How files begin that are often taken for those that are read."""


def read_notes(path: str) -> Endnotes:
    """Return the notes in the file at *path*: plain text, Markdown, HTML or DOCX; ``"-"`` is standard input.

    Raises: UnreadableError; UsageError where no note is found.
    """
    data = read_bytes(path)
    for begin, name, hint in _OTHERS:
        if data.startswith(begin):
            raise UnreadableError(f"{name}, which is not read", where=Span(path), hint=hint)
    if data[:4] == b"PK\x03\x04":
        found = docx.read(path, data)
    else:
        source = read_source("<stdin>" if path == STDIN else path)
        if PurePath(path).suffix.lower() in (".html", ".htm", ".xhtml") or _HTML.match(source.text):
            found = html.read(source)
        elif footnotes.has_footnotes(source.text):
            found = footnotes.read(source)
        else:
            found = section.read(source)
    if not found.notes:
        hint = "notes begin with their number: '12. Cohen, …', '[12] …' or '[^12]: …'"
        raise UsageError("no notes found", where=Span(path), hint=hint)
    return found
