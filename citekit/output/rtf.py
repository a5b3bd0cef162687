r"""RTF: a file with real footnotes, styles and bibliographies for every word processor.

Source: Rich Text Format Specification 1.9.1 (Document Area, Style Sheet, Footnotes, Fields, Bookmarks, Table
Definitions, Bidirectional Controls). The word processor counts the notes (``\chftn``) from the first number on; a note
that counting would give another number, or that has a sign, has it as text, which LibreOffice 7.4 prints twice in the
passage (that of its own files too). All characters are ASCII.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citekit.model import Bibliography, Excerpt, Headings, SetNote
from citekit.output import fragment_rtf, rtfstyles
from citekit.output.characters import clean
from citekit.output.entries import EntryParagraph, entry_look, entry_paragraphs
from citekit.output.fragment_rtf import CODES
from citekit.output.layout import attribution, is_right_to_left, list_title, settled
from citekit.output.notemarks import MarkAlone, Marked, MarkedParagraph, NoteHere, Part, marked
from citekit.output.rtfstyles import ANNOTATION, ATTRIBUTION, BIBLIOGRAPHY, HEADING, NORMAL, NOTE_TEXT, TITLE
from citekit.richtext import Inlines
from citekit.values import dataclass

NAME = "rtf"
SUFFIX = ".rtf"
SUFFIXES: tuple[str, ...] = (".rtf",)

_COLUMN = 1800


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as an RTF file."""
    return _written(excerpt, clean(excerpt.title).strip())


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as an RTF file."""
    excerpt = Excerpt(bibliographies=tuple(lists), headings=headings, language=language)
    return _written(excerpt, clean(headings.bibliography) if any(each.entries for each in lists) else "")


def inlines(content: Inlines) -> str:
    r"""Return *content* for the middle of a paragraph.

    >>> from citekit.richtext import ITALIC, Styled
    >>> inlines(("R&D, ", Styled(("Müller",), ITALIC)))
    'R&D, {\\i M\\uc0\\u252 ller}'
    """
    return fragment_rtf.fragment(settled(content), link_look=rtfstyles.LINK)


def _written(excerpt: Excerpt, name: str) -> bytes:
    """Return *excerpt* as a file whose properties say *name*."""
    page = _Page(is_right_to_left(excerpt.language))
    passage = marked(excerpt)
    body = "".join(_body(excerpt, page, passage))
    head = rtfstyles.header(body, excerpt.language, _text(name), passage.start)
    return f"{{{head}{body}}}\n".encode("ascii")


def _body(excerpt: Excerpt, page: _Page, passage: Marked) -> Iterator[str]:
    if title := _text(excerpt.title).strip():
        yield page.paragraph(title, TITLE)
    yield from map(page.passage, passage.paragraphs)
    if source := attribution(excerpt):
        yield page.paragraph(page.inlines(("— ", *source)), ATTRIBUTION)
    if passage.unmarked:
        yield page.paragraph(_text(excerpt.headings.notes), HEADING)
        for note in passage.unmarked:
            yield page.paragraph(page.numbered(note, _sign(note.number)), NOTE_TEXT)
    yield from page.concordance(excerpt)
    for each in excerpt.bibliographies:
        if each.entries:
            look = entry_look(each)
            yield page.paragraph(_text(list_title(each, excerpt.headings)), HEADING)
            for entry in each.entries:
                yield from map(page.entry, entry_paragraphs(entry, look))


def _text(text: str) -> str:
    return fragment_rtf.fragment((clean(text),))


def _sign(number: str) -> str:
    return f"{{{rtfstyles.NOTE_MARK} {_text(number)}}}"


def _bookmark(place: int) -> str:
    return f"_RefNote{place + 1}"


@dataclass(frozen=True, slots=True)
class _Page:
    """Paragraphs, which say all that their style says: a reader need not know styles."""

    right_to_left: bool

    def inlines(self, content: Inlines) -> str:
        codes = rtfstyles.FROM_THE_RIGHT if self.right_to_left else CODES
        return fragment_rtf.fragment(settled(content), codes=codes, link_look=rtfstyles.LINK)

    def numbered(self, note: SetNote, mark: str) -> str:
        return f"{mark} {self.inlines(note.content)}"

    def codes(self, style: rtfstyles.Style) -> str:
        return style.codes(right_to_left=self.right_to_left)

    def paragraph(self, inner: str, style: rtfstyles.Style, more: str = "") -> str:
        return f"{{\\pard\\plain{self.codes(style)}{more} {inner}\\par}}\n"

    def passage(self, one: MarkedParagraph) -> str:
        """Return a paragraph of the passage, or of a quotation in it, in the language and direction of that."""
        if one.language and is_right_to_left(one.language) != self.right_to_left:
            return _Page(not self.right_to_left).passage(one)
        lines = ["\\tab " * indent + "".join(map(self.part, line))
                 for line, indent in zip(one.lines, one.indents, strict=True)]  # fmt: skip
        return self.paragraph("\\line ".join(lines), rtfstyles.PASSAGE[one.role], rtfstyles.language(one.language))

    def part(self, part: Part) -> str:
        if isinstance(part, tuple):
            return self.inlines(part)
        if isinstance(part, MarkAlone):
            sign = _sign(part.number)
            if part.again is None:
                return sign
            return f"{{\\field{{\\*\\fldinst{{NOTEREF {_bookmark(part.again)} \\\\f \\\\h}}}}{{\\fldrslt {sign}}}}}"
        return self.note(part)

    def note(self, here: NoteHere) -> str:
        """Return the mark of a footnote with the footnote, which is anchored to the character before it."""
        mark = "\\chftn" if here.counted else _text(here.note.number)
        sign = f"{{{rtfstyles.NOTE_MARK} {mark}}}"
        note = f"{{\\footnote\\pard\\plain{self.codes(NOTE_TEXT)} {self.numbered(here.note, sign)}}}"
        written = f"{{{rtfstyles.NOTE_MARK} {mark}{note}}}"
        if not here.comes_back:
            return written
        name = _bookmark(here.place)
        return f"{{\\*\\bkmkstart {name}}}{written}{{\\*\\bkmkend {name}}}"

    def entry(self, one: EntryParagraph) -> str:
        style = ANNOTATION if one.annotation else BIBLIOGRAPHY
        label = f"{self.inlines(one.label)}\\tab " if one.first and one.look.labelled else ""
        return self.paragraph(label + self.inlines(one.content), style, rtfstyles.whitespace(one))

    def concordance(self, excerpt: Excerpt) -> Iterator[str]:
        """Yield the table of note numbers in the book and here, and a paragraph below it."""
        if excerpt.concordance:
            words = excerpt.headings
            yield self.paragraph(_text(words.concordance), HEADING)
            yield self.row((words.in_book, words.here), "\\trhdr", "\\clbrdrb\\brdrs\\brdrw10")
            yield from map(self.row, excerpt.concordance)
            yield "\\pard\\plain\\fs8\\par\n"

    def row(self, cells: Sequence[str], kind: str = "", border: str = "") -> str:
        direction = "\\rtlrow" if self.right_to_left else ""
        columns = "".join(f"{border}\\cellx{_COLUMN * (index + 1)}" for index in range(len(cells)))
        inner = "".join(f"\\pard\\plain\\intbl{self.codes(NORMAL)} {_text(cell)}\\cell" for cell in cells)
        return f"\\trowd{direction}\\trgaph108{kind}{columns}\n{inner}\\row\n"
