"""The rule CK215."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from citekit.checks.document import Document
from citekit.checks.rule import Edit, Fix, Found, document_rule
from citekit.documents.manuscript import Cited, Manuscript
from citekit.findings import Severity, Source, Span
from citekit.model import Citation
from citekit.patterns import pattern
from citekit.richtext import plain

_LABEL = r"(?:pp?\.|S\.|pages?)\s*"
_YEAR = r"(?!(?:1[5-9]|20)\d\d(?!\d))"
_VALUE = r"\d{1,4}(?:\s?[-–]\s?\d{1,4})?"
_LEFT = pattern(rf"\s*(?:,\s*(?:{_LABEL}|{_YEAR})|{_LABEL})(?P<value>{_VALUE})(?=\s*(?:[.;)]|$|\n\n))")
_REACH = 24


@document_rule("CK215", "locator-left-in-prose", severity=Severity.WARNING)
def locator_left_in_prose(document: Document) -> Iterator[Found]:
    """A page that stands behind a citation instead of in it.

    A style has no part in it: the page is printed behind the stop, or behind a bracket, and is not set as a locator.
    Only what ends a sentence or bracket there is told, so that “12 people” is none, and a year without a label is no
    page.

    Wrong::

        -- text.md --
        Tides turn twice a day.[^1]

        [^1]: See [@lee1990], 45.

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}

    Right::

        -- text.md --
        Tides turn twice a day.[^1]

        [^1]: See [@lee1990, 45].

        -- library.bib --
        @book{lee1990, author = {Lee, Ann}, title = {Tides}, date = {1990}, publisher = {Quay}, location = {Bristol}}
    """
    if document.ledger is not None:
        yield from _in_ledger(document)
    elif document.manuscript is not None:
        for cited in document.manuscript.cited:
            yield from _behind(document.manuscript, cited)


def _behind(manuscript: Manuscript, cited: Cited) -> Iterator[Found]:
    last = cited.citation.cites[-1] if cited.citation.cites else None
    if last is None or last.locator is not None or last.suffix or not cited.after:
        return
    source = manuscript.parts[cited.place.part]
    found = _LEFT.match(source.text, cited.place.end, cited.place.end + _REACH)
    if found is None:
        return
    fix = _moved(source, cited, found.end()) if manuscript.format == "markdown" else None
    yield _found(last.key, found["value"], source.span(found.start("value"), found.end("value")), fix)


def _moved(source: Source, cited: Cited, end: int) -> Fix | None:
    """Return the fix that takes the page into the brackets."""
    start = cited.place.end - 1
    if source.text[start] != "]":
        return None
    words = source.text[start + 1 : end]
    lead = "" if words.startswith(",") else ","
    return Fix("take it into the brackets", (Edit(source.path, start, end, f"{lead}{words}]"),), safe=False)


def _in_ledger(document: Document) -> Iterator[Found]:
    for note, body in zip(document.notes, document.bodies, strict=True):
        for before, prose in pairwise(note.parts):
            if not isinstance(before, Citation) or isinstance(prose, Citation):
                continue
            last = before.cites[-1]
            found = _LEFT.match(plain(prose))
            if found and last.locator is None and not last.suffix:
                yield _found(last.key, found["value"], body.span(found[0].strip()), None)


def _found(key: str, value: str, where: Span, fix: Fix | None) -> Found:
    message = f"{value} stands behind the citation of {key}, and is no locator of it"
    return Found(message, where, f"write [@{key}, {value}]", fix, key)
