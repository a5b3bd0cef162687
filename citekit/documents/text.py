"""Plain texts: marks that are typed or flattened into the words, notes at the end, citations in pandoc's syntax.

Marks are recognised by ``notes/marks``, and the notes of the file by ``notes/endnotes``; they belong together by their
numbers, which may begin again with a chapter. Where no heading stands above them, numbered paragraphs are notes only if
marks lead to them. A mark whose note is not in the file has an empty one at its end, which a ledger may fill.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript, Setting

NAME = "text"
SUFFIXES: tuple[str, ...] = (".txt", ".text")


def fits(data: bytes) -> bool:  # noqa: ARG001 - plain text has no sign of its own
    """Tell that no file is plain text for sure."""
    return False


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*, UTF-8 or UTF-16.

    Raises: UnreadableError for what is no text.
    """
    from citekit.documents.textfile.reading import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file with what *setting* puts into it."""
    from citekit.documents.textfile.writing import rewritten  # noqa: PLC0415 - as in read

    return rewritten(manuscript, setting)
