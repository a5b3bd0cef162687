"""The rule CK204."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.pages import pages_in, within
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity

_PARTS = frozenset("article-journal chapter paper-conference article-magazine".split())
_SLACK = 1.1
"""Some pages are not counted: plates, an index."""


@cite_rule("CK204", "locator-outside-pages")
def locator_outside_pages(cited: Cited) -> Iterator[Found]:
    """A page that the cited article or chapter does not have.

    Ends that are written short are understood ("321–5"), and so are Roman numerals. What is no figure ("S12", "e1234")
    is compared with nothing. The pages of a book are known by ``pagetotal``: a page far behind them is told as a
    warning.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 12].

        -- library.bib --
        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {290--310}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 300].

        -- library.bib --
        @article{lee1990, author = {Lee, Ann}, title = {Tides}, journaltitle = {Seas}, volume = {3}, date = {1990},
          pages = {290--310}}
    """
    cite, entry = cited.cite, cited.entry
    if cite.locator is None or entry is None or cite.locator.label != "page" or entry.pagination not in ("", "page"):
        return
    asked = pages_in(cite.locator.value)
    own = pages_in(entry.pages) if entry.csl in _PARTS else ()
    if own and asked and not all(any(within(one, whole) for whole in own) for one in asked):
        message = f"p. {cite.locator.value} is not among the pages of {str(cite.key)!r}, {entry.pages}"
        yield Found(message, cite.where, "check the page and the entry", key=cite.key, note=cite.note)
    elif entry.pagetotal.isdecimal() and asked and max(one[1] for one in asked) > int(entry.pagetotal) * _SLACK:
        message = f"p. {cite.locator.value}, and {str(cite.key)!r} has {entry.pagetotal} pages"
        hint = "check the page and the entry"
        yield Found(message, cite.where, hint, key=cite.key, note=cite.note, severity=Severity.WARNING)
