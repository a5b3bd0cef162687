"""DOCX: Word files with real notes, citations of Zotero and Mendeley or typed ones, and bibliographies.

Sources: ECMA-376 Parts 1 and 2. What is where stands in the modules named ``word…``.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript, Setting
from citekit.documents.wordparts import is_word
from citekit.documents.wordreading import Reading
from citekit.documents.wordwriting import rewritten

NAME = "docx"
SUFFIXES: tuple[str, ...] = (".docx", ".docm", ".dotx")


def fits(data: bytes) -> bool:
    """Tell whether *data* is a Word file."""
    return is_word(data)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in the Word file *data*.

    Raises: UnreadableError for a file that is none, or is damaged.
    """
    return Reading(path, data).manuscript()


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it; every other byte of its parts stays."""
    return rewritten(manuscript, setting)
