r"""The passage of an excerpt in LaTeX, whatever its footnotes are, and the table of its numbers.

Source: *LaTeX2e: An unofficial reference manual* (``quotation`` and ``quote``, ``verse``); the manual of babel
(``otherlanguage*``). Quotations set apart stand in these environments within that of the passage.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from citekit.model import BlockQuotation, Excerpt, NoteReference, Paragraph, QuotedParagraph, SetNote
from citekit.output import blocks
from citekit.output.layout import attribution, linked_anchors, stretches, unmarked_notes
from citekit.output.texdocument import babel_language
from citekit.output.texmarkup import block, heading, inlines, text

NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")  # what \footnote[…] prints exactly as given


_BEGUN = re.compile(r"[^\s\\{}*]|\{\[|\\(?:text(?:it|bf|sc)|hspace)\b")  # what begins a line that shows something


def quotation(excerpt: Excerpt, source: str, passage: PassageWriter) -> str:
    """Return the passage with *source* below it."""
    written = passage.paragraphs(excerpt)
    if source:
        written.append(_attributed(source))
    if not written:
        return ""
    return _environment("quotation" if len(excerpt.paragraphs) > 1 else "quote", written)


def _attributed(source: str) -> str:
    return rf"{{\raggedleft — {source}\par}}"


def _environment(name: str, written: list[str]) -> str:
    inner = "\n\n".join(one for one in written if one)
    return f"\\begin{{{name}}}\n{inner}\n\\end{{{name}}}"


class PassageWriter:
    """Writes paragraphs. *footnote* writes a note that stands at its mark, in reading order.

    *prose* is the environment of quotations of prose that are set apart, "" for those of LaTeX itself. A text that is
    put into another's document is not *own*: it changes no languages, which that may not have loaded.
    """

    def __init__(
        self, excerpt: Excerpt, footnote: Callable[[SetNote], str], *, prose: str = "", own: bool = True
    ) -> None:
        self._notes: Mapping[str, SetNote] = {note.anchor: note for note in excerpt.notes}
        self._linked = linked_anchors(excerpt)
        self._footnote = footnote
        self._prose = prose
        self._language = babel_language(excerpt.language) if own else None

    def paragraphs(self, excerpt: Excerpt) -> list[str]:
        """Return the paragraphs of a passage, and the quotations set apart in it."""
        return [
            self._block(one) if isinstance(one, BlockQuotation) else self._paragraph(one) for one in excerpt.paragraphs
        ]

    def _block(self, quoted: BlockQuotation) -> str:
        written = [shown for one in quoted.paragraphs if (shown := self._quoted(one))]
        if source := block(attribution(quoted)):
            written.append(_attributed(source))
        if not written:
            return ""
        shown = _environment(self._name(quoted), written)
        language = babel_language(quoted.language) if quoted.language and self._language else self._language
        if language == self._language:
            return shown
        return f"\\begin{{otherlanguage*}}{{{language}}}\n{shown}\n\\end{{otherlanguage*}}"

    def _name(self, quoted: BlockQuotation) -> str:
        if quoted.kind == "verse":
            return "verse"
        if self._prose and quoted.kind == "prose":
            return self._prose
        return "quotation" if len(quoted.paragraphs) > 1 and quoted.kind == "prose" else "quote"

    def _quoted(self, paragraph: QuotedParagraph) -> str:
        lines = blocks.lines(paragraph)
        written = [self._paragraph(line.words) for line in lines]
        if len(lines) < 2 and not any(line.indent for line in lines):
            return "".join(written)
        return _broken([(shown, line.indent) for shown, line in zip(written, lines, strict=True)])

    def _paragraph(self, paragraph: Paragraph) -> str:
        return "".join(self._stretches(paragraph)).strip()

    def _stretches(self, paragraph: Paragraph) -> Iterator[str]:
        for one in stretches(paragraph):
            yield self._mark(one) if isinstance(one, NoteReference) else inlines(one)

    def _mark(self, mark: NoteReference) -> str:
        if mark.again and NUMBER.fullmatch(mark.number):
            return rf"\footnotemark[{mark.number}]"
        if mark.linked and mark.anchor in self._linked and not mark.again:
            return self._footnote(self._notes[mark.anchor])
        return rf"\textsuperscript{{{text(mark.number)}}}"


def _broken(lines: Sequence[tuple[str, int]]) -> str:
    r"""Return lines, set in so many steps, with breaks between.

    ``\\`` takes a star for its own, and is an error where no line has begun, as behind one that shows nothing.
    """
    written = [rf"\hspace*{{{indent * 1.5:g}em}}{shown}" if indent else shown for shown, indent in lines]
    return "\\\\\n".join(one if _BEGUN.match(one) else rf"\mbox{{}}{one}" for one in written)


def signed_there(note: SetNote, footnote: str) -> str:
    """Return a footnote with a sign for a document that has no command for it."""
    return rf"\begingroup\renewcommand\thefootnote{{{text(note.number)}}}{footnote}\endgroup"


def fragment_of(excerpt: Excerpt, passage: PassageWriter, content: Callable[[SetNote], str]) -> bytes:
    """Return the paragraphs of *excerpt* alone; notes without a mark are paragraphs below."""
    notes = [f"{number} {content(note)}" for number, note in _numbered(excerpt)]
    return ("\n\n".join(one for one in (*passage.paragraphs(excerpt), *notes) if one) + "\n").encode()


def unmarked(excerpt: Excerpt, content: Callable[[SetNote], str]) -> list[str]:
    """Return the notes that no mark leads to, below a heading."""
    told = [f"{number} {content(note)}" for number, note in _numbered(excerpt)]
    return [heading(excerpt.headings.notes), *told] if told else []


def _numbered(excerpt: Excerpt) -> Iterator[tuple[str, SetNote]]:
    for note in unmarked_notes(excerpt):
        yield rf"\noindent\textsuperscript{{{text(note.number)}}}", note


def concordance(excerpt: Excerpt) -> list[str]:
    """Return the table of note numbers in the book and here, which may be longer than a page."""
    if not excerpt.concordance:
        return []
    words = excerpt.headings
    rows = [rf"{{{text(old)}}} & {text(new)} \\" for old, new in excerpt.concordance]
    lines = [
        r"\begin{longtable}[l]{@{}rl@{}}",
        rf"{text(words.in_book)} & {text(words.here)} \\",
        r"\hline\endhead",
        *rows,
        r"\end{longtable}",
    ]
    return [heading(words.concordance), "\n".join(lines)]
