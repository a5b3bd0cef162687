"""The rule CK370."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.draft import VERBATIM
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

# A class at the head lets the search go from one to the next.
_INVISIBLE = pattern(
    r"[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufff9-\ufffc]"
    r"(?:(?<![\u200c-\u200f])|(?<=[\x00-\u024f].)(?=[\x00-\u024f]|$))"
)


@entry_rule("CK370", "invisible-character", severity=Severity.WARNING)
def invisible_character(entry: Entry) -> Iterator[Found]:
    """A character that does not show: a soft hyphen, a space without width, a mark of direction out of place.

    They come with what is copied from PDF and the Web, and no search finds a word that has one in it. A joiner between
    letters of Persian, Arabic and Indian scripts is right.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Ti\u200bdes}, date = {1990}, publisher = {Quay}, location = {Bath}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if entry.values.isascii():
        return
    for name, field in entry.fields.items():
        if not field.value.isascii() and name not in VERBATIM:
            for found in _INVISIBLE.finditer(field.value):
                code = f"U+{ord(found[0][0]):04X}"
                fix = entry.replacing(name, "", *found.span())
                yield entry.found(f"{code} does not show", name, *found.span(), hint="take it out", fix=fix)
