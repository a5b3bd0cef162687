"""Small things about the text of a Markdown manuscript: what stands around a citation, and what prose says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from citekit.findings import Source
from citekit.notes.citesyntax import PlacedCitation
from citekit.notes.fences import blanked, regions
from citekit.notes.ledger.forms.markdown_blocks import Block
from citekit.notes.ledger.forms.markdown_text import unformatted, unsmart
from citekit.notes.prose import parse_prose
from citekit.patterns import pattern
from citekit.richtext import Inlines
from citekit.values import NamedTuple

_WORDS = 200  # characters around a citation that tell all of its punctuation
# Source: Pandoc User's Guide, "notes-after-punctuation"; closing quotation marks and brackets go with the stop.
_STOP = pattern(r"[”’»›\"')]*[.,;:!?…]*[”’»›\"')]*(?!\w)")
_CROSS_REFERENCE = pattern(r"(?:fig|sec|tbl|eq|lst)[-:]")
_THEOREM = pattern(r"(?:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)-")
_MARKUP = pattern(r"[*_]+")
_BLANK = pattern(r"[ \t]*(?:\r?\n[ \t]*(?:>[ \t]?)*)?\Z")
# What a line may begin with before its text: quotations, items of lists, headings, the cells of a table.
_BEGUN = pattern(
    r"[ \t]*(?:>[ \t]*)*(?:(?:[-+*:~]|\#{1,6}|\#\.|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{1,9}|@[\w-]*)[.)])[ \t]+)*[ \t]*\Z"
)
_NO_PROSE = pattern(r"[ \t>]*(?:#{1,6}[ \t]|[|<]|={2,}|-{2,}[\s-]*\Z)")
_QUOTED = pattern(r"\n[ \t]*(?:>[ \t]?)+")
_DRAWN = pattern(r"^[ \t>]*\+[-=:+]{3,}\+[ \t]*\r?$", re.MULTILINE)
_DASHES = pattern(r"^ {0,3}-{2,}(?: +-{2,})+[ \t]*\r?$", re.MULTILINE)
_DRAWN_ROW = pattern(r"[ \t>]*[|+]")
_LINE = 2_000  # characters of the line above that are looked at
_SIMPLE = 1_000  # characters, and so many stars, that markup is looked for in
_STARS = 50


def is_cross_reference(key: str, *, in_quarto: bool = False) -> bool:
    """Tell whether *key* is one of Quarto's or pandoc-crossref's: of a figure, section, table, equation or listing.

    Theorems and the like are told *in_quarto* alone, where their prefixes are reserved: others have such keys.
    Source: Quarto, "Cross References" (``fig-``); pandoc-crossref (``fig:``).
    """
    found = _CROSS_REFERENCE.match(key) or (in_quarto and _THEOREM.match(key))
    return bool(found)


def prose_of(text: str) -> str:
    """Return Markdown in the little markup that ``prose.py`` reads: smart signs made, other formats and comments gone.

    A long text of nothing but signs is no prose, and is escaped.
    """
    if "<!--" in text:
        text = blanked(text, ((one.start, one.end) for one in regions(text) if one.kind == "comment"), "")
    if "\n" in text and ">" in text:
        text = _QUOTED.sub("\n", text)
    if len(text) > _SIMPLE and text.count("*") > _STARS:
        text = text.replace("*", "\\*")
    return unsmart(unformatted(text)[0])


def undecorated(text: str) -> Inlines:
    """Return what prose says."""
    return parse_prose(prose_of(text))


class Surroundings(NamedTuple):
    """What stands around citations; *after_stops* says that marks of notes stand behind stops."""

    text: str
    after_stops: bool = True

    def before(self, start: int, place: int) -> str:
        """Return some words that stand before *place* in the paragraph that begins at *start*."""
        words = self.text[max(start, place - _WORDS) : place]
        return words if words.strip() else ""

    def after(self, place: int, end: int) -> str:
        """Return some words that stand from *place* on in the paragraph that ends at *end*."""
        words = self.text[place : min(end, place + _WORDS)]
        found = _MARKUP.match(words)
        words = words[found.end() :] if found else words
        return words if words.strip() else ""

    def stop(self, place: int, end: int) -> str:
        """Return the stop that stands at *place*."""
        found = _STOP.match(self.text, place, min(end, place + _WORDS)) if self.after_stops else None
        return found[0] if found else ""

    def blank(self, start: int, place: int) -> int:
        """Return how much white space before *place* a note's mark may swallow: none that begins a line's text."""
        text, near = self.text, max(start, place - _WORDS)
        found = _BLANK.search(text, near, place)
        if found is None or not found[0] or text[found.start() - 1 : found.start()] in ("|", "\\"):
            return 0
        line = text.rfind("\n", near, place) + 1
        if "\n" not in found[0]:
            begins = (line or near == start) and _BEGUN.match(text, line or near, place)
            return 0 if begins else place - found.start()
        above = text.rfind("\n", max(0, place - _LINE), found.start()) + 1 or max(0, place - _LINE)
        return 0 if _NO_PROSE.match(text, above, found.start()) else place - found.start()


def left_in_tables(source: Source, start: int, end: int, found: Sequence[PlacedCitation]) -> set[int]:
    """Return where citations begin in tables whose columns are drawn, which another text in them would break.

    Source: Pandoc User's Guide, "Tables": of grid, simple and multiline tables. In the last column of a simple one is
    room.
    """
    text = source.text
    if _DRAWN.search(text, start, end):
        starts = ((one.start, one.start - source.span(one.start).column + 1) for one in found)
        return {place for place, line in starts if _DRAWN_ROW.match(text, line)}
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    below = text.find("\n", end) + 1
    next_end = text.find("\n", below)
    for begin, stop in ((above, start), (below, next_end if next_end != -1 else len(text)) if below else (0, 0)):
        dashes = _DASHES.search(text, begin, max(stop, begin))
        if dashes:
            last = dashes[0].rstrip().rindex(" ") + 1
            return {one.start for one in found if source.span(one.start).column <= last}
    return set()


def heading_level(text: str, heading: Block) -> int:
    """Return the level of a heading, which has number signs or is underlined."""
    signs = text[text.rfind("\n", 0, heading.start) + 1 : heading.start].strip(" \t")
    below = text.find("\n", heading.end) + 1
    return len(signs) or (1 if text.startswith("=", below) else 2)
