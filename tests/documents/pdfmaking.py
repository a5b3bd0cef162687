"""Small PDF files, made by hand: text at places, in sizes; as much of ISO 32000-1 as that needs."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Run = tuple[float, float, float, str]
"""Where a text begins (points, from the lower left corner), the size of its type, and what it says."""


def pdf_of(
    pages: Sequence[Sequence[Run]], *, extra: bytes = b"", own_font: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """Return a file with *pages*, in a font whose glyphs are all half as wide as they are high, or in one of its own.

    *more* objects are numbered from 4 and twice the pages on; *extra* is of the trailer.
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Made/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths["
        + b"500 " * 224
        + b"]/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 32/Ascent 750/Descent -250>>>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        own_font or font,
    ]
    for number, runs in enumerate(pages):
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects += [page.encode(), stream(b"".join(map(_drawn, runs)))]
    return _file([*objects, *more], extra)


def stream(data: bytes) -> bytes:
    """Return a stream object, packed."""
    packed = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)


def lines(x: float, y: float, size: float, *texts: str, pitch: float = 1.2) -> list[Run]:
    """Return lines of type below each other; what stands between ^ and ^ is raised and small."""
    runs: list[Run] = []
    for number, text in enumerate(texts):
        at, foot = x, y - number * size * pitch
        for place, piece in enumerate(text.split("^")):
            own = size * 0.7 if place % 2 else size
            if piece:
                runs.append((at, foot + (size * 0.35 if place % 2 else 0), own, piece))
            at += len(piece) * own * 0.5
    return runs


def _drawn(run: Run) -> bytes:
    x, y, size, text = run
    said = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F %.2f Tf %.2f %.2f Td (%s) Tj ET\n" % (size, x, y, said)


def _file(objects: Sequence[bytes], extra: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    starts = []
    for number, each in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, each)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, extra, table)
