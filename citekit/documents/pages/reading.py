"""Pages -> a manuscript: notes, citations and places of bibliographies, over one page or the many of a book.

Which elements are notes is told by ``notes.endnotes.htmlnotes``. The pages of a book are one tree, in which ids and
links have the names of their files before them; so a mark in one file finds its note in another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from citekit.documents.manuscript import Cited, ListPlace, ManuscriptNote, Place
from citekit.documents.pages import bodies
from citekit.documents.pages.cites import cites, escaped, of_element, unsure
from citekit.documents.pages.flow import HOLE, Line, Walk
from citekit.documents.pages.lists import list_places
from citekit.documents.pages.tree import Node
from citekit.findings import Finding, Severity, Source
from citekit.model import Citation, NotePart
from citekit.notes.citesyntax import citations
from citekit.notes.endnotes.htmlnotes import (
    NUMBER,
    blocks_of,
    identities,
    label_of,
    leads_back_from,
    links_of,
    says,
    target_of,
)
from citekit.notes.endnotes.htmltext import first_words, numbers_of_items
from citekit.notes.ledger.pieces import in_sentences
from citekit.patterns import pattern
from citekit.values import NamedTuple, replace

_NOTEREF = frozenset(("doc-noteref", "noteref", "footnote-ref"))
_ENDNOTE = pattern(r"(?i)endnote|rearnote|_edn|^edn|sdend")
_STOP = pattern(r"[.,;:!?…]+[”’»›\"')]*(?!\w)|[”’»›\"']+[.,;:!?…]+(?!\w)")
_BLANK = pattern(r"(?:[ \t\r\n\u00a0]|&(?:nbsp|#160|#[xX][aA]0);)+\Z")
_BOX, _BOX_END = '<span class="citation">', "</span>"
_WORDS = 200
_ENOUGH = 20


class PageNote(NamedTuple):
    """A note with its element, and those of its marks: what a new note is modelled on."""

    note: ManuscriptNote
    element: Node
    marks: tuple[Node, ...]


class Pages(NamedTuple):
    """What pages have."""

    notes: tuple[PageNote, ...]
    cited: tuple[Cited, ...]
    lists: tuple[ListPlace, ...]
    findings: tuple[Finding, ...]


def read_pages(root: Node, pages: Mapping[str, Node], sources: Mapping[str, Source]) -> Pages:
    """Return what is on *pages*, which are in *root*, in their order."""
    return _Reading(root, pages, sources).result()


class _Reading:
    def __init__(self, root: Node, pages: Mapping[str, Node], sources: Mapping[str, Source]) -> None:
        self._root, self._pages, self._sources = root, pages, sources
        self._links = links_of(root)
        self._items = numbers_of_items(root)
        self._blocks: dict[Node, str] = blocks_of(root, self._links, self._items)
        self._by_name = dict(self._names())
        self._tests: dict[Node, Callable[[Node], bool]] = {}
        self._marks: dict[Node, list[Node]] = {}
        self._whole: dict[Node, Node] = {}  # notes that are one citation, with the element in the text that says so
        self._findings: list[Finding] = []
        self._cited: dict[Node | None, list[Cited]] = {}
        self._said: dict[Node, list[tuple[NotePart, ...]]] = {}

    def _names(self) -> Iterator[tuple[str, Node]]:
        """Yield the names that links lead to notes by: of a note, of what is in it, or of a box around it alone."""
        for element in self._root.iter():
            names = [name for name in identities(element) if name in self._links.numbers or element in self._blocks]
            if not names:
                continue
            around = (one for one in (element, *element.iterancestors()) if one in self._blocks)
            block = next(around, None)
            if block is None and element.tag == "div" and (first := element.first_child()) in self._blocks:
                block = first
            if block is not None:
                yield from ((name, block) for name in names)

    # --- what elements are ---

    def _is_out(self, note: Node, element: Node) -> bool:
        """Tell whether *element* is a note's number or its link back."""
        test = self._tests.get(note)
        if test is None:
            test = self._tests[note] = leads_back_from(note, self._links, self._blocks)
        return element not in self._blocks and test(element)

    def _kind(self, element: Node, note: Node | None) -> Literal["", "hole"]:
        if cites(element):
            return "hole"
        if element.tag in ("sup", "span", "a", "b") and note is None and self._marked(element) is not None:
            return "hole"
        return ""

    def _marked(self, element: Node) -> Node | None:
        """Return the note that a mark, an element with nothing but a link, leads to."""
        anchor: Node | None = element
        if element.tag != "a":
            anchors = list(_few(element))
            if len(anchors) != 1 or first_words(anchors[0]).strip() != first_words(element).strip():
                return None
            anchor = anchors[0]
        assert anchor is not None  # noqa: S101 - one of two
        note = self._by_name.get(target_of(anchor))
        if note is None or not (says(anchor) & _NOTEREF or NUMBER.fullmatch(first_words(anchor))):
            return None
        return note

    # --- the result ---

    def result(self) -> Pages:
        walk = Walk(self._blocks, self._is_out, self._kind)
        for page in self._pages.values():
            walk.page(page)
        lines = walk.lines
        for line in lines:
            for run in line.runs:
                if run.element is not None and line.note is None:
                    self._mark(run.element)
        found = {note: bodies.body_of(note, note_lines) for note, note_lines in _by_note(lines).items()}
        numbers = self._numbers()
        self._identities = self._unique()
        self._said_by_notes = set(self._whole.values())
        for line in lines:
            self._line(line, found)
        notes = self._notes(found, numbers, walk.titles)
        ordered = self._in_order(notes)
        lists = tuple(one for name, page in self._pages.items() for one in list_places(page, name, self._blocks))
        return Pages(tuple(notes), tuple(ordered), lists, tuple(self._findings))

    def _mark(self, element: Node) -> None:
        """Put a mark with those of its note; a citation that is one makes its note that citation."""
        if not cites(element):
            if (note := self._marked(element)) is not None:
                self._marks.setdefault(note, []).append(element)
            return
        for anchor in element.iter("a"):
            note = self._by_name.get(target_of(anchor))
            if note is not None and self._marked(anchor) is note:
                outer = anchor.getparent()
                mark = outer if outer is not None and outer is not element and self._marked(outer) is note else anchor
                self._marks.setdefault(note, []).append(mark)
                self._whole[note] = element
                return

    def _numbers(self) -> dict[Node, str]:
        numbers: dict[Node, str] = {}
        last = 0
        for block, number in self._blocks.items():
            shown = number or label_of(block) or str(self._items.get(block, last + 1))
            last = int(shown) if shown.isdecimal() else last
            numbers[block] = shown
        return numbers

    def _unique(self) -> dict[Node, str]:
        """Return the identities of notes: what links call them, else their place among the notes."""
        names: dict[Node, str] = {}
        for name, block in self._by_name.items():
            names.setdefault(block, name)
        taken = set(names.values())
        for place, block in enumerate(self._blocks, 1):
            if block not in names:
                name = f"note {place}"
                while name in taken:
                    name += "'"
                names[block] = name
        return names

    def _notes(
        self, found: Mapping[Node, bodies.Body], numbers: Mapping[Node, str], titles: Mapping[Node, str]
    ) -> list[PageNote]:
        notes: list[PageNote] = []
        order = sorted(self._blocks, key=lambda one: self._place(self._marks[one][0] if one in self._marks else None))
        run, title = 0, ""
        seen: set[str] = set()
        for block in order:
            number = numbers[block]
            marks = self._marks.get(block, [])
            if number.isdecimal():
                own = self._title_of(marks, titles)
                if number in seen or (number == "1" and notes and own != title and seen):
                    run, title = run + 1, own
                    seen.clear()
                seen.add(number)
            if not notes:
                title = self._title_of(marks, titles)
            body = found.get(block) or bodies.empty(block)
            places = tuple(Place(one.start, one.end, one.part) for one in marks)
            parts = tuple(in_sentences(self._said.get(block, [])))
            identity = self._identities[block]
            kind: Literal["footnote", "endnote"] = "endnote" if _is_endnote(block, identity) else "footnote"
            made = ManuscriptNote(
                identity, number, places, Place(body.start, body.end, block.part), parts, kind, run, title
            )
            notes.append(PageNote(made, block, tuple(marks)))
        return notes if run else [one._replace(note=replace(one.note, chapter="")) for one in notes]

    def _title_of(self, marks: list[Node], titles: Mapping[Node, str]) -> str:
        for one in marks[:1]:
            for around in (one, *one.iterancestors()):
                if around in titles:
                    return titles[around]
        return ""

    def _place(self, element: Node | None) -> int:
        return self._links.elements[element] if element is not None else len(self._links.elements)

    def _in_order(self, notes: list[PageNote]) -> list[Cited]:
        order = {name: place for place, name in enumerate(self._pages)}
        placed: list[tuple[tuple[int, int], list[Cited]]] = [
            ((order[one.place.part], one.place.start), [one]) for one in self._cited.get(None, [])
        ]
        for one in notes:
            mark = one.note.marks[0] if one.note.marks else None
            key = (order[mark.part], mark.start) if mark else (len(order), 0)
            placed.append((key, self._cited.get(one.element, [])))
        return [one for _, each in sorted(placed, key=lambda pair: pair[0]) for one in each]

    # --- the citations of a line ---

    def _line(self, line: Line, found: Mapping[Node, bodies.Body]) -> None:
        note = line.note
        if note in self._whole and note is not None:
            self._whole_note(note, found)
            return
        start, end = 0, len(line.text)
        if note is not None:
            start, end = found[note].within(line)
        pieces = sorted((*self._elements(line, start, end), *self._typed(line, start, end)), key=lambda one: one[1])
        part = line.page.part
        name = self._identities[note] if note is not None else ""
        parts: list[NotePart] = []
        done = start
        for citation, begin, stop in pieces:
            place = self._boxed(Place(line.start_of(begin), line.end_of(stop), part))
            self._cited.setdefault(note, []).append(self._surrounded(line, citation, (begin, stop), place, name))
            if prose := line.inlines(done, begin):
                parts.append(prose)
            parts.append(citation)
            done = stop
        if note is not None:
            if prose := line.inlines(done, end):
                parts.append(prose)
            self._said.setdefault(note, []).append(tuple(parts))

    def _boxed(self, place: Place) -> Place:
        """Return the place of the bare span around a typed citation, as pandoc writes it, where there is one."""
        raw = self._sources[place.part].text
        before = raw[max(place.start - len(_BOX), 0) : place.start]
        if before == _BOX and raw.startswith(_BOX_END, place.end):
            return Place(place.start - len(_BOX), place.end + len(_BOX_END), place.part)
        return place

    def _surrounded(self, line: Line, citation: Citation, within: tuple[int, int], place: Place, note: str) -> Cited:
        begin, stop = within
        text = line.text
        before, after = line.bare(begin - _WORDS, begin), line.bare(stop, stop + _WORDS)
        if note:
            return Cited(citation, place, note, before=before, after=after)
        raw = self._sources[place.part].text
        follows = _STOP.match(text, stop, stop + _ENOUGH)
        sign = follows[0] if follows else ""
        while sign and not raw.startswith(sign, place.end):
            sign = sign[:-1]
        blank = _BLANK.search(raw, max(place.start - _WORDS, 0), place.start) if before else None
        return Cited(citation, place, before=before, after=after, blank=len(blank[0]) if blank else 0, stop=sign)

    def _elements(self, line: Line, start: int, end: int) -> Iterator[tuple[Citation, int, int]]:
        place = 0
        for run in line.runs:
            element = run.element
            if element is not None and cites(element) and start <= place < end:
                source = self._sources[line.page.part]
                if element not in self._said_by_notes:
                    made = of_element(element, "".join(element.itertext()), source)
                    if made is not None:
                        yield made.citation, place, place + 1
                        if not made.sure:
                            self._findings.append(unsure(source, element))
            place += len(run.text)

    def _typed(self, line: Line, start: int, end: int) -> Iterator[tuple[Citation, int, int]]:
        text = line.text
        if text.find("@", start, end) < 0:
            return
        source = self._sources[line.page.part]
        linked = _without_links(line)
        found, problems = citations(text, start, end, seen=linked, prose=escaped)
        for problem in problems:
            where = source.span(line.start_of(problem.start), line.end_of(problem.end))
            self._findings.append(Finding(problem.rule, problem.message, where, Severity.WARNING, problem.hint))
        for one in found:
            where = source.span(line.start_of(one.start), line.end_of(one.end))
            if HOLE in text[one.start : one.end]:
                message = "a citation with a mark, code or a picture in its brackets is left as it is"
                self._findings.append(Finding("citation-markup", message, where, Severity.WARNING))
                continue
            made = tuple(replace(cite, where=where) for cite in one.citation.cites)
            yield replace(one.citation, cites=made), one.start, one.end

    def _whole_note(self, note: Node, found: Mapping[Node, bodies.Body]) -> None:
        """Read a note that is all of a citation which stands in the text."""
        if note in self._said:
            return
        body = found[note]
        element = self._whole[note]
        source = self._sources[element.part]
        printed = "".join(one.text[slice(*body.within(one))] for one in body.lines)
        made = of_element(element, printed, source)
        if made is None:
            return
        if not made.sure:
            self._findings.append(unsure(source, element))
        place = Place(body.start, body.end, note.part)
        citation = replace(made.citation, mode="") if made.citation.mode == "composite" else made.citation
        self._cited.setdefault(note, []).append(Cited(citation, place, self._identities[note]))
        self._said[note] = [(citation,)]


def _few(element: Node) -> Iterator[Node]:
    """Yield the links in a small element: a mark has one, and few elements besides."""
    for count, one in enumerate(element.iter()):
        if count > _ENOUGH:
            yield from (one, one)
            return
        if one.tag == "a":
            yield one


def _without_links(line: Line) -> str:
    """Return the text of a line without what stands in links: "@name" there is an account."""
    if not any(isinstance(look, str) for run in line.runs for look in run.looks):
        return line.text
    return "".join(
        HOLE * len(run.text) if any(isinstance(one, str) for one in run.looks) else run.text for run in line.runs
    )


def _by_note(lines: list[Line]) -> dict[Node, list[Line]]:
    found: dict[Node, list[Line]] = {}
    for line in lines:
        if line.note is not None:
            found.setdefault(line.note, []).append(line)
    return found


def _is_endnote(block: Node, identity: str) -> bool:
    return bool(says(block) & {"doc-endnote", "endnote", "rearnote"}) or _ENDNOTE.search(identity) is not None
