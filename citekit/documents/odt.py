"""ODT: OpenDocument texts with real notes, citations of Zotero or typed ones, and bibliographies.

Source: ODF 1.3 Parts 2 and 3. What is where stands in the package ``odffile``.
"""

from __future__ import annotations

from citekit.archives import SIGNATURE
from citekit.documents.manuscript import Manuscript, Setting

NAME = "odt"
SUFFIXES: tuple[str, ...] = (".odt", ".ott")


def fits(data: bytes) -> bool:
    """Tell whether *data* is an OpenDocument text."""
    if not data.startswith(SIGNATURE):
        return False
    from citekit.documents.odffile.reading import is_opendocument  # noqa: PLC0415 - not needed for what is no archive

    return is_opendocument(data)


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in the OpenDocument text *data*.

    Raises: UnreadableError for a file that is none, or is damaged.
    """
    from citekit.documents.odffile.reading import Reading  # noqa: PLC0415 - loaded where a file is of this format

    return Reading(path, data).manuscript()


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file of *manuscript* with what *setting* puts into it; every other byte of its parts stays."""
    from citekit.documents.odffile.writing import rewritten  # noqa: PLC0415 - as in read

    return rewritten(manuscript, setting)
