"""The rule CK349."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_ENCODED = pattern(r"(?:\\?%(?:2F|28|29|3A|3B|3C|3E|5B|5D)|\\?&(?:lt|gt|amp);)+", 2)  # re.IGNORECASE


@entry_rule("CK349", "encoded-doi", fields=("doi",), severity=Severity.WARNING)
def encoded_doi(entry: Entry) -> Iterator[Found]:
    """Signs of a DOI as addresses or HTML have them: "%2F" for "/", "&lt;" for "<".

    They are printed so, and encoded a second time where an address is made of the DOI, which then leads nowhere. In the
    field stands the DOI itself (biblatex manual, 2.2.2; DOI Handbook, 2.5.2).

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182%3C3::AID%3E2}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182<3::AID>2}}
    """
    value = entry.value("doi")
    if "%" in value or "&" in value:
        for found in _ENCODED.finditer(value):
            plainly = unescape(unquote(found[0].replace("\\", "")))
            fix = entry.replacing("doi", plainly, *found.span())
            yield entry.found(
                f"{found[0]!r} stands for {plainly!r}", "doi", *found.span(), hint=f"write {plainly}", fix=fix
            )
