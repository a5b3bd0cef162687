"""Entries of bibliographies as paragraphs of a word processor: where they begin, and the space around them.

Source: CSL 1.0.2, Bibliography-specific Options (Whitespace) and Display. Lengths are twips, twentieths of a point,
which Word files and RTF count in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.model import Bibliography, BibliographyEntry
from citekit.output.layout import laid_out
from citekit.richtext import Inlines, plain
from citekit.values import dataclass

LINE = 240
"""A line of text of 12 points. Spaces between entries are half lines, as CSL's processors have them."""
INDENT = 480
_CHARACTER = 120  # an average one


@dataclass(frozen=True, slots=True)
class EntryLook:
    """The whitespace of the entries of a bibliography.

    A first line begins at *left* less *hanging*. Text after a label begins at *left*, where a tab stop is.
    """

    left: int = 0
    hanging: int = 0
    labelled: bool = False
    after: int = LINE // 2
    line: int = LINE


@dataclass(frozen=True, slots=True)
class EntryParagraph:
    """A paragraph of an entry. *look* is its own whitespace.

    *first* is the one that the entry begins with; its *label* stands before a tab if the look has labels. A paragraph
    that is *kept* stands on the page of the next one.
    """

    content: Inlines
    look: EntryLook
    label: Inlines = ()
    first: bool = False
    kept: bool = False
    annotation: bool = False


def entry_look(bibliography: Bibliography) -> EntryLook:
    """Return how the entries of *bibliography* stand.

    A label in the margin hangs into it; another has a column as wide as the widest label.
    """
    after = bibliography.entry_spacing * LINE // 2
    line = max(bibliography.line_spacing, 1) * LINE
    longest = max((len(plain(laid_out(entry.content).label).strip()) for entry in bibliography.entries), default=0)
    if longest:
        width = (longest + 1) * _CHARACTER
        return EntryLook(0 if bibliography.second_field_align == "margin" else width, width, True, after, line)
    indent = INDENT if bibliography.hanging_indent else 0
    return EntryLook(indent, indent, False, after, line)


def common_look(lists: Sequence[Bibliography]) -> EntryLook:
    """Return how the entries of the first bibliography stand, which is the style's; others say what they are."""
    shown = (each for each in lists if each.entries)
    return next(map(entry_look, shown), EntryLook(INDENT, INDENT))


def entry_paragraphs(entry: BibliographyEntry, look: EntryLook) -> Iterator[EntryParagraph]:
    """Yield a paragraph for each line of an entry, and one for what is said of it."""
    layout = laid_out(entry.content)
    said = bool(plain(entry.annotation).strip())
    below = EntryLook(look.left, 0, False, 0, look.line)
    for index, line in enumerate(layout.lines):
        last = index == len(layout.lines) - 1 and not said
        after = look.after if last else 0
        left = look.left + (INDENT if line.indented else 0)
        own = EntryLook(left, look.hanging, look.labelled, after, look.line) if index == 0 else _at(below, left, after)
        yield EntryParagraph(line.content, own, layout.label, first=index == 0, kept=not last)
    if said:
        yield EntryParagraph(entry.annotation, _at(below, look.left + INDENT, look.after), annotation=True)


def _at(look: EntryLook, left: int, after: int) -> EntryLook:
    return EntryLook(left, 0, False, after, look.line)
