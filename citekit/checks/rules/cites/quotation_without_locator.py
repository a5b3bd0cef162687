"""The rule CK203."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_LEAST = 8
"""Words of a quotation; fewer are a term, or the title of a work."""
_PAGED = frozenset(("book", "chapter", "article-journal", "paper-conference", "thesis"))
_IN_PARTS = _PAGED - {"book", "thesis"}
_DIGIT = pattern(r"\d")


@cite_rule("CK203", "quotation-without-locator", severity=Severity.WARNING)
def quotation_without_locator(cited: Cited) -> Iterator[Found]:
    """A quotation whose citation has no page.

    A reader cannot find the words again (CMOS 17, 13.6; APA 7, 8.25). It is told of quotations of eight words and
    more that one work is cited directly behind, which is a book, a thesis, or an article or chapter of several pages.
    Where the note has figures in its prose, one of them may be the page.

    Wrong::

        -- text.md --
        She writes that “the water comes in twice a day and goes out again” [@lee1990].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        She writes that “the water comes in twice a day and goes out again” [@lee1990, 12].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite, entry = cited.cite, cited.entry
    if cite.quoted < _LEAST or cite.locator is not None or entry is None or entry.csl not in _PAGED:
        return
    is_one_page = entry.csl in _IN_PARTS and not any(sign in entry.pages for sign in "-–,")
    if is_one_page or cite.mode == "author-only" or _DIGIT.search(cite.suffix):
        return
    message = f"{cite.quoted} words are quoted from {cite.key}, and no page is cited"
    yield Found(message, cite.where, f"write [@{cite.key}, p. …]", key=cite.key, note=cite.note)
