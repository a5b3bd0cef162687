"""The rule CK391."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from citekit.bib.draft import VERBATIM
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_LIGATURE = pattern(r"[\ufb00-\ufb06]")


@entry_rule("CK391", "ligature", severity=Severity.WARNING)
def ligature(entry: Entry) -> Iterator[Found]:
    """Two letters as one character, "ﬁ" for "fi": typesetters make ligatures themselves, and no search finds these.

    They come with what is copied from PDF. The letters "æ" and "œ", which belong to languages, are none.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {The ﬁsheries of Bristol}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {The fisheries of Bristol}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    if entry.beyond_ascii.isdisjoint("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"):
        return
    for name, field in entry.fields.items():
        if not field.value.isascii() and name not in VERBATIM:
            for found in _LIGATURE.finditer(field.value):
                new = unicodedata.normalize("NFKC", found[0])
                fix = entry.replacing(name, new, *found.span())
                yield entry.found(f"{found[0]!r} is one character", name, *found.span(), hint=f"write {new}", fix=fix)
