"""The rule CK390."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.entry import Entry
from citekit.checks.rule import Found, entry_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_QUOTED = pattern(r"\s*(?:``[^`']+''|\"[^\"]+\"|“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|\\enquote\{[^{}]+\})\s*")


@entry_rule("CK390", "title-in-quotation-marks", fields=("title",), severity=Severity.HINT)
def title_in_quotation_marks(entry: Entry) -> Iterator[Found]:
    """A whole title in quotation marks: styles that put titles of articles in marks print two pairs.

    A title that is a quotation as a whole is right; one that only begins with one is not told.

    Wrong::

        @article{lee1990, author = {Lee, Ann}, title = {“Tides of the North Sea”}, journaltitle = {Harbour Studies},
          volume = {3}, pages = {3--9}, date = {1990}}

    Right::

        @article{lee1990, author = {Lee, Ann}, title = {Tides of the North Sea}, journaltitle = {Harbour Studies},
          volume = {3}, pages = {3--9}, date = {1990}}
    """
    if _QUOTED.fullmatch(entry.value("title")):
        yield entry.found("the whole title is in quotation marks", "title", hint="take them out; styles have their own")
