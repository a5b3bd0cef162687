"""The citations of manuscripts, set in a style: what stands in each place, which notes are new, what is listed.

Several manuscripts are one document, as the chapters of a book are: works are told apart across all of them, and an
"ibid." may lean on the chapter before unless positions begin anew with each. Nothing is written here: the result says
what each format is to put where (``documents.manuscript.Setting``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citekit import engines
from citekit.aliases import own_keys, with_citation_keys, with_keys
from citekit.csl import cache
from citekit.csl.catalogue import Style
from citekit.csl.punctuation import add_stop
from citekit.documents.ledgers.as_ledger import ledger_places
from citekit.documents.manuscript import Cited, Selection, SetCited, Setting
from citekit.engines import SetCitation, SetDocument
from citekit.errors import raise_errors
from citekit.excerpt import errors_of, headings, note_content, paginated, unknown_keys
from citekit.findings import Finding, Severity, Span
from citekit.listing import Lister
from citekit.model import Bibliography, Citation, Key, Library, Reference
from citekit.notes.ledger.matched import unconfirmed
from citekit.reading_order import Chapter, Read, becomes_note, counted_citations, in_order
from citekit.richtext import Inlines, part, plain
from citekit.values import dataclass, replace

_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Typeset:
    """What is put into each of the manuscripts, in their order, and what was found while setting them."""

    settings: tuple[Setting, ...]
    findings: tuple[Finding, ...] = ()


def typeset(
    chapters: Sequence[Chapter],
    library: Library,
    style: Style,
    *,
    engine: str = engines.DEFAULT,
    locale: str = "",
    restart: bool = False,
    listed: bool | None = None,
    lists: Sequence[Selection] = (),
) -> Typeset:
    """Set the citations and bibliographies of *chapters* as one document.

    With *restart* positions begin anew in each chapter ("ibid." and short forms). *listed* says whether a document
    without a place for a bibliography gets one at its end, or *lists*; ``None`` leaves that to the manuscripts.

    Raises: InvalidInputError for keys that no reference has, for errors in the entries that are cited and in the
    manuscripts; StyleError, EngineError, UsageError from the engine.
    """
    raise_errors(one for chapter in chapters for one in chapter.manuscript.findings)
    known = _all_references(chapters, library)
    chapters = [_with_own_keys(chapter, known) for chapter in chapters]
    is_note_style = cache.compiled_file(style.path, locale or style.default_locale).style.note
    read = [in_order(chapter, is_note_style=is_note_style) for chapter in chapters]
    uncited = _uncited(chapters, known)
    _check_keys(chapters, read, known, uncited)
    citations = [paginated(one, known.references) for one in counted_citations(read, chapters, restart=restart)]
    loaded = engines.load(engine)

    def set_all(keys: Sequence[Key] | None) -> SetDocument:
        return loaded.set_document(style, known.references, citations, uncited=uncited, locale=locale, listed=keys)

    document = set_all(None)
    lister = Lister(document.bibliography, known.references, lambda keys: set_all(keys).bibliography)
    texts = iter(document.citations)
    made_lists = _lists(chapters, read, lister)
    if chapters and not any(made_lists) and _wants_list(chapters[-1], listed=listed):
        made_lists[-1] = lister.all(lists)
    settings = tuple(
        _setting(_Made(chapter, own, texts, document, is_note_style=is_note_style), own_lists)
        for chapter, own, own_lists in zip(chapters, read, made_lists, strict=True)
    )
    found = [
        finding
        for chapter, own in zip(chapters, read, strict=True)
        for finding in (*chapter.manuscript.findings, *_about_notes(chapter, own))
    ]
    return Typeset(settings, (*found, *document.findings))


def _setting(made: _Made, lists: tuple[Bibliography, ...]) -> Setting:
    language = made.language
    return Setting(tuple(made.cited()), made.notes(), lists, headings(language), language)


# --- what is cited ---------------------------------------------------------------------------------------


def _all_references(chapters: Sequence[Chapter], library: Library) -> Library:
    """Return the library with the works that manuscripts bring along; the library's own come first."""
    brought: dict[Key, Reference] = {}
    for chapter in chapters:
        for key, reference in chapter.manuscript.references.references.items():
            brought.setdefault(key, reference)
    new = {key: one for key, one in brought.items() if key not in library.references}
    return Library({**library.references, **new}, library.findings) if new else library


def _with_own_keys(chapter: Chapter, library: Library) -> Chapter:
    """Return *chapter* with the references' own keys in the place of aliases."""
    cites = [cite for one in chapter.manuscript.cited for cite in one.citation.cites]
    own = own_keys((cite.key for cite in (*cites, *chapter.ledger.cites)), library)
    if not own:
        return chapter
    cited = tuple(replace(one, citation=with_citation_keys(one.citation, own)) for one in chapter.manuscript.cited)
    manuscript = replace(chapter.manuscript, cited=cited)
    return replace(chapter, manuscript=manuscript, ledger=with_keys(chapter.ledger, own))


def _uncited(chapters: Sequence[Chapter], library: Library) -> list[Key]:
    """Return the works that the manuscripts want listed without citing them."""
    named = [Key(key) for chapter in chapters for key in chapter.manuscript.asked.uncited]
    if "*" in named:
        return list(library.references)
    own = own_keys(named, library)
    return list(dict.fromkeys(own.get(key, key) for key in named))


def _check_keys(chapters: Sequence[Chapter], read: Sequence[Read], library: Library, uncited: Sequence[Key]) -> None:
    cited: list[tuple[Key, Span]] = []
    for chapter, own in zip(chapters, read, strict=True):
        where = Span(chapter.manuscript.path)
        said = [one.citation for one in chapter.manuscript.cited if one.note not in own.told]
        cited += [(cite.key, cite.where or where) for citation in said for cite in citation.cites]
        told = [one for note in own.told.values() for one in note.parts if isinstance(one, Citation)]
        cited += [(cite.key, cite.where or Span(chapter.ledger.path)) for citation in told for cite in citation.cites]
    cited += [(key, Span(chapters[0].manuscript.path if chapters else "")) for key in uncited]
    findings = unknown_keys(cited, library)
    raise_errors([*findings, *errors_of(library, [key for key, _ in cited], and_others=bool(findings))])


def _about_notes(chapter: Chapter, read: Read) -> Iterator[Finding]:
    """Find what of the ledger nobody has confirmed, and what of it the manuscript has no note for."""
    yield from (unconfirmed(note, chapter.ledger) for note in read.told.values() if note.status)
    there = set(ledger_places(chapter.manuscript).values())
    for note in chapter.ledger.notes:
        if (note.run, note.number) not in there:
            message = f"note {note.number} of the ledger is not in {chapter.manuscript.path}"
            where = note.where or Span(chapter.ledger.path)
            yield Finding("unmarked-note", message, where, Severity.WARNING, "its number or chapter may be another")


# --- bibliographies --------------------------------------------------------------------------------------


def _lists(chapters: Sequence[Chapter], read: Sequence[Read], lister: Lister) -> list[tuple[Bibliography, ...]]:
    """Return the bibliographies of each chapter: one for each of its places, or those for its end."""
    cited: dict[str, set[Key]] = {}
    for chapter, own in zip(chapters, read, strict=True):
        for one in own.placed:
            for title in {chapter.title, one.title.partition(" ")[2]}:
                cited.setdefault(title, set()).update(cite.key for cite in one.citation.cites)
    wanted = [tuple(place.selection for place in chapter.manuscript.lists) or chapter.lists for chapter in chapters]
    return [tuple(lister.listed(one, cited) for one in own) for own in wanted]


def _wants_list(chapter: Chapter, *, listed: bool | None) -> bool:
    """Tell whether a manuscript without a place for a bibliography gets one at its end.

    One that brings its works along, in the fields of a reference manager, has a bibliography where its author put one.
    """
    if listed is not None:
        return listed
    asked = chapter.manuscript.asked.listed
    return asked if asked is not None else not chapter.manuscript.references.references


# --- what stands in each place ---------------------------------------------------------------------------


class _Made:
    """The citations of a chapter, set: what stands in their places, and in the notes that its ledger has."""

    def __init__(
        self, chapter: Chapter, read: Read, texts: Iterator[SetCitation], document: SetDocument, *, is_note_style: bool
    ) -> None:
        """Take the texts of the chapter's citations from *texts*, which has those of all chapters in their order."""
        self.language = document.language
        self._manuscript, self._told = chapter.manuscript, read.told
        self._in_quote, self._is_note_style = document.punctuation_in_quote, is_note_style
        self._cited: dict[int, SetCitation] = {}
        self._noted: dict[str, list[SetCitation]] = {identity: [] for identity in read.told}
        for one in read.placed:
            if isinstance(one.place, int):
                self._cited[one.place] = next(texts)
            else:
                self._noted[one.place].append(next(texts))

    def cited(self) -> Iterator[SetCited]:
        """Yield what each of the manuscript's citations becomes."""
        for index, cited in enumerate(self._manuscript.cited):
            made = self._cited.get(index)
            if made is None:
                yield SetCited()
            elif cited.note:
                yield SetCited(_within_note(cited, made, in_quote=self._in_quote))
            elif becomes_note(cited, is_note_style=self._is_note_style):
                content = made.content if self._is_note_style else _unbracketed(made.content)
                yield SetCited(made.author, add_stop(content, made.stop or ".", in_quote=self._in_quote))
            else:
                yield SetCited(made.content)

    def notes(self) -> dict[str, Inlines]:
        """Return the notes that the ledger has, set."""
        return {
            identity: note_content(note, self._noted[identity], in_quote=self._in_quote)
            for identity, note in self._told.items()
        }


def _within_note(cited: Cited, made: SetCitation, *, in_quote: bool) -> Inlines:
    """Return a citation that stands among a note's words: its stop is theirs, where they have one."""
    after = cited.after.lstrip()
    if not after:
        return add_stop(made.content, made.stop, in_quote=in_quote)
    text = plain(made.content)
    return part(made.content, 0, len(text) - 1) if after[0] == "." and text.endswith(".") else made.content


def _unbracketed(content: Inlines) -> Inlines:
    """Return "Cohen 1973" of "(Cohen 1973)": a note is brackets enough."""
    text = plain(content)
    return part(content, 1, len(text) - 1) if _IN_BRACKETS.fullmatch(text) else content
