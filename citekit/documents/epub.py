"""EPUB 2 and 3: the documents of the spine as the pages of one book, written back in place.

Notes and citations are those of HTML (``html``), and a mark may lead to a note in another file. A document that gets
new notes has them at its own end, so that nothing else of the book changes: neither manifest nor spine.

Sources: EPUB 3.3 (container.xml, package document, spine), EPUB OCF 3.3, 4.2.6.3.2 (encryption.xml; fonts may be
obfuscated); OPF 2.0.1.
"""

from __future__ import annotations

from citekit.archives import SIGNATURE
from citekit.documents.manuscript import Manuscript, Setting

NAME = "epub"
SUFFIXES: tuple[str, ...] = (".epub",)


def fits(data: bytes) -> bool:
    """Tell whether *data* begins as an EPUB does, with its media type."""
    return data.startswith(SIGNATURE) and data[30:58] == b"mimetypeapplication/epub+zip"


def read(path: str, data: bytes) -> Manuscript:
    """Return the book in *data*.

    Raises: UnreadableError for what is damaged, hostile, encrypted or no EPUB.
    """
    from citekit.documents.pages.epubfile import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the book with what *setting* puts into it; the same bytes where that is nothing."""
    from citekit.documents.pages.epubfile import rewrite as own  # noqa: PLC0415 - as in read

    return own(manuscript, setting)
