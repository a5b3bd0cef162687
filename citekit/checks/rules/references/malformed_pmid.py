"""The rule CK346."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.patterns import pattern

_FORMS = {
    "pmid": pattern(r"(?:PMID:?\s*)?\d{1,9}"),
    "pmcid": pattern(r"(?:PMCID:?\s*)?(?:PMC)?\d{1,9}(?:\.\d+)?", re.IGNORECASE),
}


@entry_rule("CK346", "malformed-pmid", fields=("pmid", "pmcid"))
def malformed_pmid(entry: Entry) -> Iterator[Found]:
    """A number of PubMed that is none: a PMID is figures alone, a PMCID "PMC" and figures.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, pmid = {PM1234}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, pmid = {12345678}}
    """
    for name, form in _FORMS.items():
        value = entry.value(name).strip()
        if value and not form.fullmatch(value):
            hint = "figures alone" if name == "pmid" else "PMC and figures"
            yield entry.found(f"{value!r} is no {name.upper()}", name, hint=hint)
