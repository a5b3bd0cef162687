"""TEI manuscripts: notes where they stand or apart, citations, and the works that the file describes. Read only.

Citations are ``<ref type="bibr" target="#key">``, ``<ptr type="bibr">`` and ``<bibl corresp="#key">``, whose
``<citedRange unit="page">`` is the locator.

Sources: TEI P5 Guidelines, 3.9 (notes: ``place``, ``n``, ``target``), 3.7 (``ptr``, ``ref``), 3.12 (``biblStruct``,
``citedRange``).
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript
from citekit.documents.scholarly.roots import begins_with

NAME = "tei"
SUFFIXES: tuple[str, ...] = (".tei", ".odd")


def fits(data: bytes) -> bool:
    """Tell whether the root of *data* is a TEI text."""
    return begins_with(data, "TEI") or begins_with(data, "TEI.2")


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError.
    """
    from citekit.documents.scholarly.tei import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)
