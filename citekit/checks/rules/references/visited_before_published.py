"""The rule CK327."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK327", "visited-before-published", fields=("urldate",), severity=Severity.HINT)
def visited_before_published(entry: Entry) -> Iterator[Found]:
    """A page on the Web that was visited before the day it is dated.

    Wrong::

        @online{lee2010, author = {Lee, Ann}, title = {Tides}, url = {https://www.example.org/tides},
          date = {2010-05-01},
          urldate = {2009-05-01}}

    Right::

        @online{lee2010, author = {Lee, Ann}, title = {Tides}, url = {https://www.example.org/tides},
          date = {2010-05-01},
          urldate = {2011-05-01}}
    """
    issued, accessed = (entry.dates.dates.get(one) for one in ("issued", "accessed"))
    field = entry.first("urldate")
    if field and issued and accessed and issued.start and accessed.start:
        size = min(len(issued.start), len(accessed.start))
        if accessed.start[:size] < issued.start[:size]:
            yield entry.found("visited before it was published", field, hint="check both dates")
