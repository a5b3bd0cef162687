"""The rule CK340."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.latex.decoding import verbatim
from citekit.bib.mapping.identifiers import bare_doi
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_DOI = pattern(
    r"10\.\d{4,9}(?:\.\d+)*/[^\s{}\"]+|(?:https?://doi\.org/)?10/[a-z0-9]{3,}"
)  # the latter is that of shortdoi.org
_WITHIN = pattern(r"10\.\d{4,9}(?:\.\d+)*/[^\s{}\"?#&]+")


@entry_rule("CK340", "malformed-doi", fields=("doi",))
def malformed_doi(entry: Entry) -> Iterator[Found]:
    """A DOI that cannot be one.

    A DOI is "10.", the number of a registrant, a slash and a suffix (DOI Handbook, 2.2), or a short one ("10/gf4bnb").
    The address of a resolver before it does no harm: it is not printed twice (CK341).

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000.182}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182}}
    """
    doi = bare_doi(verbatim(entry.value("doi")).strip())
    if doi and not _DOI.fullmatch(doi):
        within = _WITHIN.search(doi) if "://" in doi else None
        fix = entry.replacing("doi", within[0], safe=False) if within else None
        hint = f"did you mean {within[0]}?" if within else "a DOI is like 10.1000/182"
        yield entry.found(f"{doi!r} is no DOI", "doi", hint=hint, fix=fix)
    elif doi.endswith((".", ",", ";")):
        start = len(entry.value("doi").rstrip()) - 1
        message = f"the DOI ends in {doi[-1]!r}, which is hardly part of it"
        fix = entry.replacing("doi", "", start, start + 1, safe=False)
        yield entry.found(message, "doi", start, start + 1, hint="take it out", fix=fix, severity=Severity.WARNING)
