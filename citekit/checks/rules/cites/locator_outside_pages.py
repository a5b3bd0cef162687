"""The rule CK204."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.pages import pages_of
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.patterns import pattern
from citekit.quotations.proof.locating import Cited as Pages

_PARTS = frozenset("article-journal article-magazine article-newspaper chapter paper-conference".split())
_WHOLE = frozenset(("book", "thesis", "report"))
_SLACK = 1.1
"""Some pages are not counted: plates, an index."""
_COUNT = pattern(r"(?<![\w.,])\d{1,5}(?![\w])")


@cite_rule("CK204", "locator-outside-pages", severity=Severity.ERROR)
def locator_outside_pages(cited: Cited) -> Iterator[Found]:
    """A page that the cited article, chapter or book does not have.

    Either the locator is wrong, or the entry is. Ends that are written short (“321-5”), roman numerals and several
    ranges are understood; article numbers, supplements and whatever else is no plain page are let pass. Of an entry
    with its first page alone only pages before that are wrong. A range that begins or ends outside is told by CK214.

    Wrong::

        -- text.md --
        Currents turn twice a day [@roe1991, 12].

        -- library.bib --
        @article{roe1991, author = {Roe, Tom}, title = {Currents}, journaltitle = {Seas}, volume = {3}, date = {1991},
          pages = {290--310}}

    Right::

        -- text.md --
        Currents turn twice a day [@roe1991, 291].

        -- library.bib --
        @article{roe1991, author = {Roe, Tom}, title = {Currents}, journaltitle = {Seas}, volume = {3}, date = {1991},
          pages = {290--310}}
    """
    cite, entry = cited.cite, cited.entry
    if entry is None or cite.locator is None or cite.locator.label != "page" or entry.pagination not in ("", "page"):
        return
    if not (entry.pages and entry.csl in _PARTS) and not (entry.pagetotal and entry.csl in _WHOLE):
        return
    asked = pages_of(cite.locator.value)
    if asked is None:
        return
    where = cite.at_locator
    if entry.csl in _PARTS:
        pages = pages_of(entry.pages)
        if pages and not all(_may_hold(pages, one) for one in asked):
            message = f"p. {cite.locator.value} is not among the pages of {cite.key}, {entry.pages}"
            yield Found(message, where, "see whether the locator or the entry is wrong", key=cite.key, note=cite.note)
        return
    count = max((int(one) for one in _COUNT.findall(entry.pagetotal)), default=0)
    if count and any(one.last > count * _SLACK for one in asked if not one.roman):
        message = f"p. {cite.locator.value} is cited, and {cite.key} has {count} pages"
        hint = "see whether the locator or the entry is wrong"
        yield Found(message, where, hint, key=cite.key, note=cite.note, severity=Severity.WARNING)


def _may_hold(pages: tuple[Pages, ...], one: Pages) -> bool:
    """Tell whether a page may be among those of a work: one that overlaps is told by another rule."""
    if all(each.roman != one.roman for each in pages):
        return True  # a series that the entry does not say
    if len(pages) == 1 and pages[0].first == pages[0].last:
        return one.last >= pages[0].first
    return any(each.roman == one.roman and each.first <= one.last and one.first <= each.last for each in pages)
