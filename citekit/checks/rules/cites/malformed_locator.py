"""The rule CK206."""

from __future__ import annotations

from collections.abc import Iterator

from citekit.checks.facts import Cited
from citekit.checks.rule import Found, cite_rule
from citekit.findings import Severity
from citekit.patterns import pattern

_FORMS = (
    (pattern(r"[-–—]\s*$"), "is not finished"),
    (pattern(r"^\s*[-–—]|[-–—,]\s*[-–—,]\s*\d"), "has a dash too many"),
    (pattern(r"\d[oOlI](?:\d|\b)"), "has a letter among its figures"),
    (pattern(r"^\s*(?:pp?|S|vol|chap)\.\s*\S", 0x2), "has its label twice"),
)
_OPEN_END = pattern(r"\s*[-–—]\s*$")


@cite_rule("CK206", "malformed-locator", severity=Severity.WARNING)
def malformed_locator(cited: Cited) -> Iterator[Found]:
    """A locator that is not finished or mistyped: "290–", "29o", a label that stands twice.

    Wrong::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, pp. 290–].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        The harbour froze.[^1]

        [^1]: [@lee1990, pp. 290–91].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    cite = cited.cite
    if cite.locator is not None:
        value = cite.locator.value.strip()
        for form, why in _FORMS:
            if form.search(value):
                yield Found(f"the locator {value!r} {why}", cite.where, "check it", key=cite.key, note=cite.note)
                return
    if _OPEN_END.match(cite.suffix):
        shown = f"{cite.locator.value if cite.locator else ''}{cite.suffix.strip()}"
        yield Found(f"the locator {shown!r} is not finished", cite.where, "check it", key=cite.key, note=cite.note)
