"""JATS manuscripts (and NLM's before them): notes, citations, and the references that the file describes. Read only.

Sources: ANSI/NISO Z39.96 (JATS 1.3): ``fn``, ``xref`` (ref-type "fn" and "bibr"), ``ref``, ``element-citation``,
``mixed-citation`` and what is in them.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript
from citekit.documents.scholarly.roots import begins_with

NAME = "jats"
SUFFIXES: tuple[str, ...] = (".xml", ".jats", ".nxml")


def fits(data: bytes) -> bool:
    """Tell whether the root of *data* is an article."""
    return begins_with(data, "article") and b"docbook" not in data[:2000]


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError.
    """
    from citekit.documents.scholarly.jats import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)
