"""The cites of a document as facts: key and locator each with its place, and the quotation that the cite covers.

A place is looked for in the text that the cite was read from: behind the key, or before it where the format has its
locators there, as LaTeX does. Where markup or quoting hides it, it is that of the key, or of the citation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from citekit.checks.facts import CiteFact
from citekit.checks.prose import Prose
from citekit.documents.manuscript import Manuscript
from citekit.findings import Source, Span
from citekit.model import Citation, Cite, Ledger, NotePart
from citekit.patterns import pattern
from citekit.richtext import plain

if TYPE_CHECKING:
    from citekit.checks.document import Document

_REACH = 120
"""Characters behind a key in a ledger that its locator stands in."""
_WORD = pattern(r"[^\W\d_]{4,}")
_DIGIT = pattern(r"\d")
_BY_LOCATOR = frozenset(("latex",))


def cites_of(document: Document) -> Iterator[CiteFact]:
    """Yield the cites of a document in reading order; those of a ledger are its notes', and its source's at the end."""
    quoted = quoted_words(document)
    if document.ledger is not None:
        yield from _of_ledger(document.ledger, document.ledger_source, quoted)
    elif document.manuscript is not None:
        yield from _of_manuscript(document.manuscript, quoted)


# --- quotations -------------------------------------------------------------------------------------------


def quoted_words(document: Document) -> dict[int, int]:
    """Return the words of the longest quotation that a cite covers directly, by the cite's ``id``.

    Where several works are cited for it, or prose beside the cite has figures, nobody can tell where its locator is.
    """
    found: dict[int, int] = {}
    for prose in document.prose:
        for quote in prose.quotes.closed:
            cites = _only(_behind(document, prose, quote.end))
            if cites and not _is_title(prose.text, quote.inner_start, quote.inner_end):
                found[id(cites[0])] = max(found.get(id(cites[0]), 0), prose.words(quote))
    return found


def _behind(document: Document, prose: Prose, place: int) -> Sequence[NotePart]:
    """Return the note or citation whose mark stands directly behind *place*."""
    manuscript = document.manuscript
    if manuscript is None:
        index = prose.mark_behind(place)
        note = document.marks[index].note if index != -1 else None
        return note.parts if note else ()
    anchor = prose.anchor_behind(place)
    if anchor is None:
        return ()
    if anchor.note != -1:
        return manuscript.notes[anchor.note].parts
    return (manuscript.cited[anchor.cited].citation,) if anchor.cited != -1 else ()


def _only(parts: Sequence[NotePart]) -> Sequence[Cite]:
    """Return the one cite of a note that has no figures in its prose, else none."""
    cites = [cite for part in parts if isinstance(part, Citation) for cite in part.cites]
    if len(cites) != 1 or any(not isinstance(part, Citation) and _DIGIT.search(plain(part)) for part in parts):
        return ()
    return cites


def _is_title(text: str, start: int, end: int) -> bool:
    """Tell whether most longer words are in capitals, as in the title of an article."""
    words: list[str] = _WORD.findall(text, start, end)
    return 2 * sum(word[0].isupper() for word in words) > len(words)


# --- places -----------------------------------------------------------------------------------------------


def _of_ledger(ledger: Ledger, source: Source | None, quoted: dict[int, int]) -> Iterator[CiteFact]:
    count = 0
    for note in ledger.notes:
        for part in note.parts:
            if isinstance(part, Citation):
                count += 1
                for cite in part.cites:
                    where = cite.where or note.where or Span(ledger.path)
                    yield _in_ledger(cite, where, note.number, source, count, quoted.get(id(cite), 0))
    for cite in ledger.source.cites if ledger.source else ():
        yield _in_ledger(cite, cite.where or Span(ledger.path), "", source, count + 1, 0)


def _in_ledger(  # noqa: PLR0917 - what is known of a cite
    cite: Cite, where: Span, note: str, source: Source | None, citation: int, quoted: int
) -> CiteFact:
    key_at, located, locator_at = -1, None, -1
    if source is not None and where.line:
        key_at = source.text.find(cite.key, source.offset(where), source.offset(where) + len(cite.key) + 3)
        if key_at != -1 and cite.locator is not None:
            end = key_at + len(cite.key)
            following = source.text.find("@", end, end + _REACH)
            stop = following if following != -1 else end + _REACH
            locator_at = source.text.find(cite.locator.value, end, stop)
            located = _span(source, locator_at, cite.locator.value)
    suffix = plain(cite.suffix)
    return CiteFact(cite.key, cite.locator, where, note, quoted, "", suffix, citation, key_at, locator_at, located)


def _of_manuscript(manuscript: Manuscript, quoted: dict[int, int]) -> Iterator[CiteFact]:
    numbers = {note.identity: note.number for note in manuscript.notes}
    before_key = manuscript.format in _BY_LOCATOR
    for count, cited in enumerate(manuscript.cited):
        place = cited.place
        source = manuscript.parts[place.part]
        is_text = place.part == ""
        at = place.start
        for cite in cited.citation.cites:
            found = source.text.find(cite.key, at, place.end)
            where = source.span(place.start, place.end)
            located, locator_at = None, -1
            if found != -1:
                behind = found + len(cite.key)
                where = source.span(found, behind)
                if cite.locator is not None:
                    begin, end = (at, found) if before_key else (behind, place.end)
                    locator_at = source.text.find(cite.locator.value, begin, end)
                    located = _span(source, locator_at, cite.locator.value)
                at = behind
            yield CiteFact(
                cite.key,
                cite.locator,
                where,
                numbers.get(cited.note, ""),
                quoted.get(id(cite), 0),
                cited.citation.mode,
                plain(cite.suffix),
                count,
                found if is_text else -1,
                locator_at if is_text else -1,
                located,
            )


def _span(source: Source, start: int, words: str) -> Span | None:
    return source.span(start, start + len(words)) if start != -1 and words else None
