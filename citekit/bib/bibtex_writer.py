"""Libraries -> BibTeX files, for BibTeX's own fourteen types of entries and its grammar of names and dates.

Source: btxdoc ("BibTeXing", O. Patashnik), 3. Fields that BibTeX does not know are written all the same, as its styles
pass over them; what cannot be written so that it is read back is a warning.
"""

from __future__ import annotations

from citekit.bib.entries.library import entries_of, lost
from citekit.bib.entries.text import to_bib
from citekit.bib.entries.writing import Dialect
from citekit.bib.written import Written
from citekit.model import Library

NAME = "bibtex"
SUFFIXES = (".bibtex",)


def write(library: Library, *, ascii_only: bool = False) -> Written:
    """Return the references as a BibTeX file, in order; findings tell what it does not say."""
    entries, findings = entries_of(library, Dialect(biblatex=False, ascii_only=ascii_only))
    return Written(to_bib(entries), (*findings, *lost(entries, "BibTeX")))
