"""The rule CK348."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.duplicates.identifiers import doi
from citekit.bib.latex.decoding import verbatim
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK348", "doi-against-url", fields=("doi",), severity=Severity.WARNING)
def doi_against_url(entry: Entry) -> Iterator[Found]:
    """An address of the DOI resolver that leads to another DOI than the field ``doi`` has.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182}, url = {https://doi.org/10.1000/281}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182}, url = {https://www.example.org/tides}}
    """
    if "doi" in entry.fields and "url" in entry.fields and "doi.org/" in entry.value("url"):
        first, second = (doi(verbatim(entry.value(name))) for name in ("doi", "url"))
        if first and second and first != second:
            yield entry.found(f"the address leads to {second}, and the doi is {first}", "url", hint="keep one")
