"""The rule CK380."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity

_DATED = frozenset(
    "article book inbook incollection inproceedings conference thesis phdthesis mastersthesis techreport report "
    "collection proceedings patent".split()
)
_DATES = "date year issued pubstate status eventdate origdate month urldate entryset relatedtype".split()


@entry_rule("CK380", "missing-date", severity=Severity.HINT)
def missing_date(entry: Entry) -> Iterator[Found]:
    """A published work without a date.

    biblatex asks for one (manual, 2.1.1), and author-date styles print "n.d." without. That a work has none may be a
    fact, so this is a hint; ``date = {n.d.}`` says so, and ``pubstate = {forthcoming}`` that it is not out yet. Sets of
    volumes, web pages and what lies in archives are not reported.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides}, publisher = {Quay}, location = {Bristol}, date = {n.d.}}
    """
    if entry.type in _DATED and not entry.has(*_DATES) and not ("crossref" in entry.fields or "xdata" in entry.fields):
        yield entry.found(f"a work of type @{entry.type} without a date", hint="add date = {…}")
