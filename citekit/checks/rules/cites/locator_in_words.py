"""The rule CK209."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_LIKE = pattern(r"^[\s,]*(?:see|see also|at|on|esp\.|hier|auf|à|a)\s+(?:pp?\.\s*|S\.\s*)?\d{1,4}\b(?![\w/])")


@cite_rule("CK209", "locator-in-words", severity=Severity.HINT)
def locator_in_words(cited: Cited) -> Iterator[Found]:
    """A number behind a citation that reads like a locator, and is words to a style: "[@key, see 33]".

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, see also 33].

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
    if cite.locator is None and (found := _LIKE.search(cite.suffix)):
        hint = "write the locator first: [@key, p. 33, see also …]"
        yield Found(f"{found[0].strip()!r} is no locator to a style", cite.where, hint, key=cite.key, note=cite.note)
