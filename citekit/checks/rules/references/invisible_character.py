"""The rule CK370."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.draft import VERBATIM
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_SEPARATORS = "\u2028\u2029"
_RANGES = (range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2065), range(0xFFF9, 0xFFFD))
_HIDDEN = frozenset(("\u00ad", *_SEPARATORS, *(chr(code) for codes in _RANGES for code in codes)))
# Joiners are right between letters of scripts that join.
_INVISIBLE = pattern(rf"[{''.join(sorted(_HIDDEN))}](?:(?<![\u200c-\u200f])|(?<=[\x00-\u024f].)(?=[\x00-\u024f]|$))")


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
    if entry.beyond_ascii.isdisjoint(_HIDDEN):
        return
    for name, field in entry.fields.items():
        if not field.value.isascii() and name not in VERBATIM:
            for found in _INVISIBLE.finditer(field.value):
                code = f"U+{ord(found[0][0]):04X}"
                new = " " if found[0] in _SEPARATORS else ""
                hint = "write a blank" if new else "take it out"
                fix = entry.replacing(name, new, *found.span(), label=hint)
                yield entry.found(f"{code} does not show", name, *found.span(), hint=hint, fix=fix)
