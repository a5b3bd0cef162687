"""What JATS and TEI manuscripts share: XML whose notes, marks, citations and references are elements that say so.

A format says by its *Customs* which elements are what; here they become a manuscript, with places. These files are read
and not written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html.entities import html5
from typing import Literal

from citekit.documents.manuscript import Asked, Cited, Manuscript, ManuscriptNote, Place
from citekit.documents.pages.flow import append
from citekit.documents.xmltree import XML_ID, Element, Text, parse
from citekit.encodings import decode
from citekit.errors import UnreadableError
from citekit.findings import Source, Span
from citekit.model import Citation, Cite, Key, Library, NotePart, Reference
from citekit.notes.ledger.pieces import in_sentences
from citekit.patterns import pattern
from citekit.richtext import Format, Inline, Inlines, concat, plain
from citekit.values import NamedTuple, replace

_DECLARATION = pattern(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_BLANKS = pattern(r"\s+")
_ENTITIES = {name[:-1]: text for name, text in html5.items() if name.endswith(";")}
_WORDS = 200


class Customs(NamedTuple):
    """What the elements of a format are.

    *targets* names the notes that a mark leads to; *cites* the works that an element cites. *number* is the one a note
    has itself, *label* an element in it that is not of its words. *look* is the dress of an element's text. *skipped*
    are elements without running text, *blocks* paragraphs and the like.
    """

    name: str
    is_note: Callable[[Element], bool]
    targets: Callable[[Element], list[str]]
    cites: Callable[[Element], list[Cite]]
    number: Callable[[Element], str]
    look: Callable[[Element], Format | str | None]
    references: Callable[[Element], Iterable[Reference]]
    label: str
    heading: str
    skipped: frozenset[str]
    blocks: frozenset[str]


def read(path: str, data: bytes, customs: Customs) -> Manuscript:
    """Return the manuscript in *data*.

    Raises: UnreadableError for what is not well-formed or not safe to read.
    """
    source = _source(path, data)
    root = parse(source, _ENTITIES)
    reading = _Reading(source, root, customs)
    notes = reading.notes()
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    works = {one.key: one for one in customs.references(root)}
    return Manuscript(
        path,
        customs.name,
        {"": source},
        tuple(notes),
        tuple(reading.cited(notes)),
        asked=Asked(language=language),
        references=Library(works),
        data=data,
    )


def _source(path: str, data: bytes) -> Source:
    declared = _DECLARATION.match(data[:400])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = declared[1].decode("ascii")
        try:
            return Source(path, data.removeprefix(b"\xef\xbb\xbf").decode(encoding), encoding)
        except (UnicodeError, LookupError):
            pass
    try:
        text, encoding, mark = decode(data)
    except UnicodeDecodeError as error:
        message = f"not {error.encoding.upper()} text, though it begins so"
        raise UnreadableError(message, where=Span(path), hint="save it as UTF-8") from None
    return Source(path, text, encoding, mark)


def identity(element: Element) -> str:
    """Return what an element is called in its file."""
    return element.get("id") or element.get(XML_ID)


def words(element: Element | None) -> str:
    """Return the text of an element on one line, "" for none."""
    return _BLANKS.sub(" ", element.texts()).strip() if element is not None else ""


def inlines(element: Element, look: Callable[[Element], Format | str | None], without: str = "") -> Inlines:
    """Return the text of an element with its formats, elements named *without* left out."""
    return _dressed((one for one in element.walk() if isinstance(one, Text)), element, look, without)


def _dressed(
    texts: Iterable[Text], top: Element, look: Callable[[Element], Format | str | None], without: str = ""
) -> Inlines:
    pieces: list[Inline] = []
    for one in texts:
        around = []
        for element in (one.parent, *one.parent.ancestors()):
            if element is top:
                break
            around.append(element)
        if without and any(element.name == without for element in around):
            continue
        looks = [found for element in reversed(around) if (found := look(element)) is not None]
        text = _BLANKS.sub(" ", one.text)
        if text:
            append(pieces, text, tuple(dict.fromkeys(looks)))
    return concat(pieces)


class _Reading:
    def __init__(self, source: Source, root: Element, customs: Customs) -> None:
        self._source, self._root, self._customs = source, root, customs
        self._elements = [one for one in root.walk() if isinstance(one, Element)]
        self._notes = [one for one in self._elements if customs.is_note(one)]
        self._by_name = {identity(one): one for one in self._notes if identity(one)}
        self._marks: dict[Element, list[Element]] = {}
        self._titles: dict[Element, str] = {}
        self._cited: dict[Element | None, list[Cited]] = {}
        self._parts: dict[Element, list[tuple[NotePart, ...]]] = {}
        self._known = set(self._notes)
        self._open: list[Element] = []
        self._pieces: list[Text | Element] = []
        self._around: list[list[Text | Element]] = []
        self._find_marks()
        self._find_citations()

    def _find_marks(self) -> None:
        title = ""
        for element in self._elements:
            if element.name == self._customs.heading and element.parent is not None:
                title = words(element)
            for name in self._customs.targets(element):
                if (note := self._by_name.get(name)) is not None:
                    self._marks.setdefault(note, []).append(element)
            self._titles[element] = title

    # --- citations ---

    def _find_citations(self) -> None:
        """Go through the paragraphs: each is a list of stretches of text and of elements that cite."""
        skipped = -1  # up to where an element goes that is passed over
        for node in self._root.walk():
            self._close(node.start)
            if node.start < skipped:
                continue
            if isinstance(node, Text) or self._customs.cites(node):
                self._pieces.append(node)
            if isinstance(node, Text):
                continue
            if self._is_closed(node):
                skipped = node.end
            elif not node.empty:
                if node in self._known:  # in the middle of a paragraph, maybe, which goes on behind it
                    self._around.append(self._pieces)
                    self._pieces = []
                elif node.name in self._customs.blocks:
                    self._flush()
                self._open.append(node)
        self._close(len(self._source.text) + 1)

    def _is_closed(self, node: Element) -> bool:
        """Tell whether the text in an element is none of the paragraph's."""
        customs = self._customs
        passed_over = node.name in customs.skipped or node.name == customs.label
        return passed_over or bool(customs.targets(node)) or bool(customs.cites(node))

    def _close(self, place: int) -> None:
        """Close the elements that end before *place*."""
        while self._open and place >= self._open[-1].end:
            closed = self._open[-1]
            if closed in self._known:
                self._flush()
                self._pieces = self._around.pop()
            elif closed.name in self._customs.blocks:
                self._flush()
            self._open.pop()

    def _flush(self) -> None:
        """End a paragraph: it is of the note that is open, if one is."""
        if self._pieces:
            self._paragraph(self._pieces, next((one for one in reversed(self._open) if one in self._known), None))
            self._pieces = []

    def _paragraph(self, pieces: list[Text | Element], note: Element | None) -> None:
        flat = ["" if isinstance(one, Element) else _BLANKS.sub(" ", one.text) for one in pieces]
        if note is None and not any(isinstance(one, Element) for one in pieces):
            return
        name = self._name(note) if note is not None else ""
        parts: list[NotePart] = []
        prose: list[Text] = []
        top = note if note is not None else self._root
        before = ""
        after_all = "".join(flat)
        for one, text in zip(pieces, flat, strict=True):
            if isinstance(one, Text):
                prose.append(one)
                before = (before + text)[-_WORDS:]
                after_all = after_all[len(text) :]
                continue
            if prose and (said := _dressed(prose, top, self._customs.look)):
                parts.append(said)
            prose = []
            where = self._source.span(one.start, one.end)
            citation = Citation(tuple(replace(cite, where=where) for cite in self._customs.cites(one)))
            after = after_all[:_WORDS]
            self._cited.setdefault(note, []).append(
                Cited(
                    citation,
                    Place(one.start, one.end),
                    name,
                    before=before if before.strip() else "",
                    after=after if after.strip() else "",
                )
            )
            parts.append(citation)
        if note is None:
            return
        if prose and (said := _dressed(prose, top, self._customs.look)):
            parts.append(said)
        kept = _trimmed(parts)
        if kept:
            self._parts.setdefault(note, []).append(kept)

    def cited(self, notes: Iterable[ManuscriptNote]) -> Iterator[Cited]:
        """Yield the citations in reading order."""
        by_name = {one.identity: one for one in notes}
        end = len(self._source.text)
        placed = [(one.place.start, place, one) for place, one in enumerate(self._cited.get(None, []))]
        for note in self._notes:
            marks = by_name[self._name(note)].marks
            at = marks[0].start if marks else end
            placed += [(at, place, one) for place, one in enumerate(self._cited.get(note, []))]
        return (one for _, _, one in sorted(placed, key=lambda each: each[:2]))

    # --- notes ---

    def _name(self, note: Element) -> str:
        return identity(note) or f"note at {note.start}"

    def notes(self) -> list[ManuscriptNote]:
        """Return the notes, in the order of their first marks."""
        made: list[ManuscriptNote] = []
        seen: set[str] = set()
        run, title = 0, ""
        for place, note in enumerate(sorted(self._notes, key=self._order), 1):
            marks = self._marks.get(note, [])
            own = self._titles[marks[0] if marks else note]
            number = self._customs.number(note) or (words(marks[0]) if marks else "") or str(place)
            if number in seen:
                run += 1
                seen.clear()
            if not seen:
                title = own
            seen.add(number)
            places = [Place(one.start, one.end) for one in marks]
            if not marks and not self._stands_apart(note):
                places = [Place(note.start, note.inner_start)]
            parts = tuple(in_sentences(self._parts.get(note, [])))
            kind: Literal["footnote", "endnote"] = "endnote" if "end" in note.get("place") else "footnote"
            made.append(
                ManuscriptNote(self._name(note), number, tuple(places), self._body(note), parts, kind, run, title)
            )
        return made if run else [replace(one, chapter="") for one in made]

    def _order(self, note: Element) -> tuple[int, int]:
        marks = self._marks.get(note)
        if marks:
            return marks[0].start, note.start
        return (len(self._source.text), note.start) if self._stands_apart(note) else (note.start, note.start)

    def _stands_apart(self, note: Element) -> bool:
        """Tell whether a note is in a list of notes, and not where its mark would be."""
        parent = note.parent
        if parent is None or parent.name in ("fn-group", "noteGrp", "back", "table-wrap-foot"):
            return True
        return bool(identity(note)) and note in self._marks

    def _body(self, note: Element) -> Place:
        """Return the place of a note's words: of its paragraphs, where it has some."""
        blocks = [one for one in note if one.name in self._customs.blocks and one.name != self._customs.label]
        label = max((one.end for one in note if one.name == self._customs.label), default=note.inner_start)
        only = all(one.text.isspace() for one in note.children if isinstance(one, Text))
        if blocks and only:
            return Place(blocks[0].inner_start, blocks[-1].inner_end)
        raw = self._source.text[label : note.inner_end]
        start = label + len(raw) - len(raw.lstrip())
        return Place(start, max(start, note.inner_end - len(raw) + len(raw.rstrip())))


def _trimmed(parts: list[NotePart]) -> tuple[NotePart, ...]:
    """Return *parts* without space at either end, and without those of space alone at the ends."""
    kept = list(parts)
    while kept and not isinstance(kept[0], Citation) and not plain(kept[0]).strip():
        kept.pop(0)
    while kept and not isinstance(kept[-1], Citation) and not plain(kept[-1]).strip():
        kept.pop()
    if kept and isinstance(kept[0], tuple) and kept[0] and isinstance(kept[0][0], str):
        kept[0] = concat((kept[0][0].lstrip(),), kept[0][1:])
    if kept and isinstance(kept[-1], tuple) and kept[-1] and isinstance(kept[-1][-1], str):
        kept[-1] = concat(kept[-1][:-1], (kept[-1][-1].rstrip(),))
    return tuple(kept)


def keys(text: str) -> list[Key]:
    """Return the keys in a list of references, with or without number signs."""
    return [Key(one.removeprefix("#")) for one in text.split() if one.strip("#")]
