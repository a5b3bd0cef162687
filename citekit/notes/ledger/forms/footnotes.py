r"""A ledger as footnotes of Markdown, and the footnotes of other documents as a ledger.

A ledger has its version in the YAML above it::

    ---
    citekit-ledger: 1
    passage: passage.txt
    ---

    # The Year of the Great Break

    [^11]: See @cohen1973 [pp. 290–91]; cf. @deutscher1959.

    [^12]: <!-- proposed --> @danilov2000 [vol. 4].

Headings and rules begin a new run of numbers, a heading with the chapter's title. Paragraphs of a note are its pieces.
A comment ``<!-- exactly: … -->`` holds what pandoc's syntax cannot say (``beside.py``).

Any other document has its notes numbered as pandoc numbers them, unless every label is a number. Source: Pandoc User's
Guide, "Footnotes" and "Citation syntax".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal, cast

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode

from citekit.findings import Finding, Severity, Source
from citekit.model import Ledger, Note, NotePart
from citekit.notes.citesyntax import parse_note
from citekit.notes.ledger import reading
from citekit.notes.ledger.citeplaces import with_places
from citekit.notes.ledger.forms.beside import nearest, value_parts
from citekit.notes.ledger.forms.documents import counted_notes
from citekit.notes.ledger.forms.footnotes_writing import heading, paragraph
from citekit.notes.ledger.forms.markdown_blocks import Block, blocks, comments, front_matter
from citekit.notes.ledger.forms.markdown_text import parse_title, unformatted, unsmart
from citekit.notes.ledger.order import NUMBERED, is_number
from citekit.notes.ledger.pieces import in_sentences
from citekit.notes.ledger.yamltree import compose
from citekit.patterns import pattern
from citekit.values import replace

_FIELDS = ("citekit-ledger", "passage", "source")
_IS_LEDGER = pattern(r"^citekit-ledger[ \t]*:", re.MULTILINE)
_NO_COLON = pattern(r" {0,3}\[\^[^\]\s]+\][ \t]")
_BREAK = pattern(r"(?:\\|[ \t]*)\r?\n[ \t]*")
_EXACTLY = "exactly:"


def read(source: Source) -> Ledger:
    """Read a ledger, or the footnotes of another document; findings tell, in file order, what is wrong."""
    return _FootnoteReader(source).read()


class _FootnoteReader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._findings: list[Finding] = []

    def read(self) -> Ledger:
        start, end = front_matter(self._source.text)
        if _IS_LEDGER.search(self._source.text, start, end):
            ledger = self._ledger(self._head(start, end))
        else:
            document = counted_notes(self._source, self.parts)
            self._findings += document.findings
            ledger = replace(document, path=self._source.path)
        findings = sorted(self._findings, key=lambda finding: (finding.where.line, finding.where.column))
        return replace(ledger, findings=tuple(findings))

    # --- a ledger ---

    def _head(self, start: int, end: int) -> Ledger:
        """Read version, passage and source; other fields of the document are passed over."""
        text = self._source.text[start:end]
        try:
            root = compose(text)
        except (YAMLError, ValueError, RecursionError):  # told by the reader below, with its place
            root = None
        pairs = root.value if isinstance(root, MappingNode) else []
        starts = [key.start_mark.index for key, _ in pairs]
        for (key, _), stop in zip(pairs, [*starts[1:], len(text)], strict=False):
            if key.value not in _FIELDS:
                if key.value == "notes":
                    hint = "write each as a footnote: '[^11]: See @key [p. 3].'"
                    self._report(
                        "ledger-shape", "the notes of this form stand below", start + key.start_mark.index, hint
                    )
                text = text[: key.start_mark.index] + _blanked(text[key.start_mark.index : stop]) + text[stop:]
        lines = self._source.text.count("\n", 0, start)
        head = reading.read_ledger(Source(self._source.path, f"{chr(10) * lines}{text}\nnotes: {{}}\n"))
        self._findings += head.findings
        return head

    def _ledger(self, head: Ledger) -> Ledger:
        chapters: list[str] = []
        notes: list[Note] = []
        seen: set[tuple[int, str]] = set()
        for block in blocks(self._source.text):
            if block.kind in ("heading", "rule"):
                chapters.append(self._title(block))
            elif block.kind == "text":
                self._check_text(block)
            elif block.kind == "note":
                chapters = chapters or [""]
                number = self._source.text[block.start : block.end]
                if not is_number(number):
                    self._report("note-number", f"not a note number: {number!r}", block.start, NUMBERED, block.end)
                elif (len(chapters), number) in seen:
                    hint = "join them in one note; where numbers begin again, put a heading or '* * *' between"
                    message = f"note {number} stands here twice"
                    self._report("duplicate-note", message, block.start, hint, block.end)
                else:
                    seen.add((len(chapters), number))
                    parts, status = self.parts(block.paragraphs)
                    where = self._source.span(block.start, block.end)
                    notes.append(Note(number, parts, len(chapters) - 1, status, where))
        return replace(head, notes=tuple(notes), chapters=tuple(chapters) or ("",))

    def _title(self, block: Block) -> str:
        """Return the title of a heading, "" of a rule; a comment has it exactly, where a line cannot hold it."""
        if block.kind == "rule":
            return ""
        seen, exactly = self._apart(block.start, block.end)
        if exactly:
            try:
                title = json.loads(exactly)
            except ValueError:
                title = None
            if isinstance(title, str) and heading(title) == f"# {seen}".rstrip():
                return title
        return parse_title(seen)

    def _check_text(self, block: Block) -> None:
        if _NO_COLON.match(self._source.text, block.start):
            self._report("ledger-shape", "a note without a colon", block.start, "write '[^11]: See @key [p. 3].'")

    # --- notes ---

    def parts(
        self, paragraphs: tuple[tuple[int, int], ...]
    ) -> tuple[tuple[NotePart, ...], Literal["", "proposed", "unsure"]]:
        """Return the parts of a note whose text stands in *paragraphs*, and its status."""
        status: Literal["", "proposed", "unsure"] = ""
        pieces: list[tuple[NotePart, ...]] = []
        for start, end in paragraphs:
            for _, words in self._comments(start, end):
                if words in ("proposed", "unsure"):
                    status = cast('Literal["proposed", "unsure"]', words)
            text, exactly = self._apart(start, end)
            pieces.append(self._piece(text, exactly, start, end))
        return tuple(in_sentences(pieces)), status

    def _apart(self, start: int, end: int) -> tuple[str, str]:
        """Return the text in a stretch of the file on one line, without comments, and what one of them says exactly."""
        pieces, exactly = [], ""
        done = start
        for (begin, stop), words in self._comments(start, end):
            pieces.append(self._source.text[done:begin])
            done = stop
            if words.startswith(_EXACTLY):
                exactly = words.removeprefix(_EXACTLY).strip()
        return _BREAK.sub(" ", "".join([*pieces, self._source.text[done:end]])).strip(), exactly

    def _comments(self, start: int, end: int) -> Iterator[tuple[tuple[int, int], str]]:
        for begin, stop in comments(self._source.text, start, end):
            yield (begin, stop), self._source.text[begin + 4 : stop - 3].strip()

    def _piece(self, text: str, exactly: str, start: int, end: int) -> tuple[NotePart, ...]:
        parts = value_parts(exactly) if exactly else None
        if exactly and parts is None:
            hint = "take the comment away, or write it as in a YAML ledger, in JSON"
            self._report("ledger-shape", "not a note's value in JSON", start, hint)
        if parts is None or paragraph(nearest(parts)).split() != text.split():
            bare, formats = unformatted(text)
            self._report_formats(formats, start, end)
            text = unsmart(bare).strip()
            parsed = parse_note(text)
            for problem in parsed.problems:
                words = text[problem.start : problem.end]
                found = self._source.text.find(words, start, end)
                place = start if found == -1 else found
                self._report(problem.rule, problem.message, place, problem.hint, place + max(len(words), 1))
            parts = parsed.parts
        return tuple(with_places(parts, self._source, start, end))

    def _report_formats(self, signs: list[str], start: int, end: int) -> None:
        """Say what the formats of *signs*, in order, are lost; one that a line break parts is told where it may be."""
        hint = "a ledger has *italic* and **bold**; put a backslash before a sign that means itself"
        for sign in signs:
            found = self._source.text.find(sign, start, end)
            stop = found + len(sign) if found != -1 else start + 1
            where = self._source.span(start if found == -1 else found, stop)
            message = f"a ledger has no sign for the format of {sign!r}"
            self._findings.append(Finding("left-out", message, where, Severity.WARNING, hint))
            start = stop

    def _report(self, rule: str, message: str, start: int, hint: str, end: int | None = None) -> None:
        where = self._source.span(start, end)
        self._findings.append(Finding(rule, message, where, Severity.ERROR, hint))


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
