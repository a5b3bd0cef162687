"""The notes of a Markdown document that is no ledger, in the order of their marks.

Source: Pandoc User's Guide, "Footnotes" and "Inline notes": notes are numbered as they are first referred to, whatever
their labels. Where all labels are numbers they are the notes' own, as in an excerpt whose notes begin with 11.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeAlias

from citekit.findings import Finding, Severity, Source, Span
from citekit.model import Ledger, Note, NotePart
from citekit.notes.citesyntax import CITE
from citekit.notes.ledger.forms.markdown_blocks import Block, blocks
from citekit.notes.ledger.forms.markdown_text import parse_title
from citekit.notes.markdownsigns import signs
from citekit.values import NamedTuple

Spans: TypeAlias = tuple[tuple[int, int], ...]
Parts: TypeAlias = "Callable[[Spans], tuple[tuple[NotePart, ...], Literal['', 'proposed', 'unsure']]]"


class _Mark(NamedTuple):
    """A reference to a note by its *label*, or, without one, a note that stands in the text."""

    start: int
    end: int
    label: str = ""


def counted_notes(source: Source, parts: Parts) -> Ledger:
    """Return the notes of the document in *source* with what is odd about them; *parts* reads a note's paragraphs."""
    return _Document(source, parts).ledger()


class _Document:
    def __init__(self, source: Source, parts: Parts) -> None:
        self._source = source
        self._parts = parts
        self._findings: list[Finding] = []
        self._marks: list[_Mark] = []
        self._cites: list[int] = []

    def ledger(self) -> Ledger:
        found = list(blocks(self._source.text))
        defined = [block for block in found if block.kind == "note"]
        for start, end in texts(self._source.text, found):
            self._read_text(start, end)
        labels = {self._label(block) for block in defined}
        inline = [mark for mark in self._marks if not mark.label]
        if not defined and not inline:
            hint = "notes are footnotes: '[^11]: See @key [p. 3].'"
            where = Span(self._source.path)
            return Ledger(findings=(Finding("ledger-shape", "no footnote is defined here", where, hint=hint),))
        self._check_labels(labels)
        if inline or not all(label.isdecimal() for label in labels):
            notes, chapters = list(self._counted(defined)), [""]
        else:
            notes, chapters = self._numbered(found)
        self._report_cites()
        return Ledger(tuple(notes), tuple(chapters), findings=tuple(self._findings))

    def _label(self, block: Block) -> str:
        return self._source.text[block.start : block.end]

    def _note(self, number: str, run: int, start: int, end: int, paragraphs: Spans) -> Note:
        parts, status = self._parts(paragraphs)
        return Note(number, parts, run, status, self._source.span(start, end))

    # --- numbers ---

    def _counted(self, defined: list[Block]) -> Iterator[Note]:
        """Yield notes numbered by their first marks; those without a mark come last."""
        by_label: dict[str, Block] = {}
        for block in defined:
            if self._label(block) in by_label:
                message = f"the note '{self._label(block)}' is defined twice"
                self._report("duplicate-note", message, block.start, block.end, "the first is read; rename one of them")
            by_label.setdefault(self._label(block), block)
        order: dict[str, _Mark | None] = {}
        for mark in self._marks:
            order.setdefault(mark.label or f"\0{mark.start}", mark)  # no label has that sign
        for label in by_label:
            order.setdefault(label, None)
        number = 0
        for label, marked in order.items():
            if label in by_label:
                block = by_label[label]
                number += 1
                yield self._note(str(number), 0, block.start, block.end, block.paragraphs)
            elif marked is not None and not marked.label:
                number += 1
                yield self._note(str(number), 0, marked.start, marked.end, ((marked.start, marked.end),))

    def _numbered(self, found: list[Block]) -> tuple[list[Note], list[str]]:
        """Return notes by their own numbers, and titles; a number that comes again begins a new run."""
        runs, chapters = numbered_runs(self._source.text, found)
        notes = [self._note(self._label(one), run, one.start, one.end, one.paragraphs) for one, run in runs]
        return notes, chapters

    # --- the text between ---

    def _read_text(self, start: int, end: int) -> None:
        """Find the marks of notes, the notes that stand in the text, and its cites."""
        done = start
        for sign in signs(self._source.text, start, end):
            if sign.start >= done:
                self._find_cites(done, sign.start)
            if sign.kind == "mark":
                self._marks.append(_Mark(sign.start + 2, sign.end - 1, sign.label))
            elif sign.kind == "note":
                self._marks.append(_Mark(sign.start + 2, sign.end - 1))
            done = max(done, sign.end)
        self._find_cites(done, end)

    def _find_cites(self, start: int, end: int) -> None:
        self._cites += [found.start() for found in CITE.finditer(self._source.text, start, end)]

    def _check_labels(self, labels: set[str]) -> None:
        for mark in self._marks:
            if mark.label and mark.label not in labels:
                message = f"no note '{mark.label}' is defined"
                self._report("undefined-note", message, mark.start, mark.end, f"write '[^{mark.label}]: …'")

    def _report_cites(self) -> None:
        if self._cites:
            count = len(self._cites)
            message = f"{count} cite{'' if count == 1 else 's'} in the running text, outside of notes"
            found = CITE.match(self._source.text, self._cites[0])
            end = found.end() if found else self._cites[0] + 1
            self._report("cite-outside-notes", message, self._cites[0], end, "put it in a note: ^[@key]")

    def _report(self, rule: str, message: str, start: int, end: int, hint: str) -> None:
        where = self._source.span(start, end)
        self._findings.append(Finding(rule, message, where, Severity.WARNING, hint))


def numbered_runs(text: str, found: Iterable[Block]) -> tuple[list[tuple[Block, int]], list[str]]:
    """Return the notes among the blocks *found*, each with its run, and the titles of the runs.

    A number that comes again begins a new run, which has its title from the heading before.
    """
    notes: list[tuple[Block, int]] = []
    chapters: list[str] = []
    seen: set[str] = set()
    title = ""
    for block in found:
        words = text[block.start : block.end]
        if block.kind == "heading":
            title = parse_title(words)
        if block.kind != "note":
            continue
        if words in seen:
            if not chapters:
                chapters.append("")
            chapters.append(title)
            seen = set()
        if not seen:
            first, title = title, ""
            chapters = chapters or [first]
        seen.add(words)
        notes.append((block, len(chapters) - 1))
    return notes, chapters if len(chapters) > 1 else [""]


def texts(text: str, found: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """Yield where text and headings stand that follow each other without a blank line, as one."""
    start = end = 0
    for block in found:
        if block.kind not in ("text", "heading") or block.start < end:  # the title that a line turned out to be
            continue
        if end and text[end : block.start].strip("\r ") == "\n":
            end = block.end
            continue
        if end:
            yield start, end
        start, end = block.start, block.end
    if end:
        yield start, end
