"""Documents of pandoc's in JSON, as filters get them: citations, notes and metadata read, and set in place.

A place counts the document's citations, notes and bibliography divs in the order of reading (``pandocwalk.py``): that
of a citation is one, that of a note's body all that is in it. Metadata other than that on citations is text, too, and
comes first, as pandoc's own citeproc has it.

Source: pandoc-types 1.22 and 1.23, i.e. pandoc 2.11 to 3; "Pandoc Filters"; Pandoc User's Guide, "Citations".
"""

from __future__ import annotations

from citekit.documents.manuscript import Manuscript, Setting

NAME = "pandoc"
SUFFIXES: tuple[str, ...] = (".ast",)  # JSON is much else: what begins as a document does is known by that
_SIGN = b'"pandoc-api-version"'
_SIGN_WITHIN = 4096


def fits(data: bytes) -> bool:
    """Tell whether *data* begins as such a document does."""
    begin = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b'{"blocks":['):  # as pandoc wrote it up to 2.11
        return _SIGN in data
    return begin.startswith(b"{") and _SIGN in data[:_SIGN_WITHIN]


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for what is no JSON, no document of pandoc's, or one of another version.
    """
    from citekit.documents.pandocfile.reading import read as own  # noqa: PLC0415 - loaded where a file is of this format

    return own(path, data)


def rewrite(manuscript: Manuscript, setting: Setting) -> bytes:
    """Return the document with what *setting* puts into it; all else says what it said."""
    from citekit.documents.pandocfile.writing import rewritten  # noqa: PLC0415 - as in read

    return rewritten(manuscript, setting)
