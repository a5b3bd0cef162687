"""Typst: a document for the ``typst`` compiler, which needs nothing else.

Source: Typst Reference (``quote``, ``footnote``, ``counter``, ``table``, ``grid``, ``par``, ``text``, ``document``).
Notes are footnotes at their marks with the printed numbers: the counter is set where they do not count up, and a number
that is none (†, 12a) is a numbering of its own. A mark that comes back refers to the footnote of the first. A mark
without a note is a superscript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from citekit.model import (
    Bibliography,
    BlockQuotation,
    Excerpt,
    Headings,
    NoteReference,
    Paragraph,
    QuotedParagraph,
    SetNote,
)
from citekit.output import blocks
from citekit.output.characters import clean
from citekit.output.layout import (
    Layout,
    Line,
    attribution,
    is_right_to_left,
    laid_out,
    linked_anchors,
    list_title,
    marks,
    note_identifiers,
    stretches,
    unmarked_notes,
)
from citekit.output.typstmarkup import block, inlines, quoted, text
from citekit.richtext import Inlines, plain

NAME = "typst"
SUFFIX = ".typ"
SUFFIXES: tuple[str, ...] = (".typ",)

__all__ = ["NAME", "SUFFIX", "SUFFIXES", "bibliographies", "fragment", "inlines", "write"]

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # what the counter prints exactly as given
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-([A-Za-z]{2}))?(?![A-Za-z0-9])")
_LEADING = 0.65  # em between lines, as the compiler sets them; what a line takes more is 0.7 em
_LINE = 1.35
_GAP = 0.6  # em between entries, for one unit of CSL's entry-spacing
_INDENT = "1.5em"


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a Typst document."""
    title = text(excerpt.title).strip(" ")
    level = "==" if title else "="
    body = [f"= {title}"] if title else []
    body += _quotation(excerpt)
    if unmarked := _unmarked(excerpt):
        body += [*_heading(excerpt.headings.notes, level), *unmarked]
    body += _concordance(excerpt, level)
    body += _lists(excerpt.bibliographies, excerpt.headings, level)
    return _document(body, excerpt.language, excerpt.title)


def fragment(excerpt: Excerpt) -> bytes:
    """Return the paragraphs of *excerpt* for a document that is there, which counts the notes."""
    written = [*_passage(excerpt, _Notes(excerpt, left=True)), *_unmarked(excerpt)]
    return ("\n\n".join(written) + "\n").encode()


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a Typst document."""
    return _document(_lists(lists, headings, "="), language, headings.bibliography)


def _document(body: Sequence[str], language: str, title: str) -> bytes:
    settings = [f"#set document(title: {quoted(title)})"] if clean(title).strip() else []
    settings += [f"#set text({', '.join(told)})"] if (told := list(_told(language))) else []
    settings.append("#set par(justify: true)")
    return ("\n\n".join(["\n".join(settings), *(one for one in body if one)]) + "\n").encode()


def _told(language: str) -> Iterator[str]:
    """Yield what ``text`` is to know of a language (BCP 47): its code, its country, and where lines begin."""
    if found := _LANGUAGE.match(language):
        yield f'lang: "{found[1].lower()}"'
        if found[2]:
            yield f'region: "{found[2].upper()}"'
    if is_right_to_left(language):
        yield "dir: rtl"


def _heading(words: str, level: str) -> list[str]:
    return [f"{level} {shown}"] if (shown := text(words).strip(" ")) else []


# --- the passage ---


def _quotation(excerpt: Excerpt) -> list[str]:
    return _quote(_passage(excerpt, _Notes(excerpt)), excerpt)


def _passage(excerpt: Excerpt, notes: _Notes) -> list[str]:
    written: list[str] = []
    for one in excerpt.paragraphs:
        written += _block(one, notes) if isinstance(one, BlockQuotation) else [_paragraph(one, notes)]
    return [one for one in written if one]


def _quote(paragraphs: Sequence[str], of: Excerpt | BlockQuotation, settings: str = "") -> list[str]:
    source = block(attribution(of))
    if not paragraphs and not source:
        return []
    named = f", attribution: [{source}]" if source else ""
    passage = "\n\n".join(paragraphs)
    return [f"#quote(block: true{named})[\n{settings}{passage}\n]"]


def _block(quoted: BlockQuotation, notes: _Notes) -> list[str]:
    told = ", ".join(_told(quoted.language))
    settings = f"#set text({told})\n" if told else ""
    return _quote([shown for one in quoted.paragraphs if (shown := _quoted(one, notes))], quoted, settings)


def _quoted(paragraph: QuotedParagraph, notes: _Notes) -> str:
    """Return a paragraph of a block, its lines kept apart by breaks."""
    lines = [(f"#h({line.indent * 1.5:g}em)" if line.indent else "") + _paragraph(line.words, notes)
             for line in blocks.lines(paragraph)]  # fmt: skip
    return " \\\n".join(lines)


class _Notes:
    """The notes of an excerpt while its marks are written: what the counter says, and what is written already.

    In a document that is there the counter is *left* alone.
    """

    def __init__(self, excerpt: Excerpt, *, left: bool = False) -> None:
        self._left = left
        self._notes: Mapping[str, SetNote] = {note.anchor: note for note in excerpt.notes}
        self._linked = linked_anchors(excerpt)
        self._labels = note_identifiers(excerpt)
        self._written: set[str] = set()
        self._again = {mark for mark, count in _marks(excerpt).items() if count > 1}
        self._count = 0

    def mark(self, mark: NoteReference) -> str:
        """Return a footnote, a reference to one that stands before, or a superscript."""
        if not mark.linked or mark.anchor not in self._linked:
            return f"#super[{text(mark.number)}]"
        label = f"<fn-{self._labels[mark.anchor]}>"
        if mark.anchor in self._written:
            return f"#footnote{self._numbering(mark.number)}({label})".replace(")(", ", ")
        self._written.add(mark.anchor)
        content = block(self._notes[mark.anchor].content)
        own = label if mark.anchor in self._again else ""
        return f"{self._counted(mark.number)}#footnote{self._numbering(mark.number)}[{content}]{own}"

    def _counted(self, number: str) -> str:
        """Return what sets the counter before a footnote, where it would not print *number* by itself."""
        self._count += 1
        if self._left or not _NUMBER.fullmatch(number) or self._count == int(number):
            return ""
        self._count = int(number)
        return f"#counter(footnote).update({self._count - 1})"

    @staticmethod
    def _numbering(number: str) -> str:
        return "" if _NUMBER.fullmatch(number) else f"(numbering: _ => {quoted(number)})"


def _marks(excerpt: Excerpt) -> Mapping[str, int]:
    """Count the marks that lead to each note."""
    counts: dict[str, int] = {}
    for mark in marks(excerpt):
        if mark.linked:
            counts[mark.anchor] = counts.get(mark.anchor, 0) + 1
    return counts


def _paragraph(paragraph: Paragraph, notes: _Notes) -> str:
    shown = (notes.mark(one) if isinstance(one, NoteReference) else inlines(one) for one in stretches(paragraph))
    return "".join(shown).strip(" ")


def _unmarked(excerpt: Excerpt) -> list[str]:
    """Return the notes that no mark leads to."""
    return [f"#super[{text(note.number)}] {block(note.content)}".strip(" ") for note in unmarked_notes(excerpt)]


def _concordance(excerpt: Excerpt, level: str) -> list[str]:
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    rows = [f"  [{text(old)}], [{text(new)}]," for old, new in excerpt.concordance]
    lines = [
        "#table(",
        "  columns: 2,",
        "  stroke: none,",
        f"  table.header([{text(words.in_book)}], [{text(words.here)}]),",
        "  table.hline(stroke: 0.5pt),",
        *rows,
        ")",
    ]
    return [*_heading(words.concordance, level), "\n".join(lines)]


# --- bibliographies ---


def _lists(lists: Sequence[Bibliography], headings: Headings, level: str) -> list[str]:
    return [shown for each in lists if each.entries for shown in _bibliography(each, headings, level)]


def _bibliography(bibliography: Bibliography, headings: Headings, level: str) -> list[str]:
    layouts = [laid_out(entry.content) for entry in bibliography.entries]
    annotations = [entry.annotation for entry in bibliography.entries]
    leading = _LEADING + _LINE * (bibliography.line_spacing - 1)
    gap = leading + _GAP * bibliography.entry_spacing
    labelled = any(layout.label for layout in layouts)
    if labelled:
        inner, hanging = _grid(bibliography, layouts, annotations, gap), ""
    else:
        inner = "\n\n".join(
            _entry(layout, annotation, leading) for layout, annotation in zip(layouts, annotations, strict=True)
        )
        hanging = f", hanging-indent: {_INDENT}" if bibliography.hanging_indent else ""
    spacing = leading if labelled else gap
    settings = f"#set par(leading: {leading:g}em, spacing: {spacing:g}em{hanging})\n#set block(spacing: {spacing:g}em)"
    return [*_heading(list_title(bibliography, headings), level), f"#[\n{settings}\n\n{inner}\n]"]


def _entry(layout: Layout, annotation: Inlines, leading: float) -> str:
    """Return an entry: a paragraph, or a block of several lines with no more between them than between any."""
    lines = _lines(layout, annotation)
    if len(lines) == 1:
        return lines[0]
    inner = "\n\n".join(lines)
    return f"#block[\n#set par(spacing: {leading:g}em)\n#set block(spacing: {leading:g}em)\n{inner}\n]"


def _lines(layout: Layout, annotation: Inlines) -> list[str]:
    lines = [*layout.lines, *([Line(annotation, indented=True)] if block(annotation) else [])]
    shown = [
        (f"#pad(left: {_INDENT})[{block(line.content)}]" if line.indented else block(line.content)) for line in lines
    ]
    return [one for one in shown if one] or [""]


def _grid(bibliography: Bibliography, layouts: Sequence[Layout], annotations: Sequence[Inlines], gap: float) -> str:
    """Return entries beside their labels, which stand in the margin where the style wants them there."""
    width = max(len(plain(layout.label).strip()) for layout in layouts) * 0.6
    in_margin = bibliography.second_field_align == "margin"
    columns = f"({width:g}em, 1fr)" if in_margin else "(auto, 1fr)"
    rows = []
    for layout, annotation in zip(layouts, annotations, strict=True):
        body = "\n\n".join(_lines(layout, annotation))
        rows.append(f"  [{block(layout.label)}], [{body}],")
    start = f"#pad(left: -{width + 0.6:g}em, " if in_margin else "#"
    lines = [f"{start}grid(", f"  columns: {columns},", f"  column-gutter: 0.6em, row-gutter: {gap:g}em,", *rows]
    return "\n".join([*lines, "))" if in_margin else ")"])
