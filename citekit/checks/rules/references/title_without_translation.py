"""The rule CK378."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.mapping.titles import ROMANIZED
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_TOLD = ("usere", "titletranslation", "translatedtitle", "titleaddon", "origtitle", *ROMANIZED)
_ANY_OTHER = pattern(r"[\u0370-\u1dff\u3040-\u9fff\uac00-\ud7af]")
_LATIN = pattern(r"(?<!\\)[A-Za-z]{3}")
_OTHER = pattern(rf"{_ANY_OTHER.pattern}{{3}}")


@entry_rule("CK378", "title-without-translation", severity=Severity.HINT)
def title_without_translation(entry: Entry) -> Iterator[Found]:
    """A title in another script than Latin without a translation or transliteration of it.

    Styles for readers of English print one of them (CMOS 17, 11.9). Told where neither ``titletranslation`` nor a
    romanized title is there, the title has no word in Latin letters, and the entry is not in a library of that script.

    Wrong::

        @book{li1990, author = {Li, Na}, title = {Приливы}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{li1990, author = {Li, Na}, title = {Приливы}, date = {1990}, publisher = {Quay}, location = {Bristol},
          titletranslation = {Tides}}
    """
    value = entry.value("title")
    if not value.isascii() and not entry.has(*_TOLD) and _OTHER.search(value) and not _LATIN.search(value):
        people = " ".join(entry.value(name) for name in ("author", "editor") if name in entry.fields)
        if not _ANY_OTHER.search(people):
            yield entry.found("a title without translation or transliteration", "title", hint="add titletranslation")
