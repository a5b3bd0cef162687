"""The rule CK212."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Whole
from citekit.checks.rule import Found, whole_rule
from citekit.findings import Severity


@whole_rule("CK212", "cite-without-library", severity=Severity.HINT)
def cite_without_library(whole: Whole) -> Iterator[Found]:
    """A document that cites by keys, and no references are given: nothing is known of what it cites.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].


    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, p. 3].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if not whole.known:
        for cites in whole.cites.values():
            if cites:
                hint = "name a file with --bib, or set 'bib' in citekit.toml"
                yield Found("no references are known", cites[0].where, hint)
