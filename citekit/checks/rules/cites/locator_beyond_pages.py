"""The rule CK214."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.pages import pages_of
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.quotations.proof.locating import Cited as Pages

_PARTS = frozenset("article-journal article-magazine article-newspaper chapter paper-conference".split())


@cite_rule("CK214", "locator-beyond-pages", severity=Severity.WARNING)
def locator_beyond_pages(cited: Cited) -> Iterator[Found]:
    """Pages that begin or end outside those of the cited article or chapter.

    Wrong::

        -- text.md --
        Currents turn twice a day [@roe1991, 308–312].

        -- library.bib --
        @article{roe1991, author = {Roe, Tom}, title = {Currents}, journaltitle = {Seas}, volume = {3}, date = {1991},
          pages = {290--310}}

    Right::

        -- text.md --
        Currents turn twice a day [@roe1991, 308–310].

        -- library.bib --
        @article{roe1991, author = {Roe, Tom}, title = {Currents}, journaltitle = {Seas}, volume = {3}, date = {1991},
          pages = {290--310}}
    """
    cite, entry = cited.cite, cited.entry
    if entry is None or not entry.pages or cite.locator is None or entry.csl not in _PARTS:
        return
    if cite.locator.label != "page" or entry.pagination not in ("", "page"):
        return
    asked, pages = pages_of(cite.locator.value), pages_of(entry.pages)
    if asked is None or pages is None or (len(pages) == 1 and pages[0].first == pages[0].last):
        return
    for one in asked:
        around = [each for each in pages if _overlap(each, one)]
        if len(around) == 1 and not (around[0].first <= one.first and one.last <= around[0].last):
            message = f"pp. {cite.locator.value} go beyond the pages of {cite.key}, {entry.pages}"
            hint = "see whether the locator or the entry is wrong"
            yield Found(message, cite.at_locator, hint, key=cite.key, note=cite.note)


def _overlap(one: Pages, other: Pages) -> bool:
    return one.roman == other.roman and one.first <= other.last and other.first <= one.last
