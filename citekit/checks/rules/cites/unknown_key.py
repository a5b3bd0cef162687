"""The rule CK201."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule


@cite_rule("CK201", "unknown-key")
def unknown_key(cited: Cited) -> Iterator[Found]:
    """A key that no reference has.

    Told only where there are references at all; the nearest key is offered.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lea1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite = cited.cite
    if cited.entry is None and cited.known:
        near = cited.near()
        hint = near or "citekit bib lists the library; see that its file is given"
        yield Found(f"no reference has the key {str(cite.key)!r}", cite.where, hint, key=cite.key, note=cite.note)
