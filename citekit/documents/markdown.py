r"""Manuscripts in Markdown as pandoc reads it: notes ``[^label]`` and ``^[…]``, citations ``[see @key, pp. 3–4]``.

Source: Pandoc User's Guide, "Footnotes", "Citations", "Numbered example lists"; Quarto, "Cross References". No
citations are read in code, mathematics, comments, raw HTML and TeX, link targets, web and mail addresses. Metadata is
in ``markdownmeta.py``, places of bibliographies in ``markdownlists.py``. One part "" is the file.
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript, Setting

NAME = "markdown"
SUFFIXES: tuple[str, ...] = (".md", ".markdown", ".mkd", ".qmd", ".rmd")


def fits(data: bytes) -> bool:  # noqa: ARG001 - Markdown has no sign of its own
    """Tell that no text is Markdown for sure."""
    return False


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*, UTF-8 or UTF-16.

    Raises: UnreadableError for what is no text.
    """
    from citekit.documents.mdfile.reading import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the file with what *setting* puts into it, all else byte for byte."""
    from citekit.documents.mdfile.writing import rewritten  # noqa: PLC0415 - as in read

    return rewritten(manuscript, setting)
