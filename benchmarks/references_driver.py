"""Read a .bib file with one reader and print how many entries it has: ``python references_driver.py READER FILE``.

Run by the Python that has the reader; imports nothing of this project but citekit.
"""

# ruff: noqa: PLC0415 - each reader is imported where it is asked for

from __future__ import annotations

import logging
import sys
from pathlib import Path


def citekit(path: str) -> int:
    """Return the number of references of citekit's reader."""
    from citekit.bib.bibtex import read
    from citekit.files import read_source

    return len(read(read_source(path)).references)


def citekit_items(path: str) -> int:
    """Return the number of CSL items that citekit's references become."""
    from citekit.bib.bibtex import read
    from citekit.bib.cslfile.items import item_of
    from citekit.files import read_source

    return len([item_of(reference) for reference in read(read_source(path)).references.values()])


def bibtexparser(path: str) -> int:
    """Return the number of entries, with what bibtexparser does unasked: strings put in, delimiters taken off."""
    import bibtexparser

    return len(bibtexparser.parse_file(path).entries)


def bibtexparser_latex(path: str) -> int:
    """Return the number of entries, names split and LaTeX decoded."""
    import bibtexparser
    from bibtexparser import middlewares

    more = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(),
    ]
    return len(bibtexparser.parse_file(path, append_middleware=more).entries)


def pybtex(path: str) -> int:
    """Return the number of entries, names split."""
    from pybtex.database import parse_file

    return len(parse_file(path, bib_format="bibtex").entries)


READERS = {reader.__name__: reader for reader in (citekit, citekit_items, bibtexparser, bibtexparser_latex, pybtex)}


def main() -> None:
    """Read the file that the arguments name."""
    logging.disable(logging.CRITICAL)
    reader, path = sys.argv[1:]
    print(READERS[reader](str(Path(path))))


if __name__ == "__main__":
    main()
