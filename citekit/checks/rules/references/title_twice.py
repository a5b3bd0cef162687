"""The rule CK379."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK379", "title-twice", fields=("title",), severity=Severity.HINT)
def title_twice(entry: Entry) -> Iterator[Found]:
    """A title that is that of the whole, too, or has its subtitle in itself.

    Wrong::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, booktitle = {Tides}, date = {1990},
          pages = {3--9},
          publisher = {Quay}, location = {Bristol}}

    Right::

        @incollection{lee1990, author = {Lee, Ann}, title = {Tides}, booktitle = {Seas}, date = {1990}, pages = {3--9},
          publisher = {Quay}, location = {Bristol}}
    """
    title = entry.value("title").strip().lower()
    for name in ("booktitle", "journaltitle", "journal"):
        if title and title == entry.value(name).strip().lower():
            yield entry.found(f"the {name} is the title again", name, hint="one of the two is another")
    subtitle = entry.value("subtitle").strip().lower()
    if len(subtitle) > 3 and title.endswith(subtitle) and title != subtitle:
        yield entry.found("the title has the subtitle in it", "subtitle", hint="take it out of the title")
