"""DOCX: Word files with real notes, citations of Zotero and Mendeley or typed ones, and bibliographies.

Sources: ECMA-376 Parts 1 and 2. What is where stands in ``wordfile``.
"""

from __future__ import annotations

from citekit.archives import SIGNATURE
from citekit.documents.manuscript import Manuscript, Setting

NAME = "docx"
SUFFIXES: tuple[str, ...] = (".docx", ".docm", ".dotx")


def fits(data: bytes) -> bool:
    """Tell whether *data* is a Word file."""
    if not data.startswith(SIGNATURE):
        return False
    from citekit.documents.wordfile.parts import is_word  # noqa: PLC0415 - not needed for what is no archive

    return is_word(data)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in the Word file *data*.

    Raises: UnreadableError for a file that is none, or is damaged.
    """
    from citekit.documents.wordfile.reading import Reading  # noqa: PLC0415 - loaded where a file is of this format

    return Reading(path, data).manuscript()


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it; every other byte of its parts stays."""
    from citekit.documents.wordfile.writing import rewritten  # noqa: PLC0415 - as in read

    return rewritten(manuscript, setting)
