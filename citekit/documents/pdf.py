"""PDF files, read only: marks are figures that are small and raised, notes what stands at the foot of pages or the end.

Each page is a part, "page 12": its paragraphs, one to the line, with words whole and running heads left out, and below
them its footnotes. Italics are not told. Needs ``citekit[pdf]``.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript

NAME = "pdf"
SUFFIXES: tuple[str, ...] = (".pdf",)
_SIGNATURE = b"%PDF-"


def fits(data: bytes) -> bool:
    """Tell whether *data* begins as a PDF file does."""
    return data.startswith(_SIGNATURE)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for a file that is none, encrypted, damaged or without text; UsageError where what reads it
    is not installed.
    """
    from citekit.documents.pdffile.reading import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)
