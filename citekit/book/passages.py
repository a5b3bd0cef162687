"""Chapters that are passages: plain texts whose note marks lead to the notes of a ledger.

For the typesetter a passage is a manuscript that has marks and no citations; what its notes say comes from the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citekit.documents.ledgers.as_ledger import ledger_places
from citekit.documents.manuscript import ListPlace, Manuscript, ManuscriptNote, Place, Selection, Setting
from citekit.excerpt import ExcerptOptions, Mapped, Numbering, map_marks, unmatched
from citekit.findings import Finding, Source
from citekit.model import Citation, Excerpt, Ledger, Note, Passage, SetNote
from citekit.notes.ledger.pairing import find_run
from citekit.passagetext import paragraphs_of
from citekit.reading_order import Chapter
from citekit.richtext import Inlines, concat
from citekit.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class PassageChapter:
    """A passage with its marks paired with notes, and what the typesetter sees of it; *heading* is printed above it."""

    passage: Passage
    mapped: tuple[Mapped, ...]
    chapter: Chapter
    findings: tuple[Finding, ...]
    count: int
    heading: str = ""


def passage_chapter(
    passage: Passage,
    ledger: Ledger,
    title: str,
    *,
    run: int | None,
    before: int | None,
    lists: Sequence[Selection],
    prefix: str,
) -> PassageChapter:
    """Pair the marks of *passage* with the notes of *ledger*, those of one *run* where the ledger has several chapters.

    Notes keep their numbers, or follow *before* others where it is a number. *prefix* makes ids unique over the book.
    """
    numbering: Numbering = "kept" if before is None else "restarted"
    mapped = tuple(
        (mark, replace(reference, anchor=f"{prefix}{reference.anchor}"), note)
        for mark, reference, note in map_marks(passage, ledger, numbering, run, before or 0)
    )
    options = ExcerptOptions(chapter=str(run + 1) if run is not None else "")
    findings = tuple(unmatched(passage, mapped, ledger, options, run))
    manuscript = _manuscript(passage, mapped, lists)
    places = ledger_places(manuscript)
    notes = tuple(
        replace(note, run=places[reference.anchor].run, number=places[reference.anchor].number)
        for _, reference, note in mapped
        if note is not None and not reference.again
    )
    own = Ledger(notes, ("",) * (max((note.run for note in notes), default=0) + 1), path=ledger.path)
    return PassageChapter(passage, mapped, Chapter(manuscript, own, title), findings, len(manuscript.notes))


def _manuscript(passage: Passage, mapped: Sequence[Mapped], lists: Sequence[Selection]) -> Manuscript:
    end = len(passage.text)
    notes = [
        ManuscriptNote(reference.anchor, reference.number, (Place(mark.start, mark.end),), Place(end, end))
        for mark, reference, _ in mapped
        if not reference.again
    ]
    places = tuple(ListPlace(Place(end, end), one) for one in lists)
    parts = {"": Source(passage.path, passage.text)}
    return Manuscript(passage.path, "text", parts, tuple(notes), lists=places)


def run_of(ledger: Ledger, title: str, place: int) -> int | None:
    """Return the run of notes of the chapter *title*, the *place*-th of the book; ``None`` of a ledger with one run."""
    if len(ledger.chapters) == 1:
        return None
    titles = [one.casefold() for one in ledger.chapters]
    return find_run(ledger, title if titles.count(title.casefold()) == 1 else str(place))


def excerpt_of(own: PassageChapter, setting: Setting) -> Excerpt:
    """Return a passage with its notes and bibliographies, set."""
    notes = [
        SetNote(reference.number, reference.anchor, _content(note, reference.anchor, setting.notes))
        for _, reference, note in own.mapped
        if note is not None and note.parts and not reference.again
    ]
    marks = [(mark, reference) for mark, reference, _ in own.mapped]
    return Excerpt(
        paragraphs_of(own.passage.text, marks),
        tuple(notes),
        tuple(each for each in setting.lists if each.entries),
        language=setting.language,
        headings=setting.headings,
        title=own.heading,
    )


def _content(note: Note, identity: str, made: Mapping[str, Inlines]) -> Inlines:
    """Return what a note says: set, or its prose where it cites nothing."""
    if identity in made:
        return made[identity]
    return concat(*(part for part in note.parts if not isinstance(part, Citation)))


def findings_of(chapters: Sequence[PassageChapter]) -> Iterator[Finding]:
    """Yield what was found odd about passages and about their marks and notes."""
    for one in chapters:
        yield from one.passage.findings
        yield from one.findings
