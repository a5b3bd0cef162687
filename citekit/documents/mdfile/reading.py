"""Markdown read as a manuscript, with places; see ``documents/markdown.py``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from citekit.documents.manuscript import Cited, ListPlace, Manuscript, ManuscriptNote, Place
from citekit.documents.mdfile.lists import FoundList, list_places
from citekit.documents.mdfile.meta import read_metadata
from citekit.documents.mdfile.notes import FoundNote, Mark, found_notes
from citekit.documents.mdfile.text import (
    Surroundings,
    heading_level,
    is_cross_reference,
    left_in_tables,
    prose_of,
    undecorated,
)
from citekit.files import text_source
from citekit.findings import Finding, Severity, Source
from citekit.model import Citation, Cite, Key, NotePart
from citekit.notes.citesyntax import PlacedCitation, citations
from citekit.notes.fences import blanked, regions
from citekit.notes.ledger.forms.documents import texts
from citekit.notes.ledger.forms.markdown_blocks import blocks, front_matter
from citekit.notes.ledger.forms.markdown_text import parse_title
from citekit.notes.ledger.pieces import in_sentences
from citekit.notes.markdownsigns import signs
from citekit.patterns import pattern
from citekit.values import replace

_IDENTIFIER = pattern(r"\{[^{}\n]{0,300}?\#([\w:.-]{1,200})")
_EXAMPLE = pattern(r"[ \t>]*(?:[-+*:~][ \t]+)*(?:\(@(?P<label>[\w-]+)\)|@(?P<stopped>[\w-]+)[.)])(?:[ \t]|\Z)")


def read(path: str, data: bytes) -> Manuscript:
    """Return the manuscript in *data*, UTF-8 or UTF-16.

    Raises: UnreadableError for what is no text.
    """
    return _Document(text_source(path, data), data).manuscript()


class _Document:
    """A text, taken apart: its blocks, the signs of its paragraphs, its notes."""

    def __init__(self, source: Source, data: bytes) -> None:
        self._source, self._data = source, data
        self._text = source.text
        self._in_quarto = source.path.lower().endswith(".qmd")
        self._blocks = list(blocks(self._text))
        self._texts = list(texts(self._text, self._blocks))
        self._marks: list[Mark] = []
        self._inline: list[tuple[int, int]] = []
        self._findings: list[Finding] = []
        self._ids = set(_IDENTIFIER.findall(self._text)) if "{" in self._text else set()
        self._examples = set(self._example_labels())
        self._seen, self._seen_in_text = self._without_signs()
        self._note_starts = sorted((*(mark.start for mark in self._marks), *(start - 2 for start, _ in self._inline)))

    def manuscript(self) -> Manuscript:
        metadata = read_metadata(self._source, list(self._metadata()))
        self._findings += metadata.references.findings
        surroundings = Surroundings(self._text, metadata.notes_after_punctuation is not False)
        notes, told = found_notes(self._source, self._blocks, self._marks, self._inline)
        self._findings += told
        in_text = [
            Cited(
                self._with_places(one),
                Place(one.start, one.end),
                before=surroundings.before(start, one.start),
                after=surroundings.after(one.end, end),
                blank=surroundings.blank(start, one.start),
                stop=surroundings.stop(one.end, end),
            )
            for start, end in self._texts
            for one in self._citations(start, end, self._seen_in_text)
        ]
        read_notes = [self._note(note) for note in notes]
        cited = _in_reading_order(in_text, read_notes)
        lists = list_places(self._text, self._blocks)
        findings = sorted(self._findings, key=lambda one: (one.where.line, one.where.column))
        return Manuscript(
            self._source.path,
            "markdown",
            {"": self._source},
            tuple(note for note, _ in read_notes),
            tuple(cited),
            tuple(self._selected(lists, cited)),
            metadata.asked,
            replace(metadata.references, findings=()),
            tuple(dict.fromkeys(findings)),
            self._data,
        )

    def _metadata(self) -> Iterator[tuple[int, int]]:
        front = front_matter(self._text)
        if front != (0, 0):
            yield front
        yield from ((one.start, one.end) for one in self._blocks if one.kind == "metadata")

    # --- signs ---

    def _without_signs(self) -> tuple[str, str]:
        """Return the text without what no citation stands in, and that without the notes that stand in it, too."""
        skipped = [(one.start, one.end) for one in regions(self._text)]
        for start, end in self._texts:
            for sign in signs(self._text, start, end):
                if sign.kind == "note":
                    self._inline.append((sign.start + 2, sign.end - 1))
                    continue
                skipped.append((sign.start, sign.end))
                if sign.kind == "mark":
                    self._marks.append(Mark(sign.label, sign.start, sign.end))
        for block in self._blocks:
            for start, end in block.paragraphs:
                found = [sign for sign in signs(self._text, start, end) if sign.kind != "note"]
                skipped += [(sign.start, sign.end) for sign in found]
        seen = blanked(self._text, _merged(skipped), "\0")
        inline = ((start - 2, end + 1) for start, end in self._inline)
        return seen, blanked(seen, inline, "\0") if self._inline else seen

    def _example_labels(self) -> Iterator[str]:
        """Yield the labels of examples, which citations without brackets lead to."""
        for start, end in self._texts:
            line_start = start
            while line_start < end:
                line_end = self._text.find("\n", line_start, end)
                line_end = end if line_end == -1 else line_end
                found = _EXAMPLE.match(self._text, line_start, line_end)
                if found and (found["label"] or line_start == start):
                    yield found["label"] or found["stopped"]
                line_start = line_end + 1

    # --- citations ---

    def _citations(self, start: int, end: int, seen: str) -> list[PlacedCitation]:
        found, problems = citations(self._text, start, end, seen=seen, prose=prose_of)
        for problem in problems:
            where = self._source.span(problem.start, problem.end)
            self._findings.append(Finding(problem.rule, problem.message, where, Severity.WARNING, problem.hint))
        kept = [one for one in found if not self._is_reference(one) and not self._holds_note(one)]
        left = left_in_tables(self._source, start, end, kept) if kept else ()
        for place in left:
            hint = "use a pipe table, or put the citation in the last column"
            message = "a citation in a table whose columns are drawn is left as it is"
            self._findings.append(Finding("cite-in-table", message, self._source.span(place), Severity.WARNING, hint))
        return [one for one in kept if one.start not in left] if left else kept

    def _is_reference(self, one: PlacedCitation) -> bool:
        """Tell whether this is no citation: it leads to a figure, a section, an example of the document."""
        keys = [cite.key for cite in one.citation.cites]
        if not self._text.startswith("[", one.start) and keys[0] in self._examples:
            return True
        return any(key in self._ids or is_cross_reference(key, in_quarto=self._in_quarto) for key in keys)

    def _holds_note(self, one: PlacedCitation) -> bool:
        """Tell whether a note or a mark of one stands in a citation, which would be lost with it; that is told."""
        inner = bisect_left(self._note_starts, one.start)
        if inner == len(self._note_starts) or self._note_starts[inner] >= one.end:
            return False
        where = self._source.span(self._note_starts[inner])
        message = "a citation with a note in it is left as it is"
        self._findings.append(Finding("note-in-cite", message, where, Severity.WARNING, "put the note behind it"))
        return True

    def _with_places(self, one: PlacedCitation) -> Citation:
        cites = tuple(
            Cite(cite.key, cite.locator, cite.prefix, cite.suffix, cite.form, self._source.span(*place))
            for cite, place in zip(one.citation.cites, one.keys, strict=True)
        )
        return replace(one.citation, cites=cites)

    # --- notes ---

    def _note(self, note: FoundNote) -> tuple[ManuscriptNote, list[Cited]]:
        """Return a note with its parts, and its citations."""
        cited: list[Cited] = []
        pieces = [tuple(self._parts(start, end, note.identity, cited)) for start, end in note.paragraphs]
        body = Place(note.paragraphs[0][0], note.paragraphs[-1][1])
        marks = tuple(Place(*mark) for mark in note.marks)
        parts = tuple(in_sentences(pieces))
        made = ManuscriptNote(note.identity, note.number, marks, body, parts, run=note.run, chapter=note.chapter)
        return made, cited

    def _parts(self, start: int, end: int, identity: str, cited: list[Cited]) -> Iterator[NotePart]:
        """Yield what a paragraph of a note says; its citations are put with those of the note."""
        text = self._text
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        around = Surroundings(text)
        done = start
        for one in self._citations(start, end, self._seen):
            citation = self._with_places(one)
            if prose := undecorated(text[done : one.start]):
                yield prose
            yield citation
            cited.append(
                Cited(
                    citation,
                    Place(one.start, one.end),
                    identity,
                    before=around.before(start, one.start),
                    after=around.after(one.end, end),
                    blank=around.blank(start, one.start),
                )
            )
            done = one.end
        if prose := undecorated(text[done:end]):
            yield prose

    # --- bibliographies ---

    def _selected(self, lists: Sequence[FoundList], cited: Sequence[Cited]) -> Iterator[ListPlace]:
        """Yield the places of bibliographies; one for a chapter lists the keys that are cited in it.

        A div that has citations or notes in it keeps them, and gets the bibliography before them.
        """
        places = [one.place.start for one in cited]
        places += [start for block in self._blocks for start, _ in block.paragraphs]
        places.sort()
        by_title = self._cited_below(cited) if any(one.chapter for one in lists) else {}
        for one in lists:
            place, (start, end) = one.place, (one.place.place.start, one.place.place.end)
            inner = bisect_left(places, start)
            if inner < len(places) and places[inner] < end:  # more than a bibliography stands there
                place = replace(place, place=Place(start, start))
            if one.chapter:
                keys = tuple(by_title.get(one.chapter.strip(), ())) or (Key(""),)
                place = replace(place, selection=replace(place.selection, keys=keys))
            yield place

    def _cited_below(self, cited: Iterable[Cited]) -> dict[str, dict[Key, None]]:
        """Return the keys that are cited below each title, up to the next heading of its level or above it."""
        headings = [one for one in self._blocks if one.kind == "heading"]
        starts = [one.start for one in headings]
        above: list[list[str]] = []  # for each heading its title, and those that it stands below
        open_titles: list[tuple[int, str]] = []
        for heading in headings:
            level = heading_level(self._text, heading)
            title = parse_title(self._text[heading.start : heading.end])
            open_titles = [*(one for one in open_titles if one[0] < level), (level, title)]
            above.append([title for _, title in open_titles])
        marks = {label: start for label, start, _ in reversed(self._marks)}
        result: dict[str, dict[Key, None]] = {}
        for one in cited:
            nearest = bisect_right(starts, marks.get(one.note, one.place.start)) - 1
            for title in above[nearest] if nearest >= 0 else ():
                result.setdefault(title, {}).update(dict.fromkeys(cite.key for cite in one.citation.cites))
        return result


def _in_reading_order(in_text: list[Cited], notes: list[tuple[ManuscriptNote, list[Cited]]]) -> list[Cited]:
    """Return all citations, those of a note where its first mark stands; notes without a mark are last."""
    placed = [(one.place.start, [one]) for one in in_text]
    placed += [(note.marks[0].start, cited) for note, cited in notes if note.marks]
    ordered = [one for _, each in sorted(placed, key=lambda pair: pair[0]) for one in each]
    return ordered + [one for note, cited in notes if not note.marks for one in cited]


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield *spans* in order, those that overlap as one."""
    start = end = -1
    for begin, stop in sorted(spans):
        if begin <= end:
            end = max(end, stop)
            continue
        if end != -1:
            yield start, end
        start, end = begin, stop
    if end != -1:
        yield start, end
