"""The rule CK207."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity

_UNITS = frozenset(("page", "column", "line", "verse", "section", "paragraph"))
_WITHOUT_PAGES = frozenset(("motion_picture", "song", "broadcast", "software", "webpage", "performance", "post"))


@cite_rule("CK207", "unfit-locator-label", severity=Severity.HINT)
def unfit_locator_label(cited: Cited) -> Iterator[Found]:
    """A locator of another kind than the work is divided in: a page of a film, a column of a work counted in pages.

    ``pagination`` of the entry says what it is divided in (biblatex manual, 2.3.12).

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @video{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite, entry = cited.cite, cited.entry
    if cite.locator is None or entry is None or not cite.locator.labelled:
        return
    label = cite.locator.label
    if entry.pagination in _UNITS and label in _UNITS and label != entry.pagination:
        message = f"a {label}, and {str(cite.key)!r} is divided in {entry.pagination}s"
        yield Found(message, cite.where, f"write the {entry.pagination}", key=cite.key, note=cite.note)
    elif entry.csl in _WITHOUT_PAGES and label == "page":
        message = f"a page of {str(cite.key)!r}, which has none"
        yield Found(message, cite.where, "write a time, or leave it out", key=cite.key, note=cite.note)
