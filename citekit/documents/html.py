"""HTML manuscripts: notes as every program writes them, citations in elements or typed, changed in place.

How a page cites: ``pages.cites``; where its bibliography stands: ``pages.lists``. It may ask in ``<meta>``: a style
(``citekit-style``), files of references (``bibliography``, parted by commas), works listed uncited (``nocite``), the
title of the list (``reference-section-title``); its language is that of ``<html lang>``.

Sources: HTML Living Standard, 13.2.3.2 (the encoding of a page), 4.2.5 (meta); DPUB-ARIA 1.1.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript, Setting
from citekit.patterns import pattern

NAME = "html"
SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
_HEAD = 4096
_BEGINS = pattern(
    rb"(?is)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b"
)


def fits(data: bytes) -> bool:
    """Tell whether *data* begins as a page does."""
    return _BEGINS.match(data[:_HEAD]) is not None


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for what is no text, or larger than any page.
    """
    from citekit.documents.pages.htmlfile import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the page with what *setting* puts into it; the same bytes where that is nothing."""
    from citekit.documents.pages.htmlfile import rewrite as own  # noqa: PLC0415 - as in read

    return own(manuscript, setting)
