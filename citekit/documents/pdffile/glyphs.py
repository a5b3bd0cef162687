"""The glyphs of a PDF file, page by page, with their places and sizes; read with pdfminer.six, within bounds.

Sources: ISO 32000-1, 7.3.8 (streams), 7.4 (filters), 9.4.4 (text space). Turned text, as stamps in margins are, is left
out.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from math import hypot
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from citekit.documents.pdffile.lines import Glyph
from citekit.errors import UnreadableError
from citekit.findings import Span

MOST_PAGES = 5_000
MOST_GLYPHS = 200_000
"""Glyphs of a page, and forms that it draws; a page of a newspaper has a tenth of them."""
MOST_IN_ALL = 5_000_000
LARGEST_STREAM = 60_000_000  # bytes, unpacked
LARGEST_FILE = 500_000_000
_PIECE = 1 << 16
_STREAM = b"stream"
_WIDE = re.compile(rb"/Columns\s+\d{7}")
_RANGES = re.compile(rb"begin(?:bf|cid|notdef)range(.*?)(?:end|\Z)", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]{1,20})>\s*<([0-9A-Fa-f\s]{1,20})>\s*(?:<[^>]*>|\[[^\]]*\]|\d+)")
_LAST_CODE, _MOST_CODES = 0x10FFFF, 1_000_000

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # what it warns of, nobody can mend


class _TooMuchError(Exception):
    """The file would take more time or room than any manuscript."""


def pages(path: str, data: bytes) -> Iterator[list[Glyph]]:
    """Yield the glyphs of each page, in the order in which they are drawn.

    Raises: UnreadableError for a file that is encrypted, damaged or too large.
    """
    found = _pages(data)
    while True:
        with _damage_told(path):
            page = next(found, None)
        if page is None:
            return
        yield page


@contextmanager
def _damage_told(path: str) -> Iterator[None]:
    where = Span(path)
    try:
        yield
    except _TooMuchError as error:
        hint = "is it a manuscript?"
        raise UnreadableError(f"no PDF file that is safe to open: {error}", where=where, hint=hint) from None
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise UnreadableError("an encrypted PDF file", where=where, hint="save it without a password") from None
    except Exception as error:  # pdfminer raises whatever a damaged file makes of its assumptions
        message = f"a damaged PDF file: {str(error)[:100] or type(error).__name__}"
        hint = "was it downloaded to its end? open it and print it anew"
        raise UnreadableError(message, where=where, hint=hint) from None


def _check_streams(data: bytes) -> None:
    """Raise _TooMuchError for streams that unpack to more than any text: pdfminer unpacks them whole."""
    if len(data) > LARGEST_FILE:
        raise _TooMuchError("it is too large")
    if _WIDE.search(data):
        raise _TooMuchError("a stream has rows too long")
    left = 4 * LARGEST_STREAM
    place = data.find(_STREAM)
    while place != -1:
        start = place + len(_STREAM)
        start += 2 if data.startswith(b"\r\n", start) else 1
        if data[start : start + 1] in (b"\x78", b"\x48", b"\x58", b"\x68", b"\x38", b"\x28", b"\x18", b"\x08"):
            left -= _unpacked_size(data, start, min(left, LARGEST_STREAM))
        place = data.find(_STREAM, start)


def _unpacked_size(data: bytes, start: int, most: int) -> int:
    """Return how many bytes a stream unpacks to, and what it has packed once more."""
    size = 0
    outer, inner = zlib.decompressobj(), zlib.decompressobj()
    packed_twice: bool | None = None
    try:
        while not outer.eof and start < len(data):
            piece = outer.decompress(data[start : start + _PIECE])  # at most a thousand times as much
            start += _PIECE
            if packed_twice is None and piece:
                packed_twice = piece[:1] == b"\x78"
            size += len(piece)
            if packed_twice:
                try:
                    for begin in range(0, len(piece), _PIECE):
                        size += len(inner.decompress(piece[begin : begin + _PIECE]))
                        if size > most:
                            break
                except zlib.error:
                    packed_twice = False
            if size > most:
                raise _TooMuchError("one of its streams unpacks to too much")
    except zlib.error:
        return size
    return size


def _pages(data: bytes) -> Iterator[list[Glyph]]:
    _check_streams(data)
    document = PDFDocument(PDFParser(BytesIO(data)))
    manager = _Fonts()
    device = _Device(manager)
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MOST_PAGES:
            raise _TooMuchError(f"it has more than {MOST_PAGES} pages")
        device.glyphs, device.drawn = [], 0
        interpreter.process_page(page)
        device.all += len(device.glyphs)
        if device.all > MOST_IN_ALL:
            raise _TooMuchError("it has more text than any book")
        yield device.glyphs


class _Fonts(PDFResourceManager):
    """Makes fonts, after a look at the ranges of characters that pdfminer would write out one by one."""

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return the font that *spec* describes.

        Raises: _TooMuchError for ranges of more characters than there are.
        """
        for name in ("W", "W2"):
            widths = resolve1(spec.get(name))
            for width in widths if isinstance(widths, list) else ():
                if isinstance(width := resolve1(width), int | float) and abs(width) > _LAST_CODE:
                    raise _TooMuchError("a font has widths of more characters than there are")
        for name in ("ToUnicode", "Encoding"):
            table = resolve1(spec.get(name))
            if isinstance(table, PDFStream) and _characters(table.get_data()) > _MOST_CODES:
                raise _TooMuchError("a font has more characters than there are")
        return super().get_font(objid, spec)


def _characters(table: bytes) -> int:
    """Return how many characters the ranges of a table have (Adobe Technical Note 5411, 1.4.1)."""
    ranges = (found for section in _RANGES.finditer(table) for found in _RANGE.finditer(section[1]))
    ends = (
        (int(b"".join(found[1].split()) or b"0", 16), int(b"".join(found[2].split()) or b"0", 16)) for found in ranges
    )
    return sum(max(0, last - first + 1) for first, last in ends)


class _Device(PDFTextDevice):
    """Takes down the glyphs of a page, and counts what is drawn: forms may draw forms without end."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.glyphs: list[Glyph] = []
        self.drawn = self.all = 0

    def render_char(self, *given: Any) -> float:  # Any: as pdfminer calls it, by place
        """Take down a glyph and return how far it moves the pen."""
        matrix, font, size, scaling, rise, cid = given[:6]
        self._count()
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        across, slant, lean, up, x, y = matrix
        moved = float(font.char_width(cid) * size * scaling)
        if text and across > 0 and up > 0 and abs(slant) < 0.1 * across:
            own = Glyph(text, x, y + rise * up, x + moved * across, abs(size) * hypot(lean, up))
            if own.size > 0:
                self.glyphs.append(own)
        return moved

    def begin_figure(self, *_: Any) -> None:  # Any: as above
        """Count a form."""
        self._count()

    def paint_path(self, *_: Any) -> None:  # Any: as above
        """Count a path."""
        self._count()

    def _count(self) -> None:
        self.drawn += 1
        if self.drawn > MOST_GLYPHS:
            raise _TooMuchError("one of its pages draws more than any page of text")
