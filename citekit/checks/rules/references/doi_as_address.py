"""The rule CK341."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.mapping.identifiers import bare_doi
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK341", "doi-as-address", fields=("doi",), severity=Severity.HINT)
def doi_as_address(entry: Entry) -> Iterator[Found]:
    """The address of a resolver before a DOI.

    citekit leaves it out; other programs put a second one before it.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {https://doi.org/10.1000/182}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182}}
    """
    value = entry.value("doi")
    if not value.lstrip().startswith("10.") and (bare := bare_doi(value.strip())) != value.strip():
        end = value.index(bare)
        fix = entry.replacing("doi", "", 0, end)
        message = f"the DOI has {value[:end].strip()!r} before it"
        yield entry.found(message, "doi", 0, end, hint=f"write {bare}", fix=fix)
