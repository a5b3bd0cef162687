"""Libraries -> biblatex files: reading one back gives the same library.

What biblatex cannot say of a reference, such as a name with two particles, stands in a field ``citekit``, which no
other program reads (``exact.py``). What entries took over from others (crossref, xdata) each of them says itself; a
crossref stays where it changes nothing.
"""

from __future__ import annotations

from citekit.bib.entries.library import entries_of
from citekit.bib.entries.text import to_bib
from citekit.bib.entries.writing import Dialect
from citekit.bib.written import Written
from citekit.model import Library

NAME = "biblatex"
SUFFIXES = (".bib",)


def write(library: Library, *, ascii_only: bool = False) -> Written:
    """Return the references as a biblatex file, in order."""
    entries, findings = entries_of(library, Dialect(biblatex=True, ascii_only=ascii_only))
    return Written(to_bib(entries), findings)
