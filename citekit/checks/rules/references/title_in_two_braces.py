"""The rule CK363."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.bib.latex.splitting import group_of
from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity


@entry_rule("CK363", "title-in-two-braces", fields=("title", "booktitle"), severity=Severity.HINT)
def title_in_two_braces(entry: Entry) -> Iterator[Found]:
    """A whole title in braces of its own: no style can change its capitals.

    Braces are for the words that keep theirs (biblatex manual, 2.3.3 and 3.4): names, acronyms.

    Wrong::

        @book{lee1990, author = {Lee, Ann}, title = {{Tides of the North Sea}}, date = {1990}, publisher = {Quay},
          location = {Bristol}}

    Right::

        @book{lee1990, author = {Lee, Ann}, title = {Tides of the {North Sea}}, date = {1990}, publisher = {Quay},
          location = {Bristol}}
    """
    for name in ("title", "booktitle"):
        value = entry.value(name).strip()
        if value.startswith("{") and value.count(" ") > 1 and group_of(value) is not None:
            yield entry.found("the whole title is in braces", name, hint="keep them for names and acronyms")
