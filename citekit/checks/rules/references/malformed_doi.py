"""CK340."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.mapping.identifiers import bare_doi
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

_DOI = pattern(r"10\.\d{4,9}(?:\.\d+)*/\S+")


@entry_rule("CK340", "malformed-doi", fields=("doi",))
def malformed_doi(entry: Entry) -> Iterator[Found]:
    """A DOI that cannot be one.

    A DOI is "10.", the number of a registrant, a slash and a suffix (DOI Handbook, 2.2). The address of a resolver
    before it does no harm: it is not printed twice.

    Wrong::

        @book{a, author = {Ann Lee}, title = {Tides}, date = {1990}, doi = {10.1000.182}}

    Right::

        @book{a, author = {Ann Lee}, title = {Tides}, date = {1990}, doi = {10.1000/182}}
    """
    doi = bare_doi(entry.text("doi").strip())
    if doi and not _DOI.fullmatch(doi):
        yield entry.found(f"{doi!r} is no DOI", "doi", hint="a DOI is like 10.1000/182")
