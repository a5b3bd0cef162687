"""ODT: OpenDocument texts with real notes, citations of Zotero or typed ones, and bibliographies.

Source: ODF 1.3 Parts 2 and 3. What is where stands in the modules named ``odf…``.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript, Setting
from citekit.documents.odfreading import Reading, is_opendocument
from citekit.documents.odfwriting import rewritten

NAME = "odt"
SUFFIXES: tuple[str, ...] = (".odt", ".ott")


def fits(data: bytes) -> bool:
    """Tell whether *data* is an OpenDocument text."""
    return is_opendocument(data)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in the OpenDocument text *data*.

    Raises: UnreadableError for a file that is none, or is damaged.
    """
    return Reading(path, data).manuscript()


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it; only its ``content.xml`` changes."""
    return rewritten(manuscript, setting)
