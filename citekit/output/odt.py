"""ODT: an OpenDocument text with real footnotes, styles, and a bibliography; the standard library suffices.

Sources: ODF 1.3 Part 3, 5.1 (paragraphs and headings), 6.3 (notes), 7.7.3 (``text:note-ref``), 9.1 (tables).
Notes are counted from the first number on; a note that counting would give another number, or that has a sign, has it
as its label (6.3.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import accumulate

from citekit.archives import archive_of
from citekit.model import Bibliography, BibliographyEntry, Excerpt, Headings, SetNote
from citekit.output import odf, odfpackage
from citekit.output.characters import clean
from citekit.output.entries import EntryLook, EntryParagraph, common_look, entry_look, entry_paragraphs
from citekit.output.layout import attribution, list_title
from citekit.output.notemarks import MarkAlone, MarkedParagraph, NoteHere, Part, Words, marked
from citekit.output.odfpackage import NOTE_MARK
from citekit.richtext import Inlines, plain
from citekit.values import dataclass

NAME = "odt"
SUFFIX = ".odt"
SUFFIXES: tuple[str, ...] = (".odt",)
BINARY = True


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as an ODF text."""
    return _written(excerpt, clean(excerpt.title).strip())


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as an ODF text."""
    excerpt = Excerpt(bibliographies=tuple(lists), headings=headings, language=language)
    return _written(excerpt, clean(headings.bibliography))


def inlines(content: Inlines) -> str:
    """Return *content* as text and spans; `citekit.output.odf.text_styles` has what they look like.

    >>> inlines(("R&D",))
    'R&amp;D'
    """
    return odf.spans(content)


def _written(excerpt: Excerpt, name: str) -> bytes:
    """Return *excerpt* as a file whose properties say *name*."""
    passage = marked(excerpt)
    title = clean(excerpt.title).strip()
    body = [_paragraph(odf.characters(title), odfpackage.TITLE)] if title else []
    looks: dict[tuple[str, str], str] = {}  # of quotations set apart, with the names of their styles
    body += [_passage(one, looks) for one in passage.paragraphs]
    if source := attribution(excerpt):
        body.append(_paragraph(odf.spans(("— ", *source)), odfpackage.ATTRIBUTION))
    if passage.unmarked:
        body.append(_heading(excerpt.headings.notes))
        body += [_unmarked(note) for note in passage.unmarked]
    body += _concordance(excerpt)
    entries = _Entries(common_look(excerpt.bibliographies), {})
    body += entries.lists(excerpt.bibliographies, excerpt.headings)
    written = "".join(body)
    apart = "".join(odfpackage.block_style(name, *look, excerpt.language) for look, name in looks.items())
    numbers = _table_styles(excerpt.language) if excerpt.concordance else ""
    styles = f"{odf.text_styles(written)}{apart}{entries.styles()}{numbers}"
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{written}</office:text></office:body>"
    )
    members = odfpackage.members(content, passage.start, name, excerpt.language, entries.of_style)
    return archive_of(members, first="mimetype")


def _paragraph(inner: str, style: str) -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _heading(text: str) -> str:
    inner = odf.characters(text)
    return f'<text:h text:style-name="{odfpackage.HEADING}" text:outline-level="1">{inner}</text:h>'


# --- the passage and its notes ---


def _passage(one: MarkedParagraph, looks: dict[tuple[str, str], str]) -> str:
    style = odfpackage.QUOTE
    if one.role != "text":
        style = looks.setdefault((one.role, one.language), f"block{len(looks) + 1}")
    lines = ["<text:tab/>" * indent + _words(line) for line, indent in zip(one.lines, one.indents, strict=True)]
    return _paragraph("<text:line-break/>".join(lines), style)


def _words(words: Words) -> str:
    """Return the words of a line; blanks are judged by the words around, notes are none of them."""
    texts = [_shown(part) for part in words]
    before = [text[-1:] for text in accumulate(texts, _latter, initial=" ")]
    after = [text[-1:] for text in accumulate((text[:1] for text in reversed(texts)), _latter, initial=" ")]
    edges = zip(words, before, after[-2::-1], strict=False)
    return "".join(_part(part, *around) for part, *around in edges)


def _shown(part: Part) -> str:
    if isinstance(part, tuple):
        return clean(plain(part))
    return part.number if isinstance(part, MarkAlone) else ""


def _latter(first: str, second: str) -> str:
    return second or first


def _part(part: Part, before: str, after: str) -> str:
    if isinstance(part, tuple):
        return odf.spans(part, before, after)
    if isinstance(part, NoteHere):
        return _note(part)
    if part.again is None:
        return _raised(odf.characters(part.number, before, after))
    name = f'text:note-class="footnote" text:reference-format="text" text:ref-name="{_identity(part.again)}"'
    return _raised(f"<text:note-ref {name}>{_sign(part.number)}</text:note-ref>")


def _sign(number: str) -> str:
    """Return a number where no elements may stand."""
    return escape(clean(number), quote=False)


def _raised(inner: str) -> str:
    return f'<text:span text:style-name="{NOTE_MARK}">{inner}</text:span>'


def _identity(place: int) -> str:
    return f"ftn{place + 1}"


def _note(here: NoteHere) -> str:
    number = _sign(here.note.number)
    label = "" if here.counted else f' text:label="{odf.attribute(here.note.number)}"'
    # a blank between the number and the note, as Word has it: LibreOffice puts one behind a counted number only
    body = _paragraph(f"<text:s/>{odf.spans(here.note.content)}", odfpackage.NOTE_TEXT)
    return (
        f'<text:note text:id="{_identity(here.place)}" text:note-class="footnote">'
        f"<text:note-citation{label}>{number}</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
    )


def _unmarked(note: SetNote) -> str:
    sign = _raised(odf.characters(note.number))
    return _paragraph(f"{sign} {odf.spans(note.content)}", odfpackage.NOTE_TEXT)


# --- what stands below ---


def _table_styles(language: str) -> str:
    return (
        '<style:style style:name="numbers" style:family="table">'
        f'<style:table-properties style:width="2.5in" table:align="{odfpackage.side(language)}" '
        'table:border-model="collapsing"/></style:style>'
        '<style:style style:name="numbers-head" style:family="table-cell">'
        '<style:table-cell-properties fo:border-bottom="0.5pt solid #000000"/></style:style>'
    )


def _concordance(excerpt: Excerpt) -> list[str]:
    """Return the table of note numbers in the book and here."""
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    head = _row((words.in_book, words.here), ' table:style-name="numbers-head"')
    rows = "".join(_row(pair) for pair in excerpt.concordance)
    table = (
        '<table:table table:name="numbers" table:style-name="numbers">'
        '<table:table-column table:number-columns-repeated="2"/>'
        f"<table:table-header-rows>{head}</table:table-header-rows>{rows}</table:table>"
    )
    return [_heading(words.concordance), table]


def _row(cells: Sequence[str], look: str = "") -> str:
    inner = "".join(
        f'<table:table-cell{look} office:value-type="string">'
        f"{_paragraph(odf.characters(cell), odfpackage.TABLE_TEXT)}</table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries on their way into a file: the whitespace *of_style*, and the *others* with the names of their styles."""

    of_style: EntryLook
    others: dict[EntryParagraph, str]

    def lists(self, lists: Sequence[Bibliography], headings: Headings) -> Iterator[str]:
        for each in lists:
            if each.entries:
                yield _heading(list_title(each, headings))
                look = entry_look(each)
                yield from (self.entry(entry, look) for entry in each.entries)

    def entry(self, entry: BibliographyEntry, look: EntryLook) -> str:
        return "".join(self.paragraph(one) for one in entry_paragraphs(entry, look))

    def paragraph(self, one: EntryParagraph) -> str:
        label = f"{odf.spans(one.label)}<text:tab/>" if one.first and one.look.labelled else ""
        return _paragraph(label + odf.spans(one.content), self.style(one))

    def style(self, one: EntryParagraph) -> str:
        if one.look == self.of_style and not one.kept and not one.annotation:
            return odfpackage.BIBLIOGRAPHY
        shape = EntryParagraph((), one.look, kept=one.kept, annotation=one.annotation)
        return self.others.setdefault(shape, f"entry{len(self.others) + 1}")

    def styles(self) -> str:
        return "".join(_entry_style(name, shape) for shape, name in self.others.items())


def _entry_style(name: str, shape: EntryParagraph) -> str:
    parent = odfpackage.ANNOTATION if shape.annotation else odfpackage.BIBLIOGRAPHY
    kept = ' fo:keep-with-next="always"' if shape.kept else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
        f"<style:paragraph-properties {odfpackage.whitespace(shape.look)}{kept}>{odfpackage.tab_stops(shape.look)}"
        "</style:paragraph-properties></style:style>"
    )
