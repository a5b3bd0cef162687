"""The rule CK374."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from citekit.bib.duplicates.titles import is_slip
from citekit.bib.mapping.languages import babel_names, is_language
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.nearest import nearest

_LEAST = 5
"""Letters of a name: shorter ones are like many others."""


@lru_cache(maxsize=256)
def _meant(name: str) -> str:
    """Return the language that *name* is a slip for, "" where it may be another one ("sorbian" is "lowersorbian")."""
    known = babel_names()
    if len(name) < _LEAST or is_language(name) or any(one.endswith(name) for one in known):
        return ""
    return next((one for one in nearest(name, known) if is_slip(name, one)), "")


@entry_rule("CK374", "unknown-language", fields=("langid", "hyphenation"), severity=Severity.WARNING)
def unknown_language(entry: Entry) -> Iterator[Found]:
    """A ``langid`` that is no language, and nearly one: titles are set as if in the language of the document.

    Source: biblatex manual, 2.2.3. Names of babel and polyglossia and BCP 47 tags are known; a name that is like none
    of them may be of a language that is not.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          langid = {englihs}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol},
          langid = {english}}
    """
    for name in ("langid", "hyphenation"):
        value = entry.text(name).strip() if name in entry.fields else ""
        if value and (meant := _meant(value.lower())):
            fix = entry.replacing(name, meant, safe=False)
            yield entry.found(f"{value!r} is no language", name, hint=f"write {meant}", fix=fix)
