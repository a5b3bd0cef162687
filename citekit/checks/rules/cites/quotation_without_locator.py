"""The rule CK203."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity

_LEAST = 5
_PAGED = frozenset("book chapter article-journal paper-conference thesis report".split())


@cite_rule("CK203", "quotation-without-locator", severity=Severity.WARNING)
def quotation_without_locator(cited: Cited) -> Iterator[Found]:
    """A quotation whose note cites a work and not the place in it.

    Told of five words and more, directly before the mark of a note that cites one work. Works that have no pages are
    let pass: pages on the Web, films, letters, archives; so are articles and chapters of one page.

    Wrong::

        -- text.md --
        She wrote: “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        She wrote: “the harbour froze in that winter.”[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite, entry = cited.cite, cited.entry
    if cite.quoted < _LEAST or cite.locator is not None or entry is None or entry.csl not in _PAGED:
        return
    if not entry.pages.isdecimal() and not any(letter.isdigit() for letter in cite.suffix):
        message = f"a quotation of {cite.quoted} words, and no page of {str(cite.key)!r}"
        yield Found(message, cite.where, "add the page: [@key, p. 3]", key=cite.key, note=cite.note)
