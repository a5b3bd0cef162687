"""The rule CK374."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.mapping.languages import babel_names, is_language
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.nearest import did_you_mean


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
        if value and not is_language(value) and (hint := did_you_mean(value, babel_names())):
            yield entry.found(f"{value!r} is no language", name, hint=hint)
