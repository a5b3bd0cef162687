"""The rule CK347."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Fix, Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_DOI = pattern(r"(?:doi\.org/|\bdoi:\s*)(10\.\d{4,9}/[^\s\"{}]+)", re.IGNORECASE)
_ISSN = pattern(r"\d{4}-\d{3}[\dXx]")


@entry_rule("CK347", "misplaced-identifier", fields=("url", "issn", "isbn", "note"), severity=Severity.HINT)
def misplaced_identifier(entry: Entry) -> Iterator[Found]:
    """An identifier in a field that is for another: a DOI in ``url`` or ``note``, an ISBN in ``issn`` or the reverse.

    Styles print a DOI otherwise than an address, and programs look for it in ``doi``.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, url = {https://doi.org/10.1000/182}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {3--9}, doi = {10.1000/182}}
    """
    if not entry.has("doi"):
        for name in ("url", "note"):
            if "10." in entry.value(name) and (found := _DOI.search(entry.value(name))):
                hint = f"write doi = {{{found[1]}}}"
                fix = _moved(entry, found[1]) if name == "url" and entry.value(name).endswith(found[1]) else None
                yield entry.found(f"a DOI stands in the {name}", name, *found.span(), hint=hint, fix=fix)
    digits = "".join(one for one in entry.value("issn") if one.isdigit())
    if len(digits) == 13 and digits.startswith(("978", "979")):
        fix = entry.renaming("issn", "isbn")
        yield entry.found("an ISBN stands in the issn", "issn", hint="call the field isbn", fix=fix)
    if _ISSN.fullmatch(entry.value("isbn").strip()):
        fix = entry.renaming("isbn", "issn")
        yield entry.found("an ISSN stands in the isbn", "isbn", hint="call the field issn", fix=fix)


def _moved(entry: Entry, number: str) -> Fix | None:
    """Return the fix that makes the address of a DOI the field ``doi``."""
    value, name = entry.replacing("url", number), entry.renaming("url", "doi")
    return Fix(f"write doi = {{{number}}}", (*name.edits, *value.edits), safe=False) if value and name else None
