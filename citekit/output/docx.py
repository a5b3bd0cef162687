"""DOCX: a Word file with real footnotes, styles, and a bibliography; the standard library suffices.

Sources: ECMA-376 Part 1, 11.3 (parts), 17.6 (sections), 17.11 (footnotes), 17.16.5.38 (NOTEREF); Part 2 (packages).
Word counts the notes from the first number on; a note that counting would give another number, or that has a sign, has
it as its own mark. The order of elements is that of the transitional schema, so that Word has nothing to repair.
"""

from __future__ import annotations

from collections.abc import Sequence

from citekit.archives import archive_of
from citekit.model import Bibliography, Excerpt, Headings, SetNote
from citekit.output import wordml, wordpackage, wordstyles
from citekit.output.characters import clean
from citekit.output.entries import EntryLook, common_look, entry_look
from citekit.output.layout import attribution, is_right_to_left, list_title
from citekit.output.notemarks import MarkAlone, MarkedParagraph, NoteHere, Part, Words, marked
from citekit.output.wordml import NONE, Properties, styled
from citekit.richtext import Inlines
from citekit.values import dataclass, replace

NAME = "docx"
SUFFIX = ".docx"
SUFFIXES: tuple[str, ...] = (".docx",)
BINARY = True

_MARK: Properties = {"rStyle": f'<w:rStyle w:val="{wordstyles.NOTE_MARK}"/>'}
_TAB = wordml.run("<w:tab/>")
_BREAK = wordml.run("<w:br/>")
_RULE = '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>'


def write(excerpt: Excerpt) -> bytes:
    """Return *excerpt* as a Word file."""
    return _written(excerpt, clean(excerpt.title).strip())


def bibliographies(lists: Sequence[Bibliography], headings: Headings, language: str) -> bytes:
    """Return bibliographies as a Word file."""
    excerpt = Excerpt(bibliographies=tuple(lists), headings=headings, language=language)
    return _written(excerpt, clean(headings.bibliography))


def inlines(content: Inlines) -> str:
    """Return *content* as runs.

    >>> inlines(("R&D",))
    '<w:r><w:t xml:space="preserve">R&amp;D</w:t></w:r>'
    """
    return wordml.runs(content)


def _written(excerpt: Excerpt, name: str) -> bytes:
    """Return *excerpt* as a file whose properties say *name*."""
    page = _Page(is_right_to_left(excerpt.language), common_look(excerpt.bibliographies))
    passage = marked(excerpt)
    title = clean(excerpt.title).strip()
    body = [page.plain(title, wordstyles.TITLE)] if title else []
    body += [page.passage(one) for one in passage.paragraphs]
    if source := attribution(excerpt):
        body.append(page.paragraph(page.runs(("— ", *source)), wordstyles.ATTRIBUTION))
    if passage.unmarked:
        body.append(page.plain(excerpt.headings.notes, wordstyles.HEADING))
        body += [page.note(note, _sign(note)) for note in passage.unmarked]
    body += page.concordance(excerpt)
    lists = page.lists(excerpt.bibliographies, excerpt.headings)
    body += lists or ([page.plain("", "Normal")] if excerpt.concordance else [])  # a table is not the last thing
    parts = wordpackage.Parts(
        body="".join(body),
        styles=wordstyles.styles(excerpt.language, page.entries, apart={one.role for one in passage.paragraphs}),
        footnotes=[page.footnote(one) for one in passage.notes],
        first_number=passage.start,
    )
    return archive_of(wordpackage.members(parts, name, excerpt.language))


def _sign(note: SetNote) -> str:
    return wordml.text_run(note.number, _MARK)


def _bookmark(place: int) -> str:
    return f"_RefNote{place + 1}"  # a first "_" keeps it out of Word's list of bookmarks


@dataclass(frozen=True, slots=True)
class _Page:
    """What every paragraph of a file needs to know: its direction, and how the style has entries of bibliographies."""

    right_to_left: bool
    entries: EntryLook

    def paragraph(self, inner: str, style: str, look: Properties = NONE) -> str:
        direction = wordml.RIGHT_TO_LEFT if self.right_to_left else NONE
        return wordml.paragraph(inner, styled(style, {**look, **direction}))

    def plain(self, text: str, style: str) -> str:
        return self.paragraph(self.text(text), style)

    def text(self, text: str) -> str:
        return wordml.text_run(text, right_to_left=self.right_to_left)

    def runs(self, content: Inlines, around: Properties = NONE) -> str:
        return wordml.runs(content, around=around, right_to_left=self.right_to_left)

    def passage(self, one: MarkedParagraph) -> str:
        """Return a paragraph of the passage, or of a quotation in it, in the language and direction of that."""
        if one.language and is_right_to_left(one.language) != self.right_to_left:
            return replace(self, right_to_left=not self.right_to_left).passage(one)
        spoken = wordstyles.language_element(one.language)
        around: Properties = {"lang": spoken} if spoken else NONE
        lines = [_TAB * indent + self.words(line, around) for line, indent in zip(one.lines, one.indents, strict=True)]
        return self.paragraph(_BREAK.join(lines), wordstyles.PASSAGE[one.role])

    def words(self, words: Words, around: Properties) -> str:
        return "".join(self.part(one, around) for one in words)

    def part(self, part: Part, around: Properties) -> str:
        if isinstance(part, tuple):
            return self.runs(part, around)
        if isinstance(part, MarkAlone):
            number = wordml.text_run(part.number, _MARK)
            if part.again is None:
                return number
            return wordml.field(rf"NOTEREF {_bookmark(part.again)} \f \h", number, _MARK)
        return self.reference(part)

    def reference(self, here: NoteHere) -> str:
        """Return the reference to a footnote, with a bookmark where other marks refer to it (17.11.14, 17.11.7)."""
        identity = here.place + 1
        if here.counted:
            written = wordml.run(f'<w:footnoteReference w:id="{identity}"/>', _MARK)
        else:
            # LibreOffice prints a text of several characters twice, in its own files too
            sign = "".join(map(wordml.characters, clean(here.note.number)))
            reference = f'<w:footnoteReference w:customMarkFollows="1" w:id="{identity}"/>'
            written = wordml.run(reference + sign, _MARK)
        if not here.comes_back:
            return written
        start = f'<w:bookmarkStart w:id="{identity}" w:name="{_bookmark(here.place)}"/>'
        return f'{start}{written}<w:bookmarkEnd w:id="{identity}"/>'

    def footnote(self, here: NoteHere) -> str:
        own = "<w:footnoteRef/>" if here.counted else wordpackage.own_mark(wordml.characters(clean(here.note.number)))
        mark = wordml.run(own, _MARK)
        return f'<w:footnote w:id="{here.place + 1}">{self.note(here.note, mark)}</w:footnote>'

    def note(self, note: SetNote, mark: str) -> str:
        return self.paragraph(f"{mark}{self.text(' ')}{self.runs(note.content)}", wordstyles.NOTE_TEXT)

    def concordance(self, excerpt: Excerpt) -> list[str]:
        """Return the table of note numbers in the book and here."""
        if not excerpt.concordance:
            return []
        words = excerpt.headings
        head = self.row(words.in_book, words.here, header=True)
        rows = [self.row(old, new) for old, new in excerpt.concordance]
        direction = "<w:bidiVisual/>" if self.right_to_left else ""
        look = f'<w:tblPr>{direction}<w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        grid = '<w:tblGrid><w:gridCol w:w="1800"/><w:gridCol w:w="1800"/></w:tblGrid>'
        table = f"<w:tbl>{look}{grid}{head}{''.join(rows)}</w:tbl>"
        return [self.plain(words.concordance, wordstyles.HEADING), table]

    def row(self, *cells: str, header: bool = False) -> str:
        look = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else ""
        border = _RULE if header else ""
        tight = {"spacing": '<w:spacing w:after="20" w:line="240" w:lineRule="auto"/>'}
        inner = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/>{border}</w:tcPr>'
            f"{self.paragraph(self.text(cell), 'Normal', tight)}</w:tc>"
            for cell in cells
        )
        return f"<w:tr>{look}{inner}</w:tr>"

    def lists(self, lists: Sequence[Bibliography], headings: Headings) -> list[str]:
        written = []
        for each in lists:
            if each.entries:
                written.append(self.plain(list_title(each, headings), wordstyles.HEADING))
                look = entry_look(each)
                written += [
                    wordml.entry_paragraphs(entry, look, of_style=self.entries, right_to_left=self.right_to_left)
                    for entry in each.entries
                ]
        return written
